"""A year beside the year before it and its budget, by row of the statements and by account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.statements.model import AccountRow, StatementRow, Statements

LineKind = Literal["row", "account"]
PART = Decimal("0.10")  # of the other amount
_OF_SIZE = Decimal("0.01")  # of the larger of income and costs
_TENTH = Decimal("0.1")


@frozen
class Threshold:
    """A change is marked where it is at least so many kronor and so large a part."""

    kronor: Decimal
    part: Decimal

    def is_reached(self, change: Decimal, of: Decimal) -> bool:
        """Whether a change of an amount is to be marked; nought that grows is any part."""
        return bool(change) and abs(change) >= max(self.kronor, abs(of) * self.part)


@frozen
class Deviation:
    """An amount beside another one, in kronor with the sign of the statement.

    `per_cent` is by how much of the other's size the line has grown, None where that is nought. A
    cost, which a statement prints below nought, grows as it becomes larger: -30 000 after -15 000
    is 100 % more.
    """

    other: Decimal
    change: Decimal
    per_cent: Decimal | None
    is_marked: bool


@frozen
class ComparedLine:
    """A row of a statement or an account below it, in kronor as the statement prints it.

    `before` is None in the first year, `budget` where nothing is planned.
    """

    statement: str
    kind: LineKind
    key: str
    title: str
    style: str
    indent: int
    amount: Decimal
    before: Deviation | None
    budget: Deviation | None

    @property
    def is_marked(self) -> bool:
        return any(each is not None and each.is_marked for each in (self.before, self.budget))


def usual_threshold(income: Decimal, costs: Decimal) -> Threshold:
    """Ten per cent of what it was, and one per cent of the year's income or costs, in whole kronor.

    Args:
      income, costs: those of the year, in kronor; the larger one counts.
    """
    return Threshold(round_half_up(max(abs(income), abs(costs)) * _OF_SIZE), PART)


def compared_lines(statements: Statements, threshold: Threshold) -> tuple[ComparedLine, ...]:
    """Every row of income statement and balance sheet with its accounts, without empty lines."""
    return tuple(_lines(statements, threshold))


def _lines(statements: Statements, threshold: Threshold) -> Iterator[ComparedLine]:
    for statement, rows in statements.parts:
        if statement == "cash_flow":
            continue
        roots = _roots(rows)
        for row in rows:
            if row.style == "heading":
                continue
            line = _line(statements, statement, row, threshold, roots[row.key])
            if _says_something(line):
                yield line
            for account in row.accounts:
                root = frozenset((_root(account),))
                below = _line(statements, statement, account, threshold, root, row.indent + 1)
                if _says_something(below):
                    yield below


def _root(account: AccountRow) -> str:
    """ "Expenses", "Assets": of which kind an account is."""
    return account.account.partition(":")[0]


def _roots(rows: Iterable[StatementRow]) -> dict[str, frozenset[str]]:
    """The kinds of the accounts that each row of a statement is made from, by its key.

    A row that sums others has the kinds of all of them, whichever way they stand to each other.
    """
    by_key = {row.key: row for row in rows}
    found: dict[str, frozenset[str]] = {}

    def roots_of(key: str, above: frozenset[str]) -> frozenset[str]:
        row = by_key.get(key)
        if row is None or key in above:  # what a layout gets wrong is reported by STM3
            return frozenset()
        if key not in found:
            parts = (roots_of(part, above | {key}) for part in row.sum)
            found[key] = frozenset(map(_root, row.accounts)).union(*parts)
        return found[key]

    return {key: roots_of(key, frozenset()) for key in by_key}


def _line(
    statements: Statements,
    statement: str,
    row: StatementRow | AccountRow,
    threshold: Threshold,
    roots: frozenset[str],
    indent: int = 0,
) -> ComparedLine:
    amount = row.printed.get(statements.year.label, ZERO)
    before = budget = None
    if statements.comparative is not None:
        other = row.printed.get(statements.comparative.label, ZERO)
        before = deviation(amount, other, threshold, is_below=_is_below(amount, other, roots))
    if statements.has_budget and statement == "income_statement" and row.budget is not None:
        other = row.budget.printed
        budget = deviation(amount, other, threshold, is_below=_is_below(amount, other, roots))
    if isinstance(row, StatementRow):
        kind: LineKind = "row"
        key, style, indent = row.key, row.style, row.indent
    else:
        kind, key, style = "account", row.account, "plain"
    return ComparedLine(statement, kind, key, row.title, style, indent, amount, before, budget)


def _is_below(amount: Decimal, other: Decimal, roots: frozenset[str]) -> bool:
    """Whether a line grows downwards: costs do, and what is deducted from income, assets or debts.

    A loss is no size that grows: a result and equity go up and down.
    """
    if len(roots) != 1 or roots == {"Equity"} or other > 0 <= amount:
        return False
    return roots == {"Expenses"} or (amount <= 0 and other < 0)


def deviation(
    amount: Decimal, other: Decimal, threshold: Threshold, *, is_below: bool = False
) -> Deviation:
    """What an amount differs from another by, with one decimal of per cent.

    Args:
      is_below: whether it is printed below nought where it is large, as costs are.
    """
    change = amount - other
    per_cent = None
    if other:
        growth = -change if is_below else change
        per_cent = (growth * 100 / abs(other)).quantize(_TENTH, rounding=ROUND_HALF_UP)
    return Deviation(other, change, per_cent, threshold.is_reached(change, other))


def _says_something(line: ComparedLine) -> bool:
    others = [each.other for each in (line.before, line.budget) if each is not None]
    return any((line.amount, *others))
