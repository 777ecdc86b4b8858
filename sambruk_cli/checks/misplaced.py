"""Keys of postings that stand on the voucher, where nothing reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sambruk_cli.books.dimensions import DIMENSIONS, SUMMED, Dimension, as_written
from sambruk_cli.books.standing import RECEIVABLES
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.keys import UsedKeys
from sambruk_cli.checks.payables import PAYABLES
from sambruk_cli.checks.postings import UNKNOWN, declared
from sambruk_cli.checks.references import NAMED
from sambruk_cli.closing.spans import FROM, TO
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.session import Session

_OPEN_ITEMS = (RECEIVABLES, PAYABLES)  # where the number of an invoice means something


def check_misplaced(
    session: Session, vouchers: Sequence[Voucher], used: UsedKeys
) -> Iterator[Finding]:
    """Who, and which project, a posting concerns stands on it; an unknown id is an error besides.

    What a posting says as well does no harm on the voucher.
    """
    if used.of_vouchers.isdisjoint((*DIMENSIONS, FROM, TO)):
        return
    for voucher in vouchers:
        for key in DIMENSIONS:
            if key in voucher.meta:
                yield from _misplaced(session, voucher, key)
        for span in (FROM, TO):
            if span in voucher.meta:
                value, file, line = as_written(voucher.meta[span]), voucher.file, voucher.line
                yield finding("BOK264", key=span, value=value, file=file, line=line)


def _misplaced(session: Session, voucher: Voucher, key: Dimension) -> Iterator[Finding]:
    value = as_written(voucher.meta[key])
    file, line = voucher.file, voucher.line
    if key in UNKNOWN and session.readable(*NAMED[key].files):
        ids = declared(session.register, key)
        if ids is not None and value not in ids:
            hint = nearest(value, ids)
            yield finding(UNKNOWN[key], id=value, file=file, line=line, hint=hint)
    said = any(posting.tag(key) == value for posting in voucher.postings)
    if not said and (key in SUMMED or _lacks_invoice(session, voucher)):
        yield finding("BOK264", key=key, value=value, file=file, line=line)


def _lacks_invoice(session: Session, voucher: Voucher) -> bool:
    """Whether a posting on open items says no invoice; elsewhere its number is a note."""
    number_of = session.books.number
    return any(
        posting.tag("invoice") is None and number_of(posting.account).startswith(_OPEN_ITEMS)
        for posting in voucher.postings
    )
