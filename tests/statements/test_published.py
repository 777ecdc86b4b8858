"""Every figure of the published statements and notes of 2007, with 2006 beside it.

Typed from the annual report itself. Where the report contradicts itself the figure is the one that
a correct set of books must give, and the published one stands beside it.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from sambruk_cli.register.read import read_register
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, RunCommand
from tests.ledgers import load_books

Figures = dict[str, tuple[int | None, int, int]]

# key: (note, 2007, 2006), in the order in which the report prints them.
INCOME_STATEMENT: Figures = {
    "income": (2, 3_755_730, 3_439_995),
    "costs": (3, -3_831_414, -3_479_346),
    "operating_result": (None, -75_684, -39_351),
    "interest_expense": (None, -415, 0),
    "interest_income": (None, 64_856, 30_657),
    "result_after_financial_items": (None, -11_243, -8_694),
    "tax": (None, 0, -814),
    "net_result": (None, -11_243, -9_508),
}
BALANCE_SHEET: Figures = {
    "receivables": (None, 461_214, 986_335),
    "other_receivables": (None, 62_850, 89_741),
    "prepaid_and_accrued": (None, 0, 133_600),
    "total_current_receivables": (None, 524_064, 1_209_676),
    "cash_and_bank": (None, 1_753_575, 933_046),
    "total_current_assets": (None, 2_277_639, 2_142_722),
    "total_assets": (None, 2_277_639, 2_142_722),
    "contributions": (4, 815_000, 670_000),
    "retained": (None, -56_620, -47_112),
    "result": (None, -11_243, -9_508),
    "total_equity": (None, 747_137, 613_380),
    "payables": (None, 1_068_779, 1_492_342),
    "prepaid_income_and_accrued_costs": (5, 461_723, 37_000),
    "total_current_liabilities": (None, 1_530_502, 1_529_342),
    "total_equity_and_liabilities": (None, 2_277_639, 2_142_722),
}
# number: key: (2007, 2006).
NOTES = {
    2: {
        "membership_fees": (1_272_000, 1_056_000),
        "vinnova_grant": (1_100_000, 1_423_000),
        "reserved_grants": (0, 0),
        "other_income": (1_383_730, 960_995),
        "total": (3_755_730, 3_439_995),
    },
    3: {
        "consultants": (1_034_369, 1_511_852),
        "vinnova_consultants": (800_000, 799_563),
        "project_manager": (752_403, 712_418),
        "project_coordinator": (604_590, 0),
        # Published as 575 611 and 3 766 973: short by the net interest, 64 856 - 415.
        "other_costs": (575_611 + 64_856 - 415, 455_513),
        "total": (3_766_973 + 64_856 - 415, 3_479_346),
    },
    4: {
        "opening": (613_380, 557_888),
        "contributions": (145_000, 65_000),
        "result": (-11_243, -9_508),
        "total": (747_137, 613_380),
    },
    5: {
        "vinnova_prepaid": (0, 0),
        "ohrlings": (17_353, 25_000),
        "jonkoping": (0, 12_000),
        "lund": (12_500, 0),
        "vellinge": (10_000, 0),
        "munkedal": (11_250, 0),
        "projekt-bo": (70_000, 0),
        "sandviken": (314_620, 0),
        "hoganas": (26_000, 0),
        "total": (461_723, 37_000),
    },
}
# Published as 67 862: cut, not rounded.
ACCUMULATED_LOSS = 56_620 + 11_243
YEARS = ("2007", "2006")


@cache
def year_2007() -> ReportYear:
    workspace = Workspace(PROJECT)
    register, findings = read_register(workspace)
    books, more = load_books(workspace, register.years)
    assert [*findings, *more] == []
    year = register.year("2007")
    assert year is not None
    terms = Terms(date(2008, 1, 31))
    session = Session(workspace, register, books, (), register.years, terms)
    found = gather(session, year)
    assert found is not None
    return found


def test_the_typed_figures_agree_with_each_other() -> None:
    # A slip of the hand above would show here, before any program is blamed.
    for column in (0, 1):
        income = {key: row[1:][column] for key, row in INCOME_STATEMENT.items()}
        balance = {key: row[1:][column] for key, row in BALANCE_SHEET.items()}
        notes = {number: {k: v[column] for k, v in rows.items()} for number, rows in NOTES.items()}
        assert income["income"] + income["costs"] == income["operating_result"]
        assert balance["total_assets"] == balance["total_equity_and_liabilities"]
        assert (
            balance["total_equity"] + balance["total_current_liabilities"]
            == (balance["total_assets"])
        )
        for rows in notes.values():
            assert sum(v for k, v in rows.items() if k != "total") == rows["total"]
        assert notes[2]["total"] == income["income"]
        assert notes[3]["total"] == -income["costs"]
        assert notes[4]["total"] == balance["total_equity"]
        assert notes[5]["total"] == balance["prepaid_income_and_accrued_costs"]
        assert income["net_result"] == balance["result"] == notes[4]["result"]


@pytest.mark.parametrize(
    ("part", "figures"),
    [("income_statement", INCOME_STATEMENT), ("balance_sheet", BALANCE_SHEET)],
    ids=["income-statement", "balance-sheet"],
)
def test_every_published_row_has_its_figures_note_and_place(part: str, figures: Figures) -> None:
    rows = [row for row in getattr(year_2007().statements, part) if row.style != "heading"]
    found = {row.key: (row.note, *(int(row.printed[year]) for year in YEARS)) for row in rows}
    assert found == figures
    assert list(found) == list(figures)
    assert all(row.exact == row.printed for row in rows)


@pytest.mark.parametrize("number", list(NOTES))
def test_every_published_note_has_its_rows_and_total(number: int) -> None:
    note = year_2007().statements.note(number)
    assert note is not None
    found = {row.key: tuple(int(row.printed[y]) for y in YEARS) for row in note.rows}
    found["total"] = tuple(int(note.total[y]) for y in YEARS)
    assert found == NOTES[number]


def test_nothing_stands_in_the_statements_that_was_not_published() -> None:
    statements = year_2007().statements
    assert [y.label for y in statements.years] == list(YEARS)
    assert [note.number for note in statements.notes] == [1, *NOTES]
    assert statements.header_note == 1
    assert statements.adjustments == ()


def test_the_loss_at_the_disposal_of_the_meeting_is_the_sum_of_its_two_rows() -> None:
    assert year_2007().at_disposal() == -ACCUMULATED_LOSS


def test_the_row_after_the_interest_is_the_result_after_financial_items() -> None:
    row = year_2007().statements.row("result_after_financial_items")
    assert row is not None
    assert row.label == "Resultat efter finansiella poster"


def amounts(row: dict[str, Any]) -> tuple[str, ...]:
    assert set(row["amounts"]) in (set(), set(YEARS))
    return tuple(row["amounts"][year] for year in YEARS if row["amounts"])


def test_the_command_gives_every_published_figure_as_json(sambruk: RunCommand) -> None:
    result = sambruk("statements", "2007", "-f", "json")
    assert result.returncode == 0
    payload = json.loads(result.stdout)
    assert (payload["year"], payload["comparative"], payload["currency"]) == (*YEARS, "SEK")
    for part, figures in (
        ("income_statement", INCOME_STATEMENT),
        ("balance_sheet", BALANCE_SHEET),
    ):
        rows = [row for row in payload[part]["rows"] if row["amounts"]]
        found = {row["key"]: (row["note"], *amounts(row)) for row in rows}
        assert found == {key: (note, str(a), str(b)) for key, (note, a, b) in figures.items()}
    notes = {note["number"]: note for note in payload["notes"] if note["rows"]}
    assert set(notes) == set(NOTES)
    for number, figures_of_note in NOTES.items():
        found_rows = {row["key"]: amounts(row) for row in notes[number]["rows"]}
        found_rows["total"] = tuple(notes[number]["total"][year] for year in YEARS)
        assert found_rows == {key: (str(a), str(b)) for key, (a, b) in figures_of_note.items()}


AS_TEXT = (
    "Föreningens intäkter 2 3 755 730 3 439 995",
    "Föreningens kostnader 3 -3 831 414 -3 479 346",
    "Räntekostnader -415 0",
    "Årets resultat -11 243 -9 508",
    "Kassa och bank 1 753 575 933 046",
    "Inbetalda insatser 4 815 000 670 000",
    "Summa eget kapital och skulder 2 277 639 2 142 722",
    "Sandvikens kommun, justerad faktura januari 2008 314 620 0",
    "Övriga kostnader 640 052 455 513",
)


def test_the_text_prints_the_figures_as_the_report_does(sambruk: RunCommand) -> None:
    text = sambruk("statements", "2007").stdout
    printed = [" ".join(line.split()) for line in text.splitlines()]
    assert [line for line in AS_TEXT if line not in printed] == []


def test_in_thousands_both_sides_and_all_years_still_agree(sambruk: RunCommand) -> None:
    payload = json.loads(sambruk("statements", "2007", "--unit", "tkr", "-f", "json").stdout)
    rows = [row for part in ("income_statement", "balance_sheet") for row in payload[part]["rows"]]
    found = {row["key"]: amounts(row) for row in rows}
    # 2 277,639 and 2 142,722; -11,243 and -9,508: by hand.
    assert found["total_assets"] == found["total_equity_and_liabilities"] == ("2278", "2143")
    assert found["net_result"] == found["result"] == ("-11", "-10")
    for key, (_, *figures) in {**INCOME_STATEMENT, **BALANCE_SHEET}.items():
        for shown, figure in zip(found[key], figures, strict=True):
            assert abs(Decimal(shown) - Decimal(figure) / 1000) < 1
