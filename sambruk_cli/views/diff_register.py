"""What `sambruk diff` shows of the register: members, charges, board, projects and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sambruk_cli.diff.compare import Difference
from sambruk_cli.diff.register_lines import entry_lines, member_lines
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
