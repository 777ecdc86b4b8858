"""Find the tier (avgiftsnivå) of a member, and the fact that decides it."""

from __future__ import annotations

import calendar
from datetime import date

from sambruk_cli.frozen import frozen
from sambruk_cli.register.fees import Schedule, Tier, TierSet
from sambruk_cli.register.members import Member, Population
from sambruk_cli.register.register import Register


@frozen
class Placement:
    """A member's tier, with the population or the stated source that it rests on."""

    tier: Tier
    population: Population | None = None
    source: str | None = None


def reference_day(schedule: Schedule, charged: date) -> date:
    """The day whose population counts for a charge made on another day."""
    rule = schedule.population
    if rule is None:
        return charged
    month, day = (int(part) for part in rule.on.split("-"))
    year = charged.year - rule.years_before
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def place(member: Member, tiers: TierSet, day: date) -> Placement | None:
    """The tier of a member on a reference day.

    The latest population known by that day decides; without one, the tier that the register
    states; without that, the only tier for the member's kind, if it has no bounds of population.

    Returns:
      None where none of these gives a tier.
    """
    candidates = [tier for tier in tiers.tiers if member.kind in tier.kinds]
    population = member.population_on(day)
    if population is not None:
        for tier in candidates:
            if tier.by_population and tier.holds(population.count):
                return Placement(tier, population=population)
    for tier in candidates:
        if tier.id == member.tier:
            return Placement(tier, source=member.tier_source)
    if member.tier is None and len(candidates) == 1 and not candidates[0].by_population:
        return Placement(candidates[0])
    return None


def tier_of(register: Register, member: Member, day: date) -> str | None:
    """The id of a member's tier on a day, in the first set of tiers that places it."""
    for tiers in register.fees.tier_sets:
        placement = place(member, tiers, day)
        if placement is not None:
            return placement.tier.id
    return member.tier


def tier_ids(register: Register) -> list[str]:
    """The ids of all tiers, in the order of the register."""
    return list(dict.fromkeys(t.id for tiers in register.fees.tier_sets for t in tiers.tiers))
