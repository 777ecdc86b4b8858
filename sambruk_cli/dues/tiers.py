"""Find the tier (avgiftsnivå) of a member, and the fact that decides it."""

from __future__ import annotations

import calendar
from collections.abc import Container
from datetime import date
from decimal import Decimal
from functools import cache

from sambruk_cli.frozen import frozen
from sambruk_cli.register.fees import Schedule, Tier, TierSet
from sambruk_cli.register.members import Attribute, AttributeValue, Member
from sambruk_cli.register.register import Register


@frozen
class Placement:
    """A member's tier, with the value or the stated source that it rests on."""

    tier: Tier
    value: AttributeValue | None = None
    source: str | None = None


def reference_day(schedule: Schedule, charged: date) -> date:
    """The day whose attributes count for a charge made on another day."""
    rule = schedule.counts_on
    return charged if rule is None else _before(rule.on, charged.year - rule.years_before)


@cache
def _before(text: str, year: int) -> date:
    month, day = (int(part) for part in text.split("-"))
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def number_of(value: AttributeValue, attribute: Attribute | None, day: date) -> Decimal | None:
    """The number that an attribute counts as on a day; None where its value is a text.

    Of a year that is the number of calendar years since it, nought before it.
    """
    if isinstance(value.value, str):
        return None
    if attribute is not None and attribute.type == "year":
        return max(day.year - value.value, Decimal(0))
    return value.value


def place(
    member: Member,
    tiers: TierSet,
    day: date,
    attribute: Attribute | None = None,
    elsewhere: Container[str] = (),
) -> Placement | None:
    """The tier of a member on a reference day.

    The latest value of the tiers' attribute known by that day decides; without one, the tier of
    the set that the register states; without that, the only tier for the member's kind, if it has
    no bounds.

    Args:
      attribute: the declaration of the tiers' attribute.
      elsewhere: the ids of the tiers of other sets.
    Returns:
      None where none of these gives a tier.
    """
    value = member.value_on(tiers.attribute, day)
    number = number_of(value, attribute, day) if value is not None else None
    if number is not None:
        for tier in tiers.tiers:
            if member.kind in tier.kinds and tier.is_bounded and tier.holds(number):
                return Placement(tier, value=value)
    candidates = [tier for tier in tiers.tiers if member.kind in tier.kinds]
    stated = member.stated_tier_on(day, elsewhere)
    if stated is None:
        only = candidates[0] if len(candidates) == 1 else None
        return Placement(only) if only is not None and not only.is_bounded else None
    for tier in candidates:
        if tier.id == stated.tier:
            return Placement(tier, source=stated.source)
    return None


def place_in(register: Register, member: Member, tiers: TierSet, day: date) -> Placement | None:
    """The same, by what the register says of the tiers' attribute."""
    elsewhere: set[str] = set()
    if (member.tiers or member.tier) and len(register.fees.tier_sets) > 1:
        elsewhere = {tier.id for each in register.fees.tier_sets for tier in each.tiers}
        elsewhere -= {tier.id for tier in tiers.tiers}
    attribute = register.members_file.attribute(tiers.attribute)
    return place(member, tiers, day, attribute, elsewhere)


def tier_of(register: Register, member: Member, day: date) -> str | None:
    """The id of a member's tier on a day, in the first set of tiers that places it."""
    for tiers in register.fees.tier_sets:
        placement = place_in(register, member, tiers, day)
        if placement is not None:
            return placement.tier.id
    stated = member.stated_tier_on(day)
    return stated.tier if stated is not None else None


def tier_ids(register: Register) -> list[str]:
    """The ids of all tiers, in the order of the register."""
    return list(dict.fromkeys(t.id for tiers in register.fees.tier_sets for t in tiers.tiers))
