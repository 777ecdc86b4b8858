"""How what is paid is put to the items that it names, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.money import ORE, ZERO
from sambruk_cli.receivables.items import Item
from sambruk_cli.receivables.matching.model import (
    Allocation,
    IncomingPayment,
    MatchNote,
    MatchReason,
    PaymentMatch,
)
from sambruk_cli.receivables.matching.named import NamedItem, NamedItems
from sambruk_cli.receivables.matching.open_items import MOST_SHOWN, OpenItems, item_order


def paid_by(payment: IncomingPayment) -> Decimal:
    """Kronor that the payer has paid: what came in, and the fee that the bank kept of it."""
    return payment.amount + payment.fee


def to_named(payment: IncomingPayment, named: NamedItems, items: OpenItems) -> PaymentMatch:
    """What a payment pays of the items that it names."""
    only = named.named[0]
    if len(named.named) == 1 and len(only.items) == 1 and not only.is_credit_note:
        return to_one(payment, named.reason, only.items[0], items)
    chosen = [(each, _meant(each, items)) for each in named.named]
    if any(len(meant) > 1 for _, meant in chosen):
        candidates = [item for _, meant in chosen for item in meant]
        return ambiguous(payment, named.reason, candidates, named.parties)
    known = [(each, meant[0]) for each, meant in chosen if meant]
    allocations = _Allocating(payment, items).all(known, named.named)
    left = paid_by(payment) - sum((each.amount for each in allocations), ZERO)
    notes = _notes(payment, [item for _, item in known], allocations, left, items)
    if len(known) < len(named.named):
        notes.append(MatchNote.UNKNOWN_REFERENCE)
    if any(each.is_credit_note for each in named.named):
        notes.append(MatchNote.CREDIT_NOTE)
        if _is_unfounded(chosen, items):
            notes.append(MatchNote.UNFOUNDED)
    parties = tuple(dict.fromkeys(item.party for _, item in known))
    party = parties[0] if len(parties) == 1 else ""
    return PaymentMatch(payment, named.reason, allocations, left, party, tuple(notes))


def to_one(
    payment: IncomingPayment, reason: MatchReason, item: Item, items: OpenItems
) -> PaymentMatch:
    """What a payment pays of one item, and what is left for whom owes it."""
    paid, still_open = paid_by(payment), items.open(item)
    amount = max(min(paid, still_open), ZERO)
    allocations = (Allocation(item, amount),) if amount else ()
    notes = _notes(payment, (item,), allocations, paid - amount, items)
    return PaymentMatch(payment, reason, allocations, paid - amount, item.party, tuple(notes))


def _meant(named: NamedItem, items: OpenItems) -> tuple[Item, ...]:
    """The items that are meant: what is open, else what is paid; several where nobody can tell."""
    if len(named.items) < 2:
        return named.items
    still_open = tuple(item for item in named.items if items.open(item))
    if still_open:
        return still_open
    parties = {item.party for item in named.items}
    return named.items[:1] if len(parties) == 1 else named.items


class _Allocating:
    """Puts one payment to items; changes nothing."""

    def __init__(self, payment: IncomingPayment, items: OpenItems) -> None:
        self._items = items
        self._budget = paid_by(payment)
        self._found: list[Allocation] = []

    def all(
        self, known: Sequence[tuple[NamedItem, Item]], named: Sequence[NamedItem]
    ) -> tuple[Allocation, ...]:
        wanted = self._wanted(known, named)
        self._take_credits(known)
        unlike = {id(item): item for each, item in known if not each.is_credit_note}
        in_order = [item for item in unlike.values() if self._items.open(item) > 0]
        if sum((self._items.open(item) for item in in_order), ZERO) == self._budget:
            in_order.sort(key=item_order)
        for item in in_order:
            most = min(self._items.open(item), self._budget)
            amount = most if wanted is None else min(most, wanted[id(item)])
            if amount > 0:
                self._found.append(Allocation(item, amount))
                self._budget -= amount
        return tuple(self._found)

    def _wanted(
        self, known: Sequence[tuple[NamedItem, Item]], named: Sequence[NamedItem]
    ) -> dict[int, Decimal] | None:
        """How much is meant for each item; None where that is not said or is not what is paid."""
        said = [each.amount for each in named if each.amount is not None]
        if len(said) < len(named):
            return None
        paid = sum((each.amount or ZERO for each in named if not each.is_credit_note), ZERO)
        off = sum((each.amount or ZERO for each in named if each.is_credit_note), ZERO)
        if paid - off != self._budget:
            return None
        wanted: dict[int, Decimal] = {}
        for each, item in known:
            amount = each.amount or ZERO
            if each.is_credit_note and self._items.open(item) < 0:
                continue
            sign = -1 if each.is_credit_note else 1
            wanted[id(item)] = wanted.get(id(item), ZERO) + sign * amount
        return wanted

    def _take_credits(self, known: Sequence[tuple[NamedItem, Item]]) -> None:
        """What stands to the payer's credit pays too, where a credit note or the sum says so."""
        every = {id(item): item for _, item in known}
        net = sum((self._items.open(item) for item in every.values()), ZERO)
        is_net = net == self._budget
        for key, item in every.items():
            credit = -self._items.open(item)
            notes = [each for each, its in known if id(its) == key and each.is_credit_note]
            if notes and all(each.amount is not None for each in notes):
                credit = min(credit, sum((each.amount or ZERO for each in notes), ZERO))
            if credit > 0 and (notes or is_net):
                self._found.append(Allocation(item, -credit))
                self._budget += credit


def _is_unfounded(chosen: Iterable[tuple[NamedItem, tuple[Item, ...]]], items: OpenItems) -> bool:
    """Whether a credit note is taken off that the books do not know."""
    return any(
        each.is_credit_note
        and not any(max(-items.open(i), items.credited(i)) >= (each.amount or ORE) for i in its)
        for each, its in chosen
    )


def _notes(
    payment: IncomingPayment,
    named: Sequence[Item],
    allocations: Sequence[Allocation],
    left: Decimal,
    items: OpenItems,
) -> list[MatchNote]:
    """What is to be said of where the money goes."""
    notes: list[MatchNote] = [MatchNote.FEE] if payment.fee else []
    put = {id(each.item): each.amount for each in allocations}
    if len(allocations) > 1 and sum(each.amount > 0 for each in allocations) > 1:
        notes.append(MatchNote.SEVERAL)
    if any(items.open(item) > max(put.get(id(item), ZERO), ZERO) for item in named):
        notes.append(MatchNote.PARTIAL)
    closed = [item for item in named if items.open(item) <= 0 and id(item) not in put]
    if left > 0 and any(items.is_paid(item) for item in closed):
        notes.append(MatchNote.DOUBLE)
    elif left > 0 and closed and not allocations:
        notes.append(MatchNote.NOTHING_OPEN)
    elif left > 0:
        notes.append(MatchNote.OVER)
    return notes


def ambiguous(
    payment: IncomingPayment,
    reason: MatchReason,
    candidates: Iterable[Item],
    parties: Sequence[str],
) -> PaymentMatch:
    """A match that chooses nothing, with what may be meant."""
    return PaymentMatch(
        payment,
        reason,
        (),
        paid_by(payment),
        parties[0] if len(parties) == 1 else "",
        (MatchNote.AMBIGUOUS,),
        tuple(candidates)[:MOST_SHOWN],
    )


def to_parties(
    payment: IncomingPayment,
    reason: MatchReason,
    parties: Sequence[str],
    items: OpenItems,
    *,
    only_exactly: bool,
) -> PaymentMatch | None:
    """What a payment pays of what those owe that it names; None with `only_exactly` of nothing.

    The item of which exactly so much is open, or all that one owes. Several such: none is chosen.
    """
    paid = paid_by(payment)
    single = [(item,) for party in parties for item in items.by_party.of_amount(party, paid)]
    whole = [
        tuple(items.by_party.of(party))
        for party in parties
        if items.by_party.number_of(party) > 1 and items.by_party.owed(party) == paid
    ]
    exact = [*single, *whole]
    if len(exact) == 1:
        return _exactly(payment, reason, exact[0], items)
    if exact:
        return ambiguous(payment, reason, [item for each in exact for item in each], parties)
    if only_exactly:
        return None
    if len(parties) > 1:
        return ambiguous(payment, reason, items.by_party.candidates(parties), parties)
    return _about(payment, reason, parties[0], items)


def _exactly(
    payment: IncomingPayment, reason: MatchReason, chosen: Sequence[Item], items: OpenItems
) -> PaymentMatch:
    in_order = sorted(chosen, key=item_order)
    allocations = tuple(Allocation(item, items.open(item)) for item in in_order)
    notes = [MatchNote.SEVERAL] if len(allocations) > 1 else []
    if payment.fee:
        notes.append(MatchNote.FEE)
    if payment.amount < 0:
        notes.append(MatchNote.DEDUCTION)
    party = in_order[0].party
    return PaymentMatch(payment, reason, allocations, ZERO, party, tuple(notes))


def _about(
    payment: IncomingPayment, reason: MatchReason, party: str, items: OpenItems
) -> PaymentMatch:
    """What is paid by one who is known, with an amount that is none of what it owes."""
    of_party = items.by_party.number_of(party)
    paid = paid_by(payment)
    if of_party > 1:
        return ambiguous(payment, reason, items.by_party.candidates([party]), [party])
    only = next(items.by_party.of(party), None)
    if paid > 0 and only is not None and items.open(only) > 0:
        return to_one(payment, reason, only, items)
    notes = (MatchNote.NOTHING_OPEN,) if paid > 0 else (MatchNote.DEDUCTION, MatchNote.UNFOUNDED)
    return PaymentMatch(payment, reason, (), paid, party, notes)


def to_deducted(payment: IncomingPayment, named: NamedItems, items: OpenItems) -> PaymentMatch:
    """What a payer has taken off, put to the invoice or credit note that it names.

    It raises what is open there; it is founded where as much has been credited.
    """
    chosen = [(each, _meant(each, items)) for each in named.named if each.items]
    if len(chosen) != 1 or len(chosen[0][1]) != 1:
        candidates = [item for _, meant in chosen for item in meant]
        match = ambiguous(payment, named.reason, candidates, named.parties)
    else:
        item = chosen[0][1][0]
        amount = paid_by(payment)
        is_founded = -amount <= max(-items.open(item), items.credited(item))
        notes = () if is_founded else (MatchNote.UNFOUNDED,)
        allocation = Allocation(item, amount)
        match = PaymentMatch(payment, named.reason, (allocation,), ZERO, item.party, notes)
    return replace(match, notes=(MatchNote.DEDUCTION, *match.notes))
