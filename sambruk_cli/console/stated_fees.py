"""What is stated of a fee on the command line: 400, person=400, junior:0-20=300."""

from __future__ import annotations

import re
from decimal import Decimal

import typer

from sambruk_cli.console.stated import swedish_number
from sambruk_cli.edits.fees import NewTier, as_written
from sambruk_cli.language import Language
from sambruk_cli.messages import say

_MINUS = ("-", "\u2212")  # as it is typed, and as it is printed
_TIER = re.compile(r"([a-z0-9_-]+):\s*([0-9 ]*)-\s*([0-9 ]*)=(.+)")


def stated_pair(
    pair: str, option: str, language: Language, *, below: bool = False
) -> tuple[str, Decimal | int]:
    """The name and kronor of NAME=KRONOR, also below nought where that may be.

    Raises:
      BadParameter: when it is not written so.
    """
    name, sign, amount = pair.partition("=")
    if not sign or not name.strip():
        said = say(language, '"{text}" is not NAME=KRONOR', text=pair)
        raise typer.BadParameter(said, param_hint=option)
    return name.strip(), stated_number(amount, option, language, below=below)


def stated_new_tier(text: str, option: str, language: Language) -> NewTier:
    """A tier of a new set: TIER:LEAST-MOST=KRONOR, where either bound may be left out.

    Raises:
      BadParameter: when it is not written so.
    """
    found = _TIER.fullmatch(text)
    if found is None:
        said = say(language, '"{text}" is not TIER:LEAST-MOST=KRONOR', text=text)
        raise typer.BadParameter(said, param_hint=option)
    least, greatest = (
        int(part.replace(" ", "")) if part.strip() else None for part in found.group(2, 3)
    )
    return NewTier(found[1], least, greatest, Decimal(stated_number(found[4], option, language)))


def stated_number(
    text: str, option: str, language: Language, *, below: bool = False
) -> Decimal | int:
    """A number as people write it, also below nought where that may be.

    Raises:
      BadParameter: when it is none, or below nought where that may not be.
    """
    number = swedish_number(text)
    negative = swedish_number(text.strip()[1:]) if text.strip()[:1] in _MINUS else None
    if negative is not None and below:
        return as_written(-negative)
    if negative:
        said = say(language, "{text} is below nought", text=text.strip())
        raise typer.BadParameter(said, param_hint=option)
    if number is None:
        said = say(language, '"{text}" is not a number', text=text)
        raise typer.BadParameter(said, param_hint=option)
    return as_written(number)
