"""The members of a long register, read in a fifth of the time that tomli and the model take.

Nearly every entry of such a register is lines of a key and a value. Here the text is cut at the
heads of the entries, and each value that comes again (a day, a kind, what an attribute is) is
parsed and judged once. Any other entry, and all that is no member, is left to tomli. Where anything
at all is not as it should be, this gives nothing, and the whole text is read the careful way, which
says what is wrong and where. A property test holds the two ways to the same members.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import tomli
from pydantic_core import ValidationError

from sambruk_cli.register.bounds import MOST, excess, values_of
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.members import Member, MembersFile
from sambruk_cli.register.model import defaults_of, judge_of, key_of

LEAST = 100_000  # characters; a shorter text is parsed as soon
_HEAD = "[[members]]\n"
_LINES = re.compile(r"(?:[a-z_]+ = .+\n)+")
_LINE = re.compile(r"([a-z_]+) = (.+)\n")
_IN_ORDER = ("id", "name", "kind")  # the fields that every member has
_TEXT = re.compile(r'"([^"\\]*)"')
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEEDED = frozenset(_IN_ORDER)
_TOGETHER = frozenset({"periods", "tiers"})  # keys that must agree with others


class _NotPlain(Exception):
    """Something is wrong, or is written so that only TOML's own rules say what it means."""


class _Judged(dict[str, Any]):
    """What the values of a key are that have come so far, by how they are written."""

    def __init__(self, judge: Callable[[Any], Any]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, written: str) -> Any:
        try:
            value = self._judge(_value(written))
        except (ValidationError, Unfit):
            raise _NotPlain from None
        self[written] = value
        return value


def read_many_members(text: str) -> MembersFile | None:
    """config/members.toml, where it is long and as it should be; None of any other.

    Args:
      text: lines ended by LF.
    """
    if not LEAST <= len(text) <= MOST or '"""' in text or "'''" in text:
        return None
    try:
        return _read(text)
    except (_NotPlain, tomli.TOMLDecodeError, ValidationError, ValueError, ArithmeticError):
        return None


def _read(text: str) -> MembersFile:
    head, *entries = f"\n{text}".split(f"\n{_HEAD}")
    silent = {**dict.fromkeys(_IN_ORDER), **defaults_of(Member)}
    known = {key_of(name): _Judged(judge_of(Member, name)) for name in silent}
    others = [head]
    members: list[Member | None] = []
    for entry in entries:
        lines = entry.rstrip("\n") + "\n"
        if _LINES.fullmatch(lines) is None:
            others.append(f"{_HEAD}{entry}")
            members.append(None)
            continue
        pairs = _LINE.findall(lines)
        try:
            values = {key: known[key][value] for key, value in pairs}
        except KeyError:
            raise _NotPlain from None
        if len(values) != len(pairs) or not values.keys() >= _NEEDED:
            raise _NotPlain
        member = Member.of_values({**silent, **values})
        if not _TOGETHER.isdisjoint(values):
            member.whole()
        members.append(member)
    return _with_others(members, "\n".join(others))


def _with_others(members: list[Member | None], text: str) -> MembersFile:
    """The file with those members in their places that are left to tomli, and all else in it."""
    if excess(text):
        raise _NotPlain
    values = values_of(text)
    left = members.count(None)
    if len(values.get("members", ())) != left or ("members" in values) != bool(left):
        raise _NotPlain
    file = MembersFile.model_validate(values)
    careful = iter(file.members)
    return file.altered(members=tuple(each or next(careful) for each in members))


def _value(written: str) -> Any:
    """A value as TOML says it; most are a text without anything in it that TOML would turn."""
    if (found := _TEXT.fullmatch(written)) is not None and written.isprintable():
        return found[1]
    if _DAY.fullmatch(written) is not None:
        return date.fromisoformat(written)  # a ValueError where there is no such day
    line = f"x = {written}\n"
    if excess(line):
        raise _NotPlain
    values = values_of(line)
    return values["x"]
