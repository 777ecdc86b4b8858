"""The types that the register's models are made of."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any

from sambruk_cli.account_numbers import ACCOUNT
from sambruk_cli.messages import Message
from sambruk_cli.money import is_whole_ore
from sambruk_cli.register.model import Bounds, Check


class Unfit(ValueError):
    """What a validator of ours refuses a value with; `said` follows the name of the key.

    `key` is the key of a table that a validator of the whole table is about.
    """

    def __init__(self, said: Message, key: str | None = None) -> None:
        super().__init__(said.text("en"))
        self.said = said
        self.key = key


def printable_line(text: str) -> str:
    """A text that prints as it is written.

    Raises:
      Unfit: when it is empty or holds a control, direction or private character.
    """
    if not text.strip():
        raise Unfit(Message.of("must not be empty"))
    if text.isprintable():  # most are; what is not may still be a soft hyphen or a space
        return text
    for character in text:
        if (
            unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
            and character != "\u00ad"
        ):
            code = f"U+{ord(character):04X}"
            raise Unfit(Message.of("holds the unprintable character {code}", code=code))
    return text


def _kronor(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _payable(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount.adjusted() > 15:
        raise Unfit(Message.of("must be an amount that an association can have"))
    if not is_whole_ore(amount):
        raise Unfit(Message.of("has more than two decimals"))
    return amount


def _share(part: Decimal) -> Decimal:
    if not 0 <= part <= 1:
        raise Unfit(Message.of("must be a part from 0 to 1"))
    return part


def _factor(number: Any) -> Any:
    number = _kronor(number)
    if isinstance(number, Decimal) and not (number.is_finite() and 0 <= number < 10**12):
        raise Unfit(Message.of("must be a number that is not below nought"))
    return number


def _measure(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or number.adjusted() > 15 or exponent < -6:
        raise Unfit(Message.of("must be a number of at most 15 digits and 6 decimals"))
    return number


def _calendar_day(text: str) -> str:
    found = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
    longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= longest[month - 1]:
        raise Unfit(Message.of('must be a day of the year as "MM-DD"'))
    return text


def _ascending(text: str) -> str:
    first, _, last = text.partition("-")
    if last and last < first:
        right = f"{last}-{first}"
        raise Unfit(Message.of("runs backwards; write {right}", right=right))
    return text


def of_form(pattern: str, said: Message) -> Check:
    """A check that the whole of a text matches a pattern; `said` is what it must be."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if form.fullmatch(text) is None:
            raise Unfit(said)
        return text

    return Check(check)


# A line of text that is printed: no control, direction or private characters.
PrintableLine = Annotated[str, Check(printable_line)]
# An id: lower-case ASCII, words joined by hyphens or underscores.
Slug = Annotated[
    str,
    Bounds(characters=80),
    of_form(
        r"[a-z0-9]+(?:[-_][a-z0-9]+)*",
        Message.of("must be an id of a-z and 0-9, with - or _ between them"),
    ),
]
# Kronor with at most two decimals; written as a whole number or with a decimal point.
Kronor = Annotated[Decimal, Check(_kronor, "before"), Check(_payable)]
# A part of a whole, from nothing to all of it.
Share = Annotated[Decimal, Check(_kronor, "before"), Check(_share)]
# A rate, or a size that an attribute is held against: a number with as many decimals as it needs.
Factor = Annotated[Decimal, Check(_factor, "before")]
# A key figure: a number, below nought too, with as many decimals as it is stated with.
Measure = Annotated[Decimal, Check(_kronor, "before"), Check(_measure)]
# A label of a fiscal year: 2007, 2007/08 or 2007/2008; of several that begin and end within the
# same calendar years 2007.1 and 2007.2, or 2007/08.1 and 2007/08.2.
YEAR_LABEL = r"[0-9]{4}(?:/[0-9]{2}(?:[0-9]{2})?)?(?:\.[1-9][0-9]?)?"
YearLabel = Annotated[
    str,
    of_form(
        YEAR_LABEL,
        Message.of('must be the label of a year, as "2007", "2007/08" or "2007.1"'),
    ),
]
# Four digits of BAS, or more where an account is divided, and ranges of four digits.
AccountNumber = Annotated[
    str, of_form(ACCOUNT, Message.of('must be an account of four to ten digits, as "1930"'))
]
AccountRange = Annotated[
    str,
    of_form(
        rf"[0-9]{{4}}-[0-9]{{4}}|{ACCOUNT}",
        Message.of('must be an account or a range of accounts, as "1930" or "1500-1599"'),
    ),
    Check(_ascending),
]
# An address of e-mail: what a program sends to, not every form that the standard allows.
Email = Annotated[
    str,
    Bounds(characters=254),
    of_form(
        r"[!#$%&'*+\-./0-9=?^_`{|}~\w]+@[\w-]+(?:\.[\w-]+)+",
        Message.of('must be an address of e-mail, as "name@example.se"'),
    ),
]
CalendarDay = Annotated[str, Check(_calendar_day)]
