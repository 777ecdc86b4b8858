"""Tiers without gaps, schedules that do not overlap, an amount for everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.messages.message import Message
from sambruk_cli.register.fees import Schedule, Tier, TierSet
from sambruk_cli.register.locate import Located
from sambruk_cli.register.members import POPULATION
from sambruk_cli.session import Session

# A tier, and how to find the line it stands on.
_Numbered = tuple[Tier, Callable[[], int | None]]


def check_fees(session: Session) -> Iterator[Finding]:
    """The tiers and schedules of config/fees.toml."""
    place = session.register.places["fees"]
    for index, tiers in enumerate(session.register.fees.tier_sets):
        for kind in sorted({kind for tier in tiers.tiers for kind in tier.kinds}):
            numbered = [
                (tier, partial(place.line, "tier_sets", index, "tiers", i))
                for i, tier in enumerate(tiers.tiers)
                if kind in tier.kinds
            ]
            yield from _tiers(kind, tiers.attribute, numbered, place)
    yield from _schedules(session)


def _tiers(
    kind: str, attribute: str, numbered: Sequence[_Numbered], place: Located
) -> Iterator[Finding]:
    """The tiers for one kind of member: every number of the attribute falls in one of them.

    Where none has a bound, each member's tier is stated, as for juniors and seniors.
    """
    bounded = sorted(((t, line) for t, line in numbered if t.is_bounded), key=_least)
    if bounded and len(bounded) != len(numbered):
        extra, line = next(x for x in numbered if not x[0].is_bounded)
        yield finding("REG106.all", tier=extra.id, kind=kind, file=place.file, line=line())
        return
    expected: int | None = 0  # the least number that no tier has taken; None where all are
    for tier, line in bounded:
        if expected is None or tier.least < expected:
            yield finding("REG106.overlap", tier=tier.id, file=place.file, line=line())
        elif tier.least > expected:
            about = partial(
                finding,
                kind=kind,
                least=expected,
                greatest=tier.least - 1,
                file=place.file,
                line=line(),
            )
            if attribute == POPULATION:
                yield about("REG106.between")
            else:
                yield about("REG106.between_of", attribute=attribute)
        expected = None if tier.greatest is None else tier.greatest + 1
    if bounded and expected is not None:
        about = partial(finding, kind=kind, least=expected, file=place.file, line=bounded[-1][1]())
        if attribute == POPULATION:
            yield about("REG106.above")
        else:
            yield about("REG106.above_of", attribute=attribute)


def _least(numbered: _Numbered) -> int:
    return numbered[0].least


def _schedules(session: Session) -> Iterator[Finding]:
    place = session.register.places["fees"]
    fees = session.register.fees
    schedules = fees.schedules
    sets = {tiers.id: tiers for tiers in session.register.fees.tier_sets}
    for index, schedule in enumerate(schedules):
        line = partial(place.line, "schedules", index)
        yield from _amounts(schedule, index, place, sets)
        if schedule.valid_to is not None and schedule.valid_to < schedule.valid_from:
            yield finding(
                "REG105.backwards", schedule=schedule.id, file=place.file, line=line("valid_to")
            )
        account = fees.account_of(schedule)
        if account is None:
            if fees.kind(schedule.kind) is not None:
                yield finding(
                    "REG125.account", schedule=schedule.id, file=place.file, line=line("id")
                )
            continue
        shared = next((o for o in schedules[:index] if fees.account_of(o) == account), None)
        if shared is not None and shared.kind != schedule.kind:
            yield finding(
                "REG105.account",
                one=shared.id,
                other=schedule.id,
                account=account,
                file=place.file,
                line=line("account"),
            )
    for index, schedule in enumerate(schedules):
        line = partial(place.line, "schedules", index)
        for other in schedules[:index]:
            if other.kind == schedule.kind and _overlap(other, schedule):
                yield finding(
                    "REG105",
                    one=other.id,
                    other=schedule.id,
                    start=max(other.valid_from, schedule.valid_from),
                    file=place.file,
                    line=line("valid_from"),
                )


def _overlap(one: Schedule, two: Schedule) -> bool:
    """Whether two schedules may charge one member for the same time."""
    in_force = (one.valid_to is None or two.valid_from <= one.valid_to) and (
        two.valid_to is None or one.valid_from <= two.valid_to
    )
    return in_force and _for_the_same(one, two)


def _for_the_same(one: Schedule, two: Schedule) -> bool:
    """Whether there may be members that both schedules are for, by kind and day of joining."""
    if one.kinds and two.kinds and not set(one.kinds) & set(two.kinds):
        return False
    last, first = (
        min(one.joined_to or date.max, two.joined_to or date.max),
        max(one.joined_from or date.min, two.joined_from or date.min),
    )
    return first <= last


def _amounts(
    schedule: Schedule, index: int, place: Located, sets: dict[str, TierSet]
) -> Iterator[Finding]:
    line = partial(place.line, "schedules", index)
    amounts = schedule.amounts
    if not amounts or schedule.tiers is None:
        return
    tiers = sets.get(schedule.tiers)
    if tiers is None:
        yield finding(
            "REG104.tier_set",
            id=schedule.tiers,
            file=place.file,
            line=line("tiers"),
            hint=nearest(schedule.tiers, sets),
        )
        return
    known = [tier.id for tier in tiers.tiers]
    for tier in amounts:
        if tier not in known:
            yield finding(
                "REG104.tier",
                id=tier,
                file=place.file,
                line=line("amounts", tier),
                hint=nearest(tier, known) or Message.of("tiers: {tiers}", tiers=tuple(known)),
            )
    missing = tuple(tier for tier in known if tier not in amounts)
    if missing:
        yield finding(
            "REG106.amount",
            schedule=schedule.id,
            tiers=missing,
            file=place.file,
            line=line("amounts"),
        )
