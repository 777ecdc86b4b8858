"""Vouchers of the usual form, read a block at a time: nearly every line of a large file is theirs.

What is not of that form is left to the careful reader (read.py), which also tells what is wrong
with it. Both give the same records; tests/sie/test_bulk.py holds them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, TypeVar

from sambruk_cli.sie import values
from sambruk_cli.sie.ksumma import Ksumma, bare
from sambruk_cli.sie.lex import LexError, split
from sambruk_cli.sie.model import Objects, Record, Row, Voucher

# Every line of a text: the parts of a #TRANS of the usual form, or the line without its indent.
# An amount tells the one from the other. Possessive: no input makes it go back.
_LINES = re.compile(
    r"^[ \t]*+(?:#TRANS[ \t]++([0-9]++)[ \t]++(\{[^{}\\\n]*+\})[ \t]++"
    r"(-?[0-9]++(?:\.[0-9]{1,2}+)?+)"
    r'(?:[ \t]++([0-9]{8}|"")(?:[ \t]++"([^"\\\n]*+)"'
    r'(?:[ \t]++(-?[0-9.]++)(?:[ \t]++"([^"\\\n]*+)")?+)?+)?+)?+[ \t]*+'
    r"|(.*))$",
    re.MULTILINE,
)
_TEXT = r'("[^"\\]*+"|[^ \t"{}\\]++)'
_VOUCHER = re.compile(
    rf"#VER[ \t]++{_TEXT}[ \t]++{_TEXT}[ \t]++{_TEXT}"
    rf"(?:[ \t]++{_TEXT}(?:[ \t]++{_TEXT}(?:[ \t]++{_TEXT})?+)?+)?+[ \t]*+"
)
_MOST_SHARED = 1 << 16
_new = tuple.__new__

T = TypeVar("T")
Parts = tuple[str, ...]  # what `_LINES` finds in a line


class Block:
    """Whole lines of text. Whoever takes a line from `rest` has it for good.

    `number` is that of the first line; `rest` gives (number, parts) of the lines not yet read.
    """

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self._text = text
        self._parts: list[Parts] = _LINES.findall(text)
        self.rest = enumerate(self._parts, number)

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def line(self, number: int) -> str:
        """A line as it stands."""
        return self._lines[number - self.number]

    def end(self) -> int:
        """The number after that of the last line."""
        return self.number + len(self._parts)

    def between(self, first: int, end: int) -> Iterable[Parts]:
        """The parts of the lines from one number to before another."""
        return self._parts[first - self.number : end - self.number]


class Unfinished(NamedTuple):
    """A voucher whose } has not come; `rows` is None until its { has."""

    head: Voucher
    rows: list[Row] | None


class _UnusualError(Exception):
    """The line is one for the careful reader."""


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


class _Quantities(_Shared):
    def parse(self, written: str) -> Decimal:
        return _certain(values.quantity(written))


class _Lists(_Shared):
    absent: ClassVar[dict[str | None, Any]] = {"{}": ()}

    def parse(self, written: str) -> Objects:
        fields, odd = split(written)
        if odd or len(fields) != 1 or isinstance(fields[0], str) or len(fields[0]) % 2:
            raise _UnusualError
        return tuple(zip(fields[0][::2], fields[0][1::2], strict=True))


class _Bare(_Shared):
    """Object lists as #KSUMMA sees them."""

    absent: ClassVar[dict[str | None, Any]] = {"{}": "", '""': ""}

    def parse(self, written: str) -> str:
        return bare(written)


class BulkReader:
    """Reads #VER and #TRANS, sharing the accounts, dates and object lists that come again.

    Amounts and texts are not shared: most of them stand once in a file, and to look for one takes
    longer than to make it.
    """

    def __init__(self) -> None:
        self._texts = _Texts()
        self._days = _Days()
        self._quantities = _Quantities()
        self._lists = _Lists()
        self._bare = _Bare()

    def read(
        self, block: Block, within: Unfinished | None, found: list[Record]
    ) -> tuple[int | None, Unfinished | None]:
        """Read the rest of a block as far as it is vouchers of the usual form.

        Args:
          within: the voucher that the next line stands in.
          found: gets the vouchers that are closed.
        Returns:
          The number of the first line of another form, which is taken from the block but not
          read, None at the end of the block; and the voucher that stands open there.
        """
        texts, days, lists, quantities = self._texts, self._days, self._lists, self._quantities
        kind = texts["TRANS"]
        head, rows = within or (None, None)
        number: int | None = None
        # Rows of one day follow each other: comparing costs less than looking the day up.
        written, day = "", None
        try:
            for number, line in block.rest:
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
                    rows.append(_new(Row, row))  # Row(...) without a call of Python's own
                elif head is None:
                    head = self._head(other, number)
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
                number = None
        except (_UnusualError, LexError):
            pass
        return number, None if head is None else Unfinished(head, rows)

    def add_to(self, ksumma: Ksumma, lines: Iterable[Parts]) -> None:
        """Let a checksum run over lines that `read` has read."""
        plain = self._bare
        ksumma.add_text(
            "".join(
                f"#TRANS{account}{plain[objects]}{amount}{plain[when]}{said}{quantity}{sign}"
                if amount
                else bare(other)
                for account, objects, amount, when, said, quantity, sign, other in lines
            )
        )

    def _head(self, line: str, number: int) -> Voucher | None:
        """A #VER without its rows; None where the line is another, or of another form."""
        match = _VOUCHER.fullmatch(line)
        if match is None:
            return None
        series, serial, day, text, registered, sign = match.groups()
        texts = self._texts
        try:
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
        except _UnusualError:
            return None
        return _new(Voucher, fields) if fields[2] else None


def _unquoted(written: str) -> str:
    return written[1:-1] if written[0] == '"' else written


def _certain(value: T | None) -> T:
    if value is None:
        raise _UnusualError
    return value
