"""What was imported validates: no errors, and no warnings but those that somebody can act on."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli import sie
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.edits.new_folder import write_folder
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.exchange.sie.into.plan import ImportPlan
from sambruk_cli.findings import Severity, errors
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.workspace import Workspace
from tests.conftest import RunCommand, findings_in
from tests.exchange import typical
from tests.exchange.reading import read_all
from tests.exchange.test_sie_import import GOOD, NUMBERED
from tests.sie.samples import FOLDER

TRIALS = FOLDER / "trials"
ASKED_IN = date(2024, 7, 15)  # the year of the typical files
LATER = date(2026, 11, 27)

# The year is over, its own result is booked nowhere, and that of the year before stands where it
# stood when it began: a voucher for what the meeting decided, and one that closes the year.
_UNDISPOSED = ["STM307"]
REMAINS = {
    "SIE4_Exempelfil_med_underdim.SE": _UNDISPOSED,
    "SIE_exempelfil.se": _UNDISPOSED,
    "live2011.se": _UNDISPOSED,
    "i06_speedledger_9030.se": _UNDISPOSED,
    "i06b_ib_unbalanced_two_open_years.se": _UNDISPOSED,
}
REMAINS_OF_TYPICAL = {
    "mid-year, last year not closed": _UNDISPOSED,
    "mid-year, last year's result undisposed": _UNDISPOSED,
}
WRONG_NUMBER = "o5_luhn_bad.se"  # refused: its check digit is another


def planned(data: bytes, name: str) -> ImportPlan:
    source = ImportFile(sie.read(data), name)
    return into_workspace([source], Choices(organisation_number=NUMBERED.get(name)))


def imported(data: bytes, name: str, folder: Path) -> Path:
    plan = planned(data, name).plan
    assert plan is not None
    write_folder(folder, plan)
    return folder


@pytest.mark.longer
@pytest.mark.parametrize("name", GOOD)
def test_a_sample_validates(name: str, tmp_path: Path) -> None:
    folder = imported((FOLDER / name).read_bytes(), name, tmp_path / "ny")
    found = findings_in(folder, today=LATER)
    assert not errors(found)
    assert [item.code for item in found] == REMAINS.get(name, [])


@pytest.mark.parametrize("path", sorted(TRIALS.glob("*.se")), ids=lambda path: path.name)
def test_a_trial_validates(path: Path, tmp_path: Path) -> None:
    if path.name == WRONG_NUMBER:
        return
    found = findings_in(imported(path.read_bytes(), path.name, tmp_path / "ny"), today=LATER)
    assert not errors(found)
    assert [item.code for item in found] == REMAINS.get(path.name, [])


@pytest.mark.parametrize("kind", typical.TYPICAL)
def test_a_typical_file_validates_in_its_year_and_long_after(kind: str, tmp_path: Path) -> None:
    folder = imported(typical.sie(typical.TYPICAL[kind]), "2024.se", tmp_path / "ny")
    assert findings_in(folder, today=ASKED_IN) == ()
    found = findings_in(folder, today=LATER)
    assert not errors(found)
    assert [item.code for item in found] == REMAINS_OF_TYPICAL.get(kind, [])


OPEN = [kind for kind, book in typical.TYPICAL.items() if book.generated < "2025"]


@pytest.mark.parametrize("kind", OPEN)
def test_a_year_in_progress_is_booked_on(kind: str, tmp_path: Path) -> None:
    book = typical.TYPICAL[kind]
    # 5010 is in every chart but those of files that book no rent.
    account = next(a for a in ("5010", "3010", "4010", "1930") if f" {a} " in _chart(book))
    folder = imported(typical.sie(book), "2024.se", tmp_path / "ny")
    journal = folder / "ledger/2024.beancount"
    opened = (folder / "ledger/chart.beancount").read_text()
    (name,) = (line.split()[2] for line in opened.splitlines() if f":{account}-" in line)
    with journal.open("a") as file:
        file.write(
            f'\n2024-07-10 * "Eget" "Eget"\n  ver: "B1"\n  {name}  -1.00 SEK\n'
            "  Assets:1930-Konto-1930  1.00 SEK\n"
        )
    assert findings_in(folder, today=ASKED_IN) == ()


def _chart(book: typical.Book) -> str:
    return typical.sie(book).decode("cp437")


@pytest.mark.parametrize("before", [None, ""], ids=["a year before", "the first"])
def test_a_year_that_has_just_begun_has_its_statements_and_is_followed(
    before: str | None, tmp_path: Path, sambruk: RunCommand
) -> None:
    book = replace(typical.TYPICAL["a new year without vouchers"], before=before)
    folder = imported(typical.sie(book), "2024.se", tmp_path / "ny")
    run = sambruk("statements", "2024", "-f", "json", cwd=folder)
    rows = {row["key"]: row["amounts"] for row in json.loads(run.stdout)["balance_sheet"]["rows"]}
    assert rows["total_assets"]["2024"] == "30000"
    (tmp_path / "2025.se").write_bytes(_of_year(2025, "1930 30000, 2091 -30000", first=True))
    run = sambruk("sie", "import", "2025.se", "--into", "ny", "--write", cwd=tmp_path)
    assert run.returncode == 0
    assert [item.code for item in findings_in(folder, today=date(2025, 7, 15))] == []


def test_a_year_before_that_its_program_had_not_closed_is_closed_afterwards(
    tmp_path: Path,
) -> None:
    data = typical.sie(typical.TYPICAL["mid-year, last year not closed"])
    folder = imported(data, "2024.se", tmp_path / "ny")
    with (folder / "ledger/2023.beancount").open("a") as file:
        file.write(
            '\n2023-12-31 * "Hyra"\n  ver: "B1"\n  Expenses:5010-Konto-5010  500.00 SEK\n'
            "  Assets:1930-Konto-1930  -500.00 SEK\n"
            '\n2023-12-31 * "Bokslut" "Rättelse"\n  ver: "B2"\n'
            "  Expenses:8999-Årets-resultat  -500.00 SEK\n"
            "  Equity:2099-Årets-resultat  500.00 SEK\n"
        )
    assert findings_in(folder, today=ASKED_IN) == ()


def _of_year(year: int, opening: str, *, first: bool = False) -> bytes:
    """A year whose result no voucher books; one that is not the first has one before as open."""
    before = "" if first else "3010 -12000, 5010 5000, 6570 300"
    book = typical.Book(typical.RUNNING, opening, None, before, "20990301")
    text = typical.sie(book).decode("cp437")
    years = {"2023": year - 1, "2024": year, "2099": year + 1}
    text = re.sub("(2023|2024|2099)(?=[01])", lambda found: str(years[found[1]]), text)
    return text.encode("cp437")


def test_years_that_nobody_closes_come_at_once_or_one_by_one(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    # #UB -1 of each says of the year before what its own file says: 6 700 are in no equity.
    files = {
        "2022.se": _of_year(2022, "1930 30000, 2091 -30000", first=True),
        "2023.se": _of_year(2023, "1930 36700, 2091 -30000"),
        "2024.se": _of_year(2024, "1930 43400, 2091 -30000"),
    }
    sources = [ImportFile(sie.read(data), name) for name, data in files.items()]
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        run = sambruk("sie", "import", name, "--into", "ett", "--write", cwd=tmp_path)
        assert run.returncode == 0
    plan = into_workspace(sources[::-1], Choices())
    assert plan.plan is not None
    write_folder(tmp_path / "alla", plan.plan)
    for folder in ("ett", "alla"):
        found = findings_in(tmp_path / folder, today=LATER)
        assert [(item.code, item.severity) for item in found] == [("STM307", Severity.WARNING)]
        register, books, _ = read_all(Workspace(tmp_path / folder))
        stands = {
            books.number(each.account): each.closing
            for each in trial_balance(books, register.years[-1])
            if books.keeps_balance(each.account)
        }
        assert stands == {
            "1930": Decimal(50100),
            "2091": Decimal(-36700),
            "2099": Decimal(-6700),
        }


@pytest.mark.parametrize(
    ("kind", "equity", "result"),
    [
        # 34 000 - 1 500 drawn + 200 put in, less the 4 000 drawn the year before.
        ("a sole trader", 28700, 6700),
        ("a limited company", 80000, 5320),
        ("an association", 18000, 18700),  # with the 12 000 that nobody has disposed of
        ("closed into 2091 directly", 36700, 0),
    ],
)
def test_equity_and_result_find_their_rows(
    kind: str, equity: int, result: int, tmp_path: Path
) -> None:
    folder = imported(typical.sie(typical.TYPICAL[kind]), "2024.se", tmp_path / "ny")
    register, books, _ = read_all(Workspace(folder))
    statements = build_statements(books, register, register.years[-1], Options(exact=True))
    assert statements is not None
    rows = [statements.row(key) for key in ("equity", "result")]
    assert [row and row.exact["2024"] for row in rows] == [Decimal(equity), Decimal(result)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("an association", ["2024: 6700.00 and 18700.00"]),
        ("closed into 2091 directly", ["2023: 12000.00 and 0.00, 2024: 6700.00 and 0.00"]),
        ("a limited company", []),
        ("a sole trader", []),
        # 2024 is in progress: validate says so when it is over.
        ("mid-year, last year's result undisposed", []),
    ],
)
def test_an_import_says_where_the_balance_sheet_has_another_result(
    kind: str, said: list[str]
) -> None:
    notes = planned(typical.sie(typical.TYPICAL[kind]), "2024.se").notes
    messages = [item.message for item in notes if item.code == "SIE605"]
    assert [message.partition("sheet: ")[2] for message in messages] == said


def test_a_voucher_of_the_file_that_is_gone_is_missed(tmp_path: Path) -> None:
    data = typical.sie(typical.TYPICAL["numbers from 110000157, one missing"])
    folder = imported(data, "2024.se", tmp_path / "ny")
    journal = folder / "ledger/2024.beancount"
    text = journal.read_text()
    for number in (110000158, 110000160):
        start = text.rindex("\n2024-", 0, text.index(f'"A{number}"'))
        end = text.find("\n2024-", text.index(f'"A{number}"'))
        journal.write_text(text[:start] + (text[end:] if end > 0 else "\n"))
        messages = [item.message for item in findings_in(folder, today=ASKED_IN)]
        assert messages == [f"A{number} is missing in 2024"]
