"""What must be known of members before a schedule can charge them."""

from __future__ import annotations

from datetime import date

from sambruk_cli.dues.tiers import place_in
from sambruk_cli.register.register import Register


def lacking(register: Register, schedule_id: str, today: date) -> dict[str, tuple[str, ...]]:
    """Ids of members that a schedule is for and cannot charge, by the attribute that is not known.

    Asked of the members on the first day that the schedule is in force, or today where that is
    later.
    """
    schedule = next(each for each in register.fees.schedules if each.id == schedule_id)
    day = max(today, schedule.valid_from)
    charged = [
        member
        for member in register.members
        if (time := member.membership_on(day)) and schedule.charges(member.kind, time)
    ]
    found = {}
    for name in schedule.rate.of if schedule.rate is not None else ():
        found[name] = tuple(m.id for m in charged if m.value_on(name, day) is None)
    tiers = next((each for each in register.fees.tier_sets if each.id == schedule.tiers), None)
    if tiers is not None:
        without = (m.id for m in charged if place_in(register, m, tiers, day) is None)
        found[tiers.attribute] = tuple(without)
    return {name: ids for name, ids in found.items() if ids}
