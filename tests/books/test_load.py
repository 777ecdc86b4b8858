"""Loading: whatever the files look like, the books are right, whole, and nothing is written."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader

from sambruk_cli.books.books import Books
from sambruk_cli.books.oddities import endless_line
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.ledgers import load_books
from tests.sessions import read_checked
from tests.workspaces import CHART, FILES, JOURNAL_2020, JOURNAL_2021, MAIN, edited

LEDGER = [name for name in FILES if name.startswith("ledger/")]
YEAR_2021 = FiscalYear("2021", date(2021, 1, 1), date(2021, 12, 31))

# A voucher of 2021 whose two sides are 30 kr apart.
UNBALANCED = """\
2021-08-01 * "Obalans"
  ver: "A7"
  Assets:1930-Bank                130.00 SEK
  Income:3190-Övrigt             -100.00 SEK
"""


def load(folder: Path, *years: FiscalYear) -> tuple[Books, list[Finding]]:
    return load_books(Workspace(folder), years)


def line_of(text: str, part: str) -> int:
    """The line on which a text stands that occurs once, counted from 1."""
    assert text.count(part) == 1
    return text[: text.index(part)].count("\n") + 1


def places(found: list[Finding] | tuple[Finding, ...]) -> list[tuple[str, str | None, int | None]]:
    return [(item.code, item.file, item.line) for item in found]


def bank_at_the_end(books: Books) -> Decimal:
    return sum(
        (p.amount for _, p in books.postings() if p.account == "Assets:1930-Bank"), Decimal(0)
    )


def encoded(text: str, end: str, mark: bytes = b"\xef\xbb\xbf") -> bytes:
    return mark + text.replace("\n", end).encode()


# ---------------------------------------------------------------- forms of a text file


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["windows", "old-mac"])
def test_a_byte_order_mark_and_foreign_line_ends_change_no_figure_and_are_told_of(
    end: str, make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    plain, found_plainly = load(make_workspace())
    changed: Changes = {name: encoded(FILES[name], end) for name in LEDGER}
    marked, found = load(make_workspace(changed))
    assert found_plainly == []
    # Beancount's own programs would refuse the first lines, and take a lone CR for a space.
    per_file = ["warning"] if end == "\r\n" else ["error", "warning"]
    told = {name: sorted(f.severity for f in found if f.file == name) for name in LEDGER}
    assert told == dict.fromkeys(LEDGER, per_file)
    assert {f.code for f in found} == {"BOK250"}
    # By hand: one opening voucher, five of 2020, six of 2021; 2 700 kr in the bank.
    assert len(marked.vouchers) == 12
    assert bank_at_the_end(marked) == 2700
    assert marked == plain


def test_a_line_without_end_is_told_by_its_number_wherever_it_stands() -> None:
    most = 1_000_000
    assert endless_line("") is None
    assert endless_line("a\n" * 2_000_000) is None
    assert endless_line("x" * most) is None
    assert endless_line("x" * (most + 1)) == 1
    for before in ("", "a\n" * 400_000, "b" * 499_999 + "\n", "b" * most + "\n", "\n"):
        line = before.count("\n") + 1
        assert endless_line(before + "x" * most + "\nc\n") is None
        assert endless_line(before + "x" * (most + 1) + "\nc\n") == line


def test_lines_are_counted_the_same_under_a_mark_and_windows_line_ends(
    make_workspace: MakeWorkspace,
) -> None:
    text = JOURNAL_2021 + UNBALANCED
    folder = make_workspace({"ledger/2021.beancount": encoded(text, "\r\n")})
    _, found = load(folder)
    journal = "ledger/2021.beancount"
    assert places(found) == [
        ("BOK250", journal, 1),
        ("BOK202", journal, line_of(text, '"Obalans"')),
    ]


def test_a_file_that_is_not_utf8_is_named_with_the_line_of_the_byte_and_the_rest_is_read(
    make_workspace: MakeWorkspace,
) -> None:
    text = JOURNAL_2020.encode().replace("Ingående".encode(), "Ingående".encode("latin-1"))
    books, found = load(make_workspace({"ledger/2020.beancount": text}))
    assert ("WSP003", "ledger/2020.beancount", 1) in places(found)
    assert {v.date.year for v in books.vouchers} == {2021}


def test_merge_conflict_markers_stop_their_file_alone(make_workspace: MakeWorkspace) -> None:
    conflict = f"{JOURNAL_2020}\n<<<<<<< HEAD\n=======\n>>>>>>> other\n"
    books, found = load(make_workspace({"ledger/2020.beancount": conflict}))
    line = line_of(conflict, "<<<<<<<")
    assert ("WSP004", "ledger/2020.beancount", line) in places(found)
    assert {v.date.year for v in books.vouchers} == {2021}


# ----------------------------------------------------------------------- what is read


def test_accounts_carry_number_label_and_where_they_were_opened(
    make_workspace: MakeWorkspace,
) -> None:
    chart = CHART.replace(
        "open Assets:1930-Bank SEK\n", 'open Assets:1930-Bank SEK\n  name: "Bankkonto"\n'
    )
    books, _ = load(make_workspace({"ledger/chart.beancount": chart}))
    named, plain = books.accounts["Assets:1930-Bank"], books.accounts["Expenses:4010-Kostnader"]
    assert (named.number, named.label) == ("1930", "Bankkonto")
    assert (plain.number, plain.label) == ("4010", "Kostnader")
    assert (named.opened, named.file, named.line) == (
        date(2019, 12, 31),
        "ledger/chart.beancount",
        2,
    )
    assert books.accounts["Equity:2067-Balanserat-resultat"].label == "Balanserat resultat"
    assert len(books.accounts) == 10


def test_vouchers_carry_number_texts_metadata_and_the_lines_of_their_postings(
    make_workspace: MakeWorkspace,
) -> None:
    books, _ = load(make_workspace())
    voucher = next(v for v in books.vouchers if v.ver == "A5" and v.date.year == 2021)
    assert voucher.date == date(2021, 6, 1)
    assert (voucher.payee, voucher.text) == ("Banken", "Kostnad")
    assert voucher.file == "ledger/2021.beancount"
    assert voucher.line == line_of(JOURNAL_2021, '2021-06-01 * "Banken" "Kostnad"')
    cost, bank = voucher.postings
    assert (cost.account, cost.amount, cost.currency) == (
        "Expenses:4010-Kostnader",
        Decimal("150.00"),
        "SEK",
    )
    assert cost.line == line_of(JOURNAL_2021, "Expenses:4010-Kostnader         150.00")
    assert dict(cost.meta) == {"counterparty": "banken", "project": "bron"}
    assert (bank.account, bank.amount) == ("Assets:1930-Bank", Decimal("-150.00"))
    assert dict(bank.meta) == {}


def test_vouchers_stand_in_order_of_date_whatever_the_order_of_the_files(
    make_workspace: MakeWorkspace,
) -> None:
    main = 'include "2021.beancount"\ninclude "2020.beancount"\ninclude "chart.beancount"\n'
    books, found = load(make_workspace({"ledger/main.beancount": main}))
    assert found == []
    days = [voucher.date for voucher in books.vouchers]
    assert days == sorted(days)
    assert days[0] == date(2019, 12, 31)


def test_a_posting_without_an_amount_takes_what_is_missing(make_workspace: MakeWorkspace) -> None:
    change = edited(
        "ledger/2021.beancount",
        ("  Income:3190-Övrigt              -50.00 SEK\n", "  Income:3190-Övrigt\n"),
    )
    books, found = load(make_workspace(change))
    assert found == []
    last = books.vouchers[-1].postings[-1]
    assert (last.account, last.amount) == ("Income:3190-Övrigt", Decimal("-50.00"))


def test_three_decimals_are_kept_as_written_and_reported(make_workspace: MakeWorkspace) -> None:
    text = JOURNAL_2021 + (
        '2021-08-01 * "Tredje decimalen"\n  ver: "A7"\n'
        "  Assets:1930-Bank  0.125 SEK\n  Income:3190-Övrigt  -0.125 SEK\n"
    )
    folder = make_workspace({"ledger/2021.beancount": text})
    books, _ = load(folder)
    assert [p.amount for p in books.vouchers[-1].postings] == [Decimal("0.125"), Decimal("-0.125")]
    assert places(findings_in(folder)) == [
        ("BOK207", "ledger/2021.beancount", line_of(text, "  0.125 SEK")),
        ("BOK207", "ledger/2021.beancount", line_of(text, "-0.125 SEK")),
    ]


def test_half_an_ore_between_the_sides_is_not_let_pass_as_a_tolerance(
    make_workspace: MakeWorkspace,
) -> None:
    text = JOURNAL_2021 + (
        '2021-08-01 * "Ett halvt öre"\n  ver: "A7"\n'
        "  Assets:1930-Bank  100.005 SEK\n  Income:3190-Övrigt  -100.00 SEK\n"
    )
    found = findings_in(make_workspace({"ledger/2021.beancount": text}))
    line = line_of(text, '"Ett halvt öre"')
    assert ("BOK202", "ledger/2021.beancount", line) in places(found)


# ------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize("text", ["", "; bara en kommentar\n", 'include "chart.beancount"\n'])
def test_a_ledger_without_vouchers_says_so(text: str, make_workspace: MakeWorkspace) -> None:
    books, found = load(make_workspace({"ledger/main.beancount": text}))
    assert books.vouchers == ()
    assert places(found) == [("BOK216", "ledger/main.beancount", None)]


def test_a_missing_main_file_cannot_be_read_at_all(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({"ledger/main.beancount": None})
    with pytest.raises(Unreadable) as stop:
        load(folder)
    assert places(stop.value.findings) == [("WSP002", "ledger/main.beancount", None)]


def test_a_syntax_error_hides_no_other_fault(make_workspace: MakeWorkspace) -> None:
    broken = JOURNAL_2020.replace(
        '2020-06-01 * "Banken" "Kostnad"', '2020-06-01 "Banken" "Kostnad"'
    )
    later = (
        JOURNAL_2021.replace("Income:3190-Övrigt", "Income:3191-Okänt")
        + "2021-07-31 balance Assets:1930-Bank 1.00 SEK\n\n"
        + UNBALANCED
    )
    main = MAIN + 'include "2022.beancount"\n'
    folder = make_workspace(
        {
            "ledger/2020.beancount": broken,
            "ledger/2021.beancount": later,
            "ledger/main.beancount": main,
        }
    )
    books, found = load(folder, YEAR_2021)
    wanted = {
        ("BOK201", "ledger/2020.beancount", line_of(broken, "2020-06-01")),
        ("BOK206", "ledger/2021.beancount", line_of(later, '"Övrig intäkt"')),
        ("BOK211", "ledger/2021.beancount", line_of(later, "2021-07-31 balance")),
        ("BOK202", "ledger/2021.beancount", line_of(later, '"Obalans"')),
        ("BOK221", "ledger/main.beancount", line_of(main, "2022.beancount")),
        # The bank lacks the 200 kr of the voucher that could not be read.
        ("BOK210", "ledger/2021.beancount", 1),
    }
    assert wanted <= set(places(found))
    # Every voucher but the broken one is there.
    assert sum(1 for v in books.vouchers if v.date.year == 2020) == 4
    assert sum(1 for v in books.vouchers if v.date.year == 2021) == 7


def test_several_syntax_errors_are_reported_each_on_its_line(
    make_workspace: MakeWorkspace,
) -> None:
    text = f"huller\n{JOURNAL_2021}om\n\nbuller\n"
    _, found = load(make_workspace({"ledger/2021.beancount": text}))
    lines = {item.line for item in found if item.code == "BOK201"}
    assert lines == {line_of(text, "huller"), line_of(text, "om\n\n"), line_of(text, "buller")}


@pytest.mark.parametrize(
    ("day", "code"), [("2021-01-01", "BOK210"), ("2021-01-02", "BOK211")], ids=["first", "second"]
)
def test_a_balance_that_fails_on_the_first_day_of_a_year_is_an_opening_balance(
    day: str, code: str, make_workspace: MakeWorkspace
) -> None:
    change = edited(
        "ledger/2021.beancount",
        ("2021-01-01 balance Assets:1930-Bank 2300.00", f"{day} balance Assets:1930-Bank 2299.00"),
    )
    _, found = load(make_workspace(change), YEAR_2021)
    assert places(found) == [(code, "ledger/2021.beancount", 1)]


@pytest.mark.parametrize("amount", ["2300.01", "2299.99", "2300.005"])
def test_a_balance_that_is_one_ore_or_less_off_fails(
    amount: str, make_workspace: MakeWorkspace
) -> None:
    change = edited("ledger/2021.beancount", ("Bank 2300.00 SEK", f"Bank {amount} SEK"))
    _, found = load(make_workspace(change), YEAR_2021)
    assert places(found) == [("BOK210", "ledger/2021.beancount", 1)]


# --------------------------------------------------------------------------- includes


def test_a_glob_takes_in_subfolders_at_any_depth_each_file_once(
    make_workspace: MakeWorkspace,
) -> None:
    main = 'include "chart.beancount"\ninclude "journaler/**/*.beancount"\n'
    folder = make_workspace(
        {
            "ledger/main.beancount": main,
            "ledger/2020.beancount": None,
            "ledger/2021.beancount": None,
            "ledger/journaler/2020.beancount": JOURNAL_2020,
            "ledger/journaler/2021/vår/2021.beancount": JOURNAL_2021,
            "ledger/journaler/2021/vår/2021.beancount.bak": "huller om buller",
        }
    )
    books, found = load(folder)
    assert found == []
    assert len(books.vouchers) == 12
    assert set(books.files) == {
        "ledger/main.beancount",
        "ledger/chart.beancount",
        "ledger/journaler/2020.beancount",
        "ledger/journaler/2021/vår/2021.beancount",
    }
    assert books.vouchers[-1].file == "ledger/journaler/2021/vår/2021.beancount"


def test_an_include_is_relative_to_the_file_that_has_it(make_workspace: MakeWorkspace) -> None:
    main = 'include "chart.beancount"\ninclude "journaler/alla.beancount"\n'
    folder = make_workspace(
        {
            "ledger/main.beancount": main,
            "ledger/2020.beancount": "huller om buller\n",
            "ledger/journaler/alla.beancount": 'include "2020.beancount"\n'
            'include "../2021.beancount"\n',
            "ledger/journaler/2020.beancount": JOURNAL_2020,
        }
    )
    books, found = load(folder)
    assert found == []
    assert len(books.vouchers) == 12
    assert "ledger/2020.beancount" not in books.files


def test_an_include_that_matches_nothing_is_named_with_its_line(
    make_workspace: MakeWorkspace,
) -> None:
    main = f'{MAIN}\ninclude "2022.beancount"\ninclude "bilagor/*.beancount"\n'
    _, found = load(make_workspace({"ledger/main.beancount": main}))
    assert places(found) == [
        ("BOK221", "ledger/main.beancount", line_of(main, '"2022.beancount"')),
        ("BOK221", "ledger/main.beancount", line_of(main, '"bilagor/*.beancount"')),
    ]


@pytest.mark.parametrize(
    "again",
    ['include "2021.beancount"', 'include "./2021.*"', 'include "../ledger/2021.beancount"'],
)
def test_a_file_included_twice_is_read_once_and_reported(
    again: str, make_workspace: MakeWorkspace
) -> None:
    books, found = load(make_workspace({"ledger/main.beancount": f"{MAIN}{again}\n"}))
    assert [(item.code, item.file) for item in found] == [("BOK221", "ledger/2021.beancount")]
    assert "more than once" in found[0].message
    assert len(books.vouchers) == 12
    assert bank_at_the_end(books) == 2700


def test_a_file_included_again_under_the_name_of_a_link_is_read_once(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({"ledger/main.beancount": f'{MAIN}include "igen.beancount"\n'})
    (folder / "ledger/igen.beancount").symlink_to("2021.beancount")
    books, found = load(folder)
    assert [item.code for item in found] == ["BOK221"]
    assert bank_at_the_end(books) == 2700


def test_files_that_include_each_other_end(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(
        {"ledger/2021.beancount": f'{JOURNAL_2021}include "main.beancount"\n'},
    )
    books, found = load(folder)
    assert [(item.code, item.file) for item in found] == [("BOK221", "ledger/main.beancount")]
    assert len(books.vouchers) == 12


# ------------------------------------------------------------------- what is left behind


@pytest.fixture
def collector() -> Iterator[None]:
    """Leave the garbage collector as it was."""
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("is_on", [True, False], ids=["on", "off"])
@pytest.mark.parametrize("main", [MAIN, None], ids=["whole", "no-main-file"])
def test_the_garbage_collector_is_afterwards_as_it_was_before(
    main: str | None, is_on: bool, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace({"ledger/main.beancount": main})
    (gc.enable if is_on else gc.disable)()
    try:
        read_checked(Workspace(folder), cache=False)
    finally:
        assert gc.isenabled() is is_on


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def test_loading_writes_nothing_into_the_workspace(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_workspace()
    before = snapshot(folder)
    # However fast this machine is, Beancount's own loader shall now write its cache.
    monkeypatch.setattr(loader, "PICKLE_CACHE_THRESHOLD", 0.0)
    monkeypatch.setattr(loader, "_load_file", loader._load_file)
    loader.initialize(use_cache=True)
    load(folder)
    assert snapshot(folder) == before
    loader.load_file(str(folder / "ledger/main.beancount"))
    assert (folder / "ledger/.main.beancount.picklecache").exists()


@pytest.mark.slow
def test_thousands_of_refused_plugins_and_missing_includes_each_have_their_line(
    make_workspace: MakeWorkspace,
) -> None:
    number = 3_000
    added = "".join(f'plugin "a.b"\ninclude "saknas-{n}.beancount"\n' for n in range(number))
    started = time.process_time()
    found = findings_in(make_workspace({"ledger/main.beancount": MAIN + added}))
    taken = time.process_time() - started
    first = MAIN.count("\n") + 1
    lines = {code: [f.line for f in found if f.code == code] for code in ("BOK214", "BOK221")}
    assert lines["BOK214"] == [first + 2 * n for n in range(number)]
    assert lines["BOK221"] == [first + 2 * n + 1 for n in range(number)]
    assert taken < 10  # with the file searched anew for each it is a minute
