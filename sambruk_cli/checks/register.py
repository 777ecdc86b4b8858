"""What the parts of the register say of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.fiscal import LONGEST_MONTHS
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.fees import TierSet
from sambruk_cli.register.locate import Located
from sambruk_cli.register.members import Member
from sambruk_cli.session import Session


def check_register(session: Session) -> Iterator[Finding]:
    """Ids, dates, tiers and schedules of config/."""
    yield from _duplicates(session)
    yield from _fiscal_years(session)
    yield from _members(session)
    yield from _references(session)


def _duplicates(session: Session) -> Iterator[Finding]:
    register = session.register
    lists: tuple[tuple[str, str, list[str]], ...] = (
        ("members", "members", [m.id for m in register.members]),
        (
            "counterparties",
            "counterparties",
            [c.id for c in register.counterparties.counterparties],
        ),
        ("fees", "tier_sets", [t.id for t in register.fees.tier_sets]),
        ("fees", "schedules", [s.id for s in register.fees.schedules]),
        ("board", "meetings", [m.id for m in register.board.meetings]),
        ("board", "people", [p.id for p in register.board.people]),
        ("projects", "projects", [p.id for p in register.projects]),
        ("statements", "layouts", [x.id for x in register.statements.layouts]),
    )
    for name, table, ids in lists:
        yield from _repeated(register.places[name], table, "id", ids)
    yield from _repeated(
        register.places["members"], "members", "name", [m.name for m in register.members]
    )
    members = {m.id for m in register.members}
    place = register.places["counterparties"]
    for index, party in enumerate(register.counterparties.counterparties):
        if party.id in members:
            yield finding(
                "REG103",
                f'the id "{party.id}" is a member\'s',
                file=place.file,
                line=place.line("counterparties", index, "id"),
                hint="postings name a member by its id in members.toml; remove this entry",
            )
    reports = register.association.reports if register.association else ()
    yield from _repeated(
        register.places["association"], "reports", "year", [r.year for r in reports]
    )
    for index, project in enumerate(register.projects):
        labels = [year.year for year in project.years]
        yield from _repeated(register.places["projects"], f"projects.{index}.years", "year", labels)
    for index, tiers in enumerate(register.fees.tier_sets):
        ids = [tier.id for tier in tiers.tiers]
        yield from _repeated(register.places["fees"], f"tier_sets.{index}.tiers", "id", ids)


def _repeated(place: Located, table: str, key: str, values: list[str]) -> list[Finding]:
    path = tuple(int(p) if p.isdigit() else p for p in table.split("."))
    return repeated(place, path, values, key)


def _fiscal_years(session: Session) -> Iterator[Finding]:
    register, place = session.register, session.register.places["association"]
    if register.association is None:
        return
    years = register.association.fiscal_years
    yield from _repeated(place, "fiscal_years", "label", [y.label for y in years])
    order = sorted(range(len(years)), key=lambda i: years[i].start)
    for index in order:
        year = years[index].as_fiscal_year()
        line = place.line("fiscal_years", index, "end")
        if year.end < year.start:
            yield finding(
                "REG110",
                f"fiscal year {year.label} ends before it starts",
                file=place.file,
                line=line,
                hint="start is its first day, end its last",
            )
        elif year.months > LONGEST_MONTHS:
            yield finding(
                "REG110",
                f"fiscal year {year.label} is {year.months} months long",
                file=place.file,
                line=line,
                hint=f"at most {LONGEST_MONTHS} months, and only when it is changed (BFL 3:3)",
            )
    for one, two in pairwise(order):
        gap = (years[two].start - years[one].end).days
        if gap != 1:
            what = "overlaps" if gap < 1 else "does not follow on"
            yield finding(
                "REG110",
                f"fiscal year {years[two].label} {what} {years[one].label}",
                file=place.file,
                line=place.line("fiscal_years", two, "start"),
                hint="a year starts the day after the one before it ends",
            )
    if not years:
        yield finding(
            "REG110",
            "no fiscal year is given",
            file=place.file,
            line=1,
            hint="add [[fiscal_years]] with label, start and end",
        )


def _members(session: Session) -> Iterator[Finding]:
    place = session.register.places["members"]
    known = {tier.id for tiers in session.register.fees.tier_sets for tier in tiers.tiers}
    for index, member in enumerate(session.register.members):
        if member.joined and member.left and member.left < member.joined:
            yield finding(
                "REG107",
                f"{member.name} left on {member.left}, before joining on {member.joined}",
                file=place.file,
                line=place.line("members", index, "left"),
                hint="left is the last day of membership",
            )
        if not session.readable("fees") or not known:
            continue
        if member.tier is not None and member.tier not in known:
            yield finding(
                "REG104",
                f'no tier is called "{member.tier}"',
                file=place.file,
                line=place.line("members", index, "tier"),
                hint=did_you_mean(member.tier, known, f"tiers: {', '.join(sorted(known))}"),
            )
        yield from _tier_of(member, index, place, session.register.fees.tier_sets)


def _tier_of(
    member: Member, index: int, place: Located, tier_sets: tuple[TierSet, ...]
) -> Iterator[Finding]:
    line = place.line("members", index, "tier")
    if member.tier and not member.tier_source and not member.populations:
        by_population = any(
            tier.by_population for s in tier_sets for tier in s.tiers if tier.id == member.tier
        )
        if by_population:
            yield finding(
                "REG109",
                f"{member.name} has a tier without a source",
                file=place.file,
                line=line,
                hint="say in tier_source who states it, or give [[members.populations]]",
            )
    for tiers in tier_sets:
        tier = next((t for t in tiers.tiers if t.id == member.tier), None)
        if tier is None:
            continue
        if member.kind not in tier.kinds:
            yield finding(
                "REG109",
                f'{member.name} is {_a(member.kind)}, and the tier "{tier.id}" is not for those',
                file=place.file,
                line=line,
                hint=f"the tier is for: {', '.join(tier.kinds)}",
            )
        latest = max(member.populations, key=lambda p: p.date, default=None)
        if latest is not None and tier.by_population and not tier.holds(latest.count):
            yield finding(
                "REG109",
                f'{member.name} has {latest.count} inhabitants, outside the tier "{tier.id}"',
                file=place.file,
                line=line,
                hint="remove tier: it follows from the population",
            )
    if member.tier is None and not member.populations and member.kind == "municipality":
        yield finding(
            "REG109",
            f"{member.name} has neither tier nor population",
            file=place.file,
            line=place.line("members", index),
            hint="give tier with tier_source, or [[members.populations]] with date and source",
        )


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _references(session: Session) -> Iterator[Finding]:
    register = session.register
    members = {m.id for m in register.members}
    people = {p.id for p in register.board.people}
    meetings = {m.id for m in register.board.meetings}
    years = {y.label for y in register.years}
    parties = {*members, *(c.id for c in register.counterparties.counterparties)}

    def check(
        value: str | None, known: set[str], what: str, name: str, source: str
    ) -> Callable[..., Iterator[Finding]]:
        def at(*path: str | int) -> Iterator[Finding]:
            if value is not None and value not in known and session.readable(source):
                place = register.places[name]
                yield finding(
                    "REG104",
                    f'no {what} is called "{value}"',
                    file=place.file,
                    line=place.line(*path),
                    hint=did_you_mean(value, known, f"add it to config/{source}.toml"),
                )

        return at

    for i, mandate in enumerate(register.board.mandates):
        at = ("mandates", i)
        yield from check(mandate.person, people, "person", "board", "board")(*at, "person")
        yield from check(mandate.represents, members, "member", "board", "members")(
            *at, "represents"
        )
        yield from check(mandate.elected_at, meetings, "meeting", "board", "board")(
            *at, "elected_at"
        )
    for i, schedule in enumerate(register.fees.schedules):
        yield from check(schedule.meeting, meetings, "meeting", "fees", "board")(
            "schedules", i, "meeting"
        )
    for i, project in enumerate(register.projects):
        for j, year in enumerate(project.years):
            path = ("projects", i, "years", j)
            yield from check(year.year, years, "fiscal year", "projects", "association")(
                *path, "year"
            )
            for k, member in enumerate(year.participants):
                yield from check(member, members, "member", "projects", "members")(
                    *path, "participants", k
                )
    if register.association is None:
        return
    for i, contact in enumerate(register.association.contacts):
        yield from check(contact.person, people, "person", "association", "board")(
            "contacts", i, "person"
        )
    for i, report in enumerate(register.association.reports):
        at = ("reports", i)
        yield from check(report.year, years, "fiscal year", "association", "association")(
            *at, "year"
        )
        for key in ("prepared_by", "auditor"):
            yield from check(getattr(report, key), people, "person", "association", "board")(
                *at, key
            )
        for j, signatory in enumerate(report.signatories):
            for key in ("person", "in_place_of"):
                value = getattr(signatory, key)
                yield from check(value, people, "person", "association", "board")(
                    *at, "signatories", j, key
                )
        for j, grant in enumerate(report.conditional_grants):
            yield from check(
                grant.counterparty, parties, "counterparty", "association", "counterparties"
            )(*at, "conditional_grants", j, "counterparty")
