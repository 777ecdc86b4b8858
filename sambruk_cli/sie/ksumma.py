"""The checksum of a SIE file (#KSUMMA, SIE 4B § 5.9)."""

from __future__ import annotations

import zlib

from sambruk_cli.sie import charset
from sambruk_cli.sie.lex import Field


class Ksumma:
    """CRC-32 over labels and fields between the two #KSUMMA records.

    The bytes are those of CP437; separators, enclosing quotes, escaping backslashes and braces do
    not count.
    """

    def __init__(self) -> None:
        self.value = 0

    def add(self, fields: list[Field]) -> None:
        """One line, its label first."""
        self.add_text("".join(f if isinstance(f, str) else "".join(f) for f in fields))

    def add_text(self, text: str) -> None:
        """Any number of lines without separators, quotes and braces."""
        self.value = zlib.crc32(charset.encoded(text, "replace"), self.value)


def bare(line: str) -> str:
    """A line without separators, quotes and braces, where no backslash stands in it."""
    parts = line.split('"')
    between = '"'.join(parts[::2])
    for character in " \t{}":
        between = between.replace(character, "")
    parts[::2] = between.split('"')
    return "".join(parts)
