"""Cells and bars of the document model in words and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.cell import Cell, Measured
from sambruk_cli.document.model import Column
from sambruk_cli.language import Language


def cell_text(cell: Cell, column: Column, language: Language) -> str:
    """A cell as a person reads it; a note's number and an id are never grouped."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Measured):
        return formats.number(cell, language)
    if isinstance(cell, Decimal):
        # Öre are shown where there are any: a cell is never rounded on its way to the reader.
        whole = cell == cell.to_integral_value()
        return formats.amount(cell, language, decimals=column.decimals or (0 if whole else 2))
    return str(cell) if column.note else formats.count(cell, language)


def bar_text(value: Decimal, unit: str, language: Language) -> str:
    """What the bar of a chart stands for, in the chart's unit."""
    return formats.kronor(value, language) if unit else formats.amount(value, language)
