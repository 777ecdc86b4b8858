"""Bytes of a text file that a bank has made."""

from __future__ import annotations

import re

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding

# UTF-8 that is read as Latin-1: å, ä, ö and their capitals.
_GARBLED = re.compile("Ã[¥¤¶\x85\x84\x96]|\ufffd")


def bank_text(content: bytes, file: str, other: str) -> str:
    """The text, in UTF-8 where it is that, else in the bank's own encoding.

    Raises:
      Unreadable: BNK802 when it is in both, or in neither.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode(other)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(finding("BNK802.encoding", file=file, line=line)) from None
    if found := _GARBLED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(finding("BNK802.encoding", file=file, line=line))
    return text


def lines_of(text: str) -> list[str]:
    """Its lines without what ends them; empty ones at the end are left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n \x1a").split("\n")
