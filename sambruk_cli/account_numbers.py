"""Account numbers: four digits of BAS, with further digits where an account is divided.

193010 is a part of 1930: it stands wherever that stands, unless it is named with all its digits.
"""

from __future__ import annotations

import re

ACCOUNT = r"[0-9]{4,10}"  # the form of a number
DIGITS = 4  # of BAS
_NUMBER = re.compile(ACCOUNT)


def is_account_number(text: str) -> bool:
    """Whether the books can hold an account with the number."""
    return _NUMBER.fullmatch(text) is not None


def is_divided(number: str) -> bool:
    """Whether a number has more digits than those of BAS."""
    return len(number) > DIGITS


def falls_under(number: str, named: str) -> bool:
    """Whether an account is the one that is named, or a part of it: 193010 of 1930."""
    return number == named or (len(named) == DIGITS and number.startswith(named))
