"""What the commands that change members do: plan, check what would be there, write and show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import typer

from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.console.stated import attribute_name, stated_attribute, stated_tier
from sambruk_cli.edits.members import (
    FILE,
    MemberChange,
    MemberChangeKind,
    MemberDetails,
    MembersEdit,
    MembersSource,
    TomlMember,
    after_leaving,
    after_returning,
    changed_keys,
    changed_member,
    faults_of,
    new_member,
    proposed_id,
    taken_ids,
    unfit_source,
)
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say
from sambruk_cli.opening.planned import checked
from sambruk_cli.register.ids import FreeIds
from sambruk_cli.session import Session, known_member
from sambruk_cli.views.members_edit import edit_payload, edit_summary


@frozen
class MemberOptions:
    """What was said of a member on the command line; what was not is None."""

    keys: Mapping[str, Any]
    attributes: list[str]
    tier: str | None
    source: str | None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was said at all."""
        said = any(value is not None for value in self.keys.values())
        return not said and not self.attributes and self.tier is None


def run_add(
    context: typer.Context,
    member_id: str | None,
    asked: MemberOptions,
    *,
    write: bool,
    format_: str,
) -> int:
    """`sambruk members add`."""

    def make(session: Session) -> MembersEdit:
        details = _details(session, asked)
        taken = taken_ids(session)
        found = _faults_of_new(session, details, member_id, taken)
        if found:
            return MembersEdit((), None, tuple(found))
        table = new_member(
            details, member_id or proposed_id(details, FreeIds(taken)), session.today
        )
        if faults := faults_of(table, None, None):
            return MembersEdit((), None, tuple(faults))
        change = MemberChange(table["id"], table["name"], "added", changed_keys({}, table))
        return checked(session, MembersSource.of(session.workspace).edited([change], {}, [table]))

    return _run(context, make, write=write, format_=format_)


def run_change(
    context: typer.Context,
    member_id: str,
    asked: MemberOptions,
    *,
    replace: bool,
    write: bool,
    format_: str,
) -> int:
    """`sambruk members change`."""

    def make(session: Session) -> MembersEdit:
        known_member(session.register, member_id)
        details = _details(session, asked)
        found = [unfit_source(details), _number_taken(session, details, member_id)]
        if any(found):
            return MembersEdit((), None, tuple(item for item in found if item))

        def changed(table: TomlMember) -> TomlMember:
            return changed_member(table, details, session.today, replace=replace)

        return _one_changed(session, member_id, "changed", changed)

    return _run(context, make, write=write, format_=format_, about=member_id)


def run_leave(
    context: typer.Context, member_id: str, day: date, *, write: bool, format_: str
) -> int:
    """`sambruk members leave`."""
    return _run(
        context,
        lambda session: _one_changed(
            session, member_id, "left", lambda table: after_leaving(table, day)
        ),
        write=write,
        format_=format_,
        about=member_id,
    )


def run_return(
    context: typer.Context, member_id: str, day: date, *, write: bool, format_: str
) -> int:
    """`sambruk members return`."""
    return _run(
        context,
        lambda session: _one_changed(
            session, member_id, "returned", lambda table: after_returning(table, day)
        ),
        write=write,
        format_=format_,
        about=member_id,
    )


def _run(
    context: typer.Context,
    make: Callable[[Session], MembersEdit],
    *,
    write: bool,
    format_: str,
    about: str | None = None,
) -> int:
    terms = run.settings_of(context).terms
    edit = planned_and_done(context, make, write=write, about=about, of_books=False)
    return show_change(
        edit,
        lambda: edit_summary(edit, terms.language),
        lambda written: edit_payload(edit, written, terms.messages, diff=True),
        terms,
        format_,
        write=write,
        diff=True,
    )


def _one_changed(
    session: Session,
    member_id: str,
    kind: MemberChangeKind,
    changed: Callable[[TomlMember], TomlMember | Finding],
) -> MembersEdit:
    """The change of one member.

    Raises:
      Stop: USE902 when there is no such member.
    """
    known_member(session.register, member_id)
    source = MembersSource.of(session.workspace)
    at = source.place(member_id)
    table = source.tables[at]
    new = changed(table)
    if isinstance(new, Finding):
        return MembersEdit((), None, (new,))
    if faults := faults_of(new, FILE, None):
        return MembersEdit((), None, tuple(faults))
    keys = changed_keys(table, new)
    changes = [MemberChange(member_id, new["name"], kind, keys)] if keys else []
    return checked(session, source.edited(changes, {at: new}))


def _details(session: Session, asked: MemberOptions) -> MemberDetails:
    """What was said, in the register's terms.

    Raises:
      BadParameter: when nothing was said, or something is not written as it must be.
    """
    language = session.terms.messages
    if asked.is_nothing:
        raise typer.BadParameter(say(language, "name something to change, as --email"))
    source = (asked.source or "").strip()
    attribute_of = session.register.members_file.attribute
    keys = {key: value for key, value in asked.keys.items() if value is not None}
    if "address" in keys:
        keys["address"] = [line for line in keys["address"] if line]
    values = tuple(
        stated_attribute(text, attribute_of(attribute_name(text)), source, language)
        for text in asked.attributes
    )
    tier = stated_tier(asked.tier, source, language) if asked.tier else None
    return MemberDetails(keys, values, tier)


def _faults_of_new(
    session: Session, details: MemberDetails, member_id: str | None, taken: set[str]
) -> list[Finding]:
    found = [unfit_source(details), _number_taken(session, details, None)]
    if member_id is not None and member_id in taken:
        names = session.register.party_names()
        found.append(finding("USE909.taken", id=member_id, name=names[member_id], file=FILE))
    return [item for item in found if item]


def _number_taken(
    session: Session, details: MemberDetails, member_id: str | None
) -> Finding | None:
    number = details.keys.get("number")
    other = next((m for m in session.register.members if number and m.number == number), None)
    if other is None or other.id == member_id:
        return None
    return finding("USE909.number", number=str(number), name=other.name, id=other.id, file=FILE)
