"""A table as it was read: rows of cells, each row with its number in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen

MOST_ROWS = 200_000
MOST_COLUMNS = 200

CellContent = str | Decimal | date | bool | None  # None where a cell is empty

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<y>\d{4})[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./ -](?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2}):?e?\.? (?P<word>[a-z]+)\.? (?P<y>\d{4})"),
)


@frozen
class SheetRow:
    """A row: its number in the file, from 1, and its cells."""

    line: int
    cells: tuple[CellContent, ...]


@frozen
class ImportSheet:
    """The rows of a table that hold anything, the header among them.

    `file` is as the user named it; `unread` are other sheets of the workbook.
    """

    file: str
    rows: tuple[SheetRow, ...]
    unread: tuple[str, ...] = ()


def read_text(cell: CellContent) -> str:
    """A cell as a line of text, white space put in order."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return " ".join(str(cell).split())


def read_day(cell: CellContent) -> date | None:
    """A day in one of the forms in which it is written in Sweden; None where it is none.

    A day and month without words stand in that order: 1/2 2024 is 1 February.
    """
    if isinstance(cell, date):
        return cell
    text = read_text(cell).lower()
    for form in _DAYS:
        found = form.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = _MONTHS.get(parts["word"], 0) if "word" in parts else int(parts["m"])
        try:
            day = date(int(parts["y"]), month, int(parts["d"]))
        except ValueError:
            return None
        return day if 1800 <= day.year <= 2200 else None
    return None


def read_number(cell: CellContent) -> Decimal | None:
    """A number as it is written in Sweden: 9 812, 9812,5; None where it is none."""
    if isinstance(cell, bool | date):
        return None
    plain = re.sub(r"\s", "", read_text(cell)).replace(",", ".")
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3}){2,}", plain):  # 1.234.567
        plain = plain.replace(".", "")
    return Decimal(plain) if re.fullmatch(r"[0-9]{1,18}(\.[0-9]{1,10})?", plain) else None


def read_yes(cell: CellContent) -> bool | None:
    """Whether a cell says yes; None where it says neither."""
    text = read_text(cell).lower()
    if text in {"ja", "j", "x", "1", "true", "sant", "yes"}:
        return True
    return False if text in {"nej", "n", "0", "false", "falskt", "no"} else None


def too_large(file: str) -> Finding:
    """What is said of a table that no register has use for."""
    return finding("TAB701.large", most=MOST_ROWS, columns=MOST_COLUMNS, file=file)


def heading_key(text: str) -> str:
    """A heading as it is compared: small letters and digits alone."""
    return "".join(c for c in text.lower() if c.isalnum())


def columns_said(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings that there are, for a finding; at most twelve."""
    return tuple(text for text in headings if text)[:12]
