"""The rows of a payment: what it pays, what is left over, and what the bank has kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.edits.vouchers import Meta, NewPosting
from sambruk_cli.exchange.bank.into.accounts import BookAccounts
from sambruk_cli.exchange.bank.into.exchanged import is_of_rate
from sambruk_cli.exchange.bank.into.movements import KeyedPayment
from sambruk_cli.exchange.bank.model import BankPayment
from sambruk_cli.receivables.matching.model import Allocation, PaymentMatch
from sambruk_cli.receivables.suspense import BANK, SAID, Suspended

_MOST = 300  # letters of what a payer says that is kept


class PaymentRows:
    """Makes the rows that payments are booked by, on the accounts of an association."""

    def __init__(self, accounts: BookAccounts, members: Collection[str]) -> None:
        self._accounts = accounts
        self._members = members

    def matched(
        self, keyed: KeyedPayment, match: PaymentMatch, *, fee: bool = True
    ) -> Iterator[NewPosting]:
        """What a payment pays, and what is left: by a rate, an advance of its party, or suspense.

        Args:
          fee: whether the fee that the bank has kept is booked.
        """
        for each in match.allocations:
            yield self._on_item(keyed, each)
        if match.left and is_of_rate(keyed, match):
            account = self._accounts.of("exchange")
            yield NewPosting(account, -match.left, ((BANK, keyed.key),))
        elif match.left and match.party:
            yield self._advance(keyed, match.party, -match.left)
        elif match.left:
            yield self._suspended(keyed, -match.left)
        if fee:
            yield from self._fee(keyed)

    def early(self, keyed: KeyedPayment, match: PaymentMatch) -> Iterator[NewPosting]:
        """A payment before the day of its invoice: an advance, until that day."""
        for each in match.allocations:
            yield self._advance(keyed, each.item.party, -each.amount)
        yield from self.matched(keyed, replace(match, allocations=()))

    def settled(self, keyed: KeyedPayment, match: PaymentMatch) -> Iterator[NewPosting]:
        """What takes an advance to the invoices that it was paid for."""
        for each in match.allocations:
            yield self._advance(keyed, each.item.party, each.amount)
            yield self._on_item(keyed, each)

    def unmatched(self, keyed: KeyedPayment, *, fee: bool = True) -> Iterator[NewPosting]:
        """A payment on the suspense account, with what the payer says of it."""
        payment = keyed.received.payment
        yield self._suspended(keyed, -(payment.amount + payment.fee))
        if fee:
            yield from self._fee(keyed)

    def of_rest(self, key: str, amount: Decimal) -> NewPosting:
        """What a movement holds besides its payments."""
        return NewPosting(self._accounts.of("suspense"), amount, ((BANK, key),))

    def from_suspense(self, group: Suspended) -> NewPosting:
        """What a payment has on the suspense account, taken from it."""
        return NewPosting(self._accounts.of("suspense"), group.amount, ((BANK, group.key),))

    def _on_item(self, keyed: KeyedPayment, allocation: Allocation) -> NewPosting:
        item = allocation.item
        meta = [*self._party(item.party)]
        if item.invoice:
            meta.append(("invoice", item.invoice))
        meta.append((BANK, keyed.key))
        return NewPosting(item.account, -allocation.amount, tuple(meta))

    def _advance(self, keyed: KeyedPayment, party: str, amount: Decimal) -> NewPosting:
        meta = (*self._party(party), (BANK, keyed.key))
        return NewPosting(self._accounts.of("advances"), amount, meta)

    def _fee(self, keyed: KeyedPayment) -> Iterator[NewPosting]:
        fee = keyed.received.payment.fee
        if fee:
            yield NewPosting(self._accounts.of("bank_fees"), fee, ((BANK, keyed.key),))

    def _suspended(self, keyed: KeyedPayment, amount: Decimal) -> NewPosting:
        meta: list[tuple[str, Meta]] = [(BANK, keyed.key)]
        if said := said_by_payer(keyed.received.payment):
            meta.append((SAID, said))
        return NewPosting(self._accounts.of("suspense"), amount, tuple(meta))

    def _party(self, party: str) -> Iterator[tuple[str, Meta]]:
        if party:
            yield ("member" if party in self._members else "counterparty"), party


def said_by_payer(payment: BankPayment) -> str:
    """Payer, references and message of a payment in one line."""
    payer = payment.payer
    said = (
        *(payer.name, payer.phone, payer.bankgiro, payer.account, payer.number),
        *(reference.text for reference in payment.references),
        payment.text,
    )
    return "; ".join(dict.fromkeys(text for text in said if text))[:_MOST]
