"""One column of the statements: what each row and account is, and what it prints as."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.layout import Layout, LayoutRow
from sambruk_cli.statements.amounts import YearAmounts, leaf_parts, year_amounts
from sambruk_cli.statements.rounding import Node, common_total, round_tree


@frozen
class YearColumn:
    """One year of both statements: nodes by key, and what each prints as."""

    amounts: YearAmounts
    nodes: Mapping[str, Node]
    printed: Mapping[str, Decimal]


def year_column(
    books: Books, layout: Layout, year: FiscalYear, unit: Decimal, *, exact: bool
) -> YearColumn:
    """Both statements of a year; rounded so that they foot, but for `exact`."""
    amounts = year_amounts(books, layout, year)
    nodes, printed = _income(layout, amounts, unit)
    result = round_half_up(-amounts.result / unit)
    trees = [
        _tree(_by_key(layout.balance_sheet), root.key, amounts, unit, result)
        for root in _roots(layout.balance_sheet)
    ]
    for tree in trees:
        nodes.update((node.key, node) for node in tree.walk())
        # Assets print as the same total as equity and liabilities, which the result may bind.
        equal = [other for other in trees if other.exact == tree.exact]
        printed.update(round_tree(tree, common_total(equal)))
    if exact:
        printed = {key: node.exact for key, node in nodes.items()}
    return YearColumn(amounts, nodes, printed)


def _income(
    layout: Layout, amounts: YearAmounts, unit: Decimal
) -> tuple[dict[str, Node], dict[str, Decimal]]:
    """The rows of the income statement, and what each prints as."""
    nodes: dict[str, Node] = {}
    printed: dict[str, Decimal] = {}
    for root in _roots(layout.income_statement):
        tree = _tree(_by_key(layout.income_statement), root.key, amounts, unit)
        nodes.update((node.key, node) for node in tree.walk())
        printed.update(round_tree(tree))
    return nodes, printed


def planned_column(
    books: Books, layout: Layout, year: FiscalYear, unit: Decimal, *, exact: bool
) -> YearColumn | None:
    """The column of a year's budget; None where there is none."""
    if not books.budgets:
        return None
    from sambruk_cli.statements.budget import budget_amounts  # most books have no budget

    amounts = budget_amounts(books, year)
    if amounts is None:
        return None
    nodes, printed = _income(layout, amounts, unit)
    if exact:
        printed = {key: node.exact for key, node in nodes.items()}
    return YearColumn(amounts, nodes, printed)


def _by_key(rows: tuple[LayoutRow, ...]) -> dict[str, LayoutRow]:
    return {row.key: row for row in rows}


def _roots(rows: tuple[LayoutRow, ...]) -> list[LayoutRow]:
    """Rows with amounts that no later row sums."""
    summed = {key for i, row in enumerate(rows) for key in row.sum if key in _keys(rows[:i])}
    return [row for row in rows if row.key not in summed and not row.is_heading]


def _keys(rows: tuple[LayoutRow, ...]) -> set[str]:
    return {row.key for row in rows}


def _tree(
    rows: Mapping[str, LayoutRow],
    key: str,
    amounts: YearAmounts,
    unit: Decimal,
    result: Decimal | None = None,
) -> Node:
    """The node of a row; `result` is what the result of the year prints as elsewhere."""
    row = rows[key]
    if row.is_leaf:
        parts = leaf_parts(amounts, row)
        children = tuple(Node(f"{key}/{a}", amount / unit) for a, amount in parts.items())
        exact = sum(parts.values(), ZERO) / unit
        is_result = row.result and exact == -amounts.result / unit
        return Node(key, exact, children, result if is_result else None, is_leaf=True)
    # A sum that names an unknown or a later row is reported by checks.statements (STM308);
    # following only rows above makes a circle impossible.
    order = list(rows)
    below = tuple(
        _tree(rows, part, amounts, unit, result)
        for part in row.sum
        if part in order[: order.index(key)] and not rows[part].is_heading
    )
    return Node(key, sum((node.exact for node in below), ZERO), below)
