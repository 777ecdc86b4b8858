"""Amounts that are round, and amounts that come twice within days."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from sambruk_cli.audit.sampling.population import SamplingUnit
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO

ROUND = Decimal(1000)  # kronor that a round amount is a multiple of
WITHIN = timedelta(days=14)  # that two amounts alike are worth a look


@frozen
class RoundAmounts:
    """Amounts that are whole thousands, the largest first; `of` counts all amounts."""

    units: tuple[SamplingUnit, ...]
    of: int

    @property
    def total(self) -> Decimal:
        """Kronor of the round ones."""
        return sum((unit.amount for unit in self.units), ZERO)


def round_amounts(units: Sequence[SamplingUnit]) -> RoundAmounts:
    """Those of some amounts that are whole thousands of kronor."""
    found = [unit for unit in units if unit.amount and not unit.amount % ROUND]
    return RoundAmounts(tuple(sorted(found, key=lambda unit: -unit.amount)), len(units))


@frozen
class AlikeAmounts:
    """The same amount on the same account for the same party within days, in order of day."""

    units: tuple[SamplingUnit, ...]


def alike_amounts(units: Iterable[SamplingUnit]) -> tuple[AlikeAmounts, ...]:
    """Amounts of different vouchers that may be one event booked twice, the largest first.

    They are on one account, with the same party and no different invoice, and each is at most
    fourteen days after the one before. The party is the ids of members and counterparties, else the
    payee, else the text.
    """
    chains: dict[Hashable, list[SamplingUnit]] = {}
    for unit in units:
        key = (unit.account, unit.amount, _party(unit.voucher), _invoices(unit.voucher))
        chains.setdefault(key, []).append(unit)
    found = []
    for chain in chains.values():
        if len(chain) > 1:
            found += _close(sorted(chain, key=lambda unit: unit.voucher.date))
    # What was bought and paid by one voucher is there twice: once is enough.
    once: dict[tuple[int, ...], AlikeAmounts] = {}
    for group in sorted(found, key=lambda group: -group.units[0].amount):
        once.setdefault(tuple(id(unit.voucher) for unit in group.units), group)
    return tuple(once.values())


def _close(chain: Sequence[SamplingUnit]) -> list[AlikeAmounts]:
    """The parts of a chain, in order of day, whose members lie within days of each other."""
    groups: list[list[SamplingUnit]] = []
    for unit in chain:
        if groups and unit.voucher.date - groups[-1][-1].voucher.date <= WITHIN:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [AlikeAmounts(tuple(group)) for group in groups if len(group) > 1]


def _party(voucher: Voucher) -> Hashable:
    ids = {p.tag(key) for p in voucher.postings for key in ("member", "counterparty")}
    ids.discard(None)
    if ids:
        return frozenset(ids)
    return " ".join((voucher.payee or voucher.text).casefold().split())


def _invoices(voucher: Voucher) -> frozenset[str]:
    return frozenset(i for p in voucher.postings if (i := p.tag("invoice")) is not None)
