"""CSV as programs in Sweden write it: semicolon, comma or tab; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator

from sambruk_cli.exchange.tables.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    ImportSheet,
    SheetRow,
    too_large,
)
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding

# What Windows-1252 says where the bytes are those of DOS or of an old Mac: signs within a word.
_WITHIN = re.compile(r"\w[†‡„”…‰‹›ˆ™¤¥§¶¬]\w|[ŒŠš]\w*[ŒŠš]")
# UTF-8 that has been taken for Windows-1252 and saved once more.
_GARBLED = re.compile("Ã[¥¤¶…„–©\u0085\u0084\u0096]|\ufffd")
_LONGEST_CELL = 10_000


def read_delimited(
    content: bytes, file: str, separator_of: Callable[[str], str] | None = None
) -> ImportSheet:
    """The rows of a CSV file.

    Args:
      separator_of: tells from the text what stands between the cells; by default the sign that
        the first row has most of.
    Raises:
      Unreadable: TAB701 when its encoding cannot be told, or it is no table.
    """
    text = _decoded(content, file)
    if found := _GARBLED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        around = " ".join(text[max(0, found.start() - 10) : found.end() + 10].split())
        raise Unreadable(finding("TAB701.garbled", text=around, file=file, line=line))
    first, _, rest = text.partition("\n")
    stated = re.fullmatch(r"sep=(.)", first.strip("\r"))
    separator = stated[1] if stated else (separator_of or _separator)(text)
    rows = tuple(_rows(rest if stated else text, separator, file, 2 if stated else 1))
    return ImportSheet(file, rows)


def _rows(text: str, separator: str, file: str, first: int) -> Iterator[SheetRow]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
    start = 0
    try:
        for number, row in enumerate(reader):
            at, start = start, reader.line_num
            cells = tuple(cell.strip() or None for cell in row)
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise Unreadable(too_large(file))
            if any(cells):
                yield SheetRow(at + first, cells)
    except csv.Error:
        raise Unreadable(finding("TAB701.quote", file=file, line=start + first)) from None


def _separator(text: str) -> str:
    """What stands between the cells: the sign that the first row has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(";\t,|", key=lambda sign: (bare.count(sign), -";\t,|".index(sign)))


def _decoded(content: bytes, file: str) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _as(content, encoding, file)
    if b"\0" in content[:4000]:
        even = content[0:4000:2].count(0) > content[1:4000:2].count(0)
        return _as(content, "utf-16-be" if even else "utf-16-le", file)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _as(content, "cp1252", file)
        if found := _WITHIN.search(text):
            line = text.count("\n", 0, found.start()) + 1
            raise _unknown(content[error.start], file, line) from None
        return text


def _as(content: bytes, encoding: str, file: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unknown(content[error.start], file, line) from None
    if "\0" in text:
        raise _unknown(0, file, text.count("\n", 0, text.index("\0")) + 1)
    return text


def _unknown(byte: int, file: str, line: int) -> Unreadable:
    return Unreadable(finding("TAB701.encoding", byte=f"0x{byte:02x}", file=file, line=line))
