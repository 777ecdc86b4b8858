"""sambruk statements"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.findings import Stop
from sambruk_cli.session import Session

if TYPE_CHECKING:
    from sambruk_cli.document.model import Block, Table
    from sambruk_cli.statements.model import Statements


class UnitName(StrEnum):
    """What amounts are counted in."""

    kr = "kr"
    tkr = "tkr"


def statements(
    context: typer.Context,
    year: options.YearArgument = None,
    exact: Annotated[bool, typer.Option("--exact", help="Show öre; round nothing.")] = False,
    unit: Annotated[UnitName, typer.Option(help="Kronor or thousands of kronor.")] = UnitName.kr,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Unfold each row into its accounts.")
    ] = False,
    rounding: Annotated[
        bool, typer.Option("--rounding", help="List the rounding adjustments.")
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print income statement, balance sheet and notes.

    Example: sambruk statements 2007 --accounts
    """
    from sambruk_cli.statements.build import Options, build_statements

    session = run.open_session(context)
    chosen = session.year(year)
    built = build_statements(
        session.books,
        session.register,
        chosen,
        Options(session.language, unit.value, exact),
    )
    if built is None:
        raise Stop(*session.findings)
    result = printing.Output(
        blocks=_blocks(session, built, accounts=accounts, rounding=rounding),
        payload=_payload(session, built, accounts=accounts, rounding=rounding),
        table=_table(built, accounts=accounts),
    )
    return printing.present(session, result, format_, output)


def _blocks(session: Session, built: Statements, *, accounts: bool, rounding: bool) -> list[Block]:
    from sambruk_cli.document.model import Heading
    from sambruk_cli.report.note_text import note_text
    from sambruk_cli.report.tables import (
        adjustments_blocks,
        note_table,
        note_title,
        statement_table,
    )

    language = session.language
    blocks: list[Block] = [
        statement_table(built, which, language, accounts=accounts)
        for which in ("income_statement", "balance_sheet")
    ]
    for note in built.notes:
        blocks.append(Heading(2, note_title(note, language)))
        if note.text is not None:
            blocks.extend(note_text(session.workspace, built.year, note.text, language))
        if note.rows:
            blocks.append(note_table(note, built, language))
    if rounding:
        blocks.extend(adjustments_blocks(built, language))
    return blocks


def _payload(
    session: Session, built: Statements, *, accounts: bool, rounding: bool
) -> dict[str, Any]:
    from sambruk_cli.money import exact as two_decimals
    from sambruk_cli.money import plain

    written = two_decimals if built.exact and built.unit == "kr" else plain

    def amounts(values: Any) -> dict[str, str]:
        return {year: written(amount) for year, amount in values.items()}

    def rows(of: Any) -> list[dict[str, Any]]:
        found = []
        for row in of:
            entry: dict[str, Any] = {
                "key": row.key,
                "label": row.label,
                "note": row.note,
                "amounts": amounts(row.printed),
            }
            if accounts:
                entry["accounts"] = [
                    {"account": a.account, "label": a.label, "amounts": amounts(a.printed)}
                    for a in row.accounts
                ]
            found.append(entry)
        return found

    association = session.register.association
    assert association is not None  # open_all has made sure
    payload: dict[str, Any] = {
        "association": association.association.name,
        "year": built.year.label,
        "comparative": built.comparative.label if built.comparative else None,
        "currency": "SEK",
        "unit": built.unit,
        "income_statement": {"rows": rows(built.income_statement)},
        "balance_sheet": {"rows": rows(built.balance_sheet)},
        "notes": [
            {
                "number": note.number,
                "title": note.title,
                "rows": [
                    {"key": r.key, "label": r.label, "amounts": amounts(r.printed)}
                    for r in note.rows
                ],
                "total": amounts(note.total),
            }
            for note in built.notes
        ],
    }
    if rounding:
        payload["rounding"] = [
            {
                "statement": a.statement,
                "label": a.label,
                "year": a.year,
                "exact": two_decimals(a.exact),
                "printed": plain(a.printed),
            }
            for a in built.adjustments
        ]
    return payload


def _table(built: Statements, *, accounts: bool) -> Table:
    """One flat table for spreadsheets: statement, key, label, note, amounts."""
    from sambruk_cli.document.model import Column, Row, Table
    from sambruk_cli.report.tables import decimals_of

    labels = [year.label for year in built.years]
    rows: list[Row] = []
    for name, of in (
        ("income_statement", built.income_statement),
        ("balance_sheet", built.balance_sheet),
    ):
        for row in of:
            values = (row.printed.get(year) for year in labels)
            rows.append(Row((name, row.key, row.label, row.note, *values)))
            for account in row.accounts if accounts else ():
                values = (account.printed.get(year) for year in labels)
                rows.append(Row((name, account.account, account.label, None, *values)))
    for note in built.notes:
        for note_row in note.rows:
            values = (note_row.printed[year] for year in labels)
            rows.append(Row((f"note_{note.number}", note_row.key, note_row.label, None, *values)))
        if note.rows:
            values = (note.total[year] for year in labels)
            rows.append(Row((f"note_{note.number}", "total", note.total_label, None, *values)))
    columns = (
        Column("statement"),
        Column("key"),
        Column("label"),
        Column("note", "count", note=True),
        *(Column(year, "amount", decimals_of(built)) for year in labels),
    )
    return Table("statements", columns, tuple(rows))
