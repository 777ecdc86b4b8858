"""Texts of a SIE file as dates, amounts, quantities, periods (SIE 4B § 5.7)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]{1,2})?")
QUANTITY = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_YEAR = re.compile(r"-?[0-9]{1,3}")
_CHECKSUM = re.compile(r"[0-9]{1,10}")
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


def is_period(text: str) -> bool:
    """YYYYMM."""
    return bool(_PERIOD.fullmatch(text)) and day(text + "01") is not None


def amount(text: str) -> Decimal | None:
    """A decimal point, at most two decimals, no plus, no spaces; None for anything else."""
    return Decimal(text) if AMOUNT.fullmatch(text) else None


def quantity(text: str) -> Decimal | None:
    """As an amount, with any number of decimals."""
    return Decimal(text) if QUANTITY.fullmatch(text) else None


def year(text: str) -> int | None:
    """The number of a fiscal year: 0, -1, -2, ..."""
    return int(text) if _YEAR.fullmatch(text) else None


def checksum(text: str) -> int | None:
    """An unsigned number of 32 bits."""
    return int(text) if _CHECKSUM.fullmatch(text) and int(text) < 1 << 32 else None
