"""Two versions of one journal by itself, without the books that it belongs to."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from sambruk_cli.books.masked import TextMask
from sambruk_cli.books.scan import scan
from sambruk_cli.diff.vouchers import VoucherChanges, changes_between
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen


@frozen
class JournalChanges:
    """What has become of the plain vouchers of a journal, and of its other lines.

    `lines` begin with "-" or "+": settings, balance directives, comments, and vouchers that only
    the whole books can be read with, as those with an amount that follows from the others.
    """

    vouchers: VoucherChanges
    lines: tuple[str, ...]


def journal_changes(
    name: str,
    before: str,
    after: str,
    years: Sequence[FiscalYear] = (),
    mask: TextMask | None = None,
) -> JournalChanges:
    """Hold two versions of a journal against each other.

    Args:
      name: what the file is called.
      before, after: its texts, with LF at line ends.
      years: the fiscal years, within which a number is that of one voucher.
      mask: what keeps private members out of the texts of the result.
    """
    old, new = scan(before, name), scan(after, name)
    lines = _lines(old.rest, new.rest)
    shown = tuple(lines if mask is None else (mask.about(mask.members, x) for x in lines))
    vouchers = changes_between(old.vouchers, new.vouchers, years, years, mask)
    return JournalChanges(vouchers, shown)


def _lines(before: str, after: str) -> Iterator[str]:
    old, new = ([x for x in text.split("\n") if x.strip()] for text in (before, after))
    for line in difflib.unified_diff(old, new, n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield line
