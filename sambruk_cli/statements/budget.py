"""What is planned for a year, as the amounts of a column beside what came of it."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.books.balances import AccountBalance
from sambruk_cli.books.books import Books
from sambruk_cli.books.budgets import planned
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.statements.amounts import YearAmounts


def budget_amounts(books: Books, year: FiscalYear) -> YearAmounts | None:
    """The budget of a year's income and costs; None where there is none.

    Budgets of accounts of the balance sheet plan a change, which no statement shows.
    """
    sums: dict[str, Decimal] = {}
    for (account, _), amount in planned(books.budgets, year.start, year.end).items():
        if not books.keeps_balance(account):
            sums[account] = sums.get(account, ZERO) + amount
    if not sums:
        return None
    balances = tuple(
        AccountBalance(account, ZERO, sums[account])
        for account in sorted(sums, key=lambda name: (books.number(name), name))
    )
    numbers = {account: books.number(account) for account in sums}
    return YearAmounts(year, balances, numbers, sum(sums.values(), ZERO), ZERO, ZERO)


def planned_for_projects(books: Books, year: FiscalYear) -> dict[str, tuple[Decimal, Decimal]]:
    """BudgetAmount income and cost of each project that has a budget, in kronor, both positive."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for (account, project), amount in planned(books.budgets, year.start, year.end).items():
        if project is not None and not books.keeps_balance(account):
            income, cost = found.get(project, (ZERO, ZERO))
            if account.startswith("Income"):
                income -= amount
            else:
                cost += amount
            found[project] = income, cost
    return found
