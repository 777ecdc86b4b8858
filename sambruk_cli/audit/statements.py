"""Income statement and balance sheet of the year, every row unfolded into its accounts."""

from __future__ import annotations

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Block, Heading, Table
from sambruk_cli.messages import say
from sambruk_cli.report.tables import adjustments_blocks, note_table, note_title, statement_table


def statements_section(year: AuditYear) -> Section:
    """The statements as they are printed, with accounts below their rows, notes and roundings."""
    language = year.language
    title = say(language, "Statements and accounts")
    about = say(language, "The statements with the accounts of each row, and the notes in figures.")
    if year.report is None:
        why = " ".join(item.said.text(language) for item in year.unprinted)
        return Section("statements", title, about, nothing=why)
    built = year.report.statements
    blocks: list[Block] = []
    tables: list[Table] = []
    for which, _ in built.parts:
        table = statement_table(built, which, language, accounts=True)
        blocks.append(table)
        tables.append(table)
    for note in built.notes:
        if note.rows:
            table = note_table(note, built, language)
            blocks += [Heading(2, note_title(note, language)), table]
            tables.append(table)
    blocks += adjustments_blocks(built, language)
    return Section("statements", title, about, tuple(blocks), tuple(tables))
