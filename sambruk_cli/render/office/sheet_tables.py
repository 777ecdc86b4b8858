"""A table of the model in a worksheet: figures that compute."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from sambruk_cli.document.cell import Cell, Measured
from sambruk_cli.document.figures import cell_text
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.render.office.pen import Look, Pen
from sambruk_cli.render.printable import printable_xml

# Excel and LibreOffice show the comma as the separator of the reader's own language.
_WHOLE = "#,##0;-#,##0"
_DAY = "yyyy-mm-dd"
_NOTE = "0"
_WIDEST = 60
_TITLE = 24  # characters of a title that are kept on one line
_LINE, _TALLEST = 15, 405  # points
_SUMS = {"subtotal", "total"}


@frozen
class PlacedTable:
    """Where a table stands: rows of the sheet, counted from nought."""

    table: Table
    head: int

    @property
    def first(self) -> int:
        """The sheet's row of the table's first row."""
        return self.head + 1

    @property
    def end(self) -> int:
        """The sheet's row after the table."""
        return self.first + len(self.table.rows)


def write_table(
    sheet: Worksheet, pen: Pen, table: Table, top: int, widths: Sequence[float]
) -> PlacedTable:
    """A table with its header in the sheet's row `top`; `widths` are those of its columns."""
    placed = PlacedTable(table, top)
    for index, column in enumerate(table.columns):
        look = Look(bold=True, colour="ink", right=column.kind != "text", wrap=True, below=1)
        pen.text(sheet, top, index, column.title, look)
    _set_height(sheet, top, [column.title for column in table.columns], widths)
    looks: dict[tuple[object, ...], Look] = {}  # a large table has few, and each takes a while
    for number, row in enumerate(table.rows):
        at = placed.first + number
        _set_height(sheet, at, [c if isinstance(c, str) else "" for c in row.cells], widths)
        for index, cell in enumerate(row.cells):
            look = _look_of(row, table.columns[index], cell, widths[index], index, looks)
            formula = _sum_formula(placed, row, index)
            if formula and isinstance(cell, Decimal | int):
                pen.formula(sheet, at, index, formula, Decimal(cell), look)
            else:
                pen.value(sheet, at, index, cell, look)
    if table.columns:
        # A column headed 2007 and a text of digits are meant as they are.
        area = xl_range(top, 0, placed.end, len(table.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": area})
    return placed


def _set_height(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Room for texts that take more than a line; not every program makes it by itself."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    if lines > 1:
        sheet.set_row(row, min(_TALLEST, _LINE * lines))


def _lines(text: str, width: float) -> int:
    """Lines that a text takes when it is broken between words."""
    if len(text) + 1 <= width:
        return 1
    lines, left = 1, width
    for word in text.split():
        if len(word) + 1 > left and left < width:
            lines, left = lines + 1, width
        lines += int(len(word) // width)
        left -= len(word) % width + 1
    return lines


def number_format(value: Cell, column: Column) -> str:
    """The number format of a cell: öre where the column has them, or where the amount does."""
    if isinstance(value, datetime.date):
        return _DAY
    if column.note:
        return _NOTE
    decimals = column.decimals
    if isinstance(value, Measured):
        decimals = value.decimals
    elif isinstance(value, Decimal) and not decimals and value != value.to_integral_value():
        decimals = 2
    if not decimals:
        return _WHOLE
    form = f"#,##0.{'0' * decimals}"
    return f"{form};-{form}"


def _look_of(
    row: Row,
    column: Column,
    cell: Cell,
    width: float,
    index: int,
    looks: dict[tuple[object, ...], Look],
) -> Look:
    """The look of a cell: of those that have been made, where one like it has."""
    is_text = isinstance(cell, str)
    wraps = isinstance(cell, str) and _lines(cell, width) > 1
    form = "" if is_text else number_format(cell, column)
    like = index, row.role, row.indent if index == 0 else 0, form, wraps
    found = looks.get(like)
    if found is None:
        found = looks[like] = _look(row, column, cell, width=width, first=index == 0)
    return found


def _look(row: Row, column: Column, cell: Cell, *, width: float, first: bool) -> Look:
    is_number = column.kind in {"amount", "count"}
    look = Look(
        bold=row.role in _SUMS or row.role == "heading",
        colour="quiet" if row.role == "account" else "",
        right=column.kind != "text",
        indent=row.indent if first else 0,
        number="" if isinstance(cell, str) else number_format(cell, column),
    )
    if row.role in _SUMS and is_number and not column.note:
        look = replace(look, above=1)
    if isinstance(cell, str) and _lines(cell, width) > 1:
        look = replace(look, wrap=True)
    return look


def _sum_formula(placed: PlacedTable, row: Row, column: int) -> str:
    """The formula of a cell that is the sum of others, "" where it is not.

    A formula is written only where it gives the very value that the report prints.
    """
    cell = row.cells[column]
    kind = placed.table.columns[column]
    if not row.sums or kind.note or not isinstance(cell, Decimal | int):
        return ""
    parts = [placed.table.rows[index].cells[column] for index in row.sums]
    numbers = [part for part in parts if isinstance(part, Decimal | int)]
    if sum(numbers) != cell:
        return ""
    areas = (
        xl_range(placed.first + start, column, placed.first + end, column)
        for start, end in _runs(row.sums)
    )
    return f"=SUM({','.join(areas)})"


def _runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    """Indices as runs of neighbours, first and last: 1, 2, 3, 5 is 1-3 and 5-5."""
    runs: list[tuple[int, int]] = []
    for index in sorted(indices):
        if runs and index == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def write_balance_check(sheet: Worksheet, pen: Pen, placed: PlacedTable, label: str) -> None:
    """Below a balance sheet, the difference between its two sides: nought when it balances."""
    totals = [index for index, row in enumerate(placed.table.rows) if row.role == "total"]
    if len(totals) != 2:
        return
    at = placed.end + 1
    pen.text(sheet, at, 0, label, Look(colour="quiet", wrap=True))
    for index, column in enumerate(placed.table.columns):
        sides = [placed.table.rows[number].cells[index] for number in totals]
        if column.kind != "amount" or not all(isinstance(side, Decimal) for side in sides):
            continue
        first, second = (Decimal(str(side)) for side in sides)
        cells = [xl_rowcol_to_cell(placed.first + number, index) for number in totals]
        look = Look(colour="quiet", right=True, number=number_format(first, column))
        pen.formula(sheet, at, index, f"={cells[0]}-{cells[1]}", first - second, look)
        alarm = pen.format(Look(bold=True, colour="alarm"))
        rule = {"type": "cell", "criteria": "not between", "minimum": -0.004, "maximum": 0.004}
        sheet.conditional_format(at, index, at, index, {**rule, "format": alarm})


def column_widths(tables: Sequence[Table], language: Language) -> list[float]:
    """Columns as wide, in characters, as what stands in them in any table, up to a limit."""
    widths: list[float] = []
    for table in tables:
        for index, column in enumerate(table.columns):
            width = _width(table, index, column, language)
            if index < len(widths):
                widths[index] = max(widths[index], width)
            else:
                widths.append(width)
    return widths


def _width(table: Table, index: int, column: Column, language: Language) -> float:
    title = printable_xml(column.title)
    kept = [title] if len(title) <= _TITLE or column.kind == "text" else title.split()
    lengths = [len(word) for word in kept]
    known: dict[Decimal, int] = {}  # an amount takes a while to be written, and many come again
    for row in table.rows:
        cell = row.cells[index]
        if type(cell) is Decimal:
            length = known.get(cell)
            if length is None:
                length = known[cell] = len(cell_text(cell, column, language))
        else:
            length = len(cell_text(cell, column, language))
        lengths.append(length + (2 * row.indent if index == 0 else 0))
    least = 6 if column.note else 13 if column.kind == "amount" else 8
    return min(_WIDEST, max(least, max(lengths, default=0) * 1.08 + 2))
