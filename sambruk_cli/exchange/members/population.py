"""The population of municipalities brought into the register, and who changes tier by it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.tiers import place_in, reference_day
from sambruk_cli.edits.members import (
    HasMembersEdit,
    MemberChange,
    MemberDetails,
    MembersEdit,
    MembersSource,
    StatedValue,
    TomlMember,
    changed_keys,
    changed_member,
)
from sambruk_cli.exchange.members.figures import MunicipalFigure
from sambruk_cli.findings import Finding, finding, in_order
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.register.members import POPULATION, Member
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session

_MUNICIPALITY = "municipality"
_YEARS_AHEAD = 4  # in which the charge is looked for that a new figure counts for first
_ENDINGS = re.compile(r"\b(kommun|stad|region|landskommun|kommunen)\b")


@frozen
class TierChange:
    """A member that another tier takes with its new population; `charges` before and after.

    Both are the next charge that the new figure counts for; none where nothing is charged.
    """

    member: Member
    before: str
    after: str
    figure: Decimal
    charges: tuple[tuple[Charge | None, Charge | None], ...] = ()


@frozen
class PopulationImport(HasMembersEdit):
    """What figures change: the change of the register, and which municipalities have none, by id.

    `others` is how many municipalities of the file are not members.
    """

    edit: MembersEdit
    missing: tuple[str, ...] = ()
    others: int = 0
    tiers: tuple[TierChange, ...] = ()


def import_population(
    session: Session, file: str, figures: tuple[MunicipalFigure, ...], source: str, *, correct: bool
) -> PopulationImport:
    """Plan a dated value of the population for every member that a figure is of.

    A member is known by the municipality code as its number, else by its name.

    Args:
      correct: a figure of a day that the register has another one of stands in its place.
    """
    register = MembersSource.of(session.workspace)
    members = session.register.members
    by_number = {member.number: at for at, member in enumerate(members) if member.number}
    by_name: dict[str, list[int]] = {}
    for at, member in enumerate(members):
        if _is_municipality(member):
            for form in _forms(member.name):
                by_name.setdefault(form, []).append(at)
    rows: dict[int, int] = {}
    changed, changes = {}, []
    findings: list[Finding] = []
    others = 0
    for figure in figures:
        found = _members_of(figure, members, by_number, by_name)
        if len(found) > 1:
            number, line = len(found), figure.line
            findings.append(
                finding("TAB703.several", number=number, name=figure.name, file=file, line=line)
            )
        if len(found) != 1:
            others += not found
            continue
        (place,) = found
        if place in rows:
            name, row = members[place].name, rows[place]
            findings.append(
                finding("TAB703.repeated", name=name, row=row, file=file, line=figure.line)
            )
            continue
        rows[place] = figure.line
        value = StatedValue(POPULATION, figure.number, figure.day, source)
        table = register.tables[place]
        if _is_known(table, figure):
            continue
        same_day = any(
            row["name"] == POPULATION and row["date"] == figure.day
            for row in table.get("attributes", ())
        )
        details = MemberDetails(values=(value,))
        new = changed_member(table, details, session.today, replace=correct and same_day)
        if keys := changed_keys(table, new):
            changed[place] = new
            changes.append(MemberChange(table["id"], table["name"], "changed", keys))
    if findings:
        return PopulationImport(MembersEdit((), None, in_order(findings)))
    edit = replace(register.edited(changes, changed), source=file, rows=rows)
    missing = tuple(
        member.id
        for at, member in enumerate(members)
        if at not in rows and _is_municipality(member) and member.is_member(session.today)
    )
    return PopulationImport(edit, missing, others)


def tier_changes(before: Register, after: Register, today: date) -> tuple[TierChange, ...]:
    """The members that their latest population gives another tier, and what they are charged."""
    earlier = {member.id: member for member in before.members}
    found = []
    for member in after.members:
        old, new = earlier[member.id], member.value_on(POPULATION, date.max)
        if new is None or old.value_on(POPULATION, date.max) == new:
            continue
        for tiers in after.fees.tier_sets:
            if tiers.attribute != POPULATION or not isinstance(new.value, Decimal):
                continue
            one = place_in(before, old, tiers, new.date)
            two = place_in(after, member, tiers, new.date)
            names = tuple(each.tier.id if each is not None else "" for each in (one, two))
            if names[0] != names[1]:
                pairs = _charges(before, after, member.id, max(today, new.date), new.date)
                found.append(TierChange(member, names[0], names[1], new.value, pairs))
    return tuple(found)


def _charges(
    before: Register, after: Register, member_id: str, today: date, day: date
) -> tuple[tuple[Charge | None, Charge | None], ...]:
    """The first charge of each kind, from today on, for which a value of a day counts."""
    found: dict[str, tuple[Charge | None, Charge | None]] = {}
    for year in _years_from(after, today):
        old = {(c.kind, c.day): c for c in _of(before, member_id, year)}
        for charge in _of(after, member_id, year):
            counts = reference_day(charge.schedule, charge.day) >= day
            if charge.day >= today and counts and charge.kind not in found:
                found[charge.kind] = (old.get((charge.kind, charge.day)), charge)
    return tuple(found.values())


def _of(register: Register, member_id: str, year: FiscalYear) -> tuple[Charge, ...]:
    return compute_dues(register, year)[0].of(member_id)


def _years_from(register: Register, today: date) -> list[FiscalYear]:
    """The fiscal year of a day and those that follow; calendar years where none is given."""
    years = []
    day = today
    for _ in range(_YEARS_AHEAD):
        known = year_of(register.years, day)
        start = date(day.year, 1, 1)
        last = max((y.end for y in register.years if y.end < day), default=None)
        if last is not None and last >= start:
            start = day
        year = known or FiscalYear(str(day.year), start, date(day.year, 12, 31))
        years.append(year)
        day = date.fromordinal(year.end.toordinal() + 1)
    return years


def _members_of(
    figure: MunicipalFigure,
    members: tuple[Member, ...],
    by_number: dict[str, int],
    by_name: dict[str, list[int]],
) -> list[int]:
    """Places of the members that a figure may be of: one, unless names are alike or none is."""
    if figure.code in by_number:
        return [by_number[figure.code]]
    found = sorted({at for form in _forms(figure.name) for at in by_name.get(form, ())})
    exact = [at for at in found if _plain(members[at].name) == _plain(figure.name)]
    return exact or found


def _is_known(table: TomlMember, figure: MunicipalFigure) -> bool:
    """Whether the older form of attributes says the same."""
    older = table.get("populations", ())
    return any(row["date"] == figure.day and row["count"] == figure.number for row in older)


def _is_municipality(member: Member) -> bool:
    return member.kind == _MUNICIPALITY or bool(member.values_of(POPULATION))


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _forms(name: str) -> set[str]:
    """A municipality's name without what it calls itself: Malmö stad, Storstads kommun."""
    plain = _plain(name)
    bare = " ".join(_ENDINGS.sub(" ", plain).split())
    forms = {bare} if bare else {plain}
    if bare != plain and bare.endswith("s") and len(bare) > 3:
        forms.add(bare[:-1])
    return forms
