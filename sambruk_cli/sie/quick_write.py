"""The quick way to write vouchers and their rows: nearly every line of a large file is one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from sambruk_cli.sie.model import Objects, Row, Voucher
from sambruk_cli.sie.values import AMOUNT, QUANTITY

# Texts in which nothing needs a backslash, and codes that stand without quotes.
_TEXT = re.compile(r"[ !#-\[\]-~ÅÄÖåäöÉéÜü]*+")
_CODE = re.compile(r"[0-9A-Za-z.:+_-]++")


class _SlowError(Exception):
    """The line needs the slow way, which tells what SIE cannot hold."""


class _Codes(dict[str, str]):
    """How codes are written."""

    def __missing__(self, code: str) -> str:
        if not _TEXT.fullmatch(code):
            raise _SlowError
        self[code] = written = code if _CODE.fullmatch(code) else f'"{code}"'
        return written


class _Days(dict[date | None, str]):
    def __missing__(self, day: date | None) -> str:
        assert day is not None
        self[day] = written = f"{day.year:04}{day.month:02}{day.day:02}"
        return written


class _Lists(dict[Objects, str]):
    """Object lists as they are written."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, objects: Objects) -> str:
        items = " ".join(self._codes[item] for pair in objects for item in pair)
        self[objects] = written = "{" + items + "}"
        return written


class QuickWriter:
    """Gives None for a line that needs the slow way: the same, or what is wrong with it."""

    def __init__(self) -> None:
        self._codes = _Codes()
        self._lists = _Lists(self._codes)
        self._days = _Days({None: '""'})

    def row(self, row: Row) -> str | None:
        kind, account, amount, objects, day, text, quantity, sign, _ = row
        number = str(amount)
        if not AMOUNT.fullmatch(number) or not _TEXT.fullmatch(text):
            return None
        try:
            line = f"   #{kind} {self._codes[account]} {self._lists[objects]} {number}"
            if sign or quantity is not None:
                counted = _quantity(quantity)
                line = f'{line} {self._days[day]} "{text}" {counted}'
                return f"{line} {_enclosed(sign)}" if sign else line
        except _SlowError:
            return None
        if text:
            return f'{line} {self._days[day]} "{text}"'
        return f"{line} {self._days[day]}" if day else line

    def head(self, voucher: Voucher) -> str | None:
        """The #VER line."""
        series, number, day, text, registered, sign, *_ = voucher
        if not _TEXT.fullmatch(text):
            return None
        try:
            line = f"#VER {self._codes[series]} {_code(number)} {self._days[day]}"
            if sign:
                return f'{line} "{text}" {self._days[registered]} {_enclosed(sign)}'
        except _SlowError:
            return None
        if registered:
            return f'{line} "{text}" {self._days[registered]}'
        return f'{line} "{text}"' if text else line


def _code(text: str) -> str:
    """As _Codes, for codes that stand once."""
    if _CODE.fullmatch(text):
        return text
    return _enclosed(text)


def _enclosed(text: str) -> str:
    if not _TEXT.fullmatch(text):
        raise _SlowError
    return f'"{text}"'


def _quantity(quantity: Decimal | None) -> str:
    if quantity is None:
        return '""'
    text = str(quantity)
    if not QUANTITY.fullmatch(text):
        raise _SlowError
    return text
