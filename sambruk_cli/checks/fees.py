"""Tiers without gaps, schedules that do not overlap, an amount for everyone."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.register.fees import Schedule, TierSet
from sambruk_cli.register.locate import Located
from sambruk_cli.session import Session


def check_fees(session: Session) -> Iterator[Finding]:
    """The tiers and schedules of config/fees.toml."""
    yield from _tiers(session)
    yield from _schedules(session)


def _tiers(session: Session) -> Iterator[Finding]:
    place = session.register.places["fees"]
    for index, tiers in enumerate(session.register.fees.tier_sets):
        for kind in sorted({kind for tier in tiers.tiers for kind in tier.kinds}):
            numbered = [
                (tier, place.line("tier_sets", index, "tiers", i))
                for i, tier in enumerate(tiers.tiers)
                if kind in tier.kinds
            ]
            bounded = sorted(
                ((t, line) for t, line in numbered if t.by_population), key=lambda x: x[0].least
            )
            if len(bounded) != len(numbered) and len(numbered) > 1:
                extra = next(x for x in numbered if not x[0].by_population)
                yield finding(
                    "REG106",
                    f'the tier "{extra[0].id}" takes every {kind}, as other tiers do too',
                    file=place.file,
                    line=extra[1],
                    hint="give it bounds, or keep it as the only tier of its kind",
                )
                continue
            expected: int | None = 0
            for tier, line in bounded:
                if expected is None or tier.least < expected:
                    yield finding(
                        "REG106",
                        f'the tier "{tier.id}" overlaps the one below it',
                        file=place.file,
                        line=line,
                        hint="from and to include the number, above and below do not",
                    )
                elif tier.least > expected:
                    yield finding(
                        "REG106",
                        f"no tier for {kind} with {expected} to {tier.least - 1} inhabitants",
                        file=place.file,
                        line=line,
                        hint="from and to include the number, above and below do not",
                    )
                expected = None if tier.greatest is None else tier.greatest + 1
            if bounded and expected is not None:
                yield finding(
                    "REG106",
                    f"no tier for {kind} with {expected} inhabitants or more",
                    file=place.file,
                    line=bounded[-1][1],
                    hint="the last tier has no upper bound",
                )


def _schedules(session: Session) -> Iterator[Finding]:
    place = session.register.places["fees"]
    schedules = session.register.fees.schedules
    sets = {tiers.id: tiers for tiers in session.register.fees.tier_sets}
    for index, schedule in enumerate(schedules):
        yield from _amounts(schedule, index, place, sets)
        if schedule.valid_to is not None and schedule.valid_to < schedule.valid_from:
            yield finding(
                "REG105",
                f'the schedule "{schedule.id}" ends before it starts',
                file=place.file,
                line=place.line("schedules", index, "valid_to"),
                hint="valid_to is its last day",
            )
        shared = next((o for o in schedules[:index] if o.account == schedule.account), None)
        if shared is not None and shared.kind != schedule.kind:
            yield finding(
                "REG105",
                f'the schedules "{shared.id}" and "{schedule.id}" are of two kinds but share the '
                f"account {schedule.account}",
                file=place.file,
                line=place.line("schedules", index, "account"),
                hint="give each kind of charge an account, so that the books can tell them apart",
            )
        for other in schedules[:index]:
            if other.kind == schedule.kind and _overlap(other, schedule):
                yield finding(
                    "REG105",
                    f'the schedules "{other.id}" and "{schedule.id}" are both in force '
                    f"from {max(other.valid_from, schedule.valid_from)}",
                    file=place.file,
                    line=place.line("schedules", index, "valid_from"),
                    hint="end the earlier one with valid_to the day before",
                )


def _overlap(one: Schedule, two: Schedule) -> bool:
    return (one.valid_to is None or two.valid_from <= one.valid_to) and (
        two.valid_to is None or one.valid_from <= two.valid_to
    )


def _amounts(
    schedule: Schedule, index: int, place: Located, sets: dict[str, TierSet]
) -> Iterator[Finding]:
    tiers = sets.get(schedule.tiers)
    if tiers is None:
        yield finding(
            "REG104",
            f'no tier set is called "{schedule.tiers}"',
            file=place.file,
            line=place.line("schedules", index, "tiers"),
            hint=did_you_mean(schedule.tiers, sets, "add it as [[tier_sets]]"),
        )
        return
    known = [tier.id for tier in tiers.tiers]
    line = place.line("schedules", index, "amounts")
    for tier in schedule.amounts:
        if tier not in known:
            yield finding(
                "REG104",
                f'no tier is called "{tier}"',
                file=place.file,
                line=place.line("schedules", index, "amounts", tier),
                hint=did_you_mean(tier, known, f"tiers: {', '.join(known)}"),
            )
    missing = [tier for tier in known if tier not in schedule.amounts]
    if missing:
        yield finding(
            "REG106",
            f'the schedule "{schedule.id}" has no amount for {", ".join(missing)}',
            file=place.file,
            line=line,
            hint="give every tier an amount, 0 where nothing is charged",
        )
