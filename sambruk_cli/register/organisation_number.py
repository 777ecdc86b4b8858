"""Swedish organisation numbers: ten digits, the last of them a check digit (SFS 1974:174)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.model import Check

# What people write between the digits: points, and any kind of space or hyphen.
_BETWEEN = frozenset({"Zs", "Pd"})  # Unicode's categories of these
_ALSO = frozenset(".\N{MINUS SIGN}\N{HYPHEN BULLET}")
_LONGER = re.compile(
    r"^(?:1[689]|20)([0-9]{10})$"  # a century, or what tax forms have in its place
    r"|^SE([0-9]{10})[0-9]{2}$",  # VAT (mervärdesskattelagen 2023:200)
    re.IGNORECASE,
)


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
    return check_digit(digits[:-1]) == digits[-1:]


def check_digit(digits: str) -> str:
    """The digit that is to stand after these (modulus 10, Luhn)."""
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(digits)))
    return str(-sum(number // 10 + number % 10 for number in doubled) % 10)


def parted(text: str) -> str:
    """A number in the form of one, "802428-2786", whatever its check digit.

    Twelve digits are ten with the century of a person's number (18, 19 or 20) or the 16 that tax
    forms put before a company's; SE and two digits around ten are a number for VAT.

    Raises:
      Unfit: when it does not have the digits; says why.
    """
    digits = _LONGER.sub(r"\1\2", digits_of(text))
    if not (digits.isascii() and digits.isdigit()):
        raise Unfit(Message.of("it holds something other than digits"))
    if len(digits) != 10:
        raise Unfit(Message.of("it does not have ten digits"))
    return f"{digits[:6]}-{digits[6:]}"


def organisation_number(text: str) -> str:
    """An organisation number as it is printed, "802428-2786".

    Raises:
      Unfit: when it is none; says why.
    """
    number = parted(text)
    digits = digits_of(number)
    if not is_luhn(digits):
        raise Unfit(
            Message.of(
                "its check digit is {found} and should be {right}",
                found=digits[-1],
                right=check_digit(digits[:-1]),
            )
        )
    return number


def is_organisation_number(text: str) -> bool:
    """Whether a text is an organisation number, however it is parted."""
    return _is(organisation_number, text)


def is_parted(text: str) -> bool:
    """Whether a text has the ten digits of an organisation number, whatever its check digit."""
    return _is(parted, text)


def lacks_its_check_digit(text: str) -> bool:
    """Whether a text has the ten digits of an organisation number, the last of them a wrong one."""
    return is_parted(text) and not is_organisation_number(text)


def _is(made: Callable[[str], str], text: str) -> bool:
    try:
        made(text)
    except Unfit:
        return False
    return True


OrganisationNumber = Annotated[str, Check(organisation_number)]
# One whose check digit is judged with what else is said of it.
PartedNumber = Annotated[str, Check(parted)]
