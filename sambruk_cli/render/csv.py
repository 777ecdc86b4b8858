"""CSV for spreadsheets: exact values, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from sambruk_cli.document.model import Cell, Column, Table
from sambruk_cli.money import exact, plain
from sambruk_cli.render.text import printable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: Table) -> str:
    """One table: a line of titles, then its rows; amounts in kronor with a decimal point."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_text(column.title) for column in table.columns])
    for row in table.rows:
        pairs = zip(row.cells, table.columns, strict=True)
        writer.writerow([_cell(cell, column) for cell, column in pairs])
    return out.getvalue()


def _cell(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return exact(cell) if column.decimals == 2 else plain(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return _text(cell) if isinstance(cell, str) else str(cell)


def _text(text: str) -> str:
    text = printable(text)
    # OWASP's advice: an apostrophe keeps Excel, Calc and Sheets from evaluating the cell.
    return f"'{text}" if text.startswith(_FORMULA) else text
