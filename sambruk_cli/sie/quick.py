"""The quick way to vouchers and their rows: nearly every line of a large file is one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar, TypeVar

from sambruk_cli.sie import values
from sambruk_cli.sie.lex import LexError, split
from sambruk_cli.sie.model import Objects, Row, Voucher

# Every line of a text: the parts of a row in its commonest form, or the line as it stands.
_LINES = re.compile(
    r"^(?:[ \t]*+#TRANS ([0-9]++) (\{[^{}\\\n]*+\}) (-?[0-9]++(?:\.[0-9]{1,2}+)?+)"
    r'(?: ([0-9]{8}|"")(?: "([^"\\\n]*+)"(?: (-?[0-9.]++)(?: "([^"\\\n]*+)")?+)?+)?+)?+[ \t]*+'
    r"|(.*))$",
    re.MULTILINE,
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


class Block:
    """Lines of text in a row; `number` is that of the first."""

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def parts(self) -> list[tuple[str, ...]]:
        """For each line what `_LINES` finds in it: a row has an amount, any other line its text."""
        return _LINES.findall(self.text)


Within = tuple[Voucher, list[Row]]  # a voucher that is not closed, and its rows so far

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
    absent: ClassVar[dict[str | None, Any]] = {None: None, "": None, '""': None}

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
    absent: ClassVar[dict[str | None, Any]] = {None: None, "": None, '""': None}

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

    def vouchers(
        self, block: Block, at: int, within: Within | None, found: list[Any]
    ) -> tuple[int, Within | None]:
        """Read vouchers of the commonest form from a position on, as far as there are any.

        Returns the position of the first line that was not read, and the voucher that it stands
        in, if it does.

        Args:
          within: the voucher that the first line stands in.
        """
        texts, days, lists, quantities = self._texts, self._days, self._lists, self._quantities
        kind, first = texts["TRANS"], block.number
        head, rows = within or (None, None)  # there are no rows until the { has come
        number = first + at
        # Rows of one day follow each other: comparing costs less than looking the day up.
        written, day = "", None
        try:
            for number, line in enumerate(islice(block.parts, at, None), first + at):
                account, objects, amount, when, said, quantity, sign, other = line
                if amount:
                    if rows is None:
                        break
                    if when != written:
                        day, written = days[when], when
                    row = (
                        kind,
                        texts[account],
                        Decimal(amount),
                        () if objects == "{}" else lists[objects],
                        day,
                        said,
                        quantities[quantity] if quantity else None,
                        sign,
                        number,
                    )
                    rows.append(_new(Row, row))
                elif head is None:
                    head = self.voucher(other, number)
                    if head is None:
                        break
                elif rows is None and other == "{":
                    rows = []
                elif rows is not None and other == "}":
                    found.append(_new(Voucher, (*head[:6], tuple(rows), head.line)))
                    head = rows = None
                else:
                    break
            else:
                number = first + len(block.parts)
        except (_SlowError, LexError):
            pass
        if head is None:
            return number - first, None
        # What is not followed by its { at once is left to be read again, with care.
        return (head.line - first, None) if rows is None else (number - first, (head, rows))

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
            # As in `row`, what Voucher(...) does.
            fields = (
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
        return _new(Voucher, fields) if fields[2] else None


def _unquoted(written: str) -> str:
    return written[1:-1] if written[0] == '"' else written


def _certain(value: T | None) -> T:
    if value is None:
        raise _SlowError
    return value
