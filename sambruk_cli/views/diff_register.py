"""What `sambruk diff` shows of the register: members, charges, board, projects and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sambruk_cli.diff.compare import Difference
from sambruk_cli.diff.fields import EntryChange, FieldChange
from sambruk_cli.diff.registers import MemberChanges, MemberEvent
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Items, Paragraph, Row, Table
from sambruk_cli.dues.names import kind_name
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.register.register import Register


def register_blocks(
    found: Difference, new: Register, old: Register, language: Language, most: int | None
) -> Iterator[Block]:
    """Members, charges, board, projects, and the other entries of the register."""
    yield from _listed(
        say(language, "Members"), list(member_lines(found.members, language)), language, most
    )
    yield from _charges(found, new, old, language, most)
    yield from _open_items(found, new, old, language, most)
    for title, entries in (
        (say(language, "Board, auditors and meetings"), found.board),
        (say(language, "Projects"), found.projects),
        (say(language, "Other parts of the register"), found.register),
    ):
        lines = [line for entry in entries for line in entry_lines(entry, language)]
        yield from _listed(title, lines, language, most)


def _listed(
    title: str, lines: Sequence[str], language: Language, most: int | None
) -> Iterator[Block]:
    if not lines:
        return
    yield Heading(3, title)
    yield Items(tuple((Paragraph.of(line),) for line in lines[:most]))
    yield from left_out(len(lines), most, language)


def left_out(rows: int, most: int | None, language: Language) -> Iterator[Block]:
    """How many of so many rows are not printed, where any are not."""
    if most is not None and rows > most:
        text = say_count(
            language,
            rows - most,
            "... and 1 more; json has all",
            "... and {number} more; json has all",
        )
        yield Paragraph.of(text)


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


def _charges(
    found: Difference, new: Register, old: Register, language: Language, most: int | None
) -> Iterator[Block]:
    if not found.charges:
        return
    columns = (
        Column(say(language, "Year")),
        Column(say(language, "Member")),
        Column(say(language, "Charge")),
        Column(say_in(language, "version", "Before"), "amount"),
        Column(say_in(language, "version", "After"), "amount"),
    )
    rows = tuple(
        Row(
            (
                each.year,
                Shown(each.name, each.member),
                kind_name((new if new.fees.kind(each.kind) else old).fees, each.kind, language),
                each.before,
                each.after,
            )
        )
        for each in found.charges[:most]
    )
    yield Heading(3, f"{say(language, 'Charges')} ({len(found.charges)})")
    yield Table("charges", columns, rows)
    yield from left_out(len(found.charges), most, language)


def _open_items(
    found: Difference, new: Register, old: Register, language: Language, most: int | None
) -> Iterator[Block]:
    if not found.open_items:
        return
    columns = (
        Column(say(language, "Member or counterparty")),
        Column(say(language, "Invoice")),
        Column(say_in(language, "version", "Before"), "amount", 2),
        Column(say_in(language, "version", "After"), "amount", 2),
    )
    names = old.party_names() | new.party_names()
    rows = tuple(
        Row((Shown(names.get(x.party, x.party), x.party), x.invoice, x.before, x.after))
        for x in found.open_items[:most]
    )
    yield Heading(3, f"{say(language, 'Unpaid')} ({len(found.open_items)})")
    yield Table("open_items", columns, rows)
    yield from left_out(len(found.open_items), most, language)


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
