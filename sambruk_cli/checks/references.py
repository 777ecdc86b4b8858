"""The tables of config/: which entries must differ, and which keys name an id of which table.

A new table or a new key that names something is a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.board import ROLES
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.locate import KeyPath
from sambruk_cli.register.members import ATTRIBUTES
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session


class Named(NamedTuple):
    """What can be named by its id: the files that declare it, and the ids that they declare."""

    files: tuple[str, ...]
    ids: Callable[[Register], set[str]]


def _members(register: Register) -> set[str]:
    return {member.id for member in register.members}


def _parties(register: Register) -> set[str]:
    return {c.id for c in register.counterparties.counterparties} | _members(register)


NAMED = {
    "kind": Named(("members",), lambda r: {kind.id for kind in r.members_file.kinds}),
    "charge_kind": Named(("fees",), lambda r: {kind.id for kind in r.fees.kinds}),
    "attribute": Named(
        ("members",), lambda r: {a.id for a in (*r.members_file.attributes, *ATTRIBUTES)}
    ),
    "role": Named(("board",), lambda r: {*ROLES, *(role.id for role in r.board.roles)}),
    "person": Named(("board",), lambda r: {person.id for person in r.board.people}),
    "meeting": Named(("board",), lambda r: {meeting.id for meeting in r.board.meetings}),
    "member": Named(("members",), _members),
    "counterparty": Named(("counterparties", "members"), _parties),
    "project": Named(("projects",), lambda r: {project.id for project in r.projects}),
    "grant": Named(("grants",), lambda r: {grant.id for grant in r.grants}),
    "year": Named(("association",), lambda r: {year.label for year in r.years}),
}

_UNKNOWN = {
    "kind": "REG104.kind",
    "charge_kind": "REG104.charge_kind",
    "attribute": "REG104.attribute",
    "role": "REG104.role",
    "person": "REG104.person",
    "meeting": "REG104.meeting",
    "member": "REG104.member",
    "counterparty": "REG104.counterparty",
    "project": "REG104.project",
    "year": "REG104.year",
}

# File of config/, the keys that lead to the value (through every entry of a table), and what of
# NAMED the value must name.
REFERENCES = (
    ("members", "members.kind", "kind"),
    ("members", "members.attributes.name", "attribute"),
    ("members", "groups.payer", "member"),
    ("members", "groups.members.id", "member"),
    ("fees", "tier_sets.attribute", "attribute"),
    ("fees", "tier_sets.tiers.kinds", "kind"),
    ("fees", "schedules.kind", "charge_kind"),
    ("fees", "schedules.kinds", "kind"),
    ("fees", "schedules.rate.of", "attribute"),
    ("fees", "schedules.discounts.attribute", "attribute"),
    ("fees", "agreements.member", "member"),
    ("fees", "agreements.kind", "charge_kind"),
    ("board", "mandates.person", "person"),
    ("board", "mandates.role", "role"),
    ("board", "mandates.represents", "member"),
    ("board", "mandates.elected_at", "meeting"),
    ("fees", "schedules.meeting", "meeting"),
    ("projects", "projects.years.year", "year"),
    ("projects", "projects.years.participants", "member"),
    ("association", "contacts.person", "person"),
    ("association", "key_figures.year", "year"),
    ("association", "reports.year", "year"),
    ("association", "reports.prepared_by", "person"),
    ("association", "reports.auditor", "person"),
    ("association", "reports.signatories.person", "person"),
    ("association", "reports.signatories.in_place_of", "person"),
    ("association", "reports.conditional_grants.counterparty", "counterparty"),
    ("association", "reports.decision.meeting", "meeting"),
    ("invoicing", "members.member", "counterparty"),
    ("grants", "grants.funder", "counterparty"),
    ("grants", "grants.project", "project"),
    ("grants", "grants.signatories", "person"),
    ("invoicing", "holds.member", "counterparty"),
)

# File of config/, table, and the key that no two of its entries may share.
UNIQUE = (
    ("members", "kinds", "id"),
    ("members", "attributes", "id"),
    ("members", "members", "id"),
    ("members", "groups", "id"),
    ("fees", "charge_kinds", "id"),
    ("counterparties", "counterparties", "id"),
    ("fees", "tier_sets", "id"),
    ("fees", "tier_sets.tiers", "id"),
    ("fees", "schedules", "id"),
    ("board", "meetings", "id"),
    ("board", "people", "id"),
    ("board", "roles", "id"),
    ("projects", "projects", "id"),
    ("projects", "projects.years", "year"),
    ("grants", "grants", "id"),
    ("invoicing", "members", "member"),
    ("association", "fiscal_years", "label"),
    ("association", "key_figures", "year"),
    ("association", "reports", "year"),
)


def check_references(session: Session) -> Iterator[Finding]:
    """Every key of REFERENCES names something that there is."""
    register = session.register
    known = {what: NAMED[what].ids(register) for what in _UNKNOWN}
    for file, keys, what in REFERENCES:
        files, ids = NAMED[what].files, known[what]
        if not session.readable(*files):
            continue
        place, content = register.places[file], _content(register, file)
        if ids.issuperset(_named(content, keys.split("."))):
            continue
        for path, value in _values(content, keys.split(".")):
            if value not in ids:
                yield finding(
                    _UNKNOWN[what],
                    id=value,
                    file=place.file,
                    line=place.line(*path),
                    hint=nearest(value, ids),
                )


def check_unique(session: Session) -> Iterator[Finding]:
    """No two entries of a table share the key of UNIQUE; no counterparty has a member's id."""
    register = session.register
    for file, table, key in UNIQUE:
        for path, entries in _tables(_content(register, file), table.split(".")):
            names = [getattr(entry, key) for entry in entries]
            yield from repeated(register.places[file], path, names, key)
    numbers = [member.number for member in register.members]
    yield from repeated(register.places["members"], ("members",), numbers, "number")
    members, place = _members(register), register.places["counterparties"]
    for index, party in enumerate(register.counterparties.counterparties):
        if party.id in members:
            line = place.line("counterparties", index, "id")
            yield finding("REG103.member", id=party.id, file=place.file, line=line)


def _content(register: Register, file: str) -> Any:
    """What a file of config/ holds; None where it cannot be read."""
    match file:
        case "members" | "projects" | "grants":
            return getattr(register, f"{file}_file")
        case _:
            return getattr(register, file)


def _named(content: Any, keys: Sequence[str]) -> set[Any]:
    """What stands under the keys, in every entry of the tables passed, wherever it stands."""
    found = _entries([content])
    for key in keys:
        found = _entries([getattr(entry, key) for entry in found])
    return set(found)


def _entries(contents: Iterable[Any]) -> list[Any]:
    """The entries of tables, and what is no table, but for what is not there."""
    return [
        entry
        for content in contents
        if content is not None
        for entry in (content if isinstance(content, tuple) else (content,))
    ]


def _values(content: Any, keys: list[str], path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """What stands under the keys, in every entry of the tables passed, with where it stands."""
    if isinstance(content, tuple):
        for index, entry in enumerate(content):
            yield from _values(entry, keys, (*path, index))
    elif keys and content is not None:
        yield from _values(getattr(content, keys[0]), keys[1:], (*path, keys[0]))
    elif content is not None:
        yield path, content


def _tables(
    content: Any, keys: list[str], path: KeyPath = ()
) -> Iterator[tuple[KeyPath, tuple[Any, ...]]]:
    """Every table that the keys lead to, whole, with where it stands."""
    if isinstance(content, tuple) and keys:
        for index, entry in enumerate(content):
            yield from _tables(entry, keys, (*path, index))
    elif keys and content is not None:
        yield from _tables(getattr(content, keys[0]), keys[1:], (*path, keys[0]))
    elif content:
        yield path, content
