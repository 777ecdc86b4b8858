"""What the errors found in a sample come to in the whole population: likely, and at the most.

AICPA Audit Sampling, chapter 6: an item that stands for an interval is projected by its tainting,
one that was certain counts as it is; the upper limit adds basic precision and an incremental
allowance for each error by the confidence factors.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli.audit.sampling.factors import confidence_factor
from sambruk_cli.audit.sampling.selection import Sample, SampledItem
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ORE, ZERO

UnitKey = tuple[str, str]  # number of the voucher, account
_ONE = Decimal(1)


def unit_key(item: SampledItem) -> UnitKey:
    """What names an item in a sample."""
    return item.unit.ver, item.unit.account


@frozen
class FoundError:
    """An item whose audited amount differs; kronor, positive where the books say too much.

    `tainting` is the error as a part of the amount; `factor` is the growth of the confidence factor
    for an overstatement of a drawn item, None for others. `projected` is what the error stands for.
    """

    item: SampledItem
    audited: Decimal
    error: Decimal
    tainting: Decimal
    projected: Decimal
    factor: Decimal | None = None
    allowance: Decimal = ZERO


@frozen
class Projection:
    """What the errors of a sample come to, in kronor to the öre.

    `likely_over` and `likely_under` are the most likely errors: what the books say too much, and
    too little (as positive numbers). `upper` is the upper limit of what they say too much at the
    confidence, None where an item was audited below nought: its tainting is over the whole amount,
    which the method does not allow for. `possible` is the most that they can say too much where no
    item is wrong by more than itself: what was found, and every amount that was not examined.
    """

    confidence: int
    errors: tuple[FoundError, ...]
    likely_over: Decimal
    likely_under: Decimal
    basic_factor: Decimal
    basic_precision: Decimal
    allowance: Decimal
    upper: Decimal | None
    possible: Decimal

    @property
    def is_more_than_possible(self) -> bool:
        """Whether the upper limit says nothing: a small sample of a small population."""
        return self.upper is not None and self.upper > self.possible


def project(
    sample: Sample, audited: Mapping[UnitKey, Decimal], confidence: int
) -> Projection | None:
    """Project the errors of a sample, where every item of it has been audited.

    Overstatements of drawn items are ranked by tainting, the largest first. Understatements are
    projected too, but do not lessen the upper limit.

    Args:
      audited: the right amount of each item in kronor, by `unit_key`.
      confidence: in per cent.
    Returns:
      None where an item has no audited amount yet.
    """
    if any(unit_key(item) not in audited for item in sample.items):
        return None
    found = [e for e in (_found(sample, i, audited[unit_key(i)]) for i in sample.items) if e.error]
    ranked = [e for e in found if e.error > 0 and not e.item.is_certain]
    ranked.sort(key=lambda e: -e.tainting)  # stable: alike ones stay in the sample's order
    others = [e for e in found if e.error < 0 or e.item.is_certain]
    basic = confidence_factor(0, confidence)
    precision = _to_ore(basic * sample.interval) if sample.rest else ZERO
    with_factors = [
        _with_factor(error, number, confidence) for number, error in enumerate(ranked, 1)
    ]
    over = sum((e.projected for e in found if e.error > 0), ZERO)
    under = -sum((e.projected for e in found if e.error < 0), ZERO)
    allowance = sum((e.allowance for e in with_factors), ZERO)
    drawn = sum((item.unit.amount for item in sample.drawn), ZERO)
    too_high = sum((e.error for e in found if e.error > 0), ZERO)
    is_bounded = all(e.tainting <= _ONE for e in ranked)
    return Projection(
        confidence,
        (*with_factors, *others),
        over,
        under or ZERO,
        basic,
        precision,
        allowance,
        over + precision + allowance if is_bounded else None,
        too_high + sample.rest - drawn,
    )


def _found(sample: Sample, item: SampledItem, audited: Decimal) -> FoundError:
    error = item.unit.amount - audited
    tainting = error / item.unit.amount
    # Multiplied before it is divided, so that a whole result is whole.
    projected = error if item.is_certain else error * sample.interval / item.unit.amount
    return FoundError(item, audited, error, tainting, _to_ore(projected))


def _to_ore(amount: Decimal) -> Decimal:
    """To the nearest öre, so that what is printed adds up."""
    return amount.quantize(ORE, rounding=ROUND_HALF_UP)


def _with_factor(error: FoundError, number: int, confidence: int) -> FoundError:
    growth = confidence_factor(number, confidence) - confidence_factor(number - 1, confidence)
    allowance = _to_ore((growth - _ONE) * error.projected)
    return FoundError(
        error.item,
        error.audited,
        error.error,
        error.tainting,
        error.projected,
        growth,
        allowance,
    )
