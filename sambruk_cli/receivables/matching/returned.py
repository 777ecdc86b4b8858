"""Payments that go back, and refunds that come back: which earlier one each of them reverses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.books.dimensions import as_written
from sambruk_cli.books.vouchers import Voucher, account_parts
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.items import ItemMovementKind
from sambruk_cli.receivables.matching.allocating import ambiguous, paid_by
from sambruk_cli.receivables.matching.model import (
    Allocation,
    IncomingPayment,
    MatchNote,
    MatchReason,
    PaymentMatch,
)
from sambruk_cli.receivables.matching.named import named_items
from sambruk_cli.receivables.matching.open_items import OpenItems
from sambruk_cli.receivables.matching.parties import PartyIndex
from sambruk_cli.receivables.suspense import BANK

_RETURNED = (MatchNote.RETURNED,)


@frozen
class EarlierPayment:
    """A payment or refund before, and how a return of it would change the items again."""

    amount: Decimal
    allocations: tuple[Allocation, ...]
    parties: tuple[str, ...]
    source: Voucher | IncomingPayment

    def names(self, ids: Collection[int]) -> bool:
        """Whether it paid one of some items."""
        return any(id(each.item) in ids for each in self.allocations)


class EarlierPayments:
    """What has been paid before: by the books, and by the payments that are matched."""

    def __init__(self, items: OpenItems, matches: Iterable[PaymentMatch]) -> None:
        self._of_party: dict[tuple[Decimal, str], list[EarlierPayment]] = defaultdict(list)
        self._taken: set[int] = set()
        for earlier in (*_booked(items), *map(_of_run, matches)):
            for party in earlier.parties:
                self._of_party[earlier.amount, party].append(earlier)

    def returned(
        self, payment: IncomingPayment, items: OpenItems, parties: PartyIndex
    ) -> PaymentMatch:
        """What a return reverses: a proposal, since somebody has to look at why."""
        named = named_items(payment, items, parties.is_number)
        ids = {id(item) for each in named.named for item in each.items}
        of_named = [each for each in self._of(payment, named.parties) if each.names(ids)]
        if of_named:
            return self._reversed(payment, named.reason, of_named)
        for reason, who in (
            (MatchReason.PARTY_NUMBER, parties.with_numbers(payment)),
            (MatchReason.NAME_AND_AMOUNT, parties.names.of(payment.payer_name)),
        ):
            if found := self._of(payment, who):
                return self._reversed(payment, reason, found)
        return PaymentMatch(payment, left=paid_by(payment), notes=_RETURNED)

    def _of(self, payment: IncomingPayment, parties: Iterable[str]) -> list[EarlierPayment]:
        """What these have paid by then and had not back, of the amount that goes back."""
        found = {
            id(each): each
            for party in parties
            for each in self._of_party.get((-payment.amount, party), ())
            if id(each) not in self._taken and _is_before(each, payment)
        }
        return list(found.values())

    def _reversed(
        self, payment: IncomingPayment, reason: MatchReason, found: Sequence[EarlierPayment]
    ) -> PaymentMatch:
        if len(found) > 1:
            return _one_of(payment, reason, found)
        self._taken.add(id(found[0]))
        return _reversing(payment, reason, found[0])


def _is_before(earlier: EarlierPayment, payment: IncomingPayment) -> bool:
    source = earlier.source
    return (source.date if isinstance(source, Voucher) else source.day) <= payment.day


def _booked(items: OpenItems) -> list[EarlierPayment]:
    """The payments and refunds of the books: what each has put to items.

    Of a deposit that is one voucher, each payment has rows with the bank's key of it.
    """
    kinds = (ItemMovementKind.PAYMENT, ItemMovementKind.REFUND)
    vouchers: dict[tuple[int, str], Voucher] = {}
    allocations: dict[tuple[int, str], list[Allocation]] = defaultdict(list)
    for item in items.items:
        for movement in item.movements:
            if movement.kind in kinds:
                place = id(movement.voucher), as_written(movement.posting.meta.get(BANK, ""))
                vouchers[place] = movement.voucher
                allocations[place].append(Allocation(item, movement.amount))
    found = []
    for place, voucher in vouchers.items():
        parties = tuple(dict.fromkeys(each.item.party for each in allocations[place]))
        amount = _amount(voucher, place[1], allocations[place])
        found.append(EarlierPayment(amount, tuple(allocations[place]), parties, voucher))
    return found


def _amount(voucher: Voucher, key: str, allocations: Iterable[Allocation]) -> Decimal:
    """What came in by a voucher, or as the payment of a key in it.

    What a payment is taken from, suspense or an advance, is no part of it.
    """
    rows = voucher.postings
    if not key:
        return sum((p.amount for p in rows if _digits(p.account).startswith("19")), ZERO)
    way = sum((each.amount for each in allocations), ZERO)
    return -sum(
        (
            p.amount
            for p in rows
            if p.meta.get(BANK) == key
            and not (_digits(p.account).startswith("2") and p.amount * way < 0)
        ),
        ZERO,
    )


def _digits(account: str) -> str:
    return account_parts(account)[0] or ""


def _of_run(match: PaymentMatch) -> EarlierPayment:
    turned = tuple(Allocation(each.item, -each.amount) for each in match.allocations)
    return EarlierPayment(match.payment.amount, turned, match.parties, match.payment)


def _reversing(
    payment: IncomingPayment, reason: MatchReason, earlier: EarlierPayment
) -> PaymentMatch:
    left = paid_by(payment) - sum((each.amount for each in earlier.allocations), ZERO)
    party = earlier.parties[0] if len(earlier.parties) == 1 else ""
    return PaymentMatch(
        payment, reason, earlier.allocations, left, party, _RETURNED, reverses=earlier.source
    )


def _one_of(
    payment: IncomingPayment, reason: MatchReason, found: Sequence[EarlierPayment]
) -> PaymentMatch:
    candidates = tuple(each.item for earlier in found for each in earlier.allocations)
    parties = tuple(dict.fromkeys(party for earlier in found for party in earlier.parties))
    match = ambiguous(payment, reason, candidates, parties)
    return replace(match, notes=(*_RETURNED, *match.notes))
