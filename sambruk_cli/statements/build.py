"""Building the statements: exact amounts, one rounding of the whole, then rows to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.layout import Layout, LayoutRow
from sambruk_cli.register.register import Register
from sambruk_cli.statements.amounts import (
    UNBOOKED,
    kept_before,
)
from sambruk_cli.statements.cash_flow import (
    CashColumn,
    CashYear,
    cash_column,
    cash_moves,
    cash_rows,
)
from sambruk_cli.statements.columns import YearColumn, planned_column, year_column
from sambruk_cli.statements.drafts import Closing, Drafter, YearBefore
from sambruk_cli.statements.headings import without_empty_headings
from sambruk_cli.statements.model import (
    AccountRow,
    Adjustment,
    BudgetAmount,
    Note,
    StatementRow,
    Statements,
    Unit,
    note_cell,
)
from sambruk_cli.statements.notes import NoteBuilder
from sambruk_cli.statements.sides import Sides, year_sides

UNITS: Mapping[Unit, Decimal] = {"kr": Decimal(1), "tkr": Decimal(1000)}


@frozen
class Options:
    """How statements are shown. `exact` prints öre and rounds nothing.

    `budget` shows what is planned for the year, where the books have budgets.
    """

    language: Language = "sv"
    unit: Unit = "kr"
    exact: bool = False
    budget: bool = False


IN_KRONOR = Options()


def build_statements(
    books: Books,
    register: Register,
    year: FiscalYear,
    options: Options = IN_KRONOR,
    layout: Layout | None = None,
) -> Statements | None:
    """The statements of a year with the year before it beside them (ÅRL 3:5).

    Args:
      layout: that of the year that is printed, where this year stands beside it.
    Returns:
      None where no layout of config/statements.toml holds for the year.
    """
    layout = layout or register.layout_for(year)
    if layout is None:
        return None
    comparative = kept_before(books, register.years, year)
    years = (year,) if comparative is None else (year, comparative)
    unit = UNITS[options.unit]
    columns = {y.label: year_column(books, layout, y, unit, exact=options.exact) for y in years}
    planned = None
    if options.budget:
        planned = planned_column(books, layout, year, unit, exact=options.exact)
    income = _rows(books, layout.income_statement, columns, options, planned)
    balance = _rows(books, layout.balance_sheet, columns, options)
    before = _years_before(books, register, layout, years, options)
    sides = _sides(books, layout, (*years, *(b.amounts.year for b in before.values())))
    builder = NoteBuilder(Drafter(books, register, layout, options.language, unit, before, sides))
    amounts = {label: column.amounts for label, column in columns.items()}
    statement_rows = {row.key: row for row in (*income, *balance)}
    notes = tuple(
        builder.build(
            note, amounts, statement_rows, options.exact, planned.amounts if planned else None
        )
        for note in layout.notes
    )
    cash_columns = _cash_columns(books, layout, columns, before, options)
    cash = cash_rows(layout, cash_columns, options.language) if layout.cash else ()
    adjustments = (
        *_adjustments("income_statement", income, options),
        *_adjustments("balance_sheet", balance, options),
        *_adjustments("cash_flow", cash, options),
        *_note_adjustments(notes, options),
    )
    return Statements(
        year=year,
        comparative=comparative,
        unit=options.unit,
        exact=options.exact,
        header_note=layout.header_note,
        income_statement=income,
        balance_sheet=balance,
        notes=notes,
        adjustments=() if options.exact else adjustments,
        has_budget=planned is not None,
        cash_flow=cash,
        cash_left_over=cash_columns[year.label].left_over if layout.cash else {},
    )


def _years_before(
    books: Books,
    register: Register,
    layout: Layout,
    years: tuple[FiscalYear, ...],
    options: Options,
) -> dict[str, YearBefore]:
    """What each column's year before closed with, so that a note opens as that year's report says.

    By label of the column; nothing where no note asks for it.
    """
    moves = any(row.movement == "opening" for note in layout.notes for row in note.rows)
    if options.exact or not (moves or layout.cash):
        return {}
    found: dict[str, YearBefore] = {}
    for year in years:
        before = kept_before(books, register.years, year)
        if before is not None:
            unit = UNITS[options.unit]
            column = year_column(books, layout, before, unit, exact=False)
            closings = {
                key: Closing(node.exact * unit, column.printed[key])
                for key, node in column.nodes.items()
            }
            found[year.label] = YearBefore(column.amounts, closings)
    return found


def _cash_columns(
    books: Books,
    layout: Layout,
    columns: Mapping[str, YearColumn],
    before: Mapping[str, YearBefore],
    options: Options,
) -> dict[str, CashColumn]:
    """The cash flow of each year; none where the layout has no such statement."""
    if layout.cash is None:
        return {}
    found = {}
    for label, column in columns.items():
        earlier = before[label].closings if label in before else {}
        moves = cash_moves(books, layout, column.amounts.year)
        year = CashYear(column.amounts, moves, column.printed, earlier)
        unit = UNITS[options.unit]
        found[label] = cash_column(books, layout, year, unit, exact=options.exact)
    return found


def _sides(
    books: Books, layout: Layout, years: tuple[FiscalYear, ...]
) -> dict[str, Mapping[str, Sides]]:
    """Debit and credit of the years, which takes reading their vouchers: only where asked for."""
    rows = [row for note in layout.notes for row in note.rows]
    if not any(row.movement in ("debit", "credit") for row in rows):
        return {}
    return {year.label: year_sides(books, year) for year in years}


def _rows(
    books: Books,
    rows: tuple[LayoutRow, ...],
    columns: Mapping[str, YearColumn],
    options: Options,
    planned: YearColumn | None = None,
) -> tuple[StatementRow, ...]:
    built = []
    for row in rows:
        label, note = pick(options.language, row.label, row.label_en), note_cell(row.note)
        if row.is_heading:
            built.append(StatementRow(row.key, label, note, row.indent, "heading", {}, {}))
            continue
        if any(row.key not in column.nodes for column in columns.values()):
            continue  # a key that two rows share is reported by checks.statements (STM308)
        exact = {y: c.nodes[row.key].exact * UNITS[options.unit] for y, c in columns.items()}
        printed = {y: c.printed[row.key] for y, c in columns.items()}
        budget = _budget(planned, row.key, options)
        is_planned = budget is not None and bool(budget.exact)
        if row.hide_zero and not is_planned and not _is_moved(row.key, columns):
            continue
        has_accounts = row.is_leaf and row.movement in {"closing", "opening"}
        accounts = _account_rows(books, row, columns, options, planned) if has_accounts else ()
        built.append(
            StatementRow(
                row.key,
                label,
                note,
                row.indent,
                row.style,
                exact,
                printed,
                accounts,
                row.sum,
                budget,
            )
        )
    return tuple(without_empty_headings(built, rows))


def _is_moved(key: str, columns: Mapping[str, YearColumn]) -> bool:
    """Whether a row, or any that it sums, has an amount: amounts may cancel out in a sum."""
    return any(
        node.exact
        for column in columns.values()
        for node in column.nodes[key].walk()
        if node.key == key or node.is_leaf
    )


def _budget(planned: YearColumn | None, key: str, options: Options) -> BudgetAmount | None:
    """What is planned for a row or an account; nought for one that no budget names."""
    if planned is None:
        return None
    if key not in planned.nodes:
        return BudgetAmount(ZERO, ZERO)
    return BudgetAmount(planned.nodes[key].exact * UNITS[options.unit], planned.printed[key])


def _account_rows(
    books: Books,
    row: LayoutRow,
    columns: Mapping[str, YearColumn],
    options: Options,
    planned: YearColumn | None,
) -> tuple[AccountRow, ...]:
    names: dict[str, None] = {}
    for column in (*columns.values(), *([planned] if planned else ())):
        for node in column.nodes[row.key].children:
            names[node.key.partition("/")[2]] = None

    def value(name: str, of: Callable[[YearColumn, str], Decimal]) -> dict[str, Decimal]:
        key = f"{row.key}/{name}"
        return {y: of(c, key) if key in c.nodes else ZERO for y, c in columns.items()}

    def number(name: str) -> str:
        return "" if name == UNBOOKED else books.number(name)

    built = []
    for name in sorted(names, key=lambda n: (number(n), n)):
        account = books.accounts.get(name)
        label = (
            account.label if account else say(options.language, "Result for the year, not booked")
        )
        exact = value(name, lambda c, key: c.nodes[key].exact * UNITS[options.unit])
        printed = value(name, lambda c, k: c.printed[k])
        budget = _budget(planned, f"{row.key}/{name}", options)
        built.append(AccountRow(name, number(name), label, exact, printed, budget))
    return tuple(built)


def _adjustments(
    statement: str, rows: tuple[StatementRow, ...], options: Options
) -> list[Adjustment]:
    found = []
    for row in rows:
        # The only account of a row says nothing that the row has not said.
        items: list[StatementRow | AccountRow] = [row]
        items += row.accounts if len(row.accounts) > 1 else ()
        for item in items:
            for year, exact in item.exact.items():
                printed = item.printed[year]
                if printed != round_half_up(exact / UNITS[options.unit]):
                    found.append(Adjustment(statement, item.title, year, exact, printed))
    return found


def _note_adjustments(notes: tuple[Note, ...], options: Options) -> list[Adjustment]:
    return [
        Adjustment(f"note {note.number}", row.label, year, exact, row.printed[year])
        for note in notes
        for row in note.rows
        for year, exact in row.exact.items()
        if row.printed[year] != round_half_up(exact / UNITS[options.unit])
    ]
