"""Cells of a workbook: how they look, and that every value is written as what it is."""

from __future__ import annotations

import datetime
from dataclasses import field, replace
from decimal import Decimal
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sambruk_cli.document.cell import Cell
from sambruk_cli.frozen import frozen
from sambruk_cli.render.office.front import ALARM, INK, QUIET, cut
from sambruk_cli.render.printable import printable_xml

# What a cell of a worksheet can hold, in UTF-16 units.
_CELL = 32_767
_FIRST_YEAR = 1900  # earlier days Excel does not know
# A program that edits such a text as a formula would run it: Excel is told that it is text.
_FORMULA = ("=", "+", "-", "@")

FontColour = Literal["", "ink", "quiet", "alarm"]
_COLOURS = {"ink": INK, "quiet": QUIET, "alarm": ALARM}


@frozen
class Look:
    """How a cell looks. `number` is a number format, `above` and `below` are rules."""

    bold: bool = False
    colour: FontColour = ""
    size: int = 0
    indent: int = 0
    right: bool = False
    wrap: bool = False
    number: str = ""
    above: int = 0
    below: int = 0
    quoted: bool = False


@frozen
class Pen:
    """Writes into the sheets of a workbook."""

    book: Workbook
    formats: dict[Look, Format] = field(default_factory=dict)

    def format(self, look: Look) -> Format:
        """The workbook's format for a look."""
        found = self.formats.get(look)
        if found is None:
            found = self.formats[look] = self.book.add_format(_properties(look))
        return found

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: Look) -> None:
        """Write a text; whatever it begins with, it is no formula."""
        text = cut(printable_xml(text), _CELL)
        if not text:
            sheet.write_blank(row, column, None, self.format(look))
            return
        if text.startswith(_FORMULA) is not look.quoted:
            look = replace(look, quoted=not look.quoted)
        sheet.write_string(row, column, text, self.format(look))

    def value(self, sheet: Worksheet, row: int, column: int, value: Cell, look: Look) -> None:
        """Write any cell of the model: numbers as numbers, days as days."""
        style = self.format(look)
        match value:
            case None:
                sheet.write_blank(row, column, None, style)
            case str():
                self.text(sheet, row, column, value, look)
            case datetime.date() if value.year < _FIRST_YEAR:
                self.text(sheet, row, column, value.isoformat(), look)
            case datetime.date():
                midnight = datetime.datetime.combine(value, datetime.time())
                sheet.write_datetime(row, column, midnight, style)
            case Decimal() | int():
                sheet.write_number(row, column, _number(value), style)

    def formula(
        self, sheet: Worksheet, row: int, column: int, formula: str, value: Decimal, look: Look
    ) -> None:
        """Write a formula, which is the program's own, with the value that it has."""
        sheet.write_formula(row, column, formula, self.format(look), _number(value))


def _number(value: Decimal | int) -> float:
    """The number that a spreadsheet counts with: binary, exact to fifteen digits."""
    return int(value) if value == int(value) else float(value)


def _properties(look: Look) -> dict[str, object]:
    properties: dict[str, object] = {"font_name": "Calibri", "font_size": 11}
    if look.bold:
        properties["bold"] = True
    if look.colour:
        properties["font_color"] = f"#{_COLOURS[look.colour]}"
    if look.size:
        properties["font_size"] = look.size
    if look.indent:
        properties |= {"indent": look.indent, "align": "left"}
    if look.right:
        properties["align"] = "right"
    if look.wrap:
        properties |= {"text_wrap": True, "valign": "top"}
    if look.number:
        properties["num_format"] = look.number
    if look.above:
        properties["top"] = look.above
    if look.below:
        properties["bottom"] = look.below
    if look.quoted:
        properties["quote_prefix"] = True
    return properties
