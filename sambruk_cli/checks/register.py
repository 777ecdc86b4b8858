"""Fiscal years and members of the register: dates and tiers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from sambruk_cli.checks.references import check_references, check_unique
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.fiscal import LONGEST_MONTHS
from sambruk_cli.messages.message import Message
from sambruk_cli.register.fees import TierSet
from sambruk_cli.register.locate import Located
from sambruk_cli.register.members import Member, Membership
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
    for index, member in enumerate(session.register.members):
        yield from _memberships(member, index, place)
        if not session.readable("fees") or not known:
            continue
        if member.tier is not None and member.tier not in known:
            yield finding(
                "REG104.tier",
                id=member.tier,
                file=place.file,
                line=place.line("members", index, "tier"),
                hint=nearest(member.tier, known)
                or Message.of("tiers: {tiers}", tiers=tuple(sorted(known))),
            )
        yield from _tier_of(member, index, place, session.register.fees.tier_sets)


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


def _tier_of(
    member: Member, index: int, place: Located, tier_sets: tuple[TierSet, ...]
) -> Iterator[Finding]:
    name, file = member.name, place.file
    line = partial(place.line, "members", index, "tier")
    if member.tier and not member.tier_source and not member.populations:
        by_population = any(
            tier.by_population for s in tier_sets for tier in s.tiers if tier.id == member.tier
        )
        if by_population:
            yield finding("REG109.source", name=name, file=file, line=line())
    for tiers in tier_sets:
        tier = next((t for t in tiers.tiers if t.id == member.tier), None)
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
        latest = max(member.populations, key=lambda p: p.date, default=None)
        if latest is not None and tier.by_population and not tier.holds(latest.count):
            yield finding(
                "REG109.outside",
                name=name,
                population=latest.count,
                tier=tier.id,
                file=file,
                line=line(),
            )
    by_population = any(
        tier.by_population and member.kind in tier.kinds for of in tier_sets for tier in of.tiers
    )
    if member.tier is None and not member.populations and by_population:
        yield finding("REG109.none", name=name, file=file, line=place.line("members", index))
