"""Who pays for a group, and what a group pays that is charged together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli.dues.charge import Charge, for_its_time
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.fees import GroupPrice
from sambruk_cli.register.members import Group, Member
from sambruk_cli.register.register import Register

# A group, a kind of charge, and the day on which everybody is charged for the period.
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
            without[index] = min(charge.day, without.get(index, charge.day))
            continue
        paid[at] = charge.in_group(payer, group, charge.amount, None)
        price = charge.schedule.group
        if price is not None and (not price.kinds or group.kind in price.kinds):
            together.setdefault((group.id, charge.kind, charge.period), []).append(at)
    for places in together.values():
        places.sort(key=lambda at: _place_in_group(paid[at]))
        joins_others = _joins_others(register, by_id, paid[places[0]])
        priced = _priced([paid[at] for at in places], joins_others=joins_others)
        for at, charge in zip(places, priced, strict=True):
            paid[at] = charge
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


def _joins_others(register: Register, by_id: Mapping[str, Member], charge: Charge) -> bool:
    """Whether a charge on entry is on one that joins a group of members: a further one."""
    if charge.group is None or not register.fees.is_on_entry(charge.schedule):
        return False
    before = charge.day - timedelta(days=1)
    others = (by_id.get(name) for name in charge.group.members_on(charge.day))
    return any(o is not None and o is not charge.member and o.is_member(before) for o in others)


def _priced(charges: Sequence[Charge], *, joins_others: bool) -> Iterator[Charge]:
    """The charges of a group for one period, at the price for groups, the first of them first.

    The price holds for the whole period, and who joins in it pays the part that is left of that.
    Nobody pays more than alone.

    Args:
      joins_others: whether the first one is a further member too.
    """
    prices = amounts = ZERO  # of those before in the group
    for place, charge in enumerate(charges):
        rule = charge.schedule.group
        assert rule is not None
        price = further_price(rule, charge.price) if place or joins_others else charge.price
        amount = charge.amount
        if rule.cap is not None:
            price = min(price, max(rule.cap - prices, ZERO))
        if price != charge.price:
            amount = min(_rounded(charge, price), amount)
        if rule.cap is not None:
            amount = min(amount, max(rule.cap - amounts, ZERO))
        prices, amounts = prices + price, amounts + amount
        if price == charge.price and amount == charge.amount:
            yield charge
        else:
            assert charge.group is not None
            yield charge.in_group(charge.payer, charge.group, amount, price)


def further_price(rule: GroupPrice, price: Decimal) -> Decimal:
    """What a further member pays for a whole period, not rounded."""
    if rule.pays == "one":
        return ZERO
    if rule.further is not None:
        return min(rule.further, price)
    return price if rule.further_part is None else price * rule.further_part


def _rounded(charge: Charge, price: Decimal) -> Decimal:
    """The part of a price that falls on the member's time, in whole kronor where it is computed."""
    amount = for_its_time(price, charge.proportion, charge.part)
    is_stated = amount == price and charge.amount == charge.price
    rule = charge.schedule.group
    if is_stated and (rule is None or rule.further_part is None):
        return amount
    return round_half_up(amount)


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
