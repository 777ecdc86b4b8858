"""The result of the year before stands undisposed until the meeting: when STM307 is said of it.

In the workspace of tests the result of 2020 is 300 kr and the annual meeting is on 2021-04-01.
Without the voucher that carries the result over, the balance sheet of 2021 says 300 + 600 kr where
the income statement says 600 kr. The last voucher of 2021 is of 2021-07-01.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sambruk_cli.findings import Finding, Severity
from sambruk_cli.opening import reading
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.workspaces import ASSOCIATION, BOARD, FILES, JOURNAL_2020, JOURNAL_2021, edited

BOARD_FILE, LEDGER = "config/board.toml", "ledger/2021.beancount"

# Without the voucher A3; those after it take its number and the next.
START, _, REST = JOURNAL_2021.partition('2021-04-01 * "Resultatet')
REST = REST[REST.index("2021-05-10") :]
UNDISPOSED = START + REST.replace('"A4"', '"A3"').replace('"A5"', '"A4"').replace('"A6"', '"A5"')


def found_on(day: date, folder: Path, *, cache: bool = False) -> list[Finding]:
    read = reading.read_checked(Workspace(folder), Terms(day), cache=cache)
    return [item for item in read.findings if item.code != "REG111"]


def met_on(day: str) -> Changes:
    return edited(BOARD_FILE, ("date = 2021-04-01", f"date = {day}"))


def test_before_the_day_of_the_meeting_nothing_is_found(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({LEDGER: UNDISPOSED})
    assert found_on(date(2021, 3, 31), folder) == []


def test_from_the_day_of_the_meeting_the_entry_is_expected(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({LEDGER: UNDISPOSED})
    (item,) = found_on(date(2021, 4, 1), folder)
    assert (item.code, item.severity) == ("STM307", Severity.ERROR)
    assert dict(item.said.values)["amount"] == 900
    assert dict(item.said.values)["net"] == 600


@pytest.mark.longer
def test_what_is_kept_between_runs_does_not_outlive_the_day_before_the_meeting(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({LEDGER: UNDISPOSED})
    assert found_on(date(2021, 3, 31), folder, cache=True) == []
    assert [item.code for item in found_on(date(2021, 4, 1), folder, cache=True)] == ["STM307"]
    assert found_on(date(2021, 3, 31), folder, cache=True) == []


def test_books_that_end_before_the_meeting_are_reminded_after_it(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({LEDGER: UNDISPOSED}, met_on("2021-07-02"))
    assert found_on(date(2021, 7, 1), folder) == []
    (item,) = found_on(date(2021, 7, 2), folder)
    assert (item.code, item.severity) == ("STM307", Severity.WARNING)


@pytest.mark.parametrize("kind", ["extraordinary", "board"])
def test_other_meetings_dispose_of_nothing(make_workspace: MakeWorkspace, kind: str) -> None:
    board = edited(BOARD_FILE, ('kind = "annual"', f'kind = "{kind}"'))
    assert found_on(date(2021, 12, 31), make_workspace({LEDGER: UNDISPOSED}, board)) == []


def test_the_meeting_of_another_year_is_not_that_which_disposes(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({LEDGER: UNDISPOSED}, met_on("2020-04-01"))
    assert found_on(date(2021, 12, 31), folder) == []


@pytest.mark.longer
@pytest.mark.parametrize("cache", [False, True])
def test_where_no_meeting_is_known_it_is_expected_before_the_year_is_over(
    make_workspace: MakeWorkspace, cache: bool
) -> None:
    folder = make_workspace({LEDGER: UNDISPOSED}, met_on("2020-04-01"))
    assert found_on(date(2021, 12, 31), folder, cache=cache) == []
    (item,) = found_on(date(2022, 1, 1), folder, cache=cache)
    assert (item.code, item.severity) == ("STM307", Severity.WARNING)


def test_a_result_that_is_carried_over_in_part_is_an_error_at_once(
    make_workspace: MakeWorkspace,
) -> None:
    part = (
        '2021-01-02 * "Del av resultatet"\n  ver: "A6"\n  Equity:2069-Årets-resultat  100.00 SEK\n'
        "  Equity:2067-Balanserat-resultat\n"
    )
    folder = make_workspace({LEDGER: UNDISPOSED + part})
    (item,) = found_on(date(2021, 1, 31), folder)
    assert (item.code, item.severity) == ("STM307", Severity.ERROR)


def test_a_closed_year_in_which_nothing_was_booked_has_the_result_of_the_year_before(
    make_workspace: MakeWorkspace,
) -> None:
    """2020 has a result of 300 kr; 2021 is closed without a voucher: 300 beside 0."""
    folder = make_workspace(
        {
            LEDGER: None,
            "ledger/main.beancount": FILES["ledger/main.beancount"].replace(
                'include "2021.beancount"\n', ""
            ),
            "ledger/2020.beancount": JOURNAL_2020,
            "config/association.toml": ASSOCIATION.replace(
                "end = 2021-12-31", "end = 2021-12-31\nclosed = true"
            ),
            "config/fees.toml": FILES["config/fees.toml"].replace(
                "valid_from = 2020-01-01\ncharged",
                "valid_from = 2020-01-01\nvalid_to = 2020-12-31\ncharged",
            ),
            "config/members.toml": FILES["config/members.toml"].replace(
                "joined = 2021-05-10\n", ""
            ),
            BOARD_FILE: BOARD,
        }
    )
    found = [item for item in findings_in(folder) if item.code == "STM307"]
    (item,) = found
    assert item.severity is Severity.ERROR
    values = dict(item.said.values)
    assert (values["year"], values["amount"], values["net"]) == ("2021", 300, 0)
