"""Members added and changed in config/members.toml, comments and order kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from dataclasses import replace as with_
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic_core import ValidationError

from sambruk_cli.edits.entries import NotEditable, with_entries
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.plan import Plan, rewritten
from sambruk_cli.edits.toml import new_toml
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.register.bounds import values_of
from sambruk_cli.register.faults import fault_finding
from sambruk_cli.register.ids import FreeIds, slug
from sambruk_cli.register.locate import Located
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.members import Attribute, Member
from sambruk_cli.register.model import fields_of, key_of
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace

FILE = "config/members.toml"
ORDER = tuple(key_of(name) for name in fields_of(Member))

TomlMember = dict[str, Any]  # a table of [[members]], as it stands in the file
MemberChangeKind = Literal["added", "changed", "left", "returned", "forgotten"]


@frozen
class StatedValue:
    """A value that is stated of a member: of an attribute, or its tier (`name` is then "tier").

    `day` is None where none is said, `source` "" where none is. `since` is the day from which a
    value holds by itself: a year of birth from the first day of that year.
    """

    name: str
    value: Decimal | str
    day: date | None = None
    source: str = ""
    since: date | None = None


def holds_since(attribute: Attribute | None, value: Decimal | str) -> date | None:
    """The day from which a value holds by itself, None where that must be said."""
    is_year = attribute is not None and attribute.type == "year"
    if not is_year or isinstance(value, str) or not date.min.year <= value <= date.max.year:
        return None
    return date(int(value), 1, 1)


@frozen
class MemberDetails:
    """What is stated of a member.

    `keys` are keys of the file with their values; an empty one takes the key away.
    """

    keys: Mapping[str, Any] = field(default_factory=dict)
    values: tuple[StatedValue, ...] = ()
    tier: StatedValue | None = None


@frozen
class MemberChange:
    """What becomes of one member; `keys` are those of the file whose values change."""

    id: str
    name: str
    kind: MemberChangeKind
    keys: tuple[str, ...]


@frozen
class MembersEdit:
    """A change of the register of members: what it does, or what stands in its way.

    `rows` says on which row of the file `source` a member was read, by its place in the register.
    """

    changes: tuple[MemberChange, ...]
    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    source: str = ""
    rows: Mapping[int, int] = field(default_factory=dict)

    def masked(self, masks: Masks) -> MembersEdit:
        """The same with ids in place of the names of private members."""
        changes = tuple(
            with_(change, name=change.id) if change.id in masks.hidden else change
            for change in self.changes
        )
        return with_(self, changes=changes)


class HasMembersEdit:
    """What holds a change of the register of members beside more, and says what that says."""

    __slots__ = ()
    edit: MembersEdit

    @property
    def plan(self) -> Plan | None:
        return self.edit.plan

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.edit.findings

    @property
    def notes(self) -> tuple[Finding, ...]:
        return self.edit.notes


@frozen
class MembersSource:
    """The register of members as it stands in its file."""

    content: bytes
    tables: tuple[TomlMember, ...]
    rests_on: Mapping[str, str]

    @classmethod
    def of(cls, workspace: Workspace) -> MembersSource:
        """That of a workspace whose register has been read without findings.

        Raises:
          Unreadable: when the file is no longer there.
        """
        digests = {name: x for name, x in workspace.digests.items() if name != FILE}
        content = workspace.read_bytes(FILE)
        tables = tuple(values_of(text_of(content)).get("members", ()))
        rests_on = {name: x for name, x in digests.items() if name.startswith("config/")}
        return cls(content, tables, rests_on)

    def place(self, member_id: str) -> int:
        """Where a member stands; there must be one."""
        return next(at for at, table in enumerate(self.tables) if table["id"] == member_id)

    def edited(
        self,
        changes: Sequence[MemberChange],
        changed: Mapping[int, TomlMember],
        added: Sequence[TomlMember] = (),
    ) -> MembersEdit:
        """The change of the file that lets members stand there as they are given."""
        text = text_of(self.content)
        try:
            new = with_entries(text, "members", changed, added, ORDER)
        except NotEditable:
            return MembersEdit((), None, (finding("USE909.form", file=FILE),))
        plan = Plan.of([rewritten(FILE, self.content, new)], self.rests_on)
        return MembersEdit(tuple(changes), plan)


def proposed_id(details: MemberDetails, ids: FreeIds) -> str:
    """An id for a new member: from its number, or its name; of a private member never its name."""
    number, name = str(details.keys.get("number") or ""), str(details.keys.get("name") or "")
    if not number and details.keys.get("private"):
        return ids.numbered("m")
    return ids.take(slug(number or name, "m"))


def new_member(details: MemberDetails, member_id: str, today: date) -> TomlMember:
    """The table of a new member."""
    table = _with_keys({"id": member_id}, details.keys)
    if details.tier is not None:
        table = _with_tier(table, details.tier, today, replace=False)
    for value in details.values:
        table = _with_attribute(table, value, today, replace=False)
    return _in_order(table)


def changed_member(
    table: TomlMember, details: MemberDetails, today: date, *, replace: bool
) -> TomlMember:
    """The table of a member with what is stated of it.

    Args:
      replace: a new value stands in place of the one of the same day, or else of the latest one;
        otherwise it is added and the others stay.
    """
    found = _with_keys(table, details.keys)
    if details.tier is not None:
        found = _with_tier(found, details.tier, today, replace=replace)
    for value in details.values:
        found = _with_attribute(found, value, today, replace=replace)
    return found


def after_leaving(table: TomlMember, day: date) -> TomlMember | Finding:
    """The table of a member whose last day is `day`; why not, where that cannot be."""
    last = _times(table)[-1]
    if "left" in last:
        return finding("USE909.left", name=table["name"], day=last["left"], file=FILE)
    if "joined" in last and last["joined"] > day:
        joined = last["joined"]
        return finding("USE909.early", name=table["name"], day=day, joined=joined, file=FILE)
    return _with_last_time(table, {**last, "left": day})


def after_returning(table: TomlMember, day: date) -> TomlMember | Finding:
    """The table of a member that joins again on a day; why not, where that cannot be."""
    times = _times(table)
    if "left" not in times[-1]:
        return finding("USE909.member", name=table["name"], file=FILE)
    if times[-1]["left"] >= day:
        left = times[-1]["left"]
        return finding("USE909.before", name=table["name"], day=day, left=left, file=FILE)
    rest = {key: value for key, value in table.items() if key not in {"joined", "left"}}
    return {**rest, "periods": [*times, {"joined": day}]}


def faults_of(table: TomlMember, file: str | None, line: int | None) -> list[Finding]:
    """What is wrong with the form of a member's table.

    Args:
      file, line: where what it was made of stands.
    """
    try:
        Member.model_validate(table)
    except ValidationError as error:
        located = Located("", new_toml({key: v for key, v in table.items() if v != []}))
        found = [fault_finding(Member, located, fault) for fault in error.errors()]
        return [_moved(item, file, line) for item in found]
    return []


def changed_keys(before: TomlMember, after: TomlMember) -> tuple[str, ...]:
    """The keys whose values differ, in the order of the file's keys."""
    return tuple(key for key in ORDER if before.get(key) != after.get(key))


def taken_ids(session: Session) -> set[str]:
    """Ids that a new member cannot have."""
    parties = session.register.counterparties.counterparties
    return {party.id for party in parties} | {member.id for member in session.register.members}


def _moved(item: Finding, file: str | None, line: int | None) -> Finding:
    return Finding(item.code, item.severity, item.said, file, line, item.remedy)


def _with_keys(table: TomlMember, keys: Mapping[str, Any]) -> TomlMember:
    found = dict(table)
    for key, value in keys.items():
        if key in {"joined", "left"} and "periods" in found:
            last = {**found["periods"][-1], key: value}
            found = _with_last_time(found, {k: v for k, v in last.items() if v})
        elif value in ("", (), [], False, None):
            found.pop(key, None)
        else:
            found[key] = list(value) if isinstance(value, tuple) else value
    return found


def _times(table: TomlMember) -> list[dict[str, date]]:
    if table.get("periods"):
        return list(table["periods"])
    return [{key: table[key] for key in ("joined", "left") if key in table}]


def _with_last_time(table: TomlMember, time: dict[str, date]) -> TomlMember:
    if table.get("periods"):
        return {**table, "periods": [*table["periods"][:-1], time]}
    return {**table, **time}


def _with_attribute(
    table: TomlMember, value: StatedValue, today: date, *, replace: bool
) -> TomlMember:
    """The table with a value of an attribute: a new one, or in place of one that was wrong.

    A value that stands there already is not written twice.
    """
    there = list(table.get("attributes", ()))
    own = [at for at, row in enumerate(there) if row["name"] == value.name]
    day = value.day or value.since or today
    latest = max(own, key=lambda at: there[at]["date"], default=None)
    if value.day is None and latest is not None and there[latest]["value"] == value.value:
        return table
    row = {"name": value.name, "date": day, "value": _number(value.value), "source": value.source}
    same = next((at for at in own if there[at]["date"] == day), None)
    if same is not None and there[same]["value"] == row["value"]:
        return table
    if replace and (same is not None or latest is not None):
        at = same if same is not None else latest
        assert at is not None
        there[at] = {**there[at], **row, "source": value.source or there[at]["source"]}
    else:
        there.append(row)
    return {**table, "attributes": there}


def _with_tier(table: TomlMember, tier: StatedValue, today: date, *, replace: bool) -> TomlMember:
    """The table with a stated tier: from a day on, where it has had another one before."""
    rows = list(table.get("tiers", ()))
    rest = {k: v for k, v in table.items() if k not in {"tier", "tier_source", "tiers"}}
    if not rows and "tier" in table:
        rows = [_tier_row(table["tier"], None, table.get("tier_source", ""))]
    if not rows or (replace and len(rows) == 1 and tier.day is None):
        rows = [_tier_row(str(tier.value), tier.day, tier.source)]
    else:
        day = tier.day or today
        latest = max(rows, key=lambda row: row.get("from", date.min))
        if latest["tier"] == tier.value and latest.get("from", date.min) <= day:
            return table
        if replace:
            rows = [row for row in rows if row is not latest and row.get("from") != day]
        rows = [*rows, _tier_row(str(tier.value), day, tier.source)]
    if len(rows) == 1 and "from" not in rows[0]:
        source = rows[0].get("source")
        return {**rest, "tier": rows[0]["tier"], **({"tier_source": source} if source else {})}
    return {**rest, "tiers": rows}


def _tier_row(tier: str, day: date | None, source: str) -> dict[str, Any]:
    row = {"tier": tier, "from": day, "source": source}
    return {key: value for key, value in row.items() if value}


def _number(value: Decimal | str) -> Decimal | int | str:
    """A value as a person would write it in TOML: whole numbers without a point."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


def _in_order(table: TomlMember) -> TomlMember:
    return {key: table[key] for key in ORDER if key in table}


def unfit_source(details: MemberDetails) -> Finding | None:
    """Why values cannot be written without a source, where there are any without."""
    names = tuple(value.name for value in details.values if not value.source)
    return finding("USE909.source", names=names) if names else None
