"""Payments against open items: what names an item goes before what only tells who has paid.

What is booked unasked is matched first, in order of day and the bank's reference, so that it never
rests on a proposal. No order of files or payments changes what comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sambruk_cli.collector import collector_paused
from sambruk_cli.receivables.items import Item
from sambruk_cli.receivables.matching.allocating import (
    ambiguous,
    paid_by,
    to_deducted,
    to_named,
    to_parties,
)
from sambruk_cli.receivables.matching.model import (
    SURE,
    IncomingPayment,
    MatchNote,
    MatchParty,
    MatchReason,
    PaymentMatch,
)
from sambruk_cli.receivables.matching.named import NamedItems, named_items
from sambruk_cli.receivables.matching.open_items import OpenItems
from sambruk_cli.receivables.matching.parties import PartyIndex
from sambruk_cli.receivables.matching.returned import EarlierPayments

_CURRENCY = "SEK"  # that of the books


@collector_paused()
def match_payments(
    payments: Sequence[IncomingPayment], items: Iterable[Item], parties: Iterable[MatchParty] = ()
) -> tuple[PaymentMatch, ...]:
    """What each payment pays, in the order of the payments that are given.

    No item is paid more than is open of it, however many payments name it; what is over is named.

    Args:
      payments: what is not booked yet.
      items: all of the books, paid ones too: a second payment is told by them.
      parties: who may pay, with the names that payments are compared with.
    """
    return _Matching(OpenItems(items), PartyIndex(parties)).all(payments)


class _Matching:
    """One run over some payments."""

    def __init__(self, items: OpenItems, parties: PartyIndex) -> None:
        self._items = items
        self._parties = parties
        self._named: dict[int, NamedItems] = {}
        self._matches: dict[int, PaymentMatch] = {}

    def all(self, payments: Sequence[IncomingPayment]) -> tuple[PaymentMatch, ...]:
        waiting = sorted(range(len(payments)), key=lambda at: _order(payments[at]))
        for rule in (self._apart, self._surely, self._by_reference, self._by_party, self._by_name):
            left: list[int] = []
            for at in waiting:
                match = rule(at, payments[at])
                if match is None:
                    left.append(at)
                else:
                    self._take(at, match)
            waiting = left
        self._reverse([at for at in waiting if payments[at].nature == "return"], payments)
        return tuple(
            self._matches.get(at) or self._none(at, payment) for at, payment in enumerate(payments)
        )

    def _reverse(self, returns: Sequence[int], payments: Sequence[IncomingPayment]) -> None:
        """Hold returns against all that has been paid, in the books and by these payments."""
        if returns:
            earlier = EarlierPayments(self._items, self._matches.values())
            for at in returns:
                self._take(at, earlier.returned(payments[at], self._items, self._parties))

    def _take(self, at: int, match: PaymentMatch) -> None:
        if MatchNote.OTHERS_OCR not in match.notes and self._of(at, match.payment).is_others:
            match = replace(match, notes=(*match.notes, MatchNote.OTHERS_OCR))
        self._matches[at] = match
        for each in match.allocations:
            self._items.pay(each.item, each.amount)

    def _of(self, at: int, payment: IncomingPayment) -> NamedItems:
        if at not in self._named:
            is_number = self._parties.is_number
            self._named[at] = named_items(payment, self._items, is_number)
        return self._named[at]

    def _none(self, at: int, payment: IncomingPayment) -> PaymentMatch:
        notes = [MatchNote.DEDUCTION] if payment.amount < 0 else []
        if self._of(at, payment).is_others:
            notes.append(MatchNote.OTHERS_OCR)
        return PaymentMatch(payment, left=paid_by(payment), notes=tuple(notes))

    def _apart(self, at: int, payment: IncomingPayment) -> PaymentMatch | None:
        """What is never put to an item: sums untold, and other currencies."""
        if payment.nature == "lump":
            return PaymentMatch(payment, left=paid_by(payment), notes=(MatchNote.LUMP,))
        if payment.currency == _CURRENCY:
            return None
        named = self._of(at, payment)
        candidates = [item for each in named.named for item in each.items]
        match = ambiguous(payment, named.reason, candidates, named.parties)
        return replace(match, notes=(MatchNote.FOREIGN_CURRENCY,))

    def _surely(self, at: int, payment: IncomingPayment) -> PaymentMatch | None:
        """What is booked unasked."""
        if payment.nature == "return" or self._of(at, payment).reason not in SURE:
            return None
        match = self._by_reference(at, payment)
        return match if match is not None and match.is_sure else None

    def _by_reference(self, at: int, payment: IncomingPayment) -> PaymentMatch | None:
        named = self._of(at, payment)
        if payment.nature == "return" or not named.is_any or not paid_by(payment):
            return None
        allocate = to_named if paid_by(payment) > 0 else to_deducted
        return allocate(payment, named, self._items)

    def _by_party(self, at: int, payment: IncomingPayment) -> PaymentMatch | None:
        if payment.nature == "return" or not paid_by(payment):
            return None
        named = self._parties.named_by(payment)
        if not named.ids:
            return None
        also = (item.party for item in self._of(at, payment).doubtful)
        ids = tuple(dict.fromkeys((*named.ids, *also)))
        return to_parties(payment, named.reason, ids, self._items, only_exactly=named.is_weak)

    def _by_name(self, at: int, payment: IncomingPayment) -> PaymentMatch | None:
        if payment.nature == "return" or not paid_by(payment):
            return None
        found = self._parties.names.of(payment.payer_name)
        if not found:
            return None
        reason = MatchReason.NAME_AND_AMOUNT
        return to_parties(payment, reason, found, self._items, only_exactly=True)


def _order(payment: IncomingPayment) -> tuple[object, ...]:
    """By day; what is taken off goes before what is paid, which may be on the same invoice."""
    return payment.day, payment.amount > 0, payment.order
