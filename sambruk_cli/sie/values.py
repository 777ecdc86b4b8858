"""Texts of a SIE file as dates, amounts, quantities, periods (SIE 4B § 5.7)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]{1,2})?")
QUANTITY = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# As programs write numbers all the same: +1000.00, .20, 1000., 1000.000 and 1000,50.
_AS_WRITTEN = re.compile(r"([+-]?)([0-9]*)(?:([.,])([0-9]*))?")
# What stands on both sides of the space in 1 000.00.
_BEFORE_SPACE = re.compile(r"[+-]?[1-9][0-9]{0,2}")
_THOUSANDS = re.compile(r"[0-9]{3}(?:[.,][0-9]*)?")
_NO_QUANTITY = re.compile(r"0[0-9]{2}(?:[.,][0-9]*)?|[0-9]{3}[.,][0-9]{2}")
_YEAR = re.compile(r"-?[0-9]{1,3}")
_SIE_TYPE = re.compile(r"\s*0*([1-4])\s*[A-Za-z]?\s*")
_CHECKSUM = re.compile(r"[0-9]{1,10}")
_DASHES = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{8}")
_PERIOD = re.compile(r"[0-9]{6}")


@lru_cache(maxsize=1 << 14)
def day(text: str) -> date | None:
    """YYYYMMDD; None where the calendar has no such day."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def day_with_dashes(text: str) -> date | None:
    """YYYY-MM-DD, which can be read in one way only; None where it is something else."""
    return day(text.replace("-", "")) if _DASHES.fullmatch(text) else None


def is_period(text: str) -> bool:
    """YYYYMM."""
    return bool(_PERIOD.fullmatch(text)) and day(text + "01") is not None


def amount(text: str) -> Decimal | None:
    """A decimal point, at most two decimals, no plus, no spaces; None for anything else."""
    return Decimal(text) if AMOUNT.fullmatch(text) else None


def quantity(text: str) -> Decimal | None:
    """As an amount, with any number of decimals."""
    return Decimal(text) if QUANTITY.fullmatch(text) else None


class AsWritten(NamedTuple):
    """A number that is not written as SIE writes numbers, but can be read in one way only.

    `forms` are what is unusual about it; `or_thousands` tells that a program whose decimals come
    after a comma would mean a thousand times as much: 1.000.
    """

    number: Decimal
    forms: tuple[Form, ...]
    or_thousands: bool = False


Form = Literal["plus", "point", "decimals", "comma"]


def amount_as_written(text: str) -> AsWritten | None:
    """An amount of another form; None where it can be read in more ways than one, or in none.

    Decimals beyond two are read where they are nought, and at most two follow a comma: 1,000 may
    be a thousand.
    """
    match = _AS_WRITTEN.fullmatch(text)
    if match is None:
        return None
    _, _, mark, decimals = match.groups("")
    if decimals[2:].strip("0") or (mark == "," and len(decimals) > 2):
        return None
    return _as_written(match, decimals[:2], len(decimals) > 2)


def quantity_as_written(text: str) -> AsWritten | None:
    """As of an amount, with any number of decimals."""
    match = _AS_WRITTEN.fullmatch(text)
    if match is None:
        return None
    _, whole, mark, decimals = match.groups("")
    if mark == "," and len(decimals) == 3 and whole.strip("0"):
        return None
    return _as_written(match, decimals, False)


def _as_written(match: re.Match[str], decimals: str, cut: bool) -> AsWritten | None:
    sign, whole, mark, every = match.groups("")
    if not whole and not every:
        return None
    found: dict[Form, bool] = {
        "plus": sign == "+",
        "comma": mark == ",",
        "point": not whole or bool(mark and not every),
        "decimals": cut,
    }
    minus = "-" if sign == "-" else ""
    number = Decimal(f"{minus}{whole or '0'}.{decimals}" if decimals else f"{minus}{whole}")
    forms = tuple(form for form, there in found.items() if there)
    return AsWritten(number, forms, cut and len(every) == 3 and 0 < len(whole) <= 3)


def splits_thousands(text: str, after: str, *, quantity: bool) -> bool:
    """Whether an amount and the field after it are one amount with a space in it: 1 000.00.

    Args:
      quantity: whether the field after an amount may be a quantity; otherwise it is a day.
    """
    rest = _NO_QUANTITY if quantity else _THOUSANDS
    return bool(_BEFORE_SPACE.fullmatch(text) and rest.fullmatch(after))


def year(text: str) -> int | None:
    """The number of a fiscal year: 0, -1, -2, ..."""
    return int(text) if _YEAR.fullmatch(text) else None


def sie_type(text: str) -> str | None:
    """The digit of #SIETYP, which programs write 4, 4E, 4i and 04."""
    match = _SIE_TYPE.fullmatch(text)
    return match[1] if match else None


def checksum(text: str) -> int | None:
    """An unsigned number of 32 bits."""
    return int(text) if _CHECKSUM.fullmatch(text) and int(text) < 1 << 32 else None
