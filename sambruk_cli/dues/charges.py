"""Compute what each member owes in a fiscal year, from fee schedules and memberships alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sambruk_cli.dues.basis import ChargeBasis, bases_by_kind, basis_of
from sambruk_cli.dues.charge import Charge, Dues, for_its_time, lowered
from sambruk_cli.dues.days import annual_days, charge_days, period_start, proportion
from sambruk_cli.dues.groups import paid_by_groups
from sambruk_cli.dues.tiers import reference_day
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages.message import Message
from sambruk_cli.money import round_half_up
from sambruk_cli.register.fees import Agreement, Discount, Schedule, TierSet
from sambruk_cli.register.members import AttributeValue, Member, Membership
from sambruk_cli.register.register import Register


@frozen
class _Charging:
    """A schedule as it charges in one year.

    `annual` are the days on which it charges everybody, none where it charges on entry; `in_force`
    those of them on which it is in force. `bases` is what it starts from for each kind of member,
    where nothing else decides that. `alike` are charges that stand for those of all members of whom
    the same is known.
    """

    schedule: Schedule
    tiers: TierSet | None
    on_entry: bool
    annual: tuple[date, ...]
    in_force: tuple[date, ...]
    vat: int
    agreements: dict[str, list[Agreement]]
    bases: dict[str, ChargeBasis]
    alike: dict[tuple[object, ...], Charge]


def compute_dues(register: Register, year: FiscalYear) -> tuple[Dues, list[Finding]]:
    """Every charge of a fiscal year.

    What is asked again of the same register, by a check and by what a command shows, is computed
    once.

    Returns:
      The charges, and a finding for each member that a schedule covers but gives no amount.
    """
    kept = _KEPT.get(year)
    if kept is None or kept[0] is not register:
        _KEPT[year] = kept = (register, *_computed(register, year))
    return kept[1], list(kept[2])


_KEPT: dict[FiscalYear, tuple[Register, Dues, list[Finding]]] = {}


def _computed(register: Register, year: FiscalYear) -> tuple[Dues, list[Finding]]:
    charging = tuple(_charging(register, year))
    charges: list[Charge] = []
    findings: list[Finding] = []
    for index, member in enumerate(register.members):
        throughout = _throughout(member, year)
        for each in charging:
            for day in (
                each.in_force
                if throughout is not None
                else charge_days(each.schedule, member, year, each.annual, on_entry=each.on_entry)
            ):
                time = throughout or member.membership_on(day)
                if time is None or not each.schedule.charges(member.kind, time):
                    continue
                charge = _charge_alike(register, each, member, time, day, year)
                if isinstance(charge, Charge):
                    charges.append(charge)
                else:
                    findings.append(_no_charge(register, each.schedule, index, day, charge))
    if register.members_file.groups:
        charges, without_payer = paid_by_groups(register, charges)
        findings.extend(without_payer)
    return Dues(year, tuple(charges)), findings


def _throughout(member: Member, year: FiscalYear) -> Membership | None:
    """The time of membership of one that has been a member since before a year and all through it.

    Most have, and are charged on every day on which everybody is.
    """
    if member.periods or (member.joined is not None and member.joined >= year.start):
        return None
    return member.memberships[0] if member.left is None or member.left >= year.end else None


def _charging(register: Register, year: FiscalYear) -> Iterator[_Charging]:
    """The schedules that may charge in a year, in the order of their kinds.

    One whose tiers are unknown is left out: that is a finding of its own.
    """
    fees = register.fees
    tier_sets = {tiers.id: tiers for tiers in fees.tier_sets}
    kinds = [kind.id for kind in register.members_file.kinds]
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
        annual = () if kind.charged == "entry" else annual_days(schedule, year)
        yield _Charging(
            schedule,
            tier_sets[schedule.tiers] if schedule.tiers is not None else None,
            kind.charged == "entry",
            annual,
            tuple(day for day in annual if schedule.is_valid(day)),
            kind.vat,
            agreements,
            bases_by_kind(schedule, kinds),
            {},
        )


def _charge_alike(
    register: Register,
    charging: _Charging,
    member: Member,
    time: Membership,
    day: date,
    year: FiscalYear,
) -> Charge | Message:
    """What a member is charged on a day, taken from one of whom the same is known.

    That is so where the two are of one kind, have no agreement, have been members since before the
    year, and share the very values that fees may follow from: a long register is read so
    (register/many_members.py).
    """
    counted = reference_day(charging.schedule, day)
    if (
        charging.on_entry
        or member.id in charging.agreements
        or (time.joined is not None and time.joined > min(counted, year.start))
    ):
        return _charge(register, charging, member, time, day, year)
    of = (day, member.kind, member.tier, member.tier_source)
    key = (*of, id(member.attributes), id(member.populations), id(member.tiers))
    known = charging.alike.get(key)
    if known is not None:
        return known.of_member(member)
    charge = _charge(register, charging, member, time, day, year)
    if isinstance(charge, Charge):
        charging.alike[key] = charge
    return charge


def _charge(
    register: Register,
    charging: _Charging,
    member: Member,
    time: Membership,
    day: date,
    year: FiscalYear,
) -> Charge | Message:
    """What a member is charged on a day, were it in no group; or what is missing to say so.

    Args:
      time: its time of membership that the day is in.
    """
    schedule, annual = charging.schedule, charging.annual
    counted, is_everybodys = reference_day(schedule, day), day in annual
    basis = charging.bases.get(member.kind) or basis_of(
        register, schedule, member, charging.tiers, counted
    )
    agreement = None
    if member.id in charging.agreements:
        agreed = charging.agreements[member.id]
        agreement = next((a for a in agreed if a.holds(schedule.kind, day)), None)
    discount = status = left = part = None
    if agreement is not None and agreement.amount is not None:
        price = agreement.amount
        if isinstance(basis, Message):  # it need not be known what the member would pay
            basis = ChargeBasis(price, unknown=basis)
    elif isinstance(basis, Message):
        return basis
    else:
        price = basis.amount
        if schedule.discounts:
            came_later = time.joined is not None and time.joined > counted
            discount, status = _discount(schedule.discounts, member, day if came_later else counted)
            price = lowered(discount, price)
        if agreement is not None and agreement.part is not None:
            price *= agreement.part
        if not charging.on_entry and not is_everybodys:
            left = proportion(schedule, day, year, annual)
        if charging.on_entry and day != member.memberships[0].joined:
            part = schedule.on_return
    amount = for_its_time(price, left, part)
    if left or part is not None or _is_computed(discount) or _is_computed(agreement):
        amount = round_half_up(amount)
    return Charge(
        member,
        member,
        schedule,
        day,
        day if is_everybodys or charging.on_entry else period_start(day, year, annual) or day,
        amount,
        basis,
        price,
        left,
        part,
        discount,
        status,
        agreement,
        vat_rate=charging.vat,
    )


def _is_computed(by: Discount | Agreement | None) -> bool:
    """Whether a price has been lowered to a part, and not to an amount that is stated."""
    return by is not None and by.part is not None


def _discount(
    discounts: tuple[Discount, ...], member: Member, day: date
) -> tuple[Discount, AttributeValue] | tuple[None, None]:
    """The first discount that a member has by what is known of it on a day, and what that is."""
    for discount in discounts:
        value = member.value_on(discount.attribute, day)
        if value is not None and value.value in discount.values:
            return discount, value
    return None, None


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
