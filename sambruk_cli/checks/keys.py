"""Metadata keys that are nearly one of sambruk's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from sambruk_cli.books.dimensions import DIMENSIONS, as_written
from sambruk_cli.books.vouchers import VOIDED, Voucher
from sambruk_cli.findings import Finding, finding

# The keys that mean something and are long enough to be told from another word.
_KNOWN = (
    *DIMENSIONS,
    *("registered", "document", "corrects", "reconstructed", "opening", VOIDED, "waiver"),
    *("accrue-from", "accrue-to"),
)
_LONG = 10  # letters of a key in which two slips still leave no other word


def check_keys(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """A key that is one slip away from a known one, which does not stand beside it."""
    for voucher in vouchers:
        rows = ((posting.meta, posting.line) for posting in voucher.postings)
        for meta, line in chain([(voucher.meta, voucher.line)], rows):
            for key in meta:
                near = nearly(key)
                if near is not None and near not in meta:
                    yield _misspelt(key, near, meta, voucher.file, line)


def _misspelt(key: str, near: str, meta: Mapping[str, Any], file: str, line: int) -> Finding:
    return finding("BOK236", key=key, name=near, value=as_written(meta[key]), file=file, line=line)


@cache
def nearly(key: str) -> str | None:
    """The known key that another is misspelt from; None for a known one and for one of one's own.

    A key with a digit, such as note-2, is no slip.
    """
    plain = key.lower().replace("-", "").replace("_", "")
    if key in _KNOWN or not plain.isalpha():
        return None
    for known in _KNOWN:
        slips = 2 if len(known) >= _LONG else 1
        if abs(len(plain) - len(known)) <= slips and _slips(plain, known) <= slips:
            return known
    return None


def _slips(one: str, other: str) -> int:
    """Letters added, left out, exchanged, or two changed about, to make one word of another."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return row[-1]
