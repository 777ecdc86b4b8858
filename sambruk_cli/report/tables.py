"""Statements, notes and other computed results as tables of the document model."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.document.model import Block, Column, Heading, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.statements.model import Amounts, BudgetAmount, Note, StatementRow, Statements


def statement_table(
    statements: Statements,
    which: str,
    language: Language,
    *,
    accounts: bool = False,
) -> Table:
    """The income statement, the balance sheet or the cash flow statement.

    Args:
      which: "income_statement", "balance_sheet" or "cash_flow".
      accounts: unfold each row into its accounts.
    """
    is_income = which == "income_statement"
    rows = statements.rows_of(which)
    title = _part(which, language)
    is_balance = which == "balance_sheet"
    heads = [y.end.isoformat() if is_balance else y.label for y in statements.years]
    amount_columns = _amount_columns(heads, statements, language, budget=is_income)
    built: list[Row] = []
    position: dict[str, int] = {}
    if statements.header_note is not None:
        unit = say(language, "Amounts in {unit}", unit=_unit(statements, language))
        empty = (None for _ in amount_columns)
        built.append(Row((unit, statements.header_note, *empty), "heading"))
    for row in rows:
        amounts = cells_beside(row.printed, row.budget, statements, shown=is_income)
        role = "plain" if row.style == "plain" else row.style
        parts = tuple(position[key] for key in row.sum if key in position)
        position[row.key] = len(built)
        built.append(Row((row.label, row.note, *amounts), role, row.indent, parts))
        if accounts:
            built.extend(_accounts(row, statements, budget=is_income))
    note = Column(say_in(language, "note to the statements", "Note"), "count", note=True)
    return Table(which, (Column(title), note, *amount_columns), tuple(built), title)


def cells_beside(
    printed: Amounts, budget: BudgetAmount | None, statements: Statements, *, shown: bool
) -> tuple[Decimal | None, ...]:
    """The amounts of a row: of the year, what was planned and how that differs, and before it."""
    first, *others = (printed.get(year.label) for year in statements.years)
    if not (shown and statements.has_budget):
        return (first, *others)
    planned = budget.printed if budget else None
    deviation = None if first is None or planned is None else first - planned
    return (first, planned, deviation, *others)


def _unit(statements: Statements, language: Language) -> str:
    return say(language, "SEK") if statements.unit == "kr" else say(language, "SEK thousand")


def _amount_columns(
    heads: list[str], statements: Statements, language: Language, *, budget: bool
) -> tuple[Column, ...]:
    decimals = decimals_of(statements)
    first, *others = (Column(head, "amount", decimals) for head in heads)
    if not (budget and statements.has_budget):
        return (first, *others)
    planned = Column(say(language, "Budget"), "amount", decimals)
    deviation = Column(say_in(language, "budget", "Deviation"), "amount", decimals)
    return (first, planned, deviation, *others)


def decimals_of(statements: Statements) -> int:
    """Decimals that the amounts of these statements print with."""
    if not statements.exact:
        return 0
    return 2 if statements.unit == "kr" else 5


def _accounts(row: StatementRow, statements: Statements, *, budget: bool) -> list[Row]:
    return [
        Row(
            (
                account.title,
                None,
                *cells_beside(account.printed, account.budget, statements, shown=budget),
            ),
            "account",
            row.indent + 1,
        )
        for account in row.accounts
    ]


def note_title(note: Note, language: Language) -> str:
    """ "Not 2 Föreningens intäkter"."""
    return say(language, "Note {number} {title}", number=note.number, title=note.title)


def note_table(note: Note, statements: Statements, language: Language) -> Table:
    """A note with rows."""
    heads, has_budget = [year.label for year in statements.years], note.budget is not None
    position = {row.key: index for index, row in enumerate(note.rows)}
    rows = [
        Row(
            (
                row.label,
                *cells_beside(row.printed, row.budget, statements, shown=has_budget),
            ),
            "subtotal" if row.sum else "plain",
            sums=tuple(position[key] for key in row.sum),
        )
        for row in note.rows
    ]
    amounts = cells_beside(note.total, note.budget, statements, shown=has_budget)
    parts = tuple(position[row.key] for row in note.parts_of_total)
    total = Row((note.total_label, *amounts), "total", sums=parts)
    columns = (
        Column(_unit(statements, language)),
        *_amount_columns(heads, statements, language, budget=has_budget),
    )
    return Table(f"note_{note.number}", columns, (*rows, total), note_title(note, language))


def _part(statement: str, language: Language) -> str:
    names = {
        "income_statement": say(language, "Income statement"),
        "balance_sheet": say(language, "Balance sheet"),
        "cash_flow": say(language, "Cash flow statement"),
    }
    note = statement.replace("note", say_in(language, "note to the statements", "Note"))
    return names.get(statement, note)


def adjustments_blocks(statements: Statements, language: Language) -> list[Block]:
    """The roundings that are not to the nearest whole unit, for an auditor to see."""
    title = say(language, "Rounding adjustments")
    rows = tuple(
        Row((_part(a.statement, language), a.label, a.year, a.exact, a.printed))
        for a in statements.adjustments
    )
    columns = (
        Column(say_in(language, "income statement or balance sheet", "Statement")),
        Column(say_in(language, "rounding", "Row")),
        Column(say(language, "Year")),
        Column(say(language, "Exact, SEK"), "amount", 2),
        Column(say_in(language, "rounding", "Printed"), "amount"),
    )
    empty = Row((say_in(language, "nothing to list", "None"), None, None, None, None))
    return [Heading(2, title), Table("rounding", columns, rows or (empty,), title)]
