"""Gaps between schedules: days of charge and days of joining that none of a kind is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sambruk_cli.dues.days import annual_days
from sambruk_cli.dues.names import kind_word
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.fees import Schedule
from sambruk_cli.session import Session

_DAY = timedelta(days=1)
_LEVY = "special_levy"  # each is decided for itself, and none follows on another


def check_fee_gaps(session: Session) -> Iterator[Finding]:
    """No day of charge, and nobody who joins, falls between two schedules of a kind."""
    if not session.readable("fees", "association"):
        return
    register = session.register
    for index, schedule in enumerate(register.fees.schedules):
        alike = [
            other
            for other in register.fees.schedules
            if other.kind == schedule.kind and other is not schedule and _for_one(other, schedule)
        ]
        if schedule.kind != _LEVY and not register.fees.is_on_entry(schedule):
            yield from _of_charging(session, schedule, alike, index)
        yield from _of_joining(session, schedule, alike, index)


def _for_one(one: Schedule, two: Schedule) -> bool:
    """Whether a kind of member may be charged by both."""
    return not one.kinds or not two.kinds or bool(set(one.kinds) & set(two.kinds))


def _of_charging(
    session: Session, schedule: Schedule, alike: Sequence[Schedule], index: int
) -> Iterator[Finding]:
    """A day on which a schedule would charge, had the one before it not just ended.

    Where none is in force for a whole fiscal year, that is meant.
    """
    before = max(
        (o.valid_to for o in alike if o.valid_to is not None and o.valid_to < schedule.valid_from),
        default=None,
    )
    if before is None or any(
        o.valid_from < schedule.valid_from and (o.valid_to is None or o.valid_to > before)
        for o in alike
    ):
        return
    for year in session.register.years:
        is_part = year.start <= before < year.end or year.start < schedule.valid_from <= year.end
        days = [d for d in annual_days(schedule, year) if before < d < schedule.valid_from]
        if is_part and days:
            place = session.register.places["fees"]
            yield finding(
                "REG105.gap",
                kind=kind_word(session.register.fees, schedule.kind),
                day=days[0],
                schedule=schedule.id,
                start=schedule.valid_from,
                file=place.file,
                line=place.line("schedules", index, "valid_from"),
            )


def _of_joining(
    session: Session, schedule: Schedule, alike: Sequence[Schedule], index: int
) -> Iterator[Finding]:
    """Days of joining between those of one schedule and those of the next, in force together."""
    first = schedule.joined_from
    if first is None:
        return
    together = [other for other in alike if _in_force_together(other, schedule)]
    before = max(
        (o.joined_to for o in together if o.joined_to is not None and o.joined_to < first),
        default=None,
    )
    if before is None or before + _DAY >= first or any(_holds(o, before + _DAY) for o in together):
        return
    place = session.register.places["fees"]
    yield finding(
        "REG105.joiners",
        kind=kind_word(session.register.fees, schedule.kind),
        first=before + _DAY,
        last=first - _DAY,
        file=place.file,
        line=place.line("schedules", index, "joined_from"),
    )


def _in_force_together(one: Schedule, two: Schedule) -> bool:
    return one.valid_from <= (two.valid_to or date.max) and two.valid_from <= (
        one.valid_to or date.max
    )


def _holds(schedule: Schedule, joined: date) -> bool:
    """Whether a schedule is for one who joined on a day, by that day alone."""
    return (schedule.joined_from or date.min) <= joined <= (schedule.joined_to or date.max)
