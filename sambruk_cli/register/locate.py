"""Where in a TOML text each key and element stands, so that findings can name a line.

tomli gives values without positions. The scanner below walks a text that tomli has already
accepted, so it looks only at structure and never judges syntax.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

KeyPath = tuple[str | int, ...]

_SKIP = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SIMPLE.get(found[3], found[3])


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        self.lines: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}

    def line(self) -> int:
        return bisect_right(self.starts, self.at)

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        assert found is not None  # both skipping patterns match the empty string
        self.at = found.end()

    def document(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while True:
            self.skip(_SKIP)
            if self.at >= len(self.text):
                return self.lines
            if self.text.startswith("[[", self.at):
                table = self.header(2)
                index = self.counts.get(table, 0)
                self.counts[table] = index + 1
                table = (*table, index)
                self.lines[table] = self.line()
            elif self.text[self.at] == "[":
                table = self.header(1)
            else:
                self.pair(table)

    def header(self, brackets: int) -> KeyPath:
        self.at += brackets
        path: KeyPath = ()
        for part in self.key():
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
            path = (*path, part)
            self.lines.setdefault(path, self.line())
        if brackets == 1:
            self.lines[path] = self.line()  # also where [a.b] has named [a] before
        self.at += brackets
        return path

    def key(self) -> list[str]:
        parts = []
        while True:
            self.skip(_SPACE)
            if self.text[self.at] in "\"'":
                parts.append(self.string())
            else:
                found = _BARE_KEY.match(self.text, self.at)
                assert found is not None  # tomli has accepted the key
                parts.append(found[0])
                self.at = found.end()
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def pair(self, table: KeyPath) -> None:
        line = self.line()
        path = table
        for part in self.key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        self.value(path)

    def value(self, path: KeyPath) -> None:
        first = self.text[self.at]
        if first in "\"'":
            self.string()
        elif first == "[":
            self.at += 1
            index = 0
            while self.upto("]"):
                self.lines[(*path, index)] = self.line()
                self.value((*path, index))
                index += 1
        elif first == "{":
            self.at += 1
            while self.upto("}"):
                self.pair(path)
        else:
            found = _SCALAR.match(self.text, self.at)
            assert found is not None  # tomli has accepted the value
            self.at = found.end()

    def upto(self, closing: str) -> bool:
        self.skip(_SKIP)
        if self.text[self.at] == closing:
            self.at += 1
            return False
        return True

    def string(self) -> str:
        quote = self.text[self.at]
        fence = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        start = self.at = self.at + len(fence)
        while not self.text.startswith(fence, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        content = self.text[start : self.at]
        self.at += len(fence)
        while len(fence) == 3 and self.text.startswith(quote, self.at):
            self.at += 1  # up to two quotes may stand right before the closing fence
        return _ESCAPE.sub(_unescape, content) if quote == '"' else content


def positions(text: str) -> dict[KeyPath, int]:
    """The line of every table, key and array element in a valid TOML text.

    Returns:
      Paths as pydantic gives them (`("members", 3, "tier")`) with lines that count from 1.
    """
    return _Scanner(text).document()


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a path, or of the nearest thing around it (a missing key has none)."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1 if lines else None


@dataclass(frozen=True)
class Located:
    """Where the keys of one file stand; its text is gone through when that is asked first."""

    file: str
    text: str = field(default="", repr=False)

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of every key, and of every table and element."""
        return positions(self.text)

    def line(self, *path: str | int) -> int | None:
        """The line of a key, or of the nearest thing around it."""
        return line_of(self.lines, path)
