"""XLSX, read cell by cell: nothing is computed, nothing outside the file is asked for."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from sambruk_cli.exchange.tables.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    CellContent,
    ImportSheet,
    SheetRow,
    read_text,
    too_large,
)
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding

MOST_UNPACKED = 400  # MB of all parts together
_MOST_PARTS = 2000
_MOST_FAULTS = 100


def read_workbook(content: bytes, file: str) -> ImportSheet:
    """The rows of the first sheet of a workbook that holds any.

    Raises:
      Unreadable: TAB701 when it is no workbook or holds what it need not, TAB703 where a cell holds
        a formula or an error.
    """
    _look_into(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and other things that are not read
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            rows: tuple[SheetRow, ...] = ()
            names = [sheet.title for sheet in book.worksheets]
            read = ""
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = tuple(_rows(sheet, file))
                read = sheet.title
                if rows:
                    break
    except Unreadable:
        raise
    except Exception:  # whatever a broken file makes of the library
        raise Unreadable(finding("TAB701.broken", file=file)) from None
    return ImportSheet(file, rows, tuple(name for name in names if name != read))


def _look_into(content: bytes, file: str) -> None:
    """Refuse what unpacks to more than a table can be, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(x.file_size for x in parts) > MOST_UNPACKED << 20:
                raise Unreadable(finding("TAB701.unpacked", most=MOST_UNPACKED, file=file))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    head = packed.open(part).read(1 << 16).replace(b"\0", b"")
                    # A declaration stands before the root of a document, if anywhere.
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise Unreadable(finding("TAB701.entities", file=file))
    except Unreadable:
        raise
    except Exception:  # whatever a broken file makes of the library
        raise Unreadable(finding("TAB701.broken", file=file)) from None


def _rows(sheet: Any, file: str) -> Iterator[SheetRow]:
    faults: list[Finding] = []
    for line, row in enumerate(sheet.iter_rows(), 1):
        if line > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise Unreadable(too_large(file))
        cells: list[CellContent] = []
        for at, cell in enumerate(row):
            if cell.data_type in {"f", "e"} and len(faults) < _MOST_FAULTS:
                code = "TAB703.formula" if cell.data_type == "f" else "TAB703.error"
                faults.append(finding(code, column=get_column_letter(at + 1), file=file, line=line))
            cells.append(_content(cell.value))
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield SheetRow(line, tuple(cells))
    if faults:
        raise Unreadable(*faults)


def _content(value: Any) -> CellContent:
    match value:
        case None:
            return None
        case bool():
            return value
        case datetime():
            return value.date() if value.time() == time() else read_text(str(value))
        case date():
            return value
        case int() | float():
            number = Decimal(str(value))
            return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
        case _:
            return read_text(str(value)) or None
