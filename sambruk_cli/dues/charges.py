"""Compute what each member owes in a fiscal year, from fee schedules and memberships alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.dues.tiers import Placement, place, reference_day
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
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


@frozen
class Charge:
    """One amount owed by one member, in kronor, with the rule and the facts behind it.

    `months`, of twelve, is set where a member that joined late pays for the months left; `part`
    where one that has come back pays a part of the entry contribution.
    """

    member: Member
    schedule: Schedule
    placement: Placement
    day: date
    amount: Decimal
    months: int | None = None
    part: Decimal | None = None

    @property
    def kind(self) -> ChargeKind:
        return self.schedule.kind

    @property
    def basis(self) -> str:
        """Tier and, where it follows from one, the population."""
        population = self.placement.population
        tier = self.placement.tier.id
        return tier if population is None else f"{tier}: {population.count} ({population.date})"


@frozen
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
            tiers = tier_sets.get(schedule.tiers)
            days = charge_days(schedule, member, year) if tiers is not None else ()
            for day in days:
                assert tiers is not None
                charge = _charge(schedule, member, tiers, day, year)
                if charge is not None:
                    charges.append(charge)
                    continue
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
    charges.sort(key=lambda c: KINDS.index(c.kind))
    order = {member.id: index for index, member in enumerate(register.members)}
    charges.sort(key=lambda c: order[c.member.id])
    return Dues(year, tuple(charges)), findings


def charge_days(schedule: Schedule, member: Member, year: FiscalYear) -> tuple[date, ...]:
    """The days on which a schedule charges a member in a year, in order.

    A member that joins or comes back after the first day of charge pays on that day and on the
    days after it, but not twice for what was charged before it left.
    """
    annual = () if schedule.kind == "entry_contribution" else annual_days(schedule, year)
    days = {day for day in annual if member.is_member(day)}
    if schedule.kind == "entry_contribution" or schedule.joiners != "none":
        days |= {
            day
            for day in joining_days(member, year)
            if not annual or (day > annual[0] and not any(paid < day for paid in days))
        }
    return tuple(day for day in sorted(days) if schedule.is_valid(day) and member.is_member(day))


def joining_days(member: Member, year: FiscalYear) -> list[date]:
    """The days of a year on which a member joins or comes back."""
    joined = (time.joined for time in member.memberships)
    return [day for day in joined if day is not None and day in year]


def annual_days(schedule: Schedule, year: FiscalYear) -> tuple[date, ...]:
    """Every day of a year on which a schedule charges its members, in force or not."""
    if schedule.charged_on is None:
        return (year.start,)
    month, day = (int(part) for part in schedule.charged_on.split("-"))
    return year.days(month, day)


def _charge(
    schedule: Schedule, member: Member, tiers: TierSet, day: date, year: FiscalYear
) -> Charge | None:
    placement = place(member, tiers, reference_day(schedule, day))
    amount = schedule.amounts.get(placement.tier.id) if placement else None
    if placement is None or amount is None:
        return None
    months = None
    late = day in joining_days(member, year) and day not in annual_days(schedule, year)
    if schedule.joiners == "months" and late and schedule.kind != "entry_contribution":
        months = min(_months_until_next(schedule, day, year), 12)
        amount = round_half_up(amount * months / 12)
    part = schedule.on_return if day != member.memberships[0].joined else None
    if part is not None:
        amount = round_half_up(amount * part)
    return Charge(member, schedule, placement, day, amount, months, part)


def _months_until_next(schedule: Schedule, day: date, year: FiscalYear) -> int:
    """Months from that of a day to the next day of charge, or to the end of the year."""
    later = [each for each in annual_days(schedule, year) if each > day]
    if not later:
        return months_left(day, year)
    return max((later[0].year - day.year) * 12 + later[0].month - day.month, 1)


def months_left(day: date, year: FiscalYear) -> int:
    """Months of the fiscal year from the one that a day stands in, that month counted."""
    passed = (day.year - year.start.year) * 12 + day.month - year.start.month
    return max(year.months - passed, 1)
