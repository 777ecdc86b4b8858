"""What `sambruk statements` shows: income statement, balance sheet and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Row, RowRole, Table
from sambruk_cli.document.records import amount_text, data_rows, records
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import exact, plain
from sambruk_cli.report.blocks.in_notes import note_narrative
from sambruk_cli.report.tables import (
    adjustments_blocks,
    cells_beside,
    decimals_of,
    note_table,
    note_title,
    statement_table,
)
from sambruk_cli.report.year import gather
from sambruk_cli.session import Session
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import BudgetAmount, Note, NoteCell, Statements
from sambruk_cli.statements.printable import require_statements
from sambruk_cli.views.view import View


def statements_view(
    session: Session, year: FiscalYear, how: Options, *, accounts: bool, rounding: bool
) -> View:
    """The statements of a year with their notes, and the year before beside it.

    Args:
      how: language, unit and rounding of the amounts.
      accounts: unfold each row into its accounts.
      rounding: list the rounding adjustments.
    Raises:
      Stop: STM306 when no layout holds for the year, USE908 when it is before the books.
    """
    require_statements(session, year)
    with_budget = replace(how, budget=True)
    built = build_statements(session.books, session.register, year, with_budget)
    assert built is not None  # there is a layout
    table = _flat(built, accounts=accounts)
    return View(
        tuple(_blocks(session, built, accounts=accounts, rounding=rounding)),
        table,
        lambda: _data(session, built, table, accounts=accounts, rounding=rounding),
    )


def _blocks(session: Session, built: Statements, *, accounts: bool, rounding: bool) -> list[Block]:
    language = session.language
    blocks: list[Block] = [
        statement_table(built, which, language, accounts=accounts) for which, _ in built.parts
    ]
    has_texts = any(note.text is not None for note in built.notes)
    of_year = gather(session, built.year) if has_texts else None
    for note in built.notes:
        blocks.append(Heading(2, note_title(note, language)))
        if note.text is not None and of_year is not None:
            blocks.extend(note_narrative(of_year, note.text).blocks)
        if note.rows:
            blocks.append(note_table(note, built, language))
    if rounding:
        blocks.extend(adjustments_blocks(built, language))
    return blocks


def _flat(built: Statements, *, accounts: bool) -> Table:
    """All rows of both statements and of the notes, one below the other."""
    keys = ("statement", "key", "label")
    decimals = decimals_of(built)
    columns = (
        *(Column("", key=key) for key in keys),
        Column("", "count", note=True, key="note"),
        *(Column(key, "amount", decimals, key=key) for key in _amount_keys(built)),
    )
    return Table("statements", columns, tuple(_rows(built, accounts=accounts)))


def _amount_keys(built: Statements) -> list[str]:
    """The years, and after the first what is planned for it and how that differs."""
    first, *others = (year.label for year in built.years)
    return [first, *(("budget", "deviation") if built.has_budget else ()), *others]


def _rows(built: Statements, *, accounts: bool) -> Iterator[Row]:
    def row(
        of: tuple[str, str, str, NoteCell],
        amounts: Mapping[str, Decimal],
        budget: BudgetAmount | None,
        role: RowRole = "plain",
    ) -> Row:
        return Row((*of, *cells_beside(amounts, budget, built, shown=True)), role)

    for name, statement in built.parts:
        for each in statement:
            yield row((name, each.key, each.label, each.note), each.printed, each.budget)
            for account in each.accounts if accounts else ():
                of = (name, account.account, account.label, None)
                yield row(of, account.printed, account.budget, "account")
    for note in built.notes:
        name = f"note_{note.number}"
        for part in note.rows:
            yield row((name, part.key, part.label, None), part.printed, part.budget)
        if note.rows:
            yield row((name, "total", note.total_label, None), note.total, note.budget)


def _data(
    session: Session, built: Statements, table: Table, *, accounts: bool, rounding: bool
) -> dict[str, Any]:
    association = session.register.association
    assert association is not None  # a session without one is not opened
    data: dict[str, Any] = {
        "association": association.association.name,
        "year": built.year.label,
        "comparative": built.comparative.label if built.comparative else None,
        "currency": "SEK",
        "unit": built.unit,
        **{name: {"rows": _nested(table, name, accounts=accounts)} for name, _ in built.parts},
        "notes": [_note(note, table, built) for note in built.notes],
    }
    if rounding:
        data["rounding"] = [
            {
                "statement": a.statement,
                "label": a.label,
                "year": a.year,
                "exact": exact(a.exact),
                "printed": plain(a.printed),
            }
            for a in built.adjustments
        ]
    return data


def _nested(table: Table, statement: str, *, accounts: bool) -> list[dict[str, Any]]:
    """The rows of a statement, each with its accounts where they are asked for."""
    found: list[dict[str, Any]] = []
    for row, record in zip(data_rows(table), records(table), strict=True):
        if record.pop("statement") != statement:
            continue
        key, label, note = (record.pop(name) for name in ("key", "label", "note"))
        amounts = {year: amount for year, amount in record.items() if amount is not None}
        if row.role == "account":
            found[-1]["accounts"].append({"account": key, "label": label, "amounts": amounts})
            continue
        found.append({"key": key, "label": label, "note": note, "amounts": amounts})
        if accounts:
            found[-1]["accounts"] = []
    return found


def _note(note: Note, table: Table, built: Statements) -> dict[str, Any]:
    rows = _nested(table, f"note_{note.number}", accounts=False)
    sums = {part.key: list(part.sum) for part in note.rows if part.sum}
    for row in rows:
        del row["note"]
        if row["key"] in sums:
            row["sum"] = sums[row["key"]]
    amount_column, labels = table.columns[-1], _amount_keys(built)
    totals = cells_beside(note.total, note.budget, built, shown=True)
    return {
        "number": note.number,
        "title": note.title,
        "rows": rows[:-1],
        "total": {
            label: amount_text(total, amount_column)
            for label, total in zip(labels, totals, strict=True)
            if total is not None
        },
    }
