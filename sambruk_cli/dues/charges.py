"""Compute what each member owes in a fiscal year, from fee schedules and memberships alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sambruk_cli.dues.basis import basis_of
from sambruk_cli.dues.charge import Charge, Dues
from sambruk_cli.dues.days import annual_days, charge_days, proportion
from sambruk_cli.dues.groups import paid_by_groups
from sambruk_cli.dues.tiers import reference_day
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages.message import Message
from sambruk_cli.money import round_half_up
from sambruk_cli.register.fees import Agreement, Discount, Schedule, TierSet
from sambruk_cli.register.members import Member
from sambruk_cli.register.register import Register


@frozen
class _Charging:
    """A schedule as it charges in one year.

    `annual` are the days on which it charges everybody, none where it charges those who join.
    """

    schedule: Schedule
    tiers: TierSet | None
    annual: tuple[date, ...]
    vat: int
    agreements: dict[str, list[Agreement]]


def compute_dues(register: Register, year: FiscalYear) -> tuple[Dues, list[Finding]]:
    """Every charge of a fiscal year.

    Returns:
      The charges, and a finding for each member that a schedule covers but gives no amount.
    """
    charging = tuple(_charging(register, year))
    charges: list[Charge] = []
    findings: list[Finding] = []
    for index, member in enumerate(register.members):
        for each in charging:
            for day in charge_days(each.schedule, member, year, each.annual):
                time = member.membership_on(day)
                if time is None or not each.schedule.charges(member.kind, time):
                    continue
                charge = _charge(register, each, member, day, year)
                if isinstance(charge, Charge):
                    charges.append(charge)
                else:
                    findings.append(_no_charge(register, each.schedule, index, day, charge))
    if register.members_file.groups:
        charges, without_payer = paid_by_groups(register, charges)
        findings.extend(without_payer)
    return Dues(year, tuple(charges)), findings


def _charging(register: Register, year: FiscalYear) -> Iterator[_Charging]:
    """The schedules that may charge in a year, in the order of their kinds.

    One whose tiers are unknown is left out: that is a finding of its own.
    """
    fees = register.fees
    tier_sets = {tiers.id: tiers for tiers in fees.tier_sets}
    order = {kind.id: index for index, kind in enumerate(fees.kinds)}
    for schedule in sorted(fees.schedules, key=lambda s: order.get(s.kind, len(order))):
        kind = fees.kind(schedule.kind)
        ended = schedule.valid_to is not None and schedule.valid_to < year.start
        if kind is None or ended or schedule.valid_from > year.end:
            continue
        if schedule.tiers is not None and schedule.tiers not in tier_sets:
            continue
        agreements: dict[str, list[Agreement]] = {}
        for agreement in fees.agreements:
            if agreement.kind in (None, schedule.kind):
                agreements.setdefault(agreement.member, []).append(agreement)
        yield _Charging(
            schedule,
            tier_sets[schedule.tiers] if schedule.tiers is not None else None,
            () if kind.charged == "entry" else annual_days(schedule, year),
            kind.vat,
            agreements,
        )


def _charge(
    register: Register, charging: _Charging, member: Member, day: date, year: FiscalYear
) -> Charge | Message:
    """What a member is charged on a day, were it in no group; or what is missing to say so.

    A discount comes first, then the part of the period or of the contribution on coming back; what
    has been agreed with the member is in place of all of it, or a part of it. What is computed is
    rounded to whole kronor, once.
    """
    schedule = charging.schedule
    counted = reference_day(schedule, day)
    basis = basis_of(register, schedule, member, charging.tiers, counted)
    if isinstance(basis, Message):
        return basis
    amount = basis.amount
    amount, is_whole = basis.amount, True
    discount = _discount(schedule.discounts, member, counted)
    if discount is not None:
        amount, is_whole = _lowered(discount, amount)
    left = None
    if charging.annual and day not in charging.annual:
        left = proportion(schedule, day, year, charging.annual)
    if left is not None:
        amount, is_whole = left.share(amount), False
    comes_back = not charging.annual and day != member.memberships[0].joined
    part = schedule.on_return if comes_back else None
    if part is not None:
        amount, is_whole = amount * part, False
    agreement = next(
        (a for a in charging.agreements.get(member.id, ()) if a.holds(schedule.kind, day)), None
    )
    if agreement is not None:
        amount, is_whole = _lowered(agreement, amount)
    if not is_whole:
        amount = round_half_up(amount)
    return Charge(
        member,
        member,
        schedule,
        day,
        max((each for each in charging.annual if each <= day), default=day),
        amount,
        basis,
        left,
        part,
        discount,
        agreement,
        vat_rate=charging.vat,
    )


def _discount(discounts: tuple[Discount, ...], member: Member, day: date) -> Discount | None:
    """The first discount that a member has by what is known of it on a day."""
    for discount in discounts:
        value = member.value_on(discount.attribute, day)
        if value is not None and value.value in discount.values:
            return discount
    return None


def _lowered(by: Discount | Agreement, amount: Decimal) -> tuple[Decimal, bool]:
    """What is paid in place of an amount, and whether that needs no rounding."""
    if by.amount is not None:
        return by.amount, True
    assert by.part is not None  # one of the two is given
    return amount * by.part, False


def _no_charge(
    register: Register, schedule: Schedule, index: int, day: date, why: Message
) -> Finding:
    place = register.places["members"]
    return finding(
        "DUE402",
        name=register.members[index].name,
        schedule=schedule.id,
        day=day,
        why=why,
        file=place.file,
        line=place.line("members", index),
    )
