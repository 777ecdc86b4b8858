"""The ledger of receivables: every invoice in the books, and what has happened to it by a day.

What stands on accounts 151x is told apart by party and `invoice`. A posting may say more of the
invoice: `due` (its due day) and `ocr` (its reference), on the row that debits the account.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from sambruk_cli.books.books import Books
from sambruk_cli.books.dimensions import id_of
from sambruk_cli.books.standing import RECEIVABLES, is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher, account_parts
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.invoicing import InvoicingAccounts, InvoicingFile

DUE, OCR = "due", "ocr"  # keys of the row that debits accounts receivable
# On the voucher of a credit note: the invoice that it credits, and its own number. Its rows name
# the invoice, whose item it lowers.
CREDITS, CREDIT_NOTE = "credits", "credit-note"


class ItemMovementKind(StrEnum):
    """What a posting on accounts receivable is."""

    INVOICE = "invoice"
    CREDIT = "credit"
    PAYMENT = "payment"
    REFUND = "refund"
    WRITE_OFF = "write-off"
    TRANSFER = "transfer"
    OPENING = "opening"
    OTHER = "other"


@frozen
class ItemMovement:
    """One posting on an invoice, in kronor, above nought where more is owed."""

    day: date
    amount: Decimal
    kind: ItemMovementKind
    voucher: Voucher
    posting: Posting


@dataclass(slots=True)
class Item:
    """What one party owes on one invoice, and all that has happened to it, in order.

    `invoice` is "" for what names no invoice. `due` and `ocr` are as the books say them, or `due`
    as the terms of the association give it; None and "" where nobody says.
    """

    party: str
    invoice: str
    account: str
    issued: date
    due: date | None = None
    ocr: str = ""
    movements: list[ItemMovement] = field(default_factory=list)

    @property
    def open(self) -> Decimal:
        """Kronor that are owed still; below nought where too much has been paid."""
        return sum((each.amount for each in self.movements), ZERO)

    def of_kinds(self, *kinds: ItemMovementKind) -> Decimal:
        """Kronor of movements of some kinds: above nought where more is owed."""
        return sum((each.amount for each in self.movements if each.kind in kinds), ZERO)

    @property
    def amount(self) -> Decimal:
        """Kronor that were invoiced, what the books opened with among them."""
        return self.of_kinds(ItemMovementKind.INVOICE, ItemMovementKind.OPENING)

    @property
    def is_on_member(self) -> bool:
        """Whether the party is named as a member, and not as another counterparty."""
        return any(each.posting.tag("member") for each in self.movements)

    @property
    def since(self) -> date | None:
        """The day since which it is owed: an invoice's first day.

        Of what names no invoice the day on which it left nought; None where a part has been paid
        since, as nobody can tell which.
        """
        if self.invoice:
            return self.issued
        found, owed = None, ZERO
        for each in self.movements:
            before, owed = owed, owed + each.amount
            if before * owed < ZERO or not before:
                found = each.day
            elif abs(owed) < abs(before):
                found = None
        return found

    @property
    def settled_on(self) -> date | None:
        """The day on which the last öre was paid, credited or written off; None while open."""
        return self.movements[-1].day if self.movements and not self.open else None


def items_of(
    books: Books,
    invoicing: InvoicingFile,
    until: date,
    wanted: Callable[[str, str], bool] | None = None,
) -> tuple[Item, ...]:
    """Every item that has stood on accounts receivable by the end of a day, paid ones too.

    In the order in which they came. The sum of what is open is what the accounts stand at.

    Args:
      wanted: asked for a party and an invoice whether their item is; all are by default.
    """
    found: dict[tuple[str, str], Item] = {}
    terms, accounts = timedelta(days=invoicing.invoices.terms), invoicing.accounts
    for voucher in books.between(date.min, until):
        sides: _Sides | None = None  # made once of a voucher, which may have many items
        for posting in voucher.postings:
            if not number_of(posting.account).startswith(RECEIVABLES):
                continue
            party, invoice = party_of(posting), id_of(posting.meta, "invoice") or ""
            if wanted is not None and not wanted(party, invoice):
                continue
            item = found.get((party, invoice))
            if item is None:
                item = found[party, invoice] = Item(party, invoice, posting.account, voucher.date)
            sides = sides or _Sides.of(voucher)
            kind = _kind(voucher, posting.amount, sides, accounts)
            movement = ItemMovement(voucher.date, posting.amount, kind, voucher, posting)
            item.movements.append(movement)
            if posting.amount > 0:
                due = posting.meta.get(DUE)
                if isinstance(due, date):
                    item.due = due
                item.ocr = id_of(posting.meta, OCR) or item.ocr
    for item in found.values():
        if item.due is None and item.invoice:
            item.due = item.issued + terms
    return tuple(found.values())


def party_of(posting: Posting) -> str:
    """The id of the member, else of the counterparty, that a posting is on; "" of none."""
    return id_of(posting.meta, "member") or id_of(posting.meta, "counterparty") or ""


def open_items_on(books: Books, invoicing: InvoicingFile, day: date) -> tuple[Item, ...]:
    """The items that are not nought at the end of a day."""
    unpaid = books.standing(day).unpaid
    return items_of(books, invoicing, day, lambda *item: item in unpaid) if unpaid else ()


def items_of_party(
    books: Books, invoicing: InvoicingFile, day: date, party: str
) -> tuple[Item, ...]:
    """One party's items by the end of a day, paid ones too; quick where it never had any."""
    keys = books.standing(day).tallies
    if not any(party in (k.member, k.counterparty) and is_receivable(k.account) for k in keys):
        return ()
    return items_of(books, invoicing, day, lambda name, _: name == party)


@frozen
class _Sides:
    """The BAS numbers of the accounts that a voucher debits, and of those that it credits."""

    debited: frozenset[str]
    credited: frozenset[str]

    @classmethod
    def of(cls, voucher: Voucher) -> _Sides:
        rows = [(number_of(p.account), p.amount) for p in voucher.postings]
        return cls(
            frozenset(number for number, amount in rows if amount > 0),
            frozenset(number for number, amount in rows if amount < 0),
        )


def _kind(
    voucher: Voucher, amount: Decimal, sides: _Sides, accounts: InvoicingAccounts
) -> ItemMovementKind:
    """What a posting of an amount is, by what its voucher books on the other side.

    BAS: 19xx is money, 242x advances, 635x losses on receivables, 3xxx income; and the accounts
    that the association names for advances and losses.
    """
    if voucher.is_opening:
        return ItemMovementKind.OPENING
    others = sides.credited if amount > 0 else sides.debited
    is_moved = _all_under(others, RECEIVABLES)  # from one item to another
    if amount > 0:
        if _any_under(others, "19"):
            return ItemMovementKind.REFUND
        if is_moved or _all_under(others, "242", accounts.advances or "242"):
            return ItemMovementKind.TRANSFER
        return ItemMovementKind.INVOICE
    if CREDITS in voucher.meta:
        return ItemMovementKind.CREDIT
    if _any_under(others, "19", "24", "28", "29"):
        return ItemMovementKind.PAYMENT
    if _any_under(others, "635", accounts.bad_debts or "635"):
        return ItemMovementKind.WRITE_OFF
    if is_moved:
        return ItemMovementKind.TRANSFER
    return ItemMovementKind.CREDIT if _any_under(others, "3", "20") else ItemMovementKind.OTHER


def _any_under(accounts: Iterable[str], *numbers: str) -> bool:
    return any(number.startswith(numbers) for number in accounts)


def _all_under(accounts: Collection[str], *numbers: str) -> bool:
    """Whether there are accounts, and every one is under one of some numbers."""
    return bool(accounts) and all(number.startswith(numbers) for number in accounts)


@lru_cache(maxsize=4096)
def number_of(account: str) -> str:
    """The BAS number in an account's name, "" where it has none."""
    return account_parts(account)[0] or ""
