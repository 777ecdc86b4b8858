"""Vouchers of events with somebody else, and whether they name the document that they rest on.

What the law asks of a voucher (BFL 5:6-7) depends on what it tells of: the checks and the pack for
the auditor ask by the same rule.
"""

from __future__ import annotations

from sambruk_cli.books.books import Books
from sambruk_cli.books.documents import names_document
from sambruk_cli.books.vouchers import Voucher

MONEY = "19"
# Receivables and debts to suppliers, with which an event with somebody else begins or ends.
_OPEN = ("15", "24")
# Debts to those who have laid out money, which costs are booked against.
_OUTLAYS = "28"
_BOUGHT = ("4", "5", "6")
# Vouchers that tell of another one, and rest on it where they move no money.
OF_OTHERS = frozenset({"corrects", "accrues"})


def is_with_others(books: Books, voucher: Voucher) -> bool:
    """Whether a voucher tells of an event that has a counterparty and a document of its own.

    What only moves money between own accounts does not, nor do corrections and accruals that move
    none, nor amounts between other accounts than those of money, receivables and debts to
    suppliers, but for what somebody has bought and laid out the money for.
    """
    numbers = [books.number(posting.account) for posting in voucher.postings if posting.amount]
    if any(number.startswith(MONEY) for number in numbers):
        return not all(number.startswith(MONEY) for number in numbers)
    if not OF_OTHERS.isdisjoint(voucher.meta):
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


def says_of_what(voucher: Voucher) -> bool:
    """Whether it names a document: a file, a paper, an invoice; or says that there is none left."""
    if names_document(voucher.meta) or voucher.meta.get("reconstructed") is True:
        return True
    return any(
        bool(p.meta) and (p.meta.get("invoice") is not None or names_document(p.meta))
        for p in voucher.postings
    )
