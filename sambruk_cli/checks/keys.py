"""The metadata keys that vouchers have, and those that are nearly one of sambruk's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from sambruk_cli.books.dimensions import DIMENSIONS, as_written
from sambruk_cli.books.vouchers import VOIDED, Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen

# The keys that mean something and are long enough to be told from another word.
_KNOWN = (
    *DIMENSIONS,
    *("registered", "document", "corrects", "reconstructed", "opening", VOIDED, "waiver"),
    *("accrue-from", "accrue-to"),
)
_LONG = 10  # letters of a key in which two slips still leave no other word


@frozen
class UsedKeys:
    """The keys that stand on any of some vouchers, and on any of their postings.

    Checks of a key that nothing has need not go through the vouchers, of which there may be a
    hundred thousand.
    """

    of_vouchers: frozenset[str]
    of_postings: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """The keys of either."""
        return self.of_vouchers | self.of_postings


def used_keys(vouchers: Sequence[Voucher]) -> UsedKeys:
    """The keys of metadata that vouchers and their postings have."""
    of_postings = (p.meta for v in vouchers for p in v.postings if p.meta)
    return UsedKeys(
        frozenset(chain.from_iterable(voucher.meta for voucher in vouchers)),
        frozenset(chain.from_iterable(of_postings)),
    )


def check_keys(vouchers: Sequence[Voucher], used: UsedKeys) -> Iterator[Finding]:
    """A key that is one slip away from a known one, which does not stand beside it."""
    if not any(map(nearly, used.all)):
        return
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
