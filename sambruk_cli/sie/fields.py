"""The fields of one record, taken one after another; what is wrong with them is collected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.messages import Message
from sambruk_cli.sie import values
from sambruk_cli.sie.errors import Collector, short
from sambruk_cli.sie.lex import Field
from sambruk_cli.sie.model import Objects

ZERO = Decimal(0)

# What a field is called where it is missing.
PERIOD = Message.of("period")
YEAR = Message.of("year number")
AMOUNT = Message.of("amount")
CHECKSUM = Message.of("checksum")
DATE = Message.of("date")


class Fields:
    """`bad` tells that the record cannot be used."""

    def __init__(self, label: str, fields: list[Field], line: int, problems: Collector) -> None:
        self.label = label
        self.line = line
        self.bad = False
        self._fields = fields
        self._at = 0
        self._problems = problems

    def fail(self, kind: str, said: Message) -> None:
        self.bad = True
        self._problems.fail(self.line, kind, said)

    def text(self) -> str:
        """The next text, "" where there are no more."""
        if self._at >= len(self._fields):
            return ""
        field = self._fields[self._at]
        self._at += 1
        if isinstance(field, str):
            return field
        said = Message.of(
            "#{label} has an object list where field {field} is a text",
            label=self.label,
            field=self._at,
        )
        self.fail("braces", said)
        return ""

    def needed(self, name: Message) -> str:
        """The next text, which must be there; `name` says what it is."""
        text = self.text()
        if not text and not self.bad:
            self._lacks(name)
        return text

    def _lacks(self, name: Message) -> None:
        self.fail("missing", Message.of("#{label} has no {field}", label=self.label, field=name))

    def day(self) -> date | None:
        text = self.text()
        if not text:
            return None
        found = values.day(text)
        if found is None:
            is_day = len(text) == 8 and text.isascii() and text.isdigit()
            if is_day:
                said = Message.of('"{text}" is no day of the calendar', text=text)
            else:
                said = Message.of('"{text}" is not a date: write YYYYMMDD', text=short(text))
            self.fail("date", said)
        return found

    def needed_day(self) -> date:
        found = self.day()
        if found is None and not self.bad:
            self._lacks(DATE)
        return found or date.min

    def period(self) -> str:
        text = self.needed(PERIOD)
        if text and not values.is_period(text):
            said = Message.of('"{text}" is not a period: write YYYYMM', text=short(text))
            self.fail("period", said)
        return text

    def year(self) -> int:
        text = self.needed(YEAR)
        found = values.year(text) if text else None
        if text and found is None:
            said = Message.of('"{text}" is not a year number: write 0, -1, -2', text=short(text))
            self.fail("year", said)
        return found or 0

    def amount(self) -> Decimal:
        text = self.needed(AMOUNT)
        found = values.amount(text) if text else None
        if text and found is None:
            said = Message.of(
                '"{text}" is not an amount: write a point and at most two decimals, no comma, '
                "plus or exponent",
                text=short(text),
            )
            self.fail("amount", said)
        return ZERO if found is None else found

    def checksum(self) -> int:
        text = self.needed(CHECKSUM)
        found = values.checksum(text) if text else None
        if text and found is None:
            said = Message.of(
                '"{text}" is not a checksum: it is a number of 32 bits', text=short(text)
            )
            self.fail("ksumma", said)
        return found or 0

    def quantity(self) -> Decimal | None:
        text = self.text()
        found = values.quantity(text) if text else None
        if text and found is None:
            said = Message.of(
                '"{text}" is not a quantity: write a point, no comma', text=short(text)
            )
            self.fail("quantity", said)
        return found

    def objects(self) -> Objects:
        """The object list that must stand here; none at all is read as an empty one."""
        if self._at >= len(self._fields) or isinstance(self._fields[self._at], str):
            said = Message.of(
                "#{label} lacks its object list: write {{}} after the account", label=self.label
            )
            self._problems.warn(self.line, "objects", said)
            return ()
        items = self._fields[self._at]
        self._at += 1
        if len(items) % 2:
            said = Message.of("an object list holds pairs: a dimension and an object")
            self.fail("objects", said)
        return tuple(zip(items[::2], items[1::2], strict=False))

    def end(self) -> None:
        """What is left over is ignored, as the standard says, with a note."""
        left = len(self._fields) - self._at
        if left > 0:
            self._problems.note(self.line, "trailing", _more(self.label, left))


def _more(label: str, left: int) -> Message:
    if left == 1:
        return Message.of("#{label} has 1 field more than SIE 4B knows; ignored", label=label)
    return Message.of(
        "#{label} has {number} fields more than SIE 4B knows; ignored", label=label, number=left
    )
