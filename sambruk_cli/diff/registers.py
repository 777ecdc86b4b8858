"""Two versions of the register held against each other: members, charges, board, projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from sambruk_cli.diff.association import association_changes
from sambruk_cli.diff.entries import (
    agreement_changes,
    board_changes,
    fee_changes,
    group_changes,
    layout_changes,
    party_changes,
    project_changes,
    year_changes,
)
from sambruk_cli.diff.fields import (
    EntryChange,
    FieldChange,
    amounts_changed,
    entry_changes,
    model_changes,
    shown_names,
    text_of,
)
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.tiers import tier_of
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.members import Member, Membership
from sambruk_cli.register.register import Register

# What may be said of a member that is private.
_OPEN = frozenset({"kind", "tier", "private", "reconstructed"})
_TIMES = frozenset({"joined", "left", "periods"})


@frozen
class MemberEvent:
    """A member who by the register has joined or left, and on which day where that is known."""

    id: str
    name: str
    day: date | None


@frozen
class TierMove:
    """A member who on the last day of a year stands in another tier than before; ids of tiers."""

    id: str
    name: str
    year: str
    before: str | None
    after: str | None


@frozen
class MemberChanges:
    """What has become of the members. `entries` are those that came, went or changed otherwise."""

    joined: tuple[MemberEvent, ...] = ()
    left: tuple[MemberEvent, ...] = ()
    tiers: tuple[TierMove, ...] = ()
    entries: tuple[EntryChange, ...] = ()


@frozen
class RegisterChanges:
    """What has become of the register: `entries` are those but of members, board and projects."""

    members: MemberChanges = MemberChanges()
    board: tuple[EntryChange, ...] = ()
    projects: tuple[EntryChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()

    def __bool__(self) -> bool:
        return self != RegisterChanges()


@frozen
class ChargeChange:
    """What a member is charged of a kind in a year, in kronor; None where nothing."""

    year: str
    member: str
    name: str
    kind: str
    before: Decimal | None
    after: Decimal | None


def register_changes(before: Register, after: Register, hidden: Collection[str]) -> RegisterChanges:
    """Every entry of the register that has come, gone or changed, whatever follows from it.

    Args:
      hidden: ids of private members, of whom no more is said than that something has changed.
    """
    return RegisterChanges(
        member_changes(before, after, hidden),
        tuple(board_changes(before, after)),
        tuple(project_changes(before, after)),
        (
            *association_changes(before, after),
            *year_changes(before, after),
            *fee_changes(before, after),
            *party_changes(before, after),
            *group_changes(before, after, hidden),
            *agreement_changes(before, after, hidden),
            *layout_changes(before, after),
            *entry_changes("grant", before.grants, after.grants, lambda g: g.name),
        ),
    )


def in_both(one: RegisterChanges, other: RegisterChanges) -> RegisterChanges:
    """What is another entry than in either of two registers: what a merge has made itself."""

    def kept(
        entries: tuple[EntryChange, ...], others: tuple[EntryChange, ...]
    ) -> list[EntryChange]:
        known = {_outcome(entry) for entry in others}
        return [entry for entry in entries if _outcome(entry) in known]

    members = MemberChanges(
        tuple(each for each in one.members.joined if each in other.members.joined),
        tuple(each for each in one.members.left if each in other.members.left),
        tuple(each for each in one.members.tiers if each in other.members.tiers),
        tuple(kept(one.members.entries, other.members.entries)),
    )
    return RegisterChanges(
        members,
        tuple(kept(one.board, other.board)),
        tuple(kept(one.projects, other.projects)),
        tuple(kept(one.entries, other.entries)),
    )


def _outcome(entry: EntryChange) -> tuple[object, ...]:
    """What has become of an entry, whatever it was."""
    return entry.what, entry.id, entry.after, tuple((f.field, f.after) for f in entry.fields)


def member_changes(before: Register, after: Register, hidden: Collection[str]) -> MemberChanges:
    """Members who have joined, left, moved to another tier, or of whom other things are known.

    Args:
      hidden: ids of private members, of whom no more is said than that something has changed.
    """
    old = {member.id: member for member in before.members}
    new = {member.id: member for member in after.members}
    names = shown_names(before, after, hidden)
    joined, left, entries = [], [], []
    for key, member in new.items():
        known = old.get(key)
        if known is None:
            joined += [MemberEvent(key, names[key], t.joined) for t in member.memberships[-1:]]
            left += [MemberEvent(key, names[key], t.left) for t in _ended(member.memberships)]
        elif known != member:
            came, went, fields = _times(known.memberships, member.memberships)
            joined += [MemberEvent(key, names[key], day) for day in came]
            left += [MemberEvent(key, names[key], day) for day in went]
            fields += _other_fields(known, member, is_hidden=key in hidden)
            if fields:
                entries.append(EntryChange("member", key, names[key], True, True, tuple(fields)))
    gone = [key for key in old if key not in new]
    entries += [EntryChange("member", k, names[k], before=True, after=False) for k in gone]
    moves = tuple(_moves(before, after, names))
    return MemberChanges(tuple(joined), tuple(left), moves, tuple(entries))


def _other_fields(before: Member, after: Member, *, is_hidden: bool) -> list[FieldChange]:
    """What else is known of a member than when it was one."""
    changes = model_changes(before, after, lambda field: not is_hidden or field in _OPEN)
    return [each for each in changes if each.field not in _TIMES]


def _ended(times: tuple[Membership, ...]) -> Iterator[Membership]:
    return (time for time in times[-1:] if time.left is not None)


def _times(
    before: tuple[Membership, ...], after: tuple[Membership, ...]
) -> tuple[list[date | None], list[date], list[FieldChange]]:
    """The days of entries and exits that are new, and days that are others than they were."""
    came: list[date | None] = []
    went: list[date] = []
    fields: list[FieldChange] = []
    for old, new in zip_longest(before, after):
        if old is None:
            came.append(new.joined)
            went += [new.left] if new.left is not None else []
        elif new is None:
            fields.append(FieldChange("periods", text_of(old), None))
        else:
            if old.joined != new.joined:
                fields.append(FieldChange("joined", text_of(old.joined), text_of(new.joined)))
            if old.left is None and new.left is not None:
                went.append(new.left)
            elif old.left != new.left:
                fields.append(FieldChange("left", text_of(old.left), text_of(new.left)))
    return came, went, fields


def _moves(before: Register, after: Register, names: dict[str, str]) -> Iterator[TierMove]:
    """Members of both versions whose tier on the last day of a year has become another one."""
    is_same = (
        before.fees.tier_sets == after.fees.tier_sets
        and before.members_file.attributes == after.members_file.attributes
    )
    old = {member.id: member for member in before.members}
    pairs = [(old[m.id], m) for m in after.members if m.id in old]
    changed = [(one, other) for one, other in pairs if not is_same or one != other]
    for year in after.years:
        for one, other in changed:
            if one.is_member(year.end) and other.is_member(year.end):
                tiers = tier_of(before, one, year.end), tier_of(after, other, year.end)
                if tiers[0] != tiers[1]:
                    yield TierMove(other.id, names[other.id], year.label, *tiers)


def charge_changes(
    before: Register, after: Register, hidden: Collection[str]
) -> Iterator[ChargeChange]:
    """The charges of every year that differ, by the member who pays and kind, without VAT."""
    names = shown_names(before, after, hidden)
    labels = dict.fromkeys(year.label for year in (*before.years, *after.years))
    for label in sorted(labels):
        charged = _charged(before, before.year(label)), _charged(after, after.year(label))
        for (member, kind), old, new in amounts_changed(*charged):
            yield ChargeChange(label, member, names.get(member, member), kind, old, new)


def _charged(register: Register, year: FiscalYear | None) -> dict[tuple[str, str], Decimal]:
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    if year is not None:
        for charge in compute_dues(register, year)[0].charges:
            found[charge.payer.id, charge.kind] += charge.amount
    return found
