"""What is stated of a member on the command line: NAME=VALUE@DATE:SOURCE."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import typer

from sambruk_cli.edits.members import StatedValue, holds_since
from sambruk_cli.language import Language
from sambruk_cli.messages import Message, say
from sambruk_cli.register.members import Attribute

_STATED = re.compile(r"(.+?)(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?(?::\s*(.*))?", re.DOTALL)


def stated_attribute(
    text: str, declared: Attribute | None, source: str, language: Language
) -> StatedValue:
    """The value of an attribute: population=9812@2024-12-31:SCB.

    Args:
      declared: the attribute, None where nothing is declared by that name.
      source: where none is said.
    Raises:
      BadParameter: when it is not written so.
    """
    name, sign, rest = text.partition("=")
    found = stated_tier(rest, source, language) if sign and name.strip() and rest.strip() else None
    if found is None:
        said = say(language, '"{text}" is not NAME=VALUE@DATE:SOURCE', text=text)
        raise typer.BadParameter(said, param_hint="--attribute")
    value: Decimal | str = str(found.value)
    if declared is None or declared.type != "text":
        number = swedish_number(str(found.value))
        if number is None and declared is not None:
            said = say(language, '"{text}" is not a number', text=str(found.value))
            raise typer.BadParameter(said, param_hint="--attribute")
        value = value if number is None else number
    since = holds_since(declared, value)
    return StatedValue(name.strip(), value, found.day, found.source, since)


def stated_tier(text: str, source: str, language: Language) -> StatedValue:
    """A tier: large@2024-01-01:Årsmötet 2023.

    Raises:
      BadParameter: when there is no such day.
    """
    parts = _STATED.fullmatch(text.strip())
    assert parts is not None  # any text that is not empty has the form
    value, day, said = parts.groups()
    try:
        found = date.fromisoformat(day) if day else None
    except ValueError:
        message = say(language, "there is no day {day}", day=day)
        raise typer.BadParameter(message) from None
    return StatedValue("tier", value.strip(), found, (said or source).strip())


def why_no_day(text: str) -> Message | None:
    """Why an answer is no day, None where it is one."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return Message.of('"{text}" is no day of the form YYYY-MM-DD, as 2026-01-31', text=text)
    try:
        date.fromisoformat(text)
    except ValueError:
        return Message.of("there is no day {day}", day=text)
    return None


def attribute_name(text: str) -> str:
    """The name in NAME=VALUE."""
    return text.partition("=")[0].strip()


def swedish_number(text: str) -> Decimal | None:
    """A number as people write it: 9 812, 9812,5 or 9812.5; None where it is none."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,18}(\.[0-9]{1,10})?", plain):
        return None
    return Decimal(plain)
