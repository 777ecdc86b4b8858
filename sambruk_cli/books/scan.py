"""A quick reader of plain vouchers, with regular expressions in place of Beancount's parser.

A plain voucher is a date, texts, metadata and amounts in kronor: no lots, no prices, no amount
left out. Almost all of an association's are, and reading them here takes a fraction of the time.
Everything else is left for Beancount's parser, with every line at its number. A voucher read here
must be equal to what Beancount would have made of it; a file in which that is in doubt is left to
Beancount whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from sys import intern
from typing import Any

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.frozen import frozen

# A header, then indented lines. What follows must begin a line of its own: an indented line
# after a comment or an empty line would still belong to the voucher.
_VOUCHER = re.compile(
    r'^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([*!]) "([^"\\\n]*)"(?: "([^"\\\n]*)")?[ \t]*(?:;[^\n]*)?\n'
    r"((?:[ \t]+[^ \t\n;][^\n]*\n)+)"
    r"(?=(?:[ \t]*\n|;[^\n]*\n)*(?:[0-9a-z]|\Z))",
    re.MULTILINE,
)
# A posting (account, a number that sums exactly, kronor), or metadata with a text, a truth, a
# day or a number as its value.
_ROW = re.compile(
    r'^[ \t]+(?:([A-Z][^ \t\n";]*)[ \t]+(-?[0-9]{1,18}(?:\.[0-9]{1,4})?)[ \t]+(SEK)'
    r'|([a-z][A-Za-z0-9_-]+):[ \t]+(?:"([^"\\\n]*)"|(TRUE|FALSE)'
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2})|(-?[0-9]{1,18}(?:\.[0-9]{1,9})?)))[ \t]*(?:;[^\n]*)?$",
    re.MULTILINE,
)
# Directives that change how later lines read, and texts that may go on over lines or hold
# escapes: with any of them in the file, Beancount reads it whole.
_DOUBT = re.compile(
    r'^[ \t]*(?:push|pop)(?:tag|meta)\b|^(?!;)[^\n]*\\|^(?!;)(?:[^"\n]*"[^"\n]*")*[^"\n]*"[^"\n]*$',
    re.MULTILINE,
)
_RESERVED = frozenset({"filename", "lineno"})


@frozen
class Scanned:
    """A file's plain vouchers in the order of its lines, and the text without them.

    `rest` has as many lines as the file, with empty ones in place of the vouchers; `spans` holds
    the start and end of each voucher in the text.
    """

    vouchers: list[Voucher]
    spans: list[tuple[int, int]]
    rest: str


def scan(text: str, file: str) -> Scanned:
    """Read the plain vouchers of a file.

    Args:
      text: of the file, with LF at line ends.
      file: its name, for the vouchers.
    """
    vouchers: list[Voucher] = []
    spans: list[tuple[int, int]] = []
    left: list[str] = []
    at = 0
    if "\0" in text:
        return Scanned([], [], text)
    for voucher, start, end, lines in _plain(text, file):
        vouchers.append(voucher)
        spans.append((start, end))
        left.append(text[at:start])
        left.append("\n" * lines)
        at = end
    left.append(text[at:])
    rest = "".join(left)
    if _DOUBT.search(rest):
        return Scanned([], [], text)
    return Scanned(vouchers, spans, rest)


def without(text: str, scanned: Scanned, kept: set[int]) -> str:
    """The text without its plain vouchers, except those whose positions are in `kept`."""
    left: list[str] = []
    at = 0
    for index, (start, end) in enumerate(scanned.spans):
        left.append(text[at:start])
        part = text[start:end]
        left.append(part if index in kept else "\n" * part.count("\n"))
        at = end
    left.append(text[at:])
    return "".join(left)


def _plain(text: str, file: str) -> Iterator[tuple[Voucher, int, int, int]]:
    """Each plain voucher with its start, its end and its number of lines."""
    dates: dict[str, date] = {}
    numbers: dict[str, Decimal] = {}
    rows_of, new = _ROW.findall, tuple.__new__
    line, at = 1, 0
    for found in _VOUCHER.finditer(text):
        day, flag, first, second, body = found.groups()
        start, end = found.span()
        line += text.count("\n", at, start)
        at = start
        rows = rows_of(body)
        lines = body.count("\n")
        if len(rows) != lines:
            continue
        if _date(day, dates) is None:
            continue
        meta: dict[str, Any] = {}
        postings: list[Posting] = []
        current, number = meta, line
        for account, amount, currency, key, value, truth, when, count in rows:
            number += 1
            if account:
                kronor = numbers.get(amount)
                if kronor is None:
                    kronor = numbers[amount] = exact_number(amount)
                current = {}
                row = (intern(account), kronor, intern(currency), number, current)
                postings.append(new(Posting, row))
            elif key in current or key in _RESERVED or (when and _date(when, dates) is None):
                break
            elif when:
                current[intern(key)] = dates[when]
            elif count:
                current[intern(key)] = exact_number(count)
            else:
                current[intern(key)] = value if not truth else truth == "TRUE"
        else:
            yield (
                Voucher(
                    dates[day],
                    str(meta["ver"]) if "ver" in meta else None,
                    first if second is None else second,
                    None if second is None else first,
                    tuple(postings),
                    file,
                    line,
                    meta,
                    flag,
                ),
                start,
                end,
                lines + 1,
            )


def exact_number(text: str) -> Decimal:
    """A number as Beancount reads it: -0.00 is nought, not minus nought."""
    return -Decimal(text[1:]) if text[0] == "-" else Decimal(text)


def _date(text: str, known: dict[str, date]) -> date | None:
    """The day that a text names, None where the calendar has no such day."""
    if text not in known:
        try:
            known[text] = date.fromisoformat(text)
        except ValueError:
            return None
    return known[text]
