"""What each voucher says by law, held to where the association says that it keeps it (BFL 5:6-7).

Books that another program kept, or that were begun before, need not: nothing is asked of vouchers
before the day in `[bookkeeping]`, nor of what was imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sambruk_cli.books.events import OF_OTHERS, is_with_others, says_of_what
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.checks.imported import Imported
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.association import Bookkeeping
from sambruk_cli.session import Session

# Words by which a voucher says that it corrects another one. Returns and repayments are events.
_CORRECTION = re.compile(
    r"\b(?:rättelse|rättning|rättar|korrigering|korrigerar|makulering|makulerar|storno"
    r"|correction|corrects|reversal|reverses)\b",
    re.IGNORECASE,
)


def check_content(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear, imported: Imported
) -> Iterator[Finding]:
    """Counterparty, document, day of entry and what is corrected, as far as `keeps` names them."""
    policy = bookkeeping_of(session)
    if policy is None or not policy.keeps or policy.from_ > year.end:
        return
    keeps = frozenset(policy.keeps)
    for voucher in held_to(policy, vouchers, imported):
        file, line = voucher.file, voucher.line
        is_event = is_with_others(session.books, voucher)
        if "counterparty" in keeps and is_event and not _says_with_whom(voucher):
            yield finding("BOK267", file=file, line=line)
        if "document" in keeps and is_event and not says_of_what(voucher):
            yield finding("BOK268", file=file, line=line)
        if "registered" in keeps and "registered" not in voucher.meta:
            yield finding("BOK269", file=file, line=line)
        if "corrects" in keeps and _corrects_unnamed(voucher):
            yield finding("BOK275", file=file, line=line)


def bookkeeping_of(session: Session) -> Bookkeeping | None:
    """What the association says of how it keeps its books."""
    association = session.register.association
    return None if association is None else association.bookkeeping


def held_to(
    policy: Bookkeeping, vouchers: Sequence[Voucher], imported: Imported
) -> Iterator[Voucher]:
    """The vouchers that are held to what the association says of its books."""
    for voucher in vouchers:
        if voucher.date >= policy.from_ and not voucher.is_opening and not imported.holds(voucher):
            yield voucher


def _corrects_unnamed(voucher: Voucher) -> bool:
    """Whether a voucher says that it corrects something, and not what (BFL 5:5, 5:9)."""
    return OF_OTHERS.isdisjoint(voucher.meta) and bool(_CORRECTION.search(voucher.text))


def _says_with_whom(voucher: Voucher) -> bool:
    if voucher.payee is not None and any(map(str.isalnum, voucher.payee)):
        return True
    return any(_has(posting, "counterparty", "member") for posting in voucher.postings)


def _has(posting: Posting, *keys: str) -> bool:
    return bool(posting.meta) and any(posting.meta.get(key) is not None for key in keys)
