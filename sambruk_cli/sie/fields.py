"""The fields of one record, taken one after another; what is wrong with them is collected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.messages import Message
from sambruk_cli.sie import values
from sambruk_cli.sie.errors import Collector, short
from sambruk_cli.sie.lex import Field
from sambruk_cli.sie.model import ROWS, Objects

ZERO = Decimal(0)

# What a field is called where it is missing.
PERIOD = Message.of("period")
YEAR = Message.of("year number")
AMOUNT = Message.of("amount")
CHECKSUM = Message.of("checksum")
DATE = Message.of("date")

# How a number is written that is not written as SIE does; what it is read as stands before it.
_FORMS: dict[values.Form, Message] = {
    "plus": Message.of("SIE writes no plus"),
    "point": Message.of("SIE writes digits on both sides of the point"),
    "decimals": Message.of("SIE writes at most two decimals"),
    "comma": Message.of("SIE writes a point, not a comma"),
}


class Fields:
    """`bad` tells that the record cannot be used.

    `optional` is set for a record that the books do not rest on: one that cannot be used is left
    out with a warning, where that of another record makes the file unreadable.
    """

    def __init__(self, label: str, fields: list[Field], line: int, problems: Collector) -> None:
        self.label = label
        self.line = line
        self.bad = False
        self.optional = False
        self._fields = fields
        self._at = 0
        self._problems = problems

    def fail(self, kind: str, said: Message) -> None:
        if self.bad and self.optional:
            return  # one is enough of what is left out
        self.bad = True
        if self.optional:
            left_out = Message.of("{problem}; the record is left out", problem=said)
            self._problems.warn(self.line, kind, left_out)
        else:
            self._problems.fail(self.line, kind, said)

    def leave_out(self, kind: str, said: Message) -> None:
        """A fault in a field that the record can do without."""
        left_out = Message.of("{problem}; the field is left out", problem=said)
        self._problems.tally(self.line, kind, f"{self.label} {said.template}", left_out)

    def text(self, *, needed: bool = False) -> str:
        """The next text, "" where there are no more."""
        field = self._next()
        if isinstance(field, str):
            return field
        said = Message.of(
            "#{label} has an object list where field {field} is a text",
            label=self.label,
            field=self._at,
        )
        if needed:
            self.fail("braces", said)
        else:
            self.leave_out("braces", said)
        return ""

    def _next(self) -> Field:
        if self._at >= len(self._fields):
            return ""
        self._at += 1
        return self._fields[self._at - 1]

    def needed(self, name: Message) -> str:
        """The next text, which must be there; `name` says what it is."""
        text = self.text(needed=True)
        if not text and not self.bad:
            self._lacks(name)
        return text

    def _lacks(self, name: Message) -> None:
        self.fail("missing", Message.of("#{label} has no {field}", label=self.label, field=name))

    def day(self, *, needed: bool = False) -> date | None:
        """The next text as a day, None where it is empty, or cannot be read and is not needed."""
        text = self.text(needed=needed)
        if not text:
            return None
        found = values.day(text)
        if found is None and (found := values.day_with_dashes(text)):
            said = Message.of(
                '"{text}" is read as {day}: SIE writes no dashes in a date', text=text, day=found
            )
            self._problems.tally(self.line, "date", "dashes", said)
        elif found is None:
            is_day = len(text) == 8 and text.isascii() and text.isdigit()
            if is_day:
                said = Message.of('"{text}" is no day of the calendar', text=text)
            else:
                said = Message.of('"{text}" is not a date: write YYYYMMDD', text=short(text))
            if needed:
                self.fail("date", said)
            else:
                self.leave_out("date", said)
        return found

    def needed_day(self) -> date:
        found = self.day(needed=True)
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
        if found is not None and "." in text:
            return found
        after = self._fields[self._at] if self._at < len(self._fields) else ""
        if not text or self._is_split(text, after):
            return ZERO
        if found is None and (written := values.amount_as_written(text)):
            self._read_as("amount", text, written)
            found = written.number
        if found is None:
            said = Message.of(
                '"{text}" is not an amount: write a point and at most two decimals, no comma, '
                "plus or exponent",
                text=short(text),
            )
            self.fail("amount", said)
        return ZERO if found is None else found

    def _is_split(self, text: str, after: Field) -> bool:
        """Whether the amount goes on in the field after it, which is an error."""
        may_count = self.label not in ROWS
        if not isinstance(after, str) or not values.splits_thousands(
            text, after, quantity=may_count
        ):
            return False
        said = Message.of(
            '"{text}" is an amount with a space in it: write no space between thousands',
            text=f"{text} {short(after)}",
        )
        self.fail("amount", said)
        return True

    def _read_as(self, kind: str, text: str, written: values.AsWritten) -> None:
        """One warning for each way of writing numbers, however many numbers are written so."""
        number = f"{written.number:f}"
        for form in written.forms:
            said = Message.of(
                '"{text}" is read as {number}: {form}',
                text=short(text),
                number=short(number),
                form=_FORMS[form],
            )
            self._problems.tally(self.line, kind, form, said)
        if written.or_thousands and kind == "amount":
            self._problems.may_be_thousands(self.line, text)

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
        if found is not None or not text:
            return found
        if written := values.quantity_as_written(text):
            self._read_as("quantity", text, written)
            return written.number
        said = Message.of('"{text}" is not a quantity: write a point, no comma', text=short(text))
        self.leave_out("quantity", said)
        return None

    def objects(self) -> Objects:
        """The object list that must stand here; none at all is read as an empty one.

        A row goes without one that is not in pairs. The amount of an object cannot: it would be
        that of the whole account.
        """
        if self._at >= len(self._fields) or isinstance(self._fields[self._at], str):
            said = Message.of(
                "#{label} lacks its object list: write {{}} after the account", label=self.label
            )
            if not (self.bad and self.optional):
                self._problems.warn(self.line, "objects", said)
            return ()
        items = self._fields[self._at]
        self._at += 1
        if len(items) % 2:
            said = Message.of("an object list holds pairs: a dimension and an object")
            if self.label not in ROWS:
                self.fail("objects", said)
            else:
                self.leave_out("objects", said)
            return ()
        return tuple(zip(items[::2], items[1::2], strict=False))

    def end(self) -> None:
        """What is left over is ignored, as the standard says, with a note."""
        left = len(self._fields) - self._at
        if left > 0 and not (self.bad and self.optional):
            self._problems.note(self.line, "trailing", _more(self.label, left))


def _more(label: str, left: int) -> Message:
    if left == 1:
        return Message.of("#{label} has 1 field more than SIE 4B knows; ignored", label=label)
    return Message.of(
        "#{label} has {number} fields more than SIE 4B knows; ignored", label=label, number=left
    )
