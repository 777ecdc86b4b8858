"""Whom a schedule charges and what it charges by: nobody left out, nothing said in vain."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import partial

from sambruk_cli.findings import Finding, Severity, finding, nearest
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.fees import Schedule
from sambruk_cli.register.locate import KeyPath
from sambruk_cli.register.members import Member, Membership
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session


def check_schedules(session: Session) -> Iterator[Finding]:
    """What each schedule says is about somebody, and about the kind of charge that it is of."""
    if not session.readable("fees"):
        return
    for index, schedule in enumerate(session.register.fees.schedules):
        yield from _of_its_kind(session, schedule, index)
        yield from _instalments(session, schedule, index)
        yield from _discounts(session, schedule, index)
        if session.readable("members"):
            yield from _amounts_by_kind(session, schedule, index)
            yield from _left_out(session, schedule, index)
            yield from _nobody_has(session, schedule, index)


def _of_its_kind(session: Session, schedule: Schedule, index: int) -> Iterator[Finding]:
    """Keys that are of another kind of charge, and times of joining that hold nobody."""
    place = session.register.places["fees"]
    line_of = partial(place.line, "schedules", index)
    is_on_entry = session.register.fees.is_on_entry(schedule)
    if schedule.on_return is not None and not is_on_entry:
        yield finding(
            "REG125.on_return", schedule=schedule.id, file=place.file, line=line_of("on_return")
        )
    of_every_year = {
        "charged_on": schedule.charged_on is not None,
        "joiners": schedule.joiners != "full",
    }
    for key, is_said in of_every_year.items():
        if is_said and is_on_entry:
            yield finding(
                "REG125.entry",
                schedule=schedule.id,
                key=key,
                file=place.file,
                line=line_of(key),
                severity=Severity.WARNING,  # what it charges is clear
            )
    first, last = schedule.joined_from, schedule.joined_to
    if first is not None and last is not None and last < first:
        yield finding(
            "REG105.joined",
            schedule=schedule.id,
            first=first,
            last=last,
            file=place.file,
            line=line_of("joined_to"),
        )


def _instalments(session: Session, schedule: Schedule, index: int) -> Iterator[Finding]:
    """An instalment that is listed first is not meant to fall due last, in the year after."""
    register, place = session.register, session.register.places["fees"]
    if register.fees.is_on_entry(schedule) or not register.years:
        return
    charged = schedule.charged_on or f"{register.years[-1].start:%m-%d}"
    days = [each.due for each in schedule.instalments]
    for at, day in enumerate(days):
        if day < charged and any(later >= charged for later in days[at + 1 :]):
            yield finding(
                "REG125.instalment",
                schedule=schedule.id,
                day=day,
                charged=charged,
                file=place.file,
                line=place.line("schedules", index, "instalments", at, "due"),
            )


def _discounts(session: Session, schedule: Schedule, index: int) -> Iterator[Finding]:
    """No status has two discounts: the second would be nobody's."""
    place = session.register.places["fees"]
    seen: dict[tuple[str, str], KeyPath] = {}
    for at, discount in enumerate(schedule.discounts):
        for number, value in enumerate(discount.values):
            path: KeyPath = ("schedules", index, "discounts", at, "values", number)
            earlier = seen.setdefault((discount.attribute, value), path)
            if earlier != path:
                yield finding(
                    "REG103",
                    name=value,
                    earlier=place.line(*earlier) or 0,
                    file=place.file,
                    line=place.line(*path),
                )
    yield from repeated(place, ("schedules", index, "kinds"), schedule.kinds)
    if schedule.group is not None and schedule.group.kinds:
        yield from _kinds_of_groups(session, schedule.group.kinds, index)


def _kinds_of_groups(session: Session, kinds: Sequence[str], index: int) -> Iterator[Finding]:
    """A kind of group that none is of, and that is spelt nearly as one that some are."""
    place = session.register.places["fees"]
    known = {group.kind for group in session.register.members_file.groups if group.kind}
    for at, kind in enumerate(kinds):
        hint = nearest(kind, known)
        if kind not in known and hint is not None:
            line = place.line("schedules", index, "group", "kinds", at)
            yield finding("REG104.group_kind", id=kind, file=place.file, line=line, hint=hint)


def _amounts_by_kind(session: Session, schedule: Schedule, index: int) -> Iterator[Finding]:
    """An amount for every kind of member that the schedule charges, and for no other."""
    if schedule.tiers is not None or not schedule.amounts:
        return
    place = session.register.places["fees"]
    known = [kind.id for kind in session.register.members_file.kinds]
    for kind in schedule.amounts:
        if kind not in known:
            yield finding(
                "REG104.kind",
                id=kind,
                file=place.file,
                line=place.line("schedules", index, "amounts", kind),
                hint=nearest(kind, known),
            )
    missing = _charged_but(session, schedule, known, schedule.amounts)
    if missing:
        yield finding(
            "REG106.member_kind",
            schedule=schedule.id,
            kinds=missing,
            file=place.file,
            line=place.line("schedules", index, "amounts"),
        )


def _left_out(session: Session, schedule: Schedule, index: int) -> Iterator[Finding]:
    """A tier for every kind of member that the schedule charges."""
    register, place = session.register, session.register.places["fees"]
    tiers = next((each for each in register.fees.tier_sets if each.id == schedule.tiers), None)
    if tiers is None:
        return
    known = [kind.id for kind in register.members_file.kinds]
    placed = {kind for tier in tiers.tiers for kind in tier.kinds}
    missing = _charged_but(session, schedule, known, placed)
    if missing:
        yield finding(
            "REG106.left_out",
            schedule=schedule.id,
            kinds=missing,
            file=place.file,
            line=place.line("schedules", index, "kinds" if schedule.kinds else "tiers"),
        )


def _nobody_has(session: Session, schedule: Schedule, index: int) -> Iterator[Finding]:
    """Some member that the schedule charges has each attribute that its rate is of."""
    register, place = session.register, session.register.places["fees"]
    until = _last_day(register)
    if schedule.rate is None or schedule.valid_from > until:
        return
    charged = [m for m in register.members if may_charge(register, schedule, m, until)]
    for at, name in enumerate(schedule.rate.of if charged else ()):
        if register.members_file.attribute(name) is None:
            continue  # REG104 says that
        if not any(member.values_of(name) for member in charged):
            yield finding(
                "REG125.nobody",
                schedule=schedule.id,
                attribute=name,
                file=place.file,
                line=place.line("schedules", index, "rate", "of", at),
            )


def _last_day(register: Register) -> date:
    """The last day of the last fiscal year: what comes after it need not be known yet."""
    return max((year.end for year in register.years), default=date.min)


def _charged_but(
    session: Session, schedule: Schedule, kinds: Sequence[str], provided: Container[str]
) -> tuple[str, ...]:
    """The kinds of members that a schedule charges, but for those that are provided for."""
    missing = [kind for kind in schedule.kinds or kinds if kind in kinds and kind not in provided]
    if schedule.kinds or not missing:
        return tuple(missing)
    register = session.register
    until = _last_day(register)
    there = {
        member.kind
        for member in register.members
        if member.kind in missing and may_charge(register, schedule, member, until)
    }
    return tuple(kind for kind in missing if kind in there)


def may_charge(
    register: Register, schedule: Schedule, member: Member, until: date = date.max
) -> bool:
    """Whether a schedule may charge one that is a member by a day, while it is in force."""
    is_on_entry = register.fees.is_on_entry(schedule)
    return any(
        schedule.charges(member.kind, time)
        and (_joins_in(schedule, time) if is_on_entry else _meets(schedule, time))
        for time in member.memberships
        if time.joined is None or time.joined <= until
    )


def _joins_in(schedule: Schedule, time: Membership) -> bool:
    return time.joined is not None and schedule.is_valid(time.joined)


def _meets(schedule: Schedule, time: Membership) -> bool:
    """Whether a time of membership has a day in common with the force of a schedule."""
    return (time.joined or date.min) <= (schedule.valid_to or date.max) and (
        schedule.valid_from <= (time.left or date.max)
    )
