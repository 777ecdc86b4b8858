"""A party's account with the association between two days: invoices, payments, and the balance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.ages import AgedItem, aged_items
from sambruk_cli.receivables.items import Item, ItemMovement, items_of_party, party_of
from sambruk_cli.register.invoicing import InvoicingFile


@frozen
class AccountEntry:
    """Something that happened on the account: kronor, above nought where more is owed.

    `text` is what the voucher says, where it is of this party alone, else "".
    """

    item: Item
    movement: ItemMovement
    balance: Decimal
    text: str

    @property
    def day(self) -> date:
        return self.movement.day


@frozen
class AccountStatement:
    """The account of one party from the beginning of a first to the end of a last day, in kronor.

    `open` are the items that are not nought then, and `advance` what the party has paid in advance
    besides, above nought.
    """

    party: str
    first: date
    last: date
    opening: Decimal
    entries: tuple[AccountEntry, ...]
    open: tuple[AgedItem, ...]
    advance: Decimal

    @property
    def closing(self) -> Decimal:
        return self.entries[-1].balance if self.entries else self.opening

    @property
    def to_pay(self) -> tuple[AgedItem, ...]:
        """The open items above nought, the first due first."""
        found = [each for each in self.open if each.open > 0]
        return tuple(sorted(found, key=lambda each: each.item.due or each.item.issued))


def account_statement(
    books: Books, invoicing: InvoicingFile, party: str, first: date, last: date
) -> AccountStatement:
    """The account of a member or another party between two days, both of them included."""
    items = items_of_party(books, invoicing, last, party)
    movements = [(item, movement) for item in items for movement in item.movements]
    order = {id(voucher): place for place, voucher in enumerate(books.between(first, last))}
    within = sorted(
        (each for each in movements if each[1].day >= first),
        key=lambda each: order[id(each[1].voucher)],
    )
    balance = opening = sum((m.amount for _, m in movements if m.day < first), ZERO)
    entries = []
    for item, movement in within:
        balance += movement.amount
        entries.append(AccountEntry(item, movement, balance, _text(movement.voucher, party)))
    return AccountStatement(
        party,
        first,
        last,
        opening,
        tuple(entries),
        aged_items(books, invoicing, last, party) if items else (),
        advance_of(books, invoicing, party, last),
    )


def advance_of(books: Books, invoicing: InvoicingFile, party: str, day: date) -> Decimal:
    """Kronor that a member has paid in advance by the end of a day, where an account is named."""
    account = invoicing.accounts.advances
    if account is None:
        return ZERO
    return -books.total(accounts=[account], member=party, last=day, carried=True)


def _text(voucher: Voucher, party: str) -> str:
    parties = {party_of(p) for p in voucher.postings if is_receivable(p.account)}
    return voucher.text if parties == {party} else ""
