"""CSV for spreadsheets: exact values, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from sambruk_cli.document.cell import Data
from sambruk_cli.document.model import Column, Table
from sambruk_cli.document.records import amount_text, data_rows, value_of
from sambruk_cli.render.printable import printable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: Table) -> str:
    """The data of a table: a line of its columns' keys, then its rows.

    Amounts are kronor with a decimal point. Columns without a key are left out.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [(index, column) for index, column in enumerate(table.columns) if column.key]
    writer.writerow([_text(column.key) for _, column in columns])
    for row in data_rows(table):
        writer.writerow([_cell(value_of(row.cells[i]), column) for i, column in columns])
    return out.getvalue()


def _cell(value: Data, column: Column) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return amount_text(value, column)
        case date():
            return value.isoformat()
        case tuple():
            return _text(" ".join(map(str, value)))
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case _:
            return str(value)


def _text(text: str) -> str:
    text = printable(text)
    # OWASP's advice: an apostrophe keeps Excel, Calc and Sheets from evaluating the cell.
    return f"'{text}" if text.startswith(_FORMULA) else text
