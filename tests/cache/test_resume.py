"""After an edit: what is taken up from earlier years gives what a full load gives."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.receivables import open_items
from sambruk_cli.cache.past import past_of
from sambruk_cli.cache.recording import recording_of
from sambruk_cli.checks.imported import Imports
from sambruk_cli.checks.review import Review, review_year
from sambruk_cli.files.folder import Folder
from sambruk_cli.files.protocol import Content
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.checks.cases.sides import IN_THE_YEAR
from tests.conftest import PROJECT, MakeWorkspace
from tests.extent import tried
from tests.sessions import TERMS, read_checked
from tests.workspaces import FILES

VOUCHER = """
{year}-{month:02}-11 * "Malmö stad" "Sen post"
  ver: "{series}{number}"
  Assets:1930-Bank   {debit}.00 SEK
  {account}   -{credit}.00 SEK
    member: "{member}"
"""
YEARS = ("2004", "2005", "2006", "2007")


def four_years(folder: Path) -> Path:
    """The example with two more years before it, so that edits fall in early and late ones."""
    for part in ("config", "ledger"):
        shutil.copytree(PROJECT / part, folder / part)
    config = folder / "config/association.toml"
    more = "".join(
        f'[[fiscal_years]]\nlabel = "{year}"\nstart = {year}-01-01\nend = {year}-12-31\n\n'
        for year in YEARS[:2]
    )
    text = config.read_text().replace("[[fiscal_years]]", more + "[[fiscal_years]]", 1)
    config.write_text(text)
    layout = folder / "config/statements.toml"
    layout.write_text(
        re.sub(r"^from = .*$", "from = 2004-01-01", layout.read_text(), count=1, flags=re.M)
    )
    chart = folder / "ledger/chart.beancount"
    budget = '2004-01-01 custom "budget" Income:3190-Övriga-verksamhetsintäkter "yearly" -9 SEK\n'
    chart.write_text(chart.read_text().replace("2005-12-31 open", "2003-12-31 open") + budget)
    for year in YEARS[:2]:
        journal = f"{year}-01-02 balance Assets:1930-Bank 0.00 SEK\n" if year == "2004" else ""
        for number, month in enumerate((2, 5, 12), start=1):
            journal += VOUCHER.format(
                year=year,
                month=month,
                series="A",
                number=number,
                debit=100,
                credit=100,
                account="Income:3190-Övriga-verksamhetsintäkter",
                member="malmo",
            )
        (folder / f"ledger/{year}.beancount").write_text(journal)
    main = folder / "ledger/main.beancount"
    includes = "".join(f'include "{year}.beancount"\n' for year in YEARS[:2])
    main.write_text(main.read_text().replace('include "2006', includes + 'include "2006'))
    return folder


def outcome(read: Session) -> object:
    """All that a command can see of books and findings."""
    assert read.books is not None
    years = read.register.years
    return (
        read.books,
        read.findings,
        [trial_balance(read.books, year) for year in years],
        [trial_balance(read.books, y, y.start, y.start.replace(month=6, day=15)) for y in years],
        [open_items(read.books, year.end) for year in years],
        [list(read.books.standing(year.end).tallies.items()) for year in years],
    )


def read_both_ways(folder: Path) -> tuple[Session, Session]:
    cached = read_checked(Workspace(folder), cache=True)
    return cached, read_checked(Workspace(folder), cache=False)


KINDS = """
add, add wrong, add unknown, add receivable, add euro, add lot, add elsewhere, remove, amount,
balance, second balance, comment, tag, open, touch, left out
"""
edits = st.lists(
    st.tuples(
        st.sampled_from(YEARS),
        st.sampled_from([kind.strip() for kind in KINDS.split(",")]),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=3,
)


def edit(folder: Path, year: str, what: str, month: int) -> None:
    """Change one year's journal as a person might."""
    file = folder / f"ledger/{year}.beancount"
    text = file.read_text()
    values = {
        "year": year,
        "month": month,
        "series": "Q",
        "number": month,
        "debit": 10,
        "credit": 10,
        "account": "Income:3190-Övriga-verksamhetsintäkter",
        "member": "malmo",
    }
    day = f"{year}-{month:02}-11"
    added = {
        "add": VOUCHER.format(**values),
        "add wrong": VOUCHER.format(**{**values, "credit": 11}),
        "add unknown": VOUCHER.format(**{**values, "account": "Income:3999-Okänt", "member": "x"}),
        "add receivable": VOUCHER.format(**{**values, "account": "Assets:1510-Kundfordringar"}),
        "add euro": f'{day} * "Euro"\n  Assets:1930-Bank 1.00 EUR\n  Assets:1910-Kassa -1.00 EUR\n',
        "add lot": f'{day} * "Post"\n  Assets:1930-Bank 1 AKT {{5.00 SEK}}\n  Assets:1910-Kassa\n',
        "add elsewhere": VOUCHER.format(**{**values, "year": 2004 + month % 4}),
        "balance": f"{day} balance Assets:1930-Bank 17.00 SEK\n",
        "second balance": f"{int(year) + 1}-01-01 balance Assets:1930-Bank {month}.00 SEK\n",
        "comment": "; anmärkning\n",
        "tag": f'{day} * "Märkt" #x\n  Assets:1930-Bank 1.00 SEK\n  Assets:1910-Kassa -1.00 SEK\n',
        "open": f"{year}-01-01 open Assets:1699-Nytt SEK\n",
        "left out": f'{day} * "Utan belopp"\n  Assets:1930-Bank 1.00 SEK\n  Assets:1910-Kassa\n',
    }
    vouchers = [m.span() for m in re.finditer(r"^\d{4}-\d\d-\d\d \* .*\n(?:[ ]+.*\n)*", text, re.M)]
    if what in added:
        text += "\n" + added[what]
    elif vouchers and what == "remove":
        start, end = vouchers[month % len(vouchers)]
        text = text[:start] + text[end:]
    elif vouchers and what == "amount":
        start, end = vouchers[month % len(vouchers)]
        text = text[:start] + text[start:end].replace("00.00 SEK", "01.00 SEK", 1) + text[end:]
    file.write_text(text)


@pytest.fixture(scope="module")
def unedited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return four_years(tmp_path_factory.mktemp("four-years"))


@tried(30, HealthCheck.function_scoped_fixture, few=3)
@given(edits)
def test_after_any_edits_the_books_are_those_of_a_full_load(
    unedited: Path, tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(unedited, folder, dirs_exist_ok=True)
    read_checked(Workspace(folder), cache=True)
    for one in chosen:
        edit(folder, *one)
        cached, full = read_both_ways(folder)
        assert outcome(cached) == outcome(full)


@pytest.mark.longer
def test_earlier_years_are_not_read_again(
    unedited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(unedited, tmp_path / "w")
    read_checked(Workspace(folder), cache=True)
    edit(folder, "2007", "add", 5)
    opened: list[str] = []
    read = Folder.read

    def watched(self: Folder, name: str) -> Content:
        opened.append(name)
        return read(self, name)

    monkeypatch.setattr(Folder, "read", watched)
    read_checked(Workspace(folder), cache=True)
    journals = {name for name in opened if re.search(r"ledger/2", name)}
    # All were written within the last moments, so that each is read to see that it is the same;
    # only the changed one is read as a journal, after that.
    assert opened.count("ledger/2007.beancount") > 1
    assert {name for name in journals if opened.count(name) > 1} == {"ledger/2007.beancount"}


@pytest.mark.longer
def test_reviews_of_earlier_years_are_not_made_again(
    unedited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(unedited, tmp_path / "w")
    read_checked(Workspace(folder), cache=True)
    edit(folder, "2007", "add", 5)
    made: list[str] = []

    def noted(session: Session, year: FiscalYear, imports: Imports) -> Review:
        made.append(year.label)
        return review_year(session, year, imports)

    monkeypatch.setattr("sambruk_cli.checks.run.review_year", noted)
    read_checked(Workspace(folder), cache=True)
    assert made == ["2007"]


@pytest.mark.longer
def test_records_of_earlier_years_that_rest_on_a_day_are_made_anew_on_another(
    make_workspace: MakeWorkspace,
) -> None:
    """2021 has income on the wrong side, which is said from 2022-02-01 on.

    Its result is booked and there is no report of it, so that nothing else asks for the day.
    """
    association = FILES["config/association.toml"].partition("[[reports]]")[0]
    year = '[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n'
    turned = IN_THE_YEAR["income that is turned in the course of the year"]["ledger/2021.beancount"]
    assert isinstance(turned, str)
    closing = (
        '\n2021-12-30 * "Årets resultat"\n  ver: "A7"\n  Expenses:8999-Årets-resultat 500.00 SEK\n'
        "  Equity:2069-Årets-resultat -500.00 SEK\n"
    )
    text = '2022-01-02 * "Banken" "Avgift"\n  ver: "A1"\n'
    rows = "  Expenses:4010-Kostnader 10.00 SEK\n  Assets:1930-Bank -10.00 SEK\n"
    folder = make_workspace(
        {
            "config/association.toml": association + year,
            "ledger/main.beancount": FILES["ledger/main.beancount"] + 'include "2022.beancount"\n',
            "ledger/2021.beancount": turned + closing,
            "ledger/2022.beancount": text + rows,
        }
    )
    eve, day = date(2022, 1, 31), date(2022, 2, 1)
    assert "BOK242" not in codes_of(folder, eve)
    (folder / "ledger/2022.beancount").write_text(text + rows.replace("10.00", "11.00"))
    assert "BOK242" not in codes_of(folder, eve)  # the record of 2021 is taken over
    assert "BOK242" in codes_of(folder, day)


def codes_of(folder: Path, today: date) -> set[str]:
    return {item.code for item in read_checked(Workspace(folder), cache=True, today=today).findings}


@pytest.mark.longer
def test_a_change_of_the_register_keeps_the_ledger_and_checks_everything(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_workspace()
    read_checked(Workspace(folder), cache=True)
    file = folder / "config/members.toml"
    file.write_text(file.read_text().replace('id = "', 'id = "x', 1))

    def refuse(*_: object) -> None:
        raise AssertionError("the ledger is as it was")

    with monkeypatch.context() as patch:
        patch.setattr("sambruk_cli.books.load.load_ledger", refuse)
        cached = read_checked(Workspace(folder), cache=True)
    full = read_checked(Workspace(folder), cache=False)
    assert cached.findings == full.findings
    assert any(f.code == "BOK212" for f in full.findings)


@pytest.mark.longer
def test_nothing_is_loaded_where_nothing_has_changed(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_workspace()
    first = read_checked(Workspace(folder), cache=True)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing has changed")

    monkeypatch.setattr("sambruk_cli.opening.checking.run_checks", refuse)
    monkeypatch.setattr("sambruk_cli.books.load.load_ledger", refuse)
    again = read_checked(Workspace(folder), cache=True)
    assert again.findings == first.findings
    assert outcome(again) == outcome(first)


BALANCE = "\n2007-01-01 balance Assets:1910-Kassa {amount}.00 SEK\n"


@pytest.mark.slow
@pytest.mark.parametrize(("first", "then"), [(0, 5), (5, 0)], ids=["comes", "goes"])
def test_a_contradiction_between_two_years_comes_and_goes(
    first: int, then: int, unedited: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(unedited, tmp_path / "w")
    with (folder / "ledger/2006.beancount").open("a") as file:
        file.write(BALANCE.format(amount=0))
    journal = folder / "ledger/2007.beancount"
    text = journal.read_text()
    journal.write_text(text + BALANCE.format(amount=first))
    read_both_ways(folder)
    journal.write_text(text + BALANCE.format(amount=then))
    cached, full = read_both_ways(folder)
    assert outcome(cached) == outcome(full)
    assert ("BOK220" in {f.code for f in full.findings}) == (then == 5)


@pytest.mark.longer
def test_a_ledger_that_an_edit_has_emptied_is_empty(unedited: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(unedited, tmp_path / "w")
    for year in YEARS[:-1]:
        (folder / f"ledger/{year}.beancount").write_text("; tom\n")
    journal = folder / "ledger/2007.beancount"
    journal.write_text(
        '2007-05-01 * "Ett"\n  ver: "A1"\n  Assets:1930-Bank  1.00 SEK\n'
        "  Income:3190-Övriga-verksamhetsintäkter  -1.00 SEK\n"
    )
    read_both_ways(folder)
    journal.write_text("; tom\n")
    cached, full = read_both_ways(folder)
    assert cached.findings == full.findings
    assert "BOK216" in {f.code for f in full.findings}


@pytest.mark.longer
def test_checking_one_year_leaves_what_was_checked_of_all(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    read_checked(Workspace(folder), cache=True)
    read_checked(Workspace(folder), cache=True, years_of=lambda register: register.years[:1])
    workspace = Workspace(folder)
    past = past_of(workspace, recording_of(workspace), TERMS.today)
    assert past is not None
    assert past.is_current
