"""The statements, the notes to them, and what the meeting has to dispose of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sambruk_cli.document.model import Column, Heading, Row, Table
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.blocks.in_notes import note_narrative
from sambruk_cli.report.tables import note_table, note_title, statement_table
from sambruk_cli.report.year import ReportYear


def income_statement(year: ReportYear) -> Blocks:
    """Resultaträkning."""
    return [statement_table(year.statements, "income_statement", year.language)]


def balance_sheet(year: ReportYear) -> Blocks:
    """Balansräkning."""
    return [statement_table(year.statements, "balance_sheet", year.language)]


def cash_flow(year: ReportYear) -> Blocks:
    """Kassaflödesanalys; nothing where the layout has none."""
    if not year.statements.cash_flow:
        return []
    return [statement_table(year.statements, "cash_flow", year.language)]


def notes(year: ReportYear) -> Blocks:
    """All notes: a heading each, then text or table; nothing where the layout has none."""
    if not year.statements.notes:
        return []
    blocks: Blocks = [Heading(2, say_in(year.language, "notes to the statements", "Notes"))]
    for note in year.statements.notes:
        title = note_title(note, year.language)
        blocks.append(Heading(3, title, id=f"note-{note.number}"))
        if note.text is not None:
            blocks.extend(_of_note(note_narrative(year, note.text).blocks, title) or nothing(year))
        if note.rows:
            blocks.append(note_table(note, year.statements, year.language))
    return blocks


def _of_note(blocks: Blocks, title: str) -> Blocks:
    """The text of a note, in which a table is called as the note is."""
    return [replace(b, caption=title) if isinstance(b, Table) else b for b in blocks]


def _transfers(year: ReportYear) -> list[tuple[str, Decimal]]:
    """What the board proposes to bring to each fund, or from it as an amount below nought."""
    names = {account.number: account.label for account in year.books.accounts.values()}
    found = []
    for transfer in year.details.transfers if year.details else ():
        fund = names.get(transfer.account, transfer.account)
        said = (
            say(year.language, "From {fund}", fund=fund)
            if transfer.amount < 0
            else say(year.language, "To {fund}", fund=fund)
        )
        found.append((said, round_half_up(transfer.amount)))
    return found


def disposition(year: ReportYear) -> Blocks:
    """What the meeting decides on, summed, what goes to funds and from them, and what is left.

    Funds that stand in the same rows are taken out of the sum.
    """
    language = year.language
    found = [year.statements.row(key) for key in year.layout.disposition]
    rows = [Row((row.label, row.printed.get(year.label))) for row in found if row is not None]
    apart = year.held_apart()
    if apart:
        rows.append(Row((say(language, "Less funds for stated purposes"), -apart)))
    total = year.at_disposal()
    name = (
        say(language, "Accumulated loss")
        if total < 0
        else say(language, "At the meeting's disposal")
    )
    carried = say(language, "Carried forward")
    columns = (
        Column(say_in(language, "row of a statement", "Item")),
        Column(say(language, "SEK"), "amount"),
    )
    moved = _transfers(year)
    left = total - sum((amount for _, amount in moved), ZERO)
    table = (
        *rows,
        Row((name, total), "subtotal"),
        *(Row(transfer) for transfer in moved),
        Row((carried, left), "total"),
    )
    return [Table("disposition", columns, table)]
