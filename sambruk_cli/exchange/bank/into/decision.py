"""What is decided of a payment: booked on what it pays, proposed, or left in suspense."""

from __future__ import annotations

from sambruk_cli.exchange.bank.into.planned import PaymentsAsked, PaymentState
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.matching.model import MatchNote, MatchReason, PaymentMatch

# What nobody accepts by saying `all`.
_DOUBTFUL = frozenset({MatchNote.AMBIGUOUS, MatchNote.UNFOUNDED, MatchNote.LUMP})


@frozen
class PaymentDecision:
    """What becomes of a payment, and why that may stand in the way of writing."""

    state: PaymentState
    match: PaymentMatch
    finding: Finding | None = None


def decided(
    match: PaymentMatch, number: int, asked: PaymentsAsked, *, is_move: bool
) -> PaymentDecision:
    """What becomes of a payment that is not booked, or stands in suspense.

    Args:
      number: of the payment in the list.
      is_move: whether it stands in suspense; then it may be older than what it pays.
    """
    if not (match.allocations or (match.party and match.left)):
        return PaymentDecision(PaymentState.SUSPENSE, match)
    is_named = number in asked.accepted
    is_clear = match.reason is not MatchReason.NONE and _DOUBTFUL.isdisjoint(match.notes)
    early = None
    if is_early(match) and not is_move and not is_named:
        early = _early(match, number)
    if is_named or (not early and asked.accept_all and is_clear):
        return PaymentDecision(PaymentState.MATCHED, match)
    if match.is_sure:
        return PaymentDecision(PaymentState.MATCHED, match, early)
    return PaymentDecision(PaymentState.PROPOSED, match)


def is_early(match: PaymentMatch) -> bool:
    """Whether a payment came in before the day of an invoice that it pays."""
    return any(e.item.issued > match.payment.day and e.amount > 0 for e in match.allocations)


def _early(match: PaymentMatch, number: int) -> Finding:
    payment = match.payment
    item = max((each.item for each in match.allocations), key=lambda each: each.issued)
    return finding(
        "BNK812",
        number=number,
        invoice=item.invoice,
        issued=item.issued,
        day=payment.day,
        file=payment.file,
        line=payment.line,
    )
