"""Patterns as a section of the pack: what to look at, and why there may be nothing in it."""

from __future__ import annotations

from sambruk_cli.audit.patterns.amount_parts import alike_part, round_part, shared_part
from sambruk_cli.audit.patterns.found import Patterns
from sambruk_cli.audit.patterns.part import MOST_SHOWN
from sambruk_cli.audit.patterns.people_parts import (
    hands_part,
    one_hand_part,
    order_part,
    rest_part,
)
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Block, Paragraph, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count

_PARTS = (
    round_part,
    alike_part,
    shared_part,
    rest_part,
    hands_part,
    one_hand_part,
    order_part,
)


def patterns_section(year: AuditYear) -> Section:
    """Round amounts, amounts alike, days of rest, hands, numbers and days of registration."""
    language = year.language
    title = say(language, "Patterns")
    about = say(
        language,
        "Round amounts, amounts and documents that come twice, days of rest, who has registered "
        "what, numbers and days.",
    )
    if not year.vouchers:
        nothing = say(language, "nothing has been booked in the year")
        return Section("patterns", title, about, nothing=nothing)
    found = year.patterns
    said = say(
        language,
        "This is what an auditor may want to look at. None of it is an error: there are good "
        "reasons for most of it. Lists of more than {most} rows are whole in the workbook.",
        most=MOST_SHOWN,
    )
    blocks: list[Block] = [Paragraph.of(said)]
    tables: list[Table] = []
    for part in _PARTS:
        made, table = part(year, found)
        blocks += made
        if table is not None and table.rows:
            tables.append(table)
    return Section(
        "patterns", title, about, tuple(blocks), tuple(tables), notes=_notes(found, language)
    )


def _notes(found: Patterns, language: Language) -> tuple[str, ...]:
    notes = []
    if found.alike:
        notes.append(
            say_count(
                language,
                len(found.alike),
                "1 amount comes twice within 14 days.",
                "{number} amounts come twice within 14 days.",
            )
        )
    if found.one_hand:
        notes.append(
            say_count(
                language,
                len(found.one_hand),
                "1 voucher was registered by who is paid by it or has approved it.",
                "{number} vouchers were registered by who is paid by them or has approved them.",
            )
        )
    return tuple(notes)
