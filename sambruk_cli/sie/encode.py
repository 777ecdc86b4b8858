r"""Fields as they are written: quotes where they are needed, \" for a quote (SIE 4B § 5.7)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from sambruk_cli.messages import Message
from sambruk_cli.sie import charset
from sambruk_cli.sie.emit import Code, Line, Part
from sambruk_cli.sie.errors import Problem
from sambruk_cli.sie.lex import Field
from sambruk_cli.sie.model import Objects

_BARE = re.compile(r"[0-9A-Za-z.:+_-]+")
_BARE_PATH = re.compile(r'[^ \t"{}#][^ \t"{}]*')
_TWO_DECIMALS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Encoded:
    """`plain` is what the checksum runs over."""

    written: list[str]
    plain: list[Field]


@dataclass(slots=True)
class Plain:
    """Typographic characters that were written in their plain form, and the first line of one."""

    characters: Counter[str] = field(default_factory=Counter)
    line: int = 0

    def shown(self) -> tuple[Message, ...]:
        """Each of them once, with what stands for it."""
        return tuple(map(charset.as_plain, self.characters))


class Encoder:
    """Turns values into fields; collects what SIE cannot hold.

    What is written plain is a note; so that `plain` says of a whole file how much it is.
    """

    def __init__(self, *, replace: bool) -> None:
        self.problems: list[Problem] = []
        self.plain = Plain()
        self._replace = replace

    def fields(self, line: Line) -> Encoded:
        written: list[str] = []
        plain: list[Field] = []
        for part in line.parts:
            if isinstance(part, tuple):
                items = self._objects(part, line)
                written.append("{" + " ".join(map(_enclose_code, items)) + "}")
                plain.append(tuple(items))
            else:
                text = self._plain(part, line)
                written.append(_enclose_code(text) if _is_code(part) else _enclose(text))
                plain.append(text)
        return Encoded(written, plain)

    def _objects(self, objects: Objects, line: Line) -> list[str]:
        return [self._checked(item, line) for pair in objects for item in pair]

    def _plain(self, part: Part, line: Line) -> str:
        if isinstance(part, Decimal):
            return self._number(part, line)
        return self._checked(str(part), line)

    def _number(self, number: Decimal, line: Line) -> str:
        if not number.is_finite():
            said = Message.of("{number} is not a number that SIE can hold", number=str(number))
            self._error(line, "amount", said)
            return "0"
        text = f"{number:f}"
        whole, _, decimals = text.partition(".")
        if number is line.amount and decimals[2:].strip("0"):
            said = Message.of("{number} has more than two decimals", number=text)
            self._error(line, "amount", said)
        return (
            text if number is not line.amount or len(decimals) <= 2 else f"{whole}.{decimals[:2]}"
        )

    def _checked(self, text: str, line: Line) -> str:
        if found := charset.typographic(text):
            text = self._typographic(text, found, line)
        bad = charset.unwritable(text)
        if bad:
            shown = tuple(map(charset.name, bad))
            self._refuse(
                line, "character", Message.of("SIE cannot hold {characters}", characters=shown)
            )
            text = charset.substitute(text)
        if text.endswith("\\") and not _BARE_PATH.fullmatch(text):
            said = Message.of("a text with spaces in it cannot end with a backslash in SIE")
            self._refuse(line, "backslash", said)
            text = text.rstrip("\\") + "/"
        return text

    def _typographic(self, text: str, found: list[str], line: Line) -> str:
        if not self._replace:
            self.plain.line = self.plain.line or line.line
            self.plain.characters.update(found)
            shown = tuple(map(charset.as_plain, dict.fromkeys(found)))
            said = Message.of("SIE lacks {characters}, which is written plain", characters=shown)
            whole = Message.of("{where}: {problem}", where=line.where, problem=said)
            self.problems.append(Problem(line.line, "plain", whole, "note"))
        return charset.plain(text)

    def _refuse(self, line: Line, kind: str, said: Message) -> None:
        if not self._replace:
            self._error(line, kind, said)

    def _error(self, line: Line, kind: str, said: Message) -> None:
        whole = Message.of("{where}: {problem}", where=line.where, problem=said)
        self.problems.append(Problem(line.line, kind, whole))


def _is_code(part: Part) -> bool:
    return not isinstance(part, str) or isinstance(part, Code)


def _enclose_code(text: str) -> str:
    return text if _BARE.fullmatch(text) else _enclose(text)


def _enclose(text: str) -> str:
    if text.endswith("\\"):
        return text
    return '"' + text.replace('"', '\\"') + '"'
