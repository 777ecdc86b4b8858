"""The fields of one record, taken one after another; what is wrong with them is collected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sambruk_cli.sie import values
from sambruk_cli.sie.errors import Collector, quoted
from sambruk_cli.sie.lex import Field
from sambruk_cli.sie.model import Objects

T = TypeVar("T")

ZERO = Decimal(0)


class Fields:
    """`bad` tells that the record cannot be used."""

    def __init__(self, label: str, fields: list[Field], line: int, problems: Collector) -> None:
        self.label = label
        self.line = line
        self.bad = False
        self._fields = fields
        self._at = 0
        self._problems = problems

    def fail(self, kind: str, message: str) -> None:
        self.bad = True
        self._problems.fail(self.line, kind, message)

    def text(self) -> str:
        """The next text, "" where there are no more."""
        if self._at >= len(self._fields):
            return ""
        field = self._fields[self._at]
        self._at += 1
        if isinstance(field, str):
            return field
        self.fail("braces", f"#{self.label} has an object list where field {self._at} is a text")
        return ""

    def needed(self, name: str) -> str:
        text = self.text()
        if not text and not self.bad:
            self.fail("missing", f"#{self.label} has no {name}")
        return text

    def day(self) -> date | None:
        text = self.text()
        if not text:
            return None
        found = values.day(text)
        if found is None:
            is_day = len(text) == 8 and text.isascii() and text.isdigit()
            what = "is no day of the calendar" if is_day else "is not a date: write YYYYMMDD"
            self.fail("date", f"{quoted(text)} {what}")
        return found

    def needed_day(self) -> date:
        found = self.day()
        if found is None and not self.bad:
            self.fail("missing", f"#{self.label} has no date")
        return found or date.min

    def period(self) -> str:
        text = self.needed("period")
        if text and not values.is_period(text):
            self.fail("period", f"{quoted(text)} is not a period: write YYYYMM")
        return text

    def year(self) -> int:
        return self._number("year number", "year", values.year, "write 0, -1, -2", 0)

    def amount(self) -> Decimal:
        remedy = "write a point and at most two decimals, no comma, plus or exponent"
        return self._number("amount", "amount", values.amount, remedy, ZERO)

    def checksum(self) -> int:
        return self._number("checksum", "ksumma", values.checksum, "it is a number of 32 bits", 0)

    def _number(
        self, name: str, kind: str, parse: Callable[[str], T | None], remedy: str, default: T
    ) -> T:
        text = self.needed(name)
        found = parse(text) if text else None
        if text and found is None:
            self.fail(kind, f"{quoted(text)} is not {_a(name)}: {remedy}")
        return default if found is None else found

    def quantity(self) -> Decimal | None:
        text = self.text()
        found = values.quantity(text) if text else None
        if text and found is None:
            self.fail("quantity", f"{quoted(text)} is not a quantity: write a point, no comma")
        return found

    def objects(self) -> Objects:
        """The object list that must stand here; none at all is read as an empty one."""
        if self._at >= len(self._fields) or isinstance(self._fields[self._at], str):
            message = f"#{self.label} lacks its object list: write {{}} after the account"
            self._problems.warn(self.line, "objects", message)
            return ()
        items = self._fields[self._at]
        self._at += 1
        if len(items) % 2:
            self.fail("objects", "an object list holds pairs: a dimension and an object")
        return tuple(zip(items[::2], items[1::2], strict=False))

    def end(self) -> None:
        """What is left over is ignored, as the standard says, with a note."""
        left = len(self._fields) - self._at
        if left > 0:
            fields = "field" if left == 1 else "fields"
            message = f"#{self.label} has {left} {fields} more than SIE 4B knows; ignored"
            self._problems.note(self.line, "trailing", message)


def _a(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
