"""Entries of the register, but those of members: board, projects, fees, groups, layouts, years."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sambruk_cli.diff.fields import (
    EntryChange,
    FieldChange,
    entry_changes,
    left_over,
    model_changes,
    shown_names,
    text_of,
)
from sambruk_cli.register.assets import AssetsFile
from sambruk_cli.register.board import Mandate
from sambruk_cli.register.fees import Agreement
from sambruk_cli.register.members import Group
from sambruk_cli.register.model import key_of
from sambruk_cli.register.projects import Project
from sambruk_cli.register.register import Register

_TERMS = frozenset({"kind", "from", "to", "part", "amount"})  # what may be said of an agreement


def board_changes(before: Register, after: Register) -> list[EntryChange]:
    """Meetings, people and mandates that have come, gone or changed."""
    old, new = before.board, after.board
    found = entry_changes("meeting", old.meetings, new.meetings, lambda m: m.title)
    found += entry_changes("person", old.people, new.people, lambda p: p.name)
    gone, come = left_over(old.mandates, new.mandates, repr)
    found += [_mandate(each, before, was=True) for each in gone]
    found += [_mandate(each, after, was=False) for each in come]
    return found


def _mandate(mandate: Mandate, register: Register, *, was: bool) -> EntryChange:
    person = register.person(mandate.person or "")
    name = person.name if person is not None else mandate.firm or mandate.represents or ""
    given = {k: v for k, v in mandate.given().items() if k not in {"person", "firm"}}
    fields = (
        FieldChange(k.removesuffix("_"), *((text_of(v), None) if was else (None, text_of(v))))
        for k, v in given.items()
    )
    return EntryChange("mandate", mandate.person or "", name, was, not was, tuple(fields))


def project_changes(before: Register, after: Register) -> list[EntryChange]:
    """Projects that have come, gone or changed in a year."""

    def name(project: Project) -> str:
        return project.name

    return entry_changes("project", before.projects, after.projects, name)


def fee_changes(before: Register, after: Register) -> list[EntryChange]:
    """Kinds of charge, sets of tiers and schedules that have come, gone or changed."""
    old, new = before.fees, after.fees
    found = entry_changes("charge kind", old.kinds, new.kinds, lambda k: k.label)
    found += entry_changes("tiers", old.tier_sets, new.tier_sets, lambda t: t.id)
    return found + entry_changes("schedule", old.schedules, new.schedules, lambda s: s.decision)


def party_changes(before: Register, after: Register) -> list[EntryChange]:
    """Counterparties that have come, gone or changed."""
    old, new = before.counterparties.counterparties, after.counterparties.counterparties
    return entry_changes("counterparty", old, new, lambda p: p.name)


def group_changes(before: Register, after: Register, hidden: Collection[str]) -> list[EntryChange]:
    """Groups of members, families or concerns, that have come, gone or changed.

    Args:
      hidden: as `member_changes`; ids of groups are among them.
    """

    def name(group: Group) -> str:
        return group.id if group.id in hidden else group.name

    def may_be_shown(group: Group, field: str) -> bool:
        return field != "name" or group.id not in hidden

    old, new = before.members_file.groups, after.members_file.groups
    return entry_changes("group", old, new, name, may_be_shown)


def agreement_changes(
    before: Register, after: Register, hidden: Collection[str]
) -> Iterator[EntryChange]:
    """Agreements with members that have come, gone or changed.

    One is the same that is with the same member, on the same kind of charge, from the same day.

    Args:
      hidden: as `member_changes`: the reason of an agreement may be illness or want.
    """
    names = shown_names(before, after, hidden)
    old = {_agreed(each): each for each in before.fees.agreements}
    new = {_agreed(each): each for each in after.fees.agreements}
    for key in dict.fromkeys((*old, *new)):
        member = key[0]
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        is_hidden = member in hidden
        if one is not None and other is not None:
            shown = _TERMS.__contains__ if is_hidden else _whatever
            fields = tuple(model_changes(one, other, shown))
        else:
            fields = tuple(_terms(one, other, is_hidden=is_hidden))
        name = names.get(member, member)
        yield EntryChange("agreement", member, name, one is not None, other is not None, fields)


def _whatever(_: str) -> bool:
    return True


def _agreed(agreement: Agreement) -> tuple[str, str | None, date]:
    return agreement.member, agreement.kind, agreement.from_


def _terms(
    before: Agreement | None, after: Agreement | None, *, is_hidden: bool
) -> Iterator[FieldChange]:
    """What an agreement that has come or gone says."""
    agreement = before or after
    for key, value in agreement.given().items() if agreement is not None else ():
        name = key_of(key)
        if name == "member" or (is_hidden and name not in _TERMS):
            continue
        text = text_of(value)
        yield FieldChange(name, text if before else None, text if after else None)


def layout_changes(before: Register, after: Register) -> list[EntryChange]:
    """Layouts of statements, as the association chooses and changes them, and tags of accounts."""
    old, new = before.statements, after.statements
    found = entry_changes("layout", old.entries, new.entries, lambda layout: layout.id)
    for tag in dict.fromkeys((*old.tags, *new.tags)):
        sides = old.tags.get(tag), new.tags.get(tag)
        if sides[0] != sides[1]:
            texts = FieldChange("accounts", text_of(sides[0]), text_of(sides[1]))
            found.append(EntryChange("tag", tag, tag, tag in old.tags, tag in new.tags, (texts,)))
    return found


def asset_changes(before: AssetsFile, after: AssetsFile) -> list[EntryChange]:
    """Fixed assets that have come, gone or changed."""
    return entry_changes("asset", before.assets, after.assets, lambda asset: asset.name)


def year_changes(before: Register, after: Register) -> list[EntryChange]:
    """Fiscal years that have come, gone, or begin, end or are closed otherwise."""
    old = {year.label: year for year in before.years}
    new = {year.label: year for year in after.years}
    found = []
    for label in dict.fromkeys((*old, *new)):
        one, other = old.get(label), new.get(label)
        if one is None or other is None:
            found.append(EntryChange("year", label, label, one is not None, other is not None))
            continue
        fields = tuple(
            FieldChange(name, text_of(getattr(one, name)), text_of(getattr(other, name)))
            for name in ("start", "end", "closed")
            if getattr(one, name) != getattr(other, name)
        )
        if fields:
            found.append(EntryChange("year", label, label, True, True, fields))
    return found
