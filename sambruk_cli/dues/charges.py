"""Compute what each member owes in a fiscal year, from fee schedules and memberships alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sambruk_cli.dues.tiers import Placement, place, reference_day
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages.message import Message
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.fees import ChargeKind, Schedule, TierSet
from sambruk_cli.register.members import Member
from sambruk_cli.register.register import Register

KIND_NAMES: dict[ChargeKind, Message] = {
    "entry_contribution": Message.of("entry contribution"),
    "annual_fee": Message.of("annual fee"),
    "special_levy": Message.of("special levy"),
}
KINDS: tuple[ChargeKind, ...] = tuple(KIND_NAMES)  # in the order in which they are listed


@dataclass(frozen=True, slots=True)
class Charge:
    """One amount owed by one member, in kronor, with the rule and the facts behind it.

    `months`, of twelve, is set where a member that joined late pays for the months left.
    """

    member: Member
    schedule: Schedule
    placement: Placement
    day: date
    amount: Decimal
    months: int | None = None

    @property
    def kind(self) -> ChargeKind:
        return self.schedule.kind

    @property
    def basis(self) -> str:
        """Tier and, where it follows from one, the population."""
        population = self.placement.population
        tier = self.placement.tier.id
        return tier if population is None else f"{tier}: {population.count} ({population.date})"


@dataclass(frozen=True, slots=True)
class Dues:
    """The charges of a fiscal year, in the register's order of members."""

    year: FiscalYear
    charges: tuple[Charge, ...]

    def of(self, member_id: str) -> tuple[Charge, ...]:
        """One member's charges."""
        return tuple(charge for charge in self.charges if charge.member.id == member_id)

    def total(self, kind: ChargeKind, tier: str | None = None) -> Decimal:
        """Kronor charged of a kind, in all tiers or one."""
        return sum(
            (
                charge.amount
                for charge in self.charges
                if charge.kind == kind and tier in (None, charge.placement.tier.id)
            ),
            ZERO,
        )

    def members(self) -> tuple[Member, ...]:
        """Those with at least one charge."""
        return tuple({charge.member.id: charge.member for charge in self.charges}.values())


def compute_dues(register: Register, year: FiscalYear) -> tuple[Dues, list[Finding]]:
    """Every charge of a fiscal year.

    Returns:
      The charges, and a finding for each member that a schedule covers but gives no amount.
    """
    tier_sets = {tiers.id: tiers for tiers in register.fees.tier_sets}
    charges: list[Charge] = []
    findings: list[Finding] = []
    place_of = register.places["members"]
    for index, member in enumerate(register.members):
        for schedule in register.fees.schedules:
            day = charge_day(schedule, member, year)
            tiers = tier_sets.get(schedule.tiers)
            if day is None or tiers is None:
                continue
            charge = _charge(schedule, member, tiers, day, year)
            if charge is None:
                findings.append(
                    finding(
                        "DUE402",
                        name=member.name,
                        schedule=schedule.id,
                        day=day,
                        file=place_of.file,
                        line=place_of.line("members", index),
                    )
                )
            else:
                charges.append(charge)
    charges.sort(key=lambda c: KINDS.index(c.kind))
    order = {member.id: index for index, member in enumerate(register.members)}
    charges.sort(key=lambda c: order[c.member.id])
    return Dues(year, tuple(charges)), findings


def charge_day(schedule: Schedule, member: Member, year: FiscalYear) -> date | None:
    """The day on which a schedule charges a member in a year, None where it does not."""
    joined_now = member.joined is not None and member.joined in year
    if schedule.kind == "entry_contribution":
        day = member.joined if joined_now else None
    else:
        day = _annual_day(schedule, year)
        if joined_now and member.joined is not None and (day is None or member.joined > day):
            day = member.joined if schedule.joiners != "none" else None
    if day is None or not schedule.is_valid(day) or not member.is_member(day):
        return None
    return day


def _annual_day(schedule: Schedule, year: FiscalYear) -> date | None:
    if schedule.charged_on is None:
        return year.start
    month, day = (int(part) for part in schedule.charged_on.split("-"))
    return year.day(month, day)


def _charge(
    schedule: Schedule, member: Member, tiers: TierSet, day: date, year: FiscalYear
) -> Charge | None:
    placement = place(member, tiers, reference_day(schedule, day))
    amount = schedule.amounts.get(placement.tier.id) if placement else None
    if placement is None or amount is None:
        return None
    months = None
    late = day == member.joined and day in year and day != _annual_day(schedule, year)
    if schedule.joiners == "months" and late and schedule.kind != "entry_contribution":
        months = min(months_left(day, year), 12)
        amount = round_half_up(amount * months / 12)
    return Charge(member, schedule, placement, day, amount, months)


def months_left(day: date, year: FiscalYear) -> int:
    """Months of the fiscal year from the one that a day stands in, that month counted."""
    passed = (day.year - year.start.year) * 12 + day.month - year.start.month
    return max(year.months - passed, 1)
