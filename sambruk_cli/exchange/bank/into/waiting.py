"""What still waits to be told: payments that are not booked, and what stands in suspense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sambruk_cli.exchange.bank.into.booked import BookedMoney
from sambruk_cli.exchange.bank.into.movements import KeyedPayment
from sambruk_cli.exchange.bank.into.standing import MovementStanding
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.suspense import BANK, Suspended


@frozen
class WaitingPayments:
    """Payments of a movement that may be matched.

    `groups` are what they have in suspense, which is taken from it when one of them is matched;
    empty of a movement that is not booked. With `is_whole` they stand there as one sum.
    """

    payments: tuple[KeyedPayment, ...]
    groups: tuple[Suspended, ...] = ()
    is_whole: bool = False


def waiting_in(
    standing: MovementStanding, suspended: Mapping[str, Suspended]
) -> Iterator[WaitingPayments]:
    """What of a movement may be matched: all that is not booked, what is booked in suspense."""
    payments = standing.movement.payments
    if standing.state is None:
        yield WaitingPayments(payments)
    if standing.booked is None:
        return
    own = [each for each in payments if _is_whole(each, suspended.get(each.key))]
    for each in own:
        yield WaitingPayments((each,), (suspended[each.key],))
    if own:
        return
    groups = tuple(suspended[key] for key in _rows_of(standing.booked) if key in suspended)
    if groups and sum((each.amount for each in groups), ZERO) == standing.booked.amount:
        yield WaitingPayments(payments, groups, is_whole=True)


def _is_whole(keyed: KeyedPayment, found: Suspended | None) -> bool:
    """Whether a payment stands in suspense with all that was paid."""
    payment = keyed.received.payment
    return found is not None and found.amount == payment.amount + payment.fee


def _rows_of(booked: BookedMoney) -> dict[str, None]:
    """The keys of a voucher's rows, each once."""
    tags = (posting.tag(BANK) for posting in booked.voucher.postings)
    return {tag: None for tag in tags if tag is not None}
