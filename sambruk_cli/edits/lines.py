"""Texts as bytes of a file that is there: its line ends and its byte order mark are kept."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from difflib import SequenceMatcher

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def joined(before: bytes, text: str) -> bytes:
    """A file's content with text added after it and a blank line between them.

    Args:
      text: lines ended by LF; they get the line ends that are the commonest in the file.
    """
    end = line_end(before)
    added = text.replace("\n", end).encode()
    if not before.removeprefix(BOM_UTF8):
        return before + added
    whole = before if before.endswith((b"\n", b"\r")) else before + end.encode()
    return whole + end.encode() + added


def with_ends(before: bytes, text: str) -> bytes:
    """A new text for a file: lines that stay keep their ends, new ones get the commonest.

    Args:
      before: what the file holds, UTF-8.
      text: the new text, lines ended by LF.
    """
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    old = _LINE.findall(before.removeprefix(mark).decode())
    ends = {line[len(line.rstrip("\r\n")) :] for line in old} - {""}
    if len(ends) <= 1:
        return mark + text.replace("\n", line_end(before)).encode()
    new = _LINE.findall(text)
    lines = [line.replace("\n", line_end(before)) for line in new]
    matcher = SequenceMatcher(None, [_ended(line) for line in old], new, autojunk=False)
    for first, second, length in matcher.get_matching_blocks():
        lines[second : second + length] = old[first : first + length]
    return mark + "".join(lines).encode()


def text_of(content: bytes) -> str:
    """The text of a file as `Workspace.read_text` gives it: lines ended by LF, no mark.

    Raises:
      UnicodeDecodeError: when it is not UTF-8.
    """
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def line_end(content: bytes) -> str:
    """How most lines of a file end; LF where it has none."""
    windows = content.count(b"\r\n")
    unix = content.count(b"\n") - windows
    return "\r\n" if windows > unix else "\n"


def _ended(line: str) -> str:
    bare = line.rstrip("\r\n")
    return line if bare == line else f"{bare}\n"
