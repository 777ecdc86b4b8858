"""Swedish organisation numbers: ten digits, the last of them a check digit (SFS 1974:174)."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.model import Check

# What people write between the digits: points, and any kind of space or hyphen.
_BETWEEN = frozenset({"Zs", "Pd"})  # Unicode's categories of these
_ALSO = frozenset(".\N{MINUS SIGN}\N{HYPHEN BULLET}")


def digits_of(text: str) -> str:
    """What stands in an organisation number but for what people write between its digits."""
    plain = unicodedata.normalize("NFKC", text)  # wide and narrow forms are written as others
    return "".join(
        character
        for character in plain
        if unicodedata.category(character) not in _BETWEEN and character not in _ALSO
    ).strip()


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (modulus 10, Luhn)."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def organisation_number(text: str) -> str:
    """An organisation number as it is printed, "802428-2786".

    Raises:
      Unfit: when it is none; says why.
    """
    digits = digits_of(text)
    if not (digits.isascii() and digits.isdigit()):
        raise Unfit(Message.of("it holds something other than digits"))
    if len(digits) != 10:
        raise Unfit(Message.of("it does not have ten digits"))
    if not is_luhn(digits):
        raise Unfit(Message.of("its check digit does not agree with the others"))
    return f"{digits[:6]}-{digits[6:]}"


def is_organisation_number(text: str) -> bool:
    """Whether a text is an organisation number, however it is parted."""
    try:
        organisation_number(text)
    except Unfit:
        return False
    return True


OrganisationNumber = Annotated[str, Check(organisation_number)]
