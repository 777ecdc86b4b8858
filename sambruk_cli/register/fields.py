"""The types that the register's models are made of."""

from __future__ import annotations

import os
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any

# No package installed beside pydantic has a say in the register; to look for one takes 20 ms.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from sambruk_cli.money import is_whole_ore


class Model(BaseModel):
    """Strict and frozen: an unknown key or a value of another type is a finding."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def printable_line(text: str) -> str:
    """A text that prints as it is written.

    Raises:
      ValueError: when it is empty or holds a control, direction or private character.
    """
    if not text.strip():
        raise ValueError("must not be empty")
    for character in text:
        if (
            unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
            and character != "\u00ad"
        ):
            raise ValueError(f"holds the unprintable character U+{ord(character):04X}")
    return text


def _kronor(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _payable(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount.adjusted() > 15:
        raise ValueError("must be an amount that an association can have")
    if not is_whole_ore(amount):
        raise ValueError("has more than two decimals")
    return amount


def _calendar_day(text: str) -> str:
    found = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
    longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if found is None or not 1 <= int(found[1]) <= 12:
        raise ValueError('must be a day of the year as "MM-DD"')
    if not 1 <= int(found[2]) <= longest[int(found[1]) - 1]:
        raise ValueError('must be a day of the year as "MM-DD"')
    return text


def _ascending(text: str) -> str:
    first, _, last = text.partition("-")
    if last and last < first:
        raise ValueError(f"runs backwards; write {last}-{first}")
    return text


# A line of text that is printed: no control, direction or private characters.
Line = Annotated[str, AfterValidator(printable_line)]
# An id: lower-case ASCII, words joined by hyphens or underscores.
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
# Kronor with at most two decimals; written as a whole number or with a decimal point.
Kronor = Annotated[Decimal, BeforeValidator(_kronor), AfterValidator(_payable)]
# A label of a fiscal year: 2007, 2007/08 or 2007/2008.
YearLabel = Annotated[str, Field(pattern=r"^[0-9]{4}(?:/[0-9]{2}(?:[0-9]{2})?)?$")]
# Four digits of BAS, and ranges of them.
AccountNumber = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
AccountRange = Annotated[
    str, Field(pattern=r"^[0-9]{4}(?:-[0-9]{4})?$"), AfterValidator(_ascending)
]
CalendarDay = Annotated[str, AfterValidator(_calendar_day)]
