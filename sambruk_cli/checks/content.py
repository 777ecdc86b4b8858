"""What each voucher says by law, held to where the association says that it keeps it (BFL 5:6-7).

Books that another program kept, or that were begun before, need not: nothing is asked of vouchers
before the day in `[bookkeeping]`, nor of what was imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sambruk_cli.books.books import Books
from sambruk_cli.books.documents import names_document
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.checks.imported import Imported
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.association import Bookkeeping
from sambruk_cli.session import Session

MONEY = "19"
# Receivables and debts to suppliers, with which an event with somebody else begins or ends.
_OPEN = ("15", "24")
# Debts to those who have laid out money, which costs are booked against.
_OUTLAYS = "28"
_BOUGHT = ("4", "5", "6")
# Vouchers that tell of another one, and rest on it where they move no money.
_OF_OTHERS = frozenset({"corrects", "accrues"})
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
        if "document" in keeps and is_event and not _says_of_what(voucher):
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


def is_with_others(books: Books, voucher: Voucher) -> bool:
    """Whether a voucher tells of an event that has a counterparty and a document of its own.

    What only moves money between own accounts does not, nor do corrections and accruals that move
    none, nor amounts between other accounts than those of money, receivables and debts to
    suppliers, but for what somebody has bought and laid out the money for.
    """
    numbers = [books.number(posting.account) for posting in voucher.postings if posting.amount]
    if any(number.startswith(MONEY) for number in numbers):
        return not all(number.startswith(MONEY) for number in numbers)
    if not _OF_OTHERS.isdisjoint(voucher.meta):
        return False
    return any(number.startswith(_OPEN) for number in numbers) or _is_outlay(books, voucher)


def _is_outlay(books: Books, voucher: Voucher) -> bool:
    """Whether goods or services (4xxx to 6xxx) are booked as a debt to who paid them (28xx)."""
    bought = owed = False
    for posting in voucher.postings:
        number = books.number(posting.account)
        bought = bought or (posting.amount > 0 and number.startswith(_BOUGHT))
        owed = owed or (posting.amount < 0 and number.startswith(_OUTLAYS))
    return bought and owed


def _corrects_unnamed(voucher: Voucher) -> bool:
    """Whether a voucher says that it corrects something, and not what (BFL 5:5, 5:9)."""
    return _OF_OTHERS.isdisjoint(voucher.meta) and bool(_CORRECTION.search(voucher.text))


def _says_with_whom(voucher: Voucher) -> bool:
    if voucher.payee is not None and any(map(str.isalnum, voucher.payee)):
        return True
    return any(_has(posting, "counterparty", "member") for posting in voucher.postings)


def _says_of_what(voucher: Voucher) -> bool:
    """Whether it names a document: a file, a paper, an invoice; or says that there is none left."""
    if names_document(voucher.meta) or voucher.meta.get("reconstructed") is True:
        return True
    return any(_has(p, "invoice") or names_document(p.meta) for p in voucher.postings)


def _has(posting: Posting, *keys: str) -> bool:
    return bool(posting.meta) and any(posting.meta.get(key) is not None for key in keys)
