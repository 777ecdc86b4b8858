"""A new year has begun and the one before is not closed yet, as in every association in January.

In the workspace of tests the result of 2020 is 300 kr, that of 2021 600 kr, and the annual meeting
is on 2021-04-01. Here neither the closing voucher of 2020 nor its disposal is booked yet.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sambruk_cli.console.app import app
from sambruk_cli.opening import reading
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace
from tests.checks.test_disposal import UNDISPOSED
from tests.conftest import Changes, MakeWorkspace
from tests.workspaces import ASSOCIATION, JOURNAL_2020, STATEMENTS, edited

LEDGER_2020, LEDGER = "ledger/2020.beancount", "ledger/2021.beancount"
STATEMENTS_FILE = "config/statements.toml"
MOVEMENT = """
[[layouts.notes]]
number = 3
title = "Årets resultat"
row = "result"

[[layouts.notes.rows]]
key = "opening"
label = "Ingående"
movement = "opening"

[[layouts.notes.rows]]
key = "earned"
label = "Årets resultat"
movement = "result"
"""
ASSOCIATION_FILE, BOARD_FILE = "config/association.toml", "config/board.toml"
UNCLOSED = JOURNAL_2020[: JOURNAL_2020.index('2020-12-31 * "Årets resultat"')]


def not_closed(make_workspace: MakeWorkspace, *changes: Changes) -> Path:
    opened = edited(ASSOCIATION_FILE, ("closed = true\n", ""))
    return make_workspace({LEDGER_2020: UNCLOSED, LEDGER: UNDISPOSED}, opened, *changes)


def codes_on(day: date, folder: Path, *, cache: bool = False) -> set[str]:
    read = reading.read_checked(Workspace(folder), Terms(day), cache=cache)
    return {item.code for item in read.findings} - {"REG111"}


@pytest.mark.longer
@pytest.mark.parametrize("cache", [False, True])
def test_nothing_is_found_until_the_day_of_the_meeting(
    make_workspace: MakeWorkspace, cache: bool
) -> None:
    folder = not_closed(make_workspace)
    assert codes_on(date(2021, 1, 10), folder, cache=cache) == set()
    assert codes_on(date(2021, 3, 31), folder, cache=cache) == set()
    assert "BOK210" in codes_on(date(2021, 4, 1), folder, cache=cache)


def test_without_a_meeting_it_is_expected_within_a_year(make_workspace: MakeWorkspace) -> None:
    folder = not_closed(make_workspace, edited(BOARD_FILE, ('kind = "annual"', 'kind = "board"')))
    last = date(2020, 12, 31) + timedelta(days=364)
    assert "BOK210" not in codes_on(last, folder)
    assert "BOK210" in codes_on(last + timedelta(days=1), folder)


def test_a_closed_year_must_have_its_result_booked_at_once(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({LEDGER_2020: UNCLOSED, LEDGER: UNDISPOSED})
    assert {"BOK210", "BOK217"} <= codes_on(date(2021, 1, 10), folder)


def test_equity_opens_as_the_year_before_closed(make_workspace: MakeWorkspace) -> None:
    folder = not_closed(make_workspace)
    session = reading.read_checked(Workspace(folder), Terms(date(2021, 1, 10)), cache=False)
    year = session.register.year("2021")
    assert year is not None
    statements = build_statements(session.books, session.register, year, Options(exact=True))
    assert statements is not None
    result = next(row for row in session.register.statements.layouts[0].balance_sheet if row.result)
    found = statements.row(result.key)
    assert found is not None
    assert found.exact == {"2021": Decimal(900), "2020": Decimal(300)}  # 300 + 600, and 300


def test_a_note_with_movements_opens_as_the_year_before_closed(
    make_workspace: MakeWorkspace,
) -> None:
    """The row holds 300 kr of 2020 and 600 kr of 2021; the note opens with the first."""
    layout = STATEMENTS.replace("result = true\n", "result = true\nnote = 3\n")
    moved: Changes = {STATEMENTS_FILE: layout + MOVEMENT}
    session = reading.read_checked(
        Workspace(not_closed(make_workspace, moved)), Terms(date(2021, 1, 10)), cache=False
    )
    assert [item.code for item in session.findings if item.code != "REG111"] == []
    year = session.register.year("2021")
    assert year is not None
    statements = build_statements(session.books, session.register, year, Options(exact=True))
    assert statements is not None
    (note,) = [note for note in statements.notes if note.number == 3]
    assert {row.key: row.exact for row in note.rows} == {
        "opening": {"2021": Decimal(300), "2020": Decimal(0)},
        "earned": {"2021": Decimal(600), "2020": Decimal(300)},
    }
    assert note.exact_total == {"2021": Decimal(900), "2020": Decimal(300)}


@pytest.mark.parametrize("closed", [False, True])
def test_a_result_before_a_closed_year_must_have_been_booked(
    make_workspace: MakeWorkspace, closed: bool
) -> None:
    """On 10 January 2021, with vouchers of 2021 only: an error once that year is closed."""
    now = "end = 2021-12-31\nclosed = true\n" if closed else "end = 2021-12-31\n"
    both_years = ASSOCIATION.replace("closed = true\n", "").replace("end = 2021-12-31\n", now)
    folder = make_workspace(
        {LEDGER_2020: UNCLOSED, LEDGER: UNDISPOSED, ASSOCIATION_FILE: both_years}
    )
    assert ("BOK210" in codes_on(date(2021, 1, 10), folder)) is closed


def test_a_result_that_two_years_have_begun_after_must_have_been_booked(
    make_workspace: MakeWorkspace,
) -> None:
    third = '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n'
    voucher = (
        '\n2022-01-02 * "Avgift"\n  ver: "A1"\n  Expenses:4010-Kostnader 10.00 SEK\n'
        "  Assets:1930-Bank -10.00 SEK\n"
    )
    folder = make_workspace(
        {
            LEDGER_2020: UNCLOSED,
            LEDGER: UNDISPOSED + voucher,
            ASSOCIATION_FILE: ASSOCIATION.replace("closed = true\n", "") + third,
        }
    )
    assert "BOK210" in codes_on(date(2021, 1, 10), folder)


def test_the_trial_balance_says_why_it_does_not_sum_to_nought(
    make_workspace: MakeWorkspace,
) -> None:
    folder = not_closed(make_workspace)
    words = ["--root", str(folder), "--lang", "sv", "balances", "2021"]
    shown = CliRunner().invoke(app, words).stdout
    assert "ett tidigare resultat på 300 kr är ännu inte bokfört" in " ".join(
        shown.replace("\N{NO-BREAK SPACE}", " ").split()
    )
    rows = json.loads(CliRunner().invoke(app, [*words, "-f", "json"]).stdout)["rows"]
    assert sum(Decimal(row["opening"]) for row in rows if row["account"]) == Decimal(300)
    closed = CliRunner().invoke(app, [*words[:-1], "2020"]).stdout
    assert "bokfört" not in closed
