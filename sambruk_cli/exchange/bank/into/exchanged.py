"""Payments in another currency: what the bank's rate leaves between them and their invoices.

The books take the kronor that the bank booked. Where the file says the rate, what is a little less
or more than the invoices is a difference of rates (kursdifferens); without it, or where it is more
than that, it stays open or is an advance as of any payment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.exchange.bank.into.movements import KeyedPayment
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.matching.model import Allocation, PaymentMatch

_MOST = Decimal("0.05")  # of what is paid: more than that is no difference of rates


class OpenAfter:
    """What is open of items once the payments of a run are booked on them."""

    def __init__(self, matches: Iterable[PaymentMatch]) -> None:
        self._paid: dict[int, Decimal] = {}
        for match in matches:
            for each in match.allocations:
                self._add(each)

    def settled(self, keyed: KeyedPayment, match: PaymentMatch) -> PaymentMatch:
        """The same, with the last of its items paid in full where only a rate is between.

        Then `left` is below nought: what the rate has cost.
        """
        last = match.allocations[-1] if match.allocations else None
        if keyed.received.payment.rate is None or last is None or match.left:
            return match
        still = last.item.open - self._paid[id(last.item)]
        if not 0 < still <= _MOST * last.amount:
            return match
        self._add(Allocation(last.item, still))
        whole = Allocation(last.item, last.amount + still)
        return replace(match, allocations=(*match.allocations[:-1], whole), left=-still)

    def _add(self, allocation: Allocation) -> None:
        known = self._paid.get(id(allocation.item), ZERO)
        self._paid[id(allocation.item)] = known + allocation.amount


def is_of_rate(keyed: KeyedPayment, match: PaymentMatch) -> bool:
    """Whether what is left of a payment is a difference of exchange rates."""
    payment = keyed.received.payment
    is_little = abs(match.left) <= _MOST * abs(payment.amount + payment.fee)
    return payment.rate is not None and bool(match.allocations) and is_little
