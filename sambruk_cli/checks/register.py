"""Fiscal years and members of the register: dates and tiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from sambruk_cli.checks.references import check_references, check_unique
from sambruk_cli.checks.schedules import may_charge
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.fiscal import LONGEST_MONTHS
from sambruk_cli.messages.message import Message
from sambruk_cli.register.fees import Tier, TierSet
from sambruk_cli.register.locate import KeyPath, Located
from sambruk_cli.register.members import POPULATION, Member, Membership, StatedTier, latest
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session


def check_register(session: Session) -> Iterator[Finding]:
    """Ids, fiscal years and members of config/."""
    yield from check_unique(session)
    yield from _fiscal_years(session)
    yield from _members(session)
    yield from check_references(session)


def _fiscal_years(session: Session) -> Iterator[Finding]:
    """Years of at most 18 months (BFL 3:3) that follow on each other without gaps."""
    register, place = session.register, session.register.places["association"]
    if register.association is None:
        return
    years = register.association.fiscal_years
    order = sorted(range(len(years)), key=lambda i: years[i].start)
    for index in order:
        year = years[index].as_fiscal_year()
        line = partial(place.line, "fiscal_years", index, "end")
        if year.end < year.start:
            yield finding("REG110.backwards", year=year.label, file=place.file, line=line())
        elif year.months > LONGEST_MONTHS:
            yield finding(
                "REG110.long",
                year=year.label,
                months=year.months,
                most=LONGEST_MONTHS,
                file=place.file,
                line=line(),
            )
    for one, two in pairwise(order):
        gap = (years[two].start - years[one].end).days
        if gap != 1:
            yield finding(
                "REG110.overlap" if gap < 1 else "REG110.gap",
                year=years[two].label,
                before=years[one].label,
                file=place.file,
                line=place.line("fiscal_years", two, "start"),
            )
    if not years:
        yield finding("REG110.none", file=place.file, line=1)


def _members(session: Session) -> Iterator[Finding]:
    place = session.register.places["members"]
    known = {tier.id for tiers in session.register.fees.tier_sets for tier in tiers.tiers}
    has_tiers = session.readable("fees") and bool(known)
    by_number = [
        (tiers.attribute, {kind for t in tiers.tiers if t.is_bounded for kind in t.kinds})
        for tiers in session.register.fees.tier_sets
    ]
    for index, member in enumerate(session.register.members):
        if member.periods or member.left:
            yield from _memberships(member, index, place)
        if not has_tiers or _is_placed(member, by_number):
            continue
        for at, stated in enumerate(member.stated_tiers):
            if stated.tier not in known:
                yield finding(
                    "REG104.tier",
                    id=stated.tier,
                    file=place.file,
                    line=place.line(*_path_of_tier(member, index, at)),
                    hint=nearest(stated.tier, known)
                    or Message.of("tiers: {tiers}", tiers=tuple(sorted(known))),
                )
        yield from _tier_of(member, index, place, session.register)


def _is_placed(member: Member, by_number: Sequence[tuple[str, set[str]]]) -> bool:
    """Whether a member of which no tier is stated has a number to go by in every set of tiers."""
    return not (member.tier or member.tiers or member.populations) and all(
        member.kind in kinds and any(value.name == attribute for value in member.attributes)
        for attribute, kinds in by_number
    )


def _memberships(member: Member, index: int, place: Located) -> Iterator[Finding]:
    """Each time of membership ends after it begins, and before the next one begins."""
    path = ("members", index)
    before: Membership | None = None
    for at, time in enumerate(member.memberships):
        of_time = (*path, "periods", at) if member.periods else path
        if time.joined and time.left and time.left < time.joined:
            yield finding(
                "REG107",
                name=member.name,
                left=time.left,
                joined=time.joined,
                file=place.file,
                line=place.line(*of_time, "left"),
            )
        elif before is not None and not (before.left and time.joined and before.left < time.joined):
            unknown = Message.of("an unknown day")
            yield finding(
                "REG118",
                name=member.name,
                left=before.left or unknown,
                joined=time.joined or unknown,
                file=place.file,
                line=place.line(*of_time, "joined"),
            )
        before = time


def _path_of_tier(member: Member, index: int, at: int) -> KeyPath:
    """Where a stated tier of a member stands."""
    if member.tiers:
        return ("members", index, "tiers", at, "tier")
    return ("members", index, "tier")


def _tier_of(member: Member, index: int, place: Located, register: Register) -> Iterator[Finding]:
    """The stated tiers of a member can be relied on, and it has one where none follows."""
    if member.stated_tiers:
        yield from _stated(member, index, place, register.fees.tier_sets)
    for tiers in register.fees.tier_sets:
        missing = _without_tier(member, tiers, register)
        if missing is not None:
            code, values = missing
            line = place.line("members", index)
            yield finding(code, name=member.name, file=place.file, line=line, **values)
            break


def _stated(
    member: Member, index: int, place: Located, tier_sets: Sequence[TierSet]
) -> Iterator[Finding]:
    """Each stated tier has a source, is for the kind of member, and is not contradicted."""
    name, file = member.name, place.file
    bounded = {t.id for tiers in tier_sets for t in tiers.tiers if t.is_bounded}
    has_values = any(member.values_of(tiers.attribute) for tiers in tier_sets)
    for at, stated in enumerate(member.stated_tiers):
        line = partial(place.line, *_path_of_tier(member, index, at))
        if not stated.source and not has_values and stated.tier in bounded:
            yield finding("REG109.source", name=name, file=file, line=line())
        for tiers in tier_sets:
            tier = next((t for t in tiers.tiers if t.id == stated.tier), None)
            if tier is None:
                continue
            if member.kind not in tier.kinds:
                yield finding(
                    "REG109.kind",
                    name=name,
                    kind=member.kind,
                    tier=tier.id,
                    kinds=tier.kinds,
                    file=file,
                    line=line(),
                )
            if any(
                other.from_ == stated.from_ and any(t.id == other.tier for t in tiers.tiers)
                for other in member.stated_tiers[:at]
            ):
                day = stated.from_ or Message.of("the beginning")
                yield finding("REG109.twice", name=name, day=day, file=file, line=line())
            yield from _outside(member, stated, tiers.attribute, tier, file, line)


def _outside(
    member: Member,
    stated: StatedTier,
    attribute: str,
    tier: Tier,
    file: str,
    line: Callable[[], int | None],
) -> Iterator[Finding]:
    """A tier that is stated though the latest value puts the member in another.

    One that held before the value was known is no fault.
    """
    known = latest(member.values_of(attribute))
    if known is None or not isinstance(known.value, Decimal) or not tier.is_bounded:
        return
    if member.tiers and (stated.from_ is None or stated.from_ < known.date):
        return
    if attribute == POPULATION and not tier.holds(known.value):
        yield finding(
            "REG109.outside",
            name=member.name,
            population=int(known.value),
            tier=tier.id,
            file=file,
            line=line(),
        )


def _without_tier(
    member: Member, tiers: TierSet, register: Register
) -> tuple[str, dict[str, Any]] | None:
    """What is missing for a member of which no tier of a set is stated, nor follows.

    Returns:
      The code of the finding, with the values that it names besides the member.
    """
    own = [tier for tier in tiers.tiers if member.kind in tier.kinds]
    if not any(tier.is_bounded for tier in own):
        ids = {tier.id for tier in tiers.tiers}
        is_stated = any(stated.tier in ids for stated in member.stated_tiers)
        if len(own) > 1 and not is_stated and _is_charged(member, tiers, register):
            return "REG109.unstated", {"tiers": tiers.id}
        return None
    if member.stated_tiers or member.values_of(tiers.attribute):
        return None
    if register.members_file.attribute(tiers.attribute) is None:
        return None  # REG104 says that
    if tiers.attribute == POPULATION:
        return "REG109.none", {}
    if _is_charged(member, tiers, register):
        return "REG109.unknown", {"attribute": tiers.attribute}
    return None


def _is_charged(member: Member, tiers: TierSet, register: Register) -> bool:
    """Whether a schedule with these tiers may charge a member."""
    return any(
        schedule.tiers == tiers.id and may_charge(register, schedule, member)
        for schedule in register.fees.schedules
    )
