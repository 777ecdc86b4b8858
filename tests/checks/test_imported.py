"""What another program kept is let be in `validate`; what the association books itself is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sambruk_cli.findings import Severity
from sambruk_cli.opening import reading
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace
from tests.checks.test_disposal import UNDISPOSED, found_on
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.workspaces import JOURNAL_2020, JOURNAL_2021, edited

ASSOCIATION_FILE, DETAILS = "config/association.toml", "config/sie.toml"
LEDGER_2020, LEDGER = "ledger/2020.beancount", "ledger/2021.beancount"

# No words, and registered before it happened; two alike; a receivable of nobody's; a bank below
# nought for a day.
KEPT_OTHERWISE = """
2021-07-02 * "-"
  ver: "A7"
  registered: 2021-07-01
  Expenses:4010-Kostnader         100.00 SEK
  Assets:1930-Bank               -100.00 SEK

2021-07-03 * "Swish"
  ver: "A8"
  Assets:1930-Bank                 20.00 SEK
  Income:3190-Övrigt              -20.00 SEK

2021-07-03 * "Swish"
  ver: "A9"
  Assets:1930-Bank                 20.00 SEK
  Income:3190-Övrigt              -20.00 SEK

2021-07-04 * "Fordran"
  ver: "A10"
  Assets:1510-Kundfordringar       70.00 SEK
  Income:3190-Övrigt              -70.00 SEK

2021-07-05 * "Lån ut"
  ver: "A11"
  Expenses:4010-Kostnader        9000.00 SEK
  Assets:1930-Bank              -9000.00 SEK

2021-07-06 * "Lån in"
  ver: "A12"
  Assets:1930-Bank               9000.00 SEK
  Expenses:4010-Kostnader       -9000.00 SEK
"""
SAID = ["BOK219", "BOK231", "BOK232", "BOK238", "BOK240"]
AGAIN = KEPT_OTHERWISE[KEPT_OTHERWISE.index("2021-07-05") :]
AGAIN = AGAIN.replace("2021-07", "2021-08").replace("A11", "A13").replace("A12", "A14")


def imported(*last: str, year: str = "2021") -> Changes:
    listed = ", ".join(f'"{ver}"' for ver in last)
    head = f'[[imports]]\nfile = "{year}"\nsha256 = "{"0" * 64}"\nyear = "{year}"\n'
    return {DETAILS: f"{head}last = [{listed}]\n"}


def codes(folder: Path) -> list[str]:
    return sorted({item.code for item in findings_in(folder)})


def test_what_was_imported_is_let_be(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({LEDGER: JOURNAL_2021 + KEPT_OTHERWISE}, imported("A12"))
    assert codes(folder) == []


@pytest.mark.parametrize(
    "imports",
    [
        {},
        imported("A6"),
        imported("A6", "B12"),
        imported("A12", year="2020"),
        # Vouchers that came to a year of the association's own.
        {
            DETAILS: str(imported("A12")[DETAILS]).replace(
                "year =", 'journal = "ledger/2021.beancount"\nyear ='
            )
        },
    ],
    ids=["nothing", "earlier", "series", "year", "into a year"],
)
def test_what_the_association_books_itself_is_held_to_every_rule(
    make_workspace: MakeWorkspace, imports: Changes
) -> None:
    folder = make_workspace({LEDGER: JOURNAL_2021 + KEPT_OTHERWISE}, imports)
    # That 2020 lacks A6 to A12 is said where they would be of that year.
    assert [code for code in codes(folder) if code != "BOK204"] == SAID


def test_a_bank_that_goes_below_nought_anew_is_said_at_its_own_voucher(
    make_workspace: MakeWorkspace,
) -> None:
    journal = JOURNAL_2021 + KEPT_OTHERWISE + "\n" + AGAIN
    (item,) = findings_in(make_workspace({LEDGER: journal}, imported("A12")))
    assert item.code == "BOK240"
    assert dict(item.said.values)["day"] == date(2021, 8, 5)


def test_the_last_vouchers_of_a_file_are_missed(make_workspace: MakeWorkspace) -> None:
    (item, other) = findings_in(make_workspace(imported("A8", "B1")))
    assert (item.message, item.file, item.line) == ("A7-A8 are missing in 2021", DETAILS, 5)
    assert (other.message, other.file, other.line) == ("B1 is missing in 2021", DETAILS, 5)


def test_what_an_import_has_booked_itself_may_be_booked_otherwise(
    make_workspace: MakeWorkspace,
) -> None:
    assert findings_in(make_workspace(imported("A6", "SIE1"))) == ()


@pytest.mark.longer
def test_what_is_kept_between_runs_does_not_outlive_a_change_of_what_was_imported(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({LEDGER: JOURNAL_2021 + KEPT_OTHERWISE})
    for last, expected in (("A12", []), ("A9", ["BOK219", "BOK240"]), ("A12", [])):
        (folder / DETAILS).write_text(str(imported(last)[DETAILS]))
        read = reading.read_checked(Workspace(folder), Terms(date(2022, 4, 1)), cache=True)
        found = sorted({item.code for item in read.findings if item.code != "REG111"})
        assert found == expected


def test_a_result_that_stands_undisposed_in_an_imported_year_is_a_reminder(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({LEDGER: UNDISPOSED}, imported("A5"))
    (item,) = found_on(date(2021, 4, 1), folder)
    assert (item.code, item.severity) == ("STM307", Severity.WARNING)


def test_nothing_is_said_of_where_a_file_has_put_a_result(make_workspace: MakeWorkspace) -> None:
    # 600 kr, as the income statement says: closed into retained result.
    closed = JOURNAL_2021 + (
        '\n2021-12-31 * "Bokslut"\n  ver: "A7"\n  Expenses:8999-Årets-resultat    600.00 SEK\n'
        "  Equity:2067-Balanserat-resultat -600.00 SEK\n"
    )
    for imports, is_said in (({}, True), (imported("A7"), False)):
        assert ("STM307" in codes(make_workspace({LEDGER: closed}, imports))) == is_said


def test_what_the_association_closes_an_imported_year_with_is_looked_at(
    make_workspace: MakeWorkspace,
) -> None:
    # The 300 of 2020 still stand on 2069, beside the 600 that are booked there: 900.
    closed = UNDISPOSED + (
        '\n2021-12-31 * "Bokslut"\n  ver: "A6"\n  Expenses:8999-Årets-resultat    600.00 SEK\n'
        "  Equity:2069-Årets-resultat     -600.00 SEK\n"
    )
    for last, said in (("A5", [Severity.WARNING]), ("A6", [])):
        found = findings_in(make_workspace({LEDGER: closed}, imported(last)))
        assert [item.severity for item in found if item.code == "STM307"] == said


def test_a_result_that_is_booked_nowhere_in_an_imported_year_is_a_reminder(
    make_workspace: MakeWorkspace,
) -> None:
    unbooked = JOURNAL_2020[: JOURNAL_2020.index('2020-12-31 * "Årets resultat"')]
    carried = JOURNAL_2021[: JOURNAL_2021.index("2021-04-01")]
    rest = JOURNAL_2021[JOURNAL_2021.index("2021-05-10") :]
    later = carried + rest.replace("A4", "A3").replace("A5", "A4").replace("A6", "A5")
    books = {LEDGER_2020: unbooked, LEDGER: later}
    opened = edited(ASSOCIATION_FILE, ("end = 2020-12-31\nclosed = true\n", "end = 2020-12-31\n"))
    for imports, severity in (
        ({}, Severity.ERROR),
        (imported("A4", year="2020"), Severity.WARNING),
    ):
        (item,) = findings_in(make_workspace(books, opened, imports))
        assert (item.code, item.severity) == ("BOK210", severity)
