"""Amounts as banks write them: 1 234,56 and 1,234.56, with kr, and any minus."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from sambruk_cli.exchange.tables.sheet import CellContent
from sambruk_cli.money import ORE, is_whole_ore

_BLANK = re.compile(r"[\s\u00a0\u202f]|kr\.?$|SEK$", re.IGNORECASE)
_MARK = re.compile(r"([.,])\d{1,2}$")


def plain_text(cell: CellContent) -> str:
    """An amount's text without blanks, kronor and typographic minus."""
    text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell or "")
    return _BLANK.sub("", text.strip()).replace("\N{MINUS SIGN}", "-")


def decimal_mark(cells: Iterable[CellContent]) -> str:
    """The sign before the öre, by the amounts that have one or two; "" where they do not agree."""
    texts = (plain_text(cell) for cell in cells if isinstance(cell, str))
    marks = {found[1] for text in texts if (found := _MARK.search(text))}
    return marks.pop() if len(marks) == 1 else ""


def amount_in(cell: CellContent, mark: str) -> Decimal | None:
    """Kronor, with two decimals; None where the cell is no amount.

    Args:
      mark: the decimal mark; "" where no amount of the file shows it.
    """
    if isinstance(cell, Decimal):
        return cell.quantize(ORE) if is_whole_ore(cell) and abs(cell) < 10**15 else None
    text = plain_text(cell) if isinstance(cell, str) else ""
    thousands = {",": r"\.", ".": ","}.get(mark)
    whole = r"\d{1,3}(?:" + thousands + r"\d{3})+|\d{1,15}" if thousands else r"\d{1,15}"
    found = re.fullmatch(rf"([+-]?)({whole})(?:{re.escape(mark or '!')}(\d{{1,2}}))?", text)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found[2])
    return Decimal(f"{found[1]}{digits}.{found[3] or 0}").quantize(ORE)
