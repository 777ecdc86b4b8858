"""A year beside the year before it and its budget, by row of the statements and by account."""

from __future__ import annotations

from collections.abc import Iterator
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

    `per_cent` is the difference in per cent of the other, None where that is nought.
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
        for row in rows:
            if row.style == "heading":
                continue
            line = _line(statements, statement, row, threshold)
            if _says_something(line):
                yield line
            for account in row.accounts:
                below = _line(statements, statement, account, threshold, row.indent + 1)
                if _says_something(below):
                    yield below


def _line(
    statements: Statements,
    statement: str,
    row: StatementRow | AccountRow,
    threshold: Threshold,
    indent: int = 0,
) -> ComparedLine:
    amount = row.printed.get(statements.year.label, ZERO)
    before = budget = None
    if statements.comparative is not None:
        before = deviation(amount, row.printed.get(statements.comparative.label, ZERO), threshold)
    if statements.has_budget and statement == "income_statement" and row.budget is not None:
        budget = deviation(amount, row.budget.printed, threshold)
    if isinstance(row, StatementRow):
        kind: LineKind = "row"
        key, style, indent = row.key, row.style, row.indent
    else:
        kind, key, style = "account", row.account, "plain"
    return ComparedLine(statement, kind, key, row.title, style, indent, amount, before, budget)


def deviation(amount: Decimal, other: Decimal, threshold: Threshold) -> Deviation:
    """What an amount differs from another by, with one decimal of per cent."""
    change = amount - other
    per_cent = None
    if other:
        per_cent = (change * 100 / abs(other)).quantize(_TENTH, rounding=ROUND_HALF_UP)
    return Deviation(other, change, per_cent, threshold.is_reached(change, other))


def _says_something(line: ComparedLine) -> bool:
    others = [each.other for each in (line.before, line.budget) if each is not None]
    return any((line.amount, *others))
