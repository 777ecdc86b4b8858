"""The quick way to vouchers and their rows: nearly every line of a large file is one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from sambruk_cli.exchange.sie import values
from sambruk_cli.exchange.sie.lex import LexError, split
from sambruk_cli.exchange.sie.model import Objects, Row, Voucher

# What most rows look like, in one expression.
_COMMON = re.compile(
    r"[ \t]*+#TRANS ([0-9]++) (\{[^{}\\]*+\}) (-?[0-9]++(?:\.[0-9]{1,2}+)?+)"
    r' ([0-9]{8}|"")(?: "([^"\\]*+)"(?: (-?[0-9.]++)(?: "([^"\\]*+)")?+)?+)?+[ \t]*+'
)
# Label, account, objects and amount; what follows may be date, text, quantity and sign, each quoted
# or not. Most often it is a date and a quoted text, which takes no second expression.
_TEXT = r'("[^"\\]*+"|[^ \t"{}\\]++)'
_ROW = re.compile(
    r'[ \t]*+#(TRANS|RTRANS|BTRANS)[ \t]++([^ \t"{}\\]++)[ \t]++'
    r'(\{(?:[^{}"\\]++|"[^"\\]*+")*+\})[ \t]++(-?[0-9]++(?:\.[0-9]{1,2}+)?+)'
    r"([^\\]*+)"
)
_TAIL = re.compile(
    rf"(?:[ \t]++{_TEXT}(?:[ \t]++{_TEXT}(?:[ \t]++{_TEXT}(?:[ \t]++{_TEXT})?+)?+)?+)?+[ \t]*+"
)
_START = re.compile(r"[ \t]++([0-9]{8})[ \t]++")
_VOUCHER = re.compile(
    rf"#VER[ \t]++{_TEXT}[ \t]++{_TEXT}[ \t]++{_TEXT}"
    rf"(?:[ \t]++{_TEXT}(?:[ \t]++{_TEXT}(?:[ \t]++{_TEXT})?+)?+)?+[ \t]*+"
)
T = TypeVar("T")

_MOST_SHARED = 1 << 16
_new = tuple.__new__


def plain(line: str) -> str:
    """What #KSUMMA runs over in a line that `Quick` can read: no quotes, separators, braces."""
    parts = line.split('"')
    between = '"'.join(parts[::2])
    for character in " \t{}":
        between = between.replace(character, "")
    parts[::2] = between.split('"')
    return "".join(parts)


class _SlowError(Exception):
    """The line needs the slow way, which tells what is wrong with it."""


class _Shared(dict[Any, Any]):
    """Values by how they are written, so that those that come again are one object."""

    absent: ClassVar[dict[str | None, Any]] = {}

    def __missing__(self, written: str) -> Any:
        if len(self) > _MOST_SHARED:
            self.clear()
            self.update(self.absent)
        self[written] = value = self.parse(written)
        return value

    def __init__(self) -> None:
        super().__init__(self.absent)

    def parse(self, written: str) -> Any:
        raise NotImplementedError


class _Texts(_Shared):
    absent: ClassVar[dict[str | None, Any]] = {None: "", '""': ""}

    def parse(self, written: str) -> str:
        return _unquoted(written)


class _Days(_Shared):
    absent: ClassVar[dict[str | None, Any]] = {None: None, '""': None}

    def parse(self, written: str) -> date:
        return _certain(values.day(_unquoted(written)))


class _Starts(_Shared):
    """Dates by what stands between an amount and a quoted text."""

    def parse(self, written: str) -> date:
        match = _START.fullmatch(written)
        if match is None:
            raise _SlowError
        return _certain(values.day(match[1]))


class _Quantities(_Shared):
    absent: ClassVar[dict[str | None, Any]] = {None: None, '""': None}

    def parse(self, written: str) -> Decimal:
        return _certain(values.quantity(_unquoted(written)))


class _Lists(_Shared):
    absent: ClassVar[dict[str | None, Any]] = {"{}": ()}

    def parse(self, written: str) -> Objects:
        fields, odd = split(written)
        if odd or len(fields) != 1 or isinstance(fields[0], str) or len(fields[0]) % 2:
            raise _SlowError
        return tuple(zip(fields[0][::2], fields[0][1::2], strict=True))


class Quick:
    """Reads #VER and #TRANS, sharing the accounts, dates and object lists that come again.

    Amounts and texts are not shared: most of them stand once in a file, and to look for one takes
    longer than to make it.
    """

    def __init__(self) -> None:
        self._texts = _Texts()
        self._days = _Days()
        self._starts = _Starts()
        self._quantities = _Quantities()
        self._lists = _Lists()

    def rows(self, lines: list[str], at: int, number: int, found: list[Row]) -> int:
        """Read rows of the commonest form from a position on, as many as there are.

        Returns the position of the first line that is none. `number` is that of the line at 0.
        """
        texts, days, lists, common = self._texts, self._days, self._lists, _COMMON.fullmatch
        quantities = self._quantities
        kind, many = texts["TRANS"], len(lines)
        while at < many:
            match = common(lines[at])
            if match is None:
                break
            account, objects, amount, when, said, quantity, sign = match.groups()
            try:
                day, listed, counted = days[when], lists[objects], quantities[quantity]
            except (_SlowError, LexError):
                break
            account, kronor = texts[account], Decimal(amount)
            row = (kind, account, kronor, listed, day, said or "", counted, sign or "", number + at)
            found.append(_new(Row, row))
            at += 1
        return at

    def row(self, line: str, number: int) -> Row | None:
        """None where the line needs the slow way: the same result, or what is wrong with it."""
        texts = self._texts
        match = _ROW.fullmatch(line)
        if match is None:
            return None
        kind, account, objects, amount, tail = match.groups()
        try:
            parts = tail.split('"')
            if len(parts) == 3 and not parts[2]:
                day, text, quantity, sign = self._starts[parts[0]], parts[1], None, ""
            else:
                day, text, quantity, sign = self._tail(tail)
            # What Row(...) does, without a call of Python's own.
            fields = (
                texts[kind],
                texts[account],
                Decimal(amount),
                self._lists[objects],
                day,
                text,
                quantity,
                sign,
                number,
            )
            return _new(Row, fields)
        except (_SlowError, LexError):
            return None

    def _tail(self, tail: str) -> tuple[date | None, str, Decimal | None, str]:
        """Date, text, quantity and sign, from what follows the amount."""
        match = _TAIL.fullmatch(tail)
        if match is None:
            raise _SlowError
        day, text, quantity, sign = match.groups()
        shown = _unquoted(text) if text else ""
        return self._days[day], shown, self._quantities[quantity], self._texts[sign]

    def voucher(self, line: str, number: int) -> Voucher | None:
        """The same for a #VER, without its rows."""
        match = _VOUCHER.fullmatch(line)
        if match is None:
            return None
        series, serial, day, text, registered, sign = match.groups()
        texts = self._texts
        try:
            head = Voucher(
                texts[series],
                _unquoted(serial),
                self._days[day],
                _unquoted(text) if text else "",
                self._days[registered],
                texts[sign],
                (),
                number,
            )
        except _SlowError:
            return None
        return head if head.day else None


def _unquoted(written: str) -> str:
    return written[1:-1] if written[0] == '"' else written


def _certain(value: T | None) -> T:
    if value is None:
        raise _SlowError
    return value
