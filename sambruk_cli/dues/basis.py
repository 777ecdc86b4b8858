"""What a charge starts from: the amount of a schedule for a member, before anything lowers it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import prod

from sambruk_cli.dues.tiers import number_of, place_in
from sambruk_cli.frozen import frozen
from sambruk_cli.messages.message import Message
from sambruk_cli.money import round_half_up
from sambruk_cli.register.fees import Rate, Rebate, Schedule, Tier, TierSet
from sambruk_cli.register.members import AttributeValue, Member
from sambruk_cli.register.register import Register


@frozen
class ChargeBasis:
    """An amount in kronor, and what it follows from.

    `source` is that of a stated tier. Of a rate, `product` is what it gives before anything lowers
    it, and `reduced` what is left after a `rebate`, both in kronor and not rounded; `bound` is set
    where the amount is the smallest or largest that the rate allows. `unknown` says what is missing
    for an amount where one has been agreed all the same.
    """

    amount: Decimal
    tier: Tier | None = None
    values: tuple[AttributeValue, ...] = ()
    source: str | None = None
    product: Decimal | None = None
    rebate: Rebate | None = None
    reduced: Decimal | None = None
    bound: str | None = None  # "minimum" or "maximum"
    unknown: Message | None = None


def basis_of(
    register: Register, schedule: Schedule, member: Member, tiers: TierSet | None, day: date
) -> ChargeBasis | Message:
    """What a schedule starts from for a member.

    Args:
      tiers: those of the schedule, None where it has none.
      day: whose attributes count.
    Returns:
      In place of a basis, what is missing for one.
    """
    if schedule.amount is not None:
        return ChargeBasis(schedule.amount)
    if schedule.rate is not None:
        return _computed(register, schedule.rate, member, day)
    amounts = schedule.amounts
    if tiers is None:
        amount = amounts.get(member.kind)
        if amount is None:
            return Message.of("no amount for the kind {kind}", kind=member.kind)
        return ChargeBasis(amount)
    placement = place_in(register, member, tiers, day)
    if placement is None:
        return _no_tier(member, tiers, day)
    amount = amounts.get(placement.tier.id)
    if amount is None:
        return Message.of("no amount for the tier {tier}", tier=placement.tier.id)
    values = () if placement.value is None else (placement.value,)
    return ChargeBasis(amount, placement.tier, values, placement.source)


def bases_by_kind(schedule: Schedule, kinds: Iterable[str]) -> dict[str, ChargeBasis]:
    """What a schedule starts from by kind of member, as far as nothing else decides it."""
    if schedule.amount is not None:
        return dict.fromkeys(kinds, ChargeBasis(schedule.amount))
    if schedule.rate is not None or schedule.tiers is not None:
        return {}
    return {kind: ChargeBasis(amount) for kind, amount in schedule.amounts.items()}


def _no_tier(member: Member, tiers: TierSet, day: date) -> Message:
    """Why no tier is the member's: nothing is known of what it goes by, or it fits none."""
    by_number = any(tier.is_bounded and member.kind in tier.kinds for tier in tiers.tiers)
    if by_number and member.value_on(tiers.attribute, day) is None:
        return Message.of("no {attribute} is known by {day}", attribute=tiers.attribute, day=day)
    return Message.of("no tier of {tiers} is the member's", tiers=tiers.id)


def _computed(register: Register, rate: Rate, member: Member, day: date) -> ChargeBasis | Message:
    """A rate times the attributes that it is of, lowered above a size and kept in its bounds."""
    values: list[AttributeValue] = []
    numbers: list[Decimal] = []
    for name in rate.of:
        value, declared = member.value_on(name, day), register.members_file.attribute(name)
        number = None if value is None else number_of(value, declared, day)
        if value is None or number is None:
            return Message.of("no {attribute} is known by {day}", attribute=name, day=day)
        values.append(value)
        numbers.append(number)
    product = rate.kronor * prod(numbers, start=Decimal(1))
    rebate, reduced = rate.rebate, None
    if rebate is not None and numbers[0] > rebate.above:
        size = numbers[0] - rebate.above if rebate.on == "excess" else numbers[0]
        reduced = product - rate.kronor * prod(numbers[1:], start=size) * (1 - rebate.part)
    amount, bound = round_half_up(product if reduced is None else reduced), None
    if rate.minimum is not None and amount < rate.minimum:
        amount, bound = rate.minimum, "minimum"
    elif rate.maximum is not None and amount > rate.maximum:
        amount, bound = rate.maximum, "maximum"
    return ChargeBasis(
        amount,
        values=tuple(values),
        product=product,
        rebate=rebate if reduced is not None else None,
        reduced=reduced,
        bound=bound,
    )
