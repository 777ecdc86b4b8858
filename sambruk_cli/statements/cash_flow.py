"""The cash flow statement (kassaflödesanalys), by the indirect method.

A row is what some accounts brought in money: the opposite of their change. Since every voucher
balances, all accounts but those of cash together explain what happened to cash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sambruk_cli.account_numbers import DIGITS
from sambruk_cli.books.books import Books
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.layout import (
    AccountSpan,
    CashFlowRow,
    Layout,
    is_within,
    spans,
)
from sambruk_cli.register.layouts import cash_flow_rows
from sambruk_cli.statements.amounts import RESULT_ACCOUNTS, YearAmounts, spans_below
from sambruk_cli.statements.drafts import Closing
from sambruk_cli.statements.headings import without_empty_headings
from sambruk_cli.statements.model import Counted, StatementRow, note_cell
from sambruk_cli.statements.moves import Moves, year_moves
from sambruk_cli.statements.rounding import Node, may_print, round_tree
from sambruk_cli.statements.sides import Sides

# The key of a row that stands between the flow of the year and cash, where a krona is missing.
ROUNDING = "cash_flow_rounding"


@frozen
class CashColumn:
    """One year of the cash flow statement by key of its rows: exact in kronor, and as printed.

    `left_over` is what the rows count of an account, where that is not what it brought: an account
    that no row counts, or that several do.
    """

    exact: Mapping[str, Decimal]
    printed: Mapping[str, Decimal]
    left_over: Mapping[str, Counted]


@frozen
class CashYear:
    """What a year's cash flow is computed from.

    `printed` is what the rows of the two other statements print as, in the unit; `before` what
    those of the balance sheet closed with the year before, where there is one.
    """

    amounts: YearAmounts
    moves: Moves
    printed: Mapping[str, Decimal]
    before: Mapping[str, Closing]


def rows_of(layout: Layout) -> tuple[CashFlowRow, ...]:
    """The rows of a layout's cash flow statement; none where it does not ask for one."""
    if layout.cash is None:
        return ()
    return layout.cash_flow or cash_flow_rows()


def cash_moves(books: Books, layout: Layout, year: FiscalYear) -> Moves:
    """What moved money in a year, as the rows of a layout count it."""
    return year_moves(books, rows_of(layout), cash_spans(layout), year)


def cash_column(
    books: Books, layout: Layout, year: CashYear, unit: Decimal, *, exact: bool
) -> CashColumn:
    """One year of the statement, rounded so that it foots and ties to the cash that is printed."""
    still = year.moves.still
    changes = {n: c - still.get(n, ZERO) for n, c in _changes(layout, year.amounts).items()}
    cash = cash_spans(layout)
    changes = {n: c for n, c in changes.items() if not is_within(books.number(n), cash)}
    counted: dict[str, Decimal] = {}
    nodes: dict[str, Node] = {}
    for row in rows_of(layout):
        if row.is_heading or row.cash is not None:
            continue
        parts = [nodes[key] for key in row.sum if key in nodes]
        amount = sum((part.exact for part in parts), ZERO)
        fixed = None
        if not row.sum:
            amount = ZERO
            for account, brought in _brought(books, layout, row, changes, year):
                counted[account] = counted.get(account, ZERO) + brought
                amount += brought
            if row.row is not None and not exact:
                fixed = year.printed.get(row.row)
            amount /= unit
        nodes[row.key] = Node(row.key, amount, tuple(parts), fixed, is_leaf=not row.sum)
    opening, closing = _cash(layout, year, unit)
    amounts = {key: node.exact * unit for key, node in nodes.items()}
    printed = {key: node.exact for key, node in nodes.items()}
    if not exact:  # what other statements print is whole then, as rounding needs it
        printed = _rounded(layout, nodes, (closing.exact - opening.exact) / unit, closing, opening)
    for row in rows_of(layout):
        if row.cash is not None:
            of = opening if row.cash == "opening" else closing
            amounts[row.key] = of.exact
            printed[row.key] = of.exact / unit if exact else of.printed
    found = {name: Counted(counted.get(name, ZERO), -change) for name, change in changes.items()}
    return CashColumn(amounts, printed, {n: c for n, c in found.items() if c.counted != c.brought})


def cash_spans(layout: Layout) -> tuple[AccountSpan, ...]:
    """The accounts of cash and bank: those of the row that the layout calls cash."""
    return spans_below(layout.balance_sheet, layout.cash or "")


def _changes(layout: Layout, amounts: YearAmounts) -> dict[str, Decimal]:
    """What the year did to each account, in kronor, debit positive, as if it were not closed.

    The closing voucher moves the result from its own account to equity, and no money.
    """
    changes = {b.account: b.change for b in amounts.balances}
    numbers = amounts.numbers
    closing = [name for name in changes if layout.is_closing(numbers[name])]
    moved = sum((changes.pop(name) for name in closing), ZERO)
    of_result = [
        span
        for row in layout.balance_sheet
        if row.result or row.movement == "opening"
        for span in spans(row.accounts)
    ]
    names = [name for name in changes if is_within(numbers[name], of_result)]
    held = next((name for name in names if numbers[name][:DIGITS] in RESULT_ACCOUNTS), None)
    held = held or next(iter(names), None)
    if moved and held is not None:
        changes[held] += moved
    return changes


def _brought(
    books: Books,
    layout: Layout,
    row: CashFlowRow,
    changes: Mapping[str, Decimal],
    year: CashYear,
) -> Iterator[tuple[str, Decimal]]:
    """What a row counts of each account, in kronor, money in positive."""
    whole = spans(row.accounts)
    if row.row is not None:
        whole = spans_below(layout.income_statement, row.row)
    less, debit, credit = (spans(ranges) for ranges in (row.less, row.debit, row.credit))
    for account, change in changes.items():
        number = books.number(account)
        sides = year.moves.sides.get(account, Sides())
        if is_within(number, whole):
            yield account, -change
        if is_within(number, less):
            yield account, change
        if is_within(number, debit):
            yield account, -sides.debit
        if is_within(number, credit):
            yield account, -sides.credit


def _cash(layout: Layout, year: CashYear, unit: Decimal) -> tuple[Closing, Closing]:
    """Cash at the start and at the end of the year, as the balance sheets print it."""
    balances = year.amounts.accounts(cash_spans(layout))
    key = layout.cash or ""
    opening = sum((b.opening for b in balances), ZERO)
    closing = sum((b.closing for b in balances), ZERO)
    before = year.before.get(key)
    at_start = round_half_up(opening / unit)
    if before is not None and before.exact == opening:
        at_start = before.printed
    at_end = year.printed.get(key, round_half_up(closing / unit))
    return Closing(opening, at_start), Closing(closing, at_end)


def _rounded(
    layout: Layout,
    nodes: Mapping[str, Node],
    change: Decimal,
    closing: Closing,
    opening: Closing,
) -> dict[str, Decimal]:
    """What each row prints as; the one that sums the whole year as what cash has changed by.

    Where no row can be rounded so, the sum is rounded by itself, and what is missing is a row of
    its own: nothing is printed in a row in which nothing has happened.
    """
    summed = {key for row in rows_of(layout) for key in row.sum}
    roots = [node for key, node in nodes.items() if key not in summed]
    printed: dict[str, Decimal] = {}
    for root in roots:
        wanted = closing.printed - opening.printed
        is_year = len(roots) == 1 and root.exact == change and may_print(root, wanted)
        printed.update(round_tree(root, wanted if is_year else None))
    if len(roots) == 1 and roots[0].exact == change:
        missing = closing.printed - opening.printed - printed[roots[0].key]
        printed |= {ROUNDING: missing} if missing else {}
    return printed


def cash_rows(
    layout: Layout, columns: Mapping[str, CashColumn], language: Language
) -> tuple[StatementRow, ...]:
    """The statement as it prints: rows that are nought in every year left out where they may be.

    A sum of rows that are printed is printed, too, though it be nought.
    """
    built: list[StatementRow] = []
    for row in rows_of(layout):
        label = pick(language, row.label, row.label_en)
        note = note_cell(row.note)
        if row.is_heading:
            built.append(StatementRow(row.key, label, note, row.indent, "heading", {}, {}))
            continue
        exact = {y: column.exact.get(row.key, ZERO) for y, column in columns.items()}
        printed = {y: column.printed.get(row.key, ZERO) for y, column in columns.items()}
        if row.cash == "closing" and any(ROUNDING in c.printed for c in columns.values()):
            built.append(_rounding_row(columns, language))
        is_nought = not any(exact.values()) and not any(printed.values())
        if row.hide_zero and is_nought and not any(each.key in row.sum for each in built):
            continue
        built.append(
            StatementRow(row.key, label, note, row.indent, row.style, exact, printed, (), row.sum)
        )
    return tuple(without_empty_headings(built, rows_of(layout)))


def _rounding_row(columns: Mapping[str, CashColumn], language: Language) -> StatementRow:
    return StatementRow(
        ROUNDING,
        say(language, "Rounding"),
        None,
        0,
        "plain",
        dict.fromkeys(columns, ZERO),
        {y: column.printed.get(ROUNDING, ZERO) for y, column in columns.items()},
    )
