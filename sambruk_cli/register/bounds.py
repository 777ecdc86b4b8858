"""How much a TOML text may hold before it is parsed.

The time and memory that tomli takes grow with the square of the parts of a key, and with the
depth of what stands in each other; a text of 100 KB can take gigabytes. Nobody's register comes
near these bounds.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

import tomli

from sambruk_cli.messages import Message

MOST = 32_000_000  # characters of a file: a register of 100 000 members with their addresses
DEEPEST = 32  # parts of a key, and brackets in each other
LONGEST_TEXT = 1_000_000  # characters of one text
LONGEST_NUMBER = 40  # digits
FURTHEST = 100_000  # powers of ten; an amount of fewer is refused as one, with its line

# Texts and comments, in which nothing is counted.
_APART = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
# Its first dot stands by itself, so that dots alone are looked at.
_PART = r"\.[ \t]*[A-Za-z0-9_-]+[ \t]*"
_KEY = re.compile(rf"{_PART}(?:{_PART}){{{DEEPEST - 1}}}")
_NUMBER = re.compile(
    rf"[=\[,][ \t\n]*[+-]?(?:0[xob])?[0-9A-Fa-f_]{{{LONGEST_NUMBER + 1}}}[0-9A-Fa-f_]*[ \t]*"
    r"(?:[\n,\]}]|\Z)"
)
_BRACKETS = re.compile(r"[\[\]{}]+")


class Excess(NamedTuple):
    """What a text has too much of, and the line where that is seen."""

    line: int | None
    fault: Message


class OutOfBounds(ValueError):
    """A number of more digits than is read."""


def excess(text: str) -> Excess | None:
    """What a text has too much of to be parsed; None for any ordinary one.

    Takes a fraction of the time of parsing it, and grows with the length of the text alone.
    """
    if len(text) > MOST:
        return Excess(None, Message.of("the file is longer than {most} characters", most=MOST))
    bare = "s".join(_APART.split(text))  # which may be a part of a key
    if _may_be_too_deep(bare) or _KEY.search(bare) or _NUMBER.search(bare):
        return _fault(_APART.sub(_lines_kept, text))
    if len(text) > LONGEST_TEXT and _may_hold_long_text(text):
        for found in _APART.finditer(text):
            if found.end() - found.start() > LONGEST_TEXT:
                line = text.count("\n", 0, found.start()) + 1
                fault = Message.of("a text is longer than {most} characters", most=LONGEST_TEXT)
                return Excess(line, fault)
    return None


def _may_hold_long_text(text: str) -> bool:
    """Whether a text in it may be too long: one of many lines, or one on a long line."""
    return '"""' in text or "'''" in text or max(map(len, text.split("\n"))) > LONGEST_TEXT


def _lines_kept(found: re.Match[str]) -> str:
    return "s" + "\n" * found[0].count("\n")


def _fault(bare: str) -> Excess | None:
    """What a text without its texts and comments has too much of, with its line."""
    if found := _KEY.search(bare):
        at, fault = found.start(), Message.of("a key has more than {most} parts", most=DEEPEST)
    elif found := _NUMBER.search(bare):
        at = found.end() - 1
        fault = Message.of("a number has more than {most} digits", most=LONGEST_NUMBER)
    elif (deep := _too_deep(bare)) is not None:
        at, fault = deep, Message.of("brackets stand more than {most} deep", most=DEEPEST)
    else:
        return None
    return Excess(bare.count("\n", 0, at) + 1, fault)


def _may_be_too_deep(bare: str) -> bool:
    """Whether brackets are left when the innermost have been taken away as often as is allowed."""
    left = "".join(_BRACKETS.findall(bare))
    for _ in range(DEEPEST):
        if not left:
            return False
        left = left.replace("[]", "").replace("{}", "")
    return bool(left)


def _too_deep(bare: str) -> int | None:
    """Where brackets stand too deep in each other."""
    depth = 0
    for found in _BRACKETS.finditer(bare):
        for at, bracket in enumerate(found[0], found.start()):
            depth += 1 if bracket in "[{" else -1
            if depth > DEEPEST:
                return at
    return None


def values_of(text: str) -> dict[str, Any]:
    """The values of a text that has nothing in excess; fractions are Decimal.

    Raises:
      tomli.TOMLDecodeError: when it is not TOML.
      OutOfBounds: a number is too large or too small.
    """
    return tomli.loads(text, parse_float=_number)


def _number(text: str) -> Decimal:
    if len(text) > 2 * LONGEST_NUMBER:
        raise OutOfBounds(text)
    number = Decimal(text)
    if number.is_finite() and number and abs(number.adjusted()) > FURTHEST:
        raise OutOfBounds(text)
    return number
