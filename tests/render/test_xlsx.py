"""Excel: read back by openpyxl, every figure a number and every total a formula that holds."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sambruk_cli.document.model import Bar, Chart, Column, Heading, Report, Row, Table
from sambruk_cli.render.office.front import cut
from sambruk_cli.render.office.sheet_plan import sheets, unique_names
from sambruk_cli.render.xlsx import report_xlsx
from tests.render.office import (
    HOSTILE,
    hostile_report,
    hostile_table,
    outside_links,
    parts,
    report_of_2007,
    small_report,
    tables_of,
)

# The sheets of statements and notes, by the table that each holds.
SHEETS = {
    "Resultaträkning": "income_statement",
    "Balansräkning": "balance_sheet",
    "Not 2": "note_2",
    "Not 3": "note_3",
    "Not 4": "note_4",
    "Not 5": "note_5",
    "Saldobalans": "trial_balance",
    "Avgifter": "dues",
}


def opened(content: bytes, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def cells(book: Workbook) -> Iterator[Cell]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def one_table(*rows: Row, columns: tuple[Column, ...] = ()) -> tuple[Worksheet, Worksheet]:
    """A table alone on a sheet: as formulas, and as the values of these."""
    table = Table("t", columns or (Column("kr"), Column("2007", "amount")), rows, "Tabell")
    content = report_xlsx(replace(small_report(), appendices=(table,)))
    return opened(content)["Tabell"], opened(content, values=True)["Tabell"]


def head_of(sheet: Worksheet) -> int:
    """The row of the titles of columns, which stays in view."""
    return int(str(sheet.freeze_panes).lstrip("ABC")) - 1


def row_of(sheet: Worksheet, label: str) -> int:
    found: list[int] = [cell.row for cell in sheet["A"] if cell.value == label]
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of_2007()


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return report_xlsx(report_of_2007())


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    report = report_of_2007()
    return {table.id: table for table in (*tables_of(report), *report.appendices)}


@pytest.mark.longer
def test_statements_and_notes_stand_on_sheets_of_their_own(workbook: bytes) -> None:
    assert opened(workbook).sheetnames == [
        "Översikt",
        "Resultaträkning",
        "Balansräkning",
        "Not 2",
        "Not 3",
        "Not 4",
        "Not 5",
        "Övriga tabeller",
        "Diagram",
        "Övriga uppgifter",
        "Saldobalans",
        "Avgifter",
    ]


@pytest.mark.longer
def test_every_cell_is_that_of_the_model(workbook: bytes, tables: dict[str, Table]) -> None:
    book = opened(workbook, values=True)
    for name, table_id in SHEETS.items():
        table, sheet = tables[table_id], book[name]
        titles = [cell.value for cell in sheet[head_of(sheet)]][: len(table.columns)]
        assert titles == [column.title for column in table.columns]
        for number, row in enumerate(table.rows, start=head_of(sheet) + 1):
            found = [cell.value for cell in sheet[number]][: len(row.cells)]
            assert found == [None if cell == "" else cell for cell in row.cells], name


@pytest.mark.longer
def test_every_sum_is_a_formula_with_the_value_of_the_model(
    workbook: bytes, tables: dict[str, Table]
) -> None:
    formulas, values = opened(workbook), opened(workbook, values=True)
    checked = 0
    for name, table_id in SHEETS.items():
        table, sheet = tables[table_id], formulas[name]
        for number, row in enumerate(table.rows, start=head_of(sheet) + 1):
            for index, cell in enumerate(row.cells, start=1):
                written = sheet.cell(number, index)
                if row.sums and isinstance(cell, Decimal):
                    assert written.data_type == "f"
                    assert computed(sheet, values[name], str(written.value), index) == cell
                    assert values[name].cell(number, index).value == float(cell)
                    checked += 1
                else:
                    assert written.data_type != "f"
    assert checked == 2 * (3 + 6 + 4) + 3 + 3


def computed(sheet: Worksheet, values: Worksheet, formula: str, column: int) -> Decimal:
    """What a sum gives, by another program than Excel."""
    inner = re.fullmatch(r"=SUM\(([A-Z0-9:,]+)\)", formula)
    assert inner is not None
    total = Decimal(0)
    for area in inner[1].split(","):
        left, top, right, bottom = range_boundaries(area)
        assert left == right == column
        assert top is not None
        assert bottom is not None
        for row in range(top, bottom + 1):
            total += Decimal(str(values.cell(row, column).value or 0))
    return total


def test_a_total_that_does_not_add_up_is_written_as_the_model_has_it() -> None:
    rows = (Row(("a", Decimal(1))), Row(("Summa", Decimal(5)), "total", sums=(0,)))
    formulas, _ = one_table(*rows)
    total = formulas.cell(row_of(formulas, "Summa"), 2)
    assert (total.data_type, total.value) == ("n", 5)


@pytest.mark.longer
def test_the_two_sides_of_the_balance_sheet_are_compared(workbook: bytes) -> None:
    label = "Kontroll: tillgångar minus eget kapital och skulder"
    sheet = opened(workbook)["Balansräkning"]
    values = opened(workbook, values=True)["Balansräkning"]
    at, assets = row_of(sheet, label), row_of(sheet, "Summa tillgångar")
    others = row_of(sheet, "Summa eget kapital och skulder")
    assert [sheet.cell(at, 3).value, sheet.cell(at, 4).value] == [
        f"=C{assets}-C{others}",
        f"=D{assets}-D{others}",
    ]
    assert [values.cell(at, 3).value, values.cell(at, 4).value] == [0, 0]


@pytest.mark.longer
def test_amounts_have_the_decimals_that_they_are_printed_with(workbook: bytes) -> None:
    book = opened(workbook)
    income, trial = book["Resultaträkning"], book["Saldobalans"]
    assert income.cell(row_of(income, "Skatt"), 4).number_format == "#,##0;-#,##0"
    assert trial.cell(row_of(trial, "1930 Bank"), 4).number_format == "#,##0.00;-#,##0.00"
    sheet = one_table(Row(("avgift", Decimal("7500.50"))), Row(("annan", Decimal(7))))[0]
    assert sheet.cell(row_of(sheet, "avgift"), 2).number_format == "#,##0.00;-#,##0.00"
    assert sheet.cell(row_of(sheet, "annan"), 2).number_format == "#,##0;-#,##0"


@pytest.mark.longer
def test_totals_are_bold_below_a_rule_and_labels_indented(workbook: bytes) -> None:
    sheet = opened(workbook)["Balansräkning"]
    total = sheet.cell(row_of(sheet, "Summa tillgångar"), 3)
    assert total.font.bold
    assert total.border.top.style == "thin"
    leaf = sheet.cell(row_of(sheet, "Kundfordringar"), 1)
    assert not leaf.font.bold
    assert leaf.alignment.indent == 2


@pytest.mark.longer
def test_sheets_are_ready_to_be_read_and_printed(workbook: bytes) -> None:
    book = opened(workbook)
    for name in SHEETS:
        sheet = book[name]
        head = head_of(sheet)
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.cell(head, 1).border.bottom.style == "thin"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.right.text == "UTKAST · Årsredovisning 2007"


def test_a_report_that_somebody_has_approved_is_no_draft() -> None:
    content = report_xlsx(small_report(approved_by="Bo"))
    assert b"UTKAST" not in b"".join(parts(content).values())


def test_a_warning_stands_first_on_every_sheet() -> None:
    book = opened(
        report_xlsx(
            replace(small_report(warning="VARNING: 1 fel"), appendices=(hostile_table("a"),))
        )
    )
    assert {sheet["A1"].value for sheet in book.worksheets} == {"VARNING: 1 fel"}


@pytest.mark.longer
def test_the_workbook_says_what_it_is(workbook: bytes) -> None:
    properties = opened(workbook).properties
    assert properties.title == "Årsredovisning 2007"
    assert properties.creator == "Claes-Olof Olsson, Verkställande tjänsteman"
    assert str(properties.created) == str(properties.modified) == "2008-02-07 00:00:00"


def test_days_are_days_and_notes_are_not_grouped() -> None:
    columns = (Column("a"), Column("d", "date"), Column("Not", "count", note=True))
    row = Row(("x", datetime.date(2007, 5, 31), 1234))
    sheet, _ = one_table(row, Row(("y", datetime.date(1899, 1, 2), None)), columns=columns)
    at = row_of(sheet, "x")
    assert str(sheet.cell(at, 2).value) == "2007-05-31 00:00:00"
    assert sheet.cell(at, 2).number_format == "yyyy-mm-dd"
    assert sheet.cell(at, 3).number_format == "0"
    assert sheet.cell(at + 1, 2).value == "1899-01-02"  # a day that Excel does not know


@pytest.mark.longer
def test_charts_are_drawn_from_cells_and_described(workbook: bytes) -> None:
    report = report_of_2007()
    charts = [b for c in report.chapters for b in c.blocks if isinstance(b, Chart)]
    assert charts
    content = parts(workbook)
    drawings = [part.decode() for name, part in content.items() if name.startswith("xl/charts/")]
    assert len(drawings) == len(charts)
    for drawing in drawings:
        assert not re.search(r"<a:t>|<c:rich>|<c:tx><c:v>", drawing)  # no text but that of cells
        assert re.findall(r"<c:f>(?!Diagram!\$)", drawing) == []
    described = content["xl/drawings/drawing1.xml"].decode()
    assert described.count('descr="Stapeldiagram: ') == len(charts)
    sheet = opened(workbook, values=True)["Diagram"]
    assert sheet.cell(row_of(sheet, "10 000–100 000 invånare"), 2).value == 50


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_every_text_is_a_string_and_reads_as_it_is(text: str) -> None:
    shown = HOSTILE[text]
    content = report_xlsx(replace(hostile_report(text), appendices=(hostile_table(text),)))
    formulas = [cell for cell in cells(opened(content)) if cell.data_type == "f"]
    assert formulas
    assert {str(cell.value)[:5] for cell in formulas} == {"=SUM("}
    strings = [str(cell.value) for cell in cells(opened(content)) if cell.data_type == "s"]
    assert strings.count(shown) >= 8
    assert outside_links(content) == []


def test_a_text_longer_than_a_cell_is_cut_where_one_can_see_it() -> None:
    sheet, _ = one_table(Row(("😀" * 20_000, Decimal(1))))
    value = str(sheet.cell(sheet.max_row, 1).value)
    assert value.startswith("😀" * 16_000)
    assert value.endswith("😀…")


def test_a_text_that_looks_like_a_formula_stays_text_when_it_is_edited() -> None:
    sheet, _ = one_table(Row(("=1+1", Decimal(1))), Row(("1+1", Decimal(1))))
    quoted = {str(c.value): c.quotePrefix for c in sheet["A"] if str(c.value).endswith("1+1")}
    assert quoted == {"=1+1": True, "1+1": False}


@given(st.lists(st.text(max_size=40), max_size=8))
def test_names_of_sheets_are_such_as_excel_takes(wanted: list[str]) -> None:
    names = unique_names(wanted)
    assert len(names) == len(wanted) == len({name.casefold() for name in names})
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"


@given(st.text(max_size=30), st.integers(1, 20))
def test_what_is_cut_fits_and_says_so(text: str, limit: int) -> None:
    text = text.replace("\ud800", "")
    short = cut(text, limit)
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= limit
    assert (short == text) if length <= limit else short.endswith("…")


def test_a_report_without_tables_is_a_workbook_too() -> None:
    assert opened(report_xlsx(small_report())).sheetnames == ["Översikt"]


def test_a_chart_without_bars_is_left_out() -> None:
    chart = Chart("c", "Tomt", "Inget", ("2007",), ())
    assert "xl/charts/chart1.xml" not in parts(report_xlsx(small_report(chart)))
    bar = replace(chart, bars=(Bar("a", (Decimal(1),)),))
    assert "xl/charts/chart1.xml" in parts(report_xlsx(small_report(bar)))


def test_what_comes_after_the_notes_has_a_title_of_its_own() -> None:
    amounts = (Column("Post"), Column("kr", "amount"))
    rows = (Row(("a", Decimal(1))),)
    report = small_report(
        Heading(2, "Noter", "1.1"),
        Heading(3, "Not 4 Eget kapital", id="note-4"),
        Table("note_4", amounts, rows, "Not 4 Eget kapital"),
        Table("disposition", amounts, rows),
        Table("multi_year", amounts, rows, "Flerårsöversikt"),
        Chart("c", "Kostnader", "Kostnader.", ("2021",), (Bar("a", (Decimal(1),)),)),
        Heading(2, "Mer", "1.2"),
        Table("fees", amounts, rows),
    )
    titles = [item.title for sheet in sheets(report) for item in sheet.content]
    chapter = report.chapters[0]
    assert titles == [
        "",
        f"{chapter.number} {chapter.title}".strip(),
        "Flerårsöversikt",
        "1.2 Mer",
        "Kostnader",
    ]


def test_several_tables_below_one_heading_are_told_apart_by_their_columns() -> None:
    one = Table("a", (Column("Nivå"), Column("Antal", "count")), (Row(("x", 1)),))
    other = Table("b", (Column("År"), Column("kr", "amount")), (Row(("y", Decimal(2))),))
    chart = Chart("c", "Medlemmar", "Medlemmar.", ("2021",), (Bar("a", (Decimal(1),)),))
    report = small_report(Heading(2, "Mer", "1.2"), one, other, chart)
    titles = [item.title for sheet in sheets(report) for item in sheet.content]
    assert titles == ["1.2 Mer: Nivå, Antal", "1.2 Mer: År, kr", "1.2 Mer: Medlemmar"]
