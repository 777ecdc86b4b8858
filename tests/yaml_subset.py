"""As much of YAML as action.yml and .pre-commit-hooks.yaml use; anything else raises.

Maps and lists by indentation, plain and double-quoted texts, lists in brackets, and blocks after a
bar. Comments stand on lines of their own.
"""

from __future__ import annotations

import json
import re
from typing import Any

_KEY = re.compile(r"([A-Za-z_-]+):(?: (.+))?")


class Lines:
    """The lines of a text that are neither empty nor comments, but within blocks all of them."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.at = 0

    def peek(self) -> tuple[int, str] | None:
        """The indentation and text of the next line."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and not line.lstrip().startswith("#"):
                return len(line) - len(line.lstrip()), line.strip()
            self.at += 1
        return None

    def block(self, above: int) -> str:
        """The lines of a block that is indented deeper than the key above it."""
        found: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and len(line) - len(line.lstrip()) <= above:
                break
            found.append(line)
            self.at += 1
        depth = min(len(line) - len(line.lstrip()) for line in found if line.strip())
        return "\n".join(line[depth:] for line in found).rstrip("\n") + "\n"


def parsed(text: str) -> Any:
    """What a text holds."""
    lines = Lines(text)
    value = _value(lines, 0)
    assert lines.peek() is None, lines.peek()
    return value


def _value(lines: Lines, indent: int) -> Any:
    first = lines.peek()
    assert first is not None
    if first[1].startswith("- "):
        return _list(lines, indent)
    return _map(lines, indent)


def _list(lines: Lines, indent: int) -> list[Any]:
    found = []
    while (line := lines.peek()) is not None and line[0] == indent and line[1].startswith("- "):
        lines.lines[lines.at] = lines.lines[lines.at].replace("- ", "  ", 1)
        found.append(_map(lines, indent + 2))
    return found


def _map(lines: Lines, indent: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while (line := lines.peek()) is not None and line[0] == indent and line[1][0] != "-":
        key = _KEY.fullmatch(line[1])
        assert key is not None, line
        assert key[1] not in found, line
        lines.at += 1
        if key[2] == "|":
            found[key[1]] = lines.block(indent)
        elif key[2] is not None:
            found[key[1]] = _scalar(key[2])
        else:
            below = lines.peek()
            assert below is not None
            assert below[0] > indent or below[1].startswith("- "), below
            found[key[1]] = _value(lines, below[0])
    return found


def _scalar(text: str) -> Any:
    if text.startswith("["):
        return [item.strip() for item in text.removeprefix("[").removesuffix("]").split(",")]
    if text.startswith('"'):
        return json.loads(text)
    doubtful = ": " in text or " #" in text or text[0] in "'&*!>%@`{"
    assert not doubtful, text
    return {"true": True, "false": False}.get(text, text)
