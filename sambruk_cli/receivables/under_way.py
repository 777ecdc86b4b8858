"""Whose payments have come in and wait on the suspense account, as far as that can be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sambruk_cli.books.books import Books
from sambruk_cli.books.dimensions import as_written
from sambruk_cli.receivables.items import Item
from sambruk_cli.receivables.matching.match import match_payments
from sambruk_cli.receivables.matching.model import IncomingPayment
from sambruk_cli.receivables.matching.parties import match_parties
from sambruk_cli.receivables.suspense import SAID, Suspended, suspended_in
from sambruk_cli.register.register import Register


def parties_under_way(
    books: Books, register: Register, items: tuple[Item, ...], day: date
) -> frozenset[str]:
    """The parties that money in suspense at the end of a day may be of.

    Those that its row names, and those that it would be proposed for by what the payer has said.
    """
    number = register.invoicing.accounts.suspense
    waiting = [
        each
        for each in suspended_in(books, number).values()
        if each.amount > 0 and each.voucher.date <= day
    ]
    found = set(_named(books, number, day))
    if waiting:
        payments = [_payment(each) for each in waiting]
        for match in match_payments(payments, items, match_parties(register)):
            found.update(match.parties)
            found.update(item.party for item in match.candidates if item.party)
    return frozenset(found)


def _named(books: Books, number: str | None, day: date) -> Iterator[str]:
    """Members and counterparties whose rows on the account come to a credit."""
    if number is None:
        return
    for key in ("member", "counterparty"):
        sums = books.totals_by(key, accounts=[number], last=day, carried=True)
        yield from (party for party, amount in sums.items() if party and amount < 0)


def _payment(each: Suspended) -> IncomingPayment:
    """What waits, with what its payer said: the name stands first."""
    said = "; ".join(
        as_written(posting.meta[SAID]) for posting in each.voucher.postings if SAID in posting.meta
    )
    name = said.partition(";")[0].strip()
    return IncomingPayment(each.voucher.date, each.amount, text=said, payer_name=name, key=each.key)
