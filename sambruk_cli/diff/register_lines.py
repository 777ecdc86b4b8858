"""What has become of entries of the register, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.diff.fields import EntryChange, FieldChange
from sambruk_cli.diff.registers import MemberChanges, MemberEvent, RegisterChanges
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in


def register_lines(changes: RegisterChanges, language: Language) -> Iterator[str]:
    """A line for each thing that has become of the register: members first, then the rest."""
    yield from member_lines(changes.members, language)
    for entry in (*changes.board, *changes.projects, *changes.entries):
        yield from entry_lines(entry, language)


def member_lines(members: MemberChanges, language: Language) -> Iterator[str]:
    """A line for each thing that has become of a member."""
    for event in members.joined:
        yield _event(event, say(language, "joined"))
    for event in members.left:
        yield _event(event, say(language, "left"))
    for move in members.tiers:
        yield say(
            language,
            "{name}: from tier {before} to tier {after} in {year}",
            name=move.name,
            before=move.before or "-",
            after=move.after or "-",
            year=move.year,
        )
    for entry in members.entries:
        yield from entry_lines(entry, language)


def _event(event: MemberEvent, what: str) -> str:
    return f"{event.name}: {what}" + (f" {event.day}" if event.day is not None else "")


def entry_lines(entry: EntryChange, language: Language) -> Iterator[str]:
    """One line for an entry that has come or gone, one for each field that has changed."""
    name = entry.name if entry.name == entry.id or not entry.id else f"{entry.name} ({entry.id})"
    what = _kind(entry.what, language)
    if entry.before and entry.after:
        for field in entry.fields:
            yield f"{what} {name}: {field_text(field, language)}"
        return
    said = say_in(language, "entry", "added") if entry.after else say_in(language, "entry", "gone")
    details = ", ".join(f"{f.field} {f.after or f.before}" for f in entry.fields)
    yield f"{what} {name}: {said}" + (f" ({details})" if details else "")


def field_text(field: FieldChange, language: Language) -> str:
    """What has become of a field, in words."""
    if field.hidden:
        return say(language, "{field} is another (not shown)", field=field.field)
    if field.before is None:
        return say(language, "{field} is now {after}", field=field.field, after=field.after)
    if field.after is None:
        return say(
            language, "{field} is no longer {before}", field=field.field, before=field.before
        )
    return say(
        language,
        "{field} from {before} to {after}",
        field=field.field,
        before=field.before,
        after=field.after,
    )


def _kind(what: str, language: Language) -> str:
    return {
        "member": say_in(language, "entry", "Member"),
        "meeting": say_in(language, "entry", "Meeting"),
        "person": say_in(language, "entry", "Person"),
        "mandate": say_in(language, "entry", "Mandate"),
        "project": say_in(language, "entry", "Project"),
        "charge kind": say_in(language, "entry", "Kind of charge"),
        "tiers": say_in(language, "entry", "Tiers"),
        "schedule": say_in(language, "entry", "Schedule"),
        "counterparty": say_in(language, "entry", "Counterparty"),
        "year": say_in(language, "entry", "Fiscal year"),
        "association": say_in(language, "entry", "Association"),
        "bookkeeping": say_in(language, "entry", "How the books are kept,"),
        "lock": say_in(language, "entry", "Lock of the period through"),
        "firm signing": say_in(language, "entry", "Who signs for the association,"),
        "group": say_in(language, "entry", "Group"),
        "agreement": say_in(language, "entry", "Agreement"),
        "layout": say_in(language, "entry", "Layout"),
        "tag": say_in(language, "entry", "Tag of accounts"),
        "grant": say_in(language, "entry", "Grant"),
        "asset": say_in(language, "entry", "Fixed asset"),
    }[what]
