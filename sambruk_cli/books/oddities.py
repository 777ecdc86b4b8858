"""What Beancount reads otherwise than a file looks.

sambruk takes any line end for a line end and passes over a byte order mark, as editors do.
Beancount's own programs do not: they would make other books of the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sambruk_cli.findings import Finding, Severity, finding

LONGEST_LINE = 1_000_000  # characters; what reads a journal takes minutes over a hundred times that
_BOM = b"\xef\xbb\xbf"
_LONE_CR = re.compile(rb"\r(?!\n)")
# Of the flags, those that are letters must be followed by a space or by LF.
_FLAG = re.compile(rb"^\d{4}[-/]\d\d?[-/]\d\d?[ \t]+[A-Z]\r\n", re.MULTILINE)


def oddities(content: bytes, file: str) -> Iterator[Finding]:
    """A finding for each kind of thing in a journal that Beancount would read otherwise.

    Args:
      content: of the file as it lies on disk.
    """
    if content.startswith(_BOM):
        yield finding("BOK250", file=file, line=1)
    if b"\r" not in content:
        return
    if found := _LONE_CR.search(content):
        # Lines are counted as they are shown: the lone one ends a line, too.
        line = _line_of(content, found.start())
        yield finding("BOK250.line_end", file=file, line=line, severity=Severity.ERROR)
    for found in _FLAG.finditer(content):
        yield finding("BOK250.flag", file=file, line=_line_of(content, found.start()))


def endless_line(text: str) -> int | None:
    """The number of a line that is longer than any person or program writes; None where none is.

    Takes next to no time: only the ends of lines are looked for, once in half of such a length.
    """
    at, step = 0, LONGEST_LINE // 2
    while len(text) - at > step:
        found = text.rfind("\n", at, at + step) + 1
        if found == 0:
            end = text.find("\n", at)
            if (len(text) if end < 0 else end) - at > LONGEST_LINE:
                return text.count("\n", 0, at) + 1
            if end < 0:
                return None
            found = end + 1
        at = found
    return None


def _line_of(content: bytes, at: int) -> int:
    before = content[:at].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1
