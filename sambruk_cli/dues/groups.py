"""Who pays for a group, and what a group pays that is charged together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sambruk_cli.dues.charge import Charge
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.fees import GroupPrice
from sambruk_cli.register.members import Group
from sambruk_cli.register.register import Register

# A group, a schedule, and the day on which everybody is charged for the period.
_Together = tuple[str, str, date]


def paid_by_groups(
    register: Register, charges: Sequence[Charge]
) -> tuple[list[Charge], list[Finding]]:
    """Let the payer of a group owe what its members are charged, at the price for groups.

    Args:
      charges: what each member would pay alone.
    Returns:
      The charges in their order, and a finding for each group whose payer is no member on a day
      of charge: its members then pay for themselves.
    """
    by_id = {member.id: member for member in register.members}
    of_member: dict[str, list[int]] = {}
    for index, group in enumerate(register.members_file.groups):
        for name in {member.id for member in group.members}:
            of_member.setdefault(name, []).append(index)
    paid = list(charges)
    together: dict[_Together, list[int]] = {}
    without: dict[int, date] = {}
    for at, charge in enumerate(charges):
        found = _group_on(register, of_member.get(charge.member.id, ()), charge)
        if found is None:
            continue
        index, group = found
        payer = by_id.get(group.payer)
        if payer is None or not payer.is_member(charge.day):
            without.setdefault(index, charge.day)
            continue
        paid[at] = replace(charge, payer=payer, group=group)
        price = charge.schedule.group
        if price is not None and (not price.kinds or group.kind in price.kinds):
            key = (group.id, charge.schedule.id, charge.period)
            together.setdefault(key, []).append(at)
    for places in together.values():
        first = paid[places[0]]
        assert first.schedule.group is not None
        places.sort(key=lambda at: _place_in_group(paid[at]))
        amounts = _amounts(first.schedule.group, [paid[at].amount for at in places])
        for at, amount in zip(places, amounts, strict=True):
            if amount != paid[at].amount:
                paid[at] = replace(paid[at], amount=amount, alone=paid[at].amount)
    return paid, [_without_payer(register, index, day) for index, day in without.items()]


def _group_on(
    register: Register, indices: Sequence[int], charge: Charge
) -> tuple[int, Group] | None:
    """The group that a member is in on the day of a charge; the first where there are two."""
    for index in indices:
        group = register.members_file.groups[index]
        if charge.member.id in group.members_on(charge.day):
            return index, group
    return None


def _place_in_group(charge: Charge) -> tuple[date, bool, int]:
    """Who is charged first is first; of those charged on one day the payer, then as listed."""
    assert charge.group is not None
    listed = [member.id for member in charge.group.members].index(charge.member.id)
    return charge.day, charge.member.id != charge.payer.id, listed


def _amounts(price: GroupPrice, alone: Sequence[Decimal]) -> list[Decimal]:
    """What is paid for each member of a group, given what each would pay alone."""
    found: list[Decimal] = []
    for place, amount in enumerate(alone):
        paid = amount
        if place and price.pays == "one":
            paid = ZERO
        elif place and price.further is not None:
            paid = min(price.further, amount)
        elif place and price.further_part is not None:
            paid = round_half_up(amount * price.further_part)
        if price.cap is not None:
            paid = min(paid, max(price.cap - sum(found, ZERO), ZERO))
        found.append(paid)
    return found


def _without_payer(register: Register, index: int, day: date) -> Finding:
    group, place = register.members_file.groups[index], register.places["members"]
    return finding(
        "DUE406",
        group=group.name,
        payer=group.payer,
        day=day,
        file=place.file,
        line=place.line("groups", index, "payer"),
    )
