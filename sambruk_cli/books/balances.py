"""Balances: per account and fiscal year, and per metadata such as member or counterparty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.standing import NOTHING
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen


@frozen
class AccountBalance:
    """One account over a span of days; kronor, debit positive.

    `opening` is nought for accounts of the income statement: they start each year empty.
    """

    account: str
    opening: Decimal
    change: Decimal

    @property
    def closing(self) -> Decimal:
        return self.opening + self.change


def trial_balance(
    books: Books, year: FiscalYear, first: date | None = None, last: date | None = None
) -> tuple[AccountBalance, ...]:
    """Opening balance, change and closing balance per account, in order of account number.

    Args:
      year: gives the day from which accounts of the income statement count.
      first: first day of the span, by default the first of the year.
      last: last day of the span, by default the last of the year.
    Returns:
      AccountChoice that have a posting up to `last` (for the income statement: within the year).
    """
    first, last = first or year.start, last or year.end
    at_start, before = books.opening(year.start).totals, books.opening(first).totals
    balances = []
    for account, total in books.standing(last).totals.items():
        opening = before.get(account, NOTHING)
        change = total.amount - opening.amount
        if books.keeps_balance(account):
            balances.append(AccountBalance(account, opening.amount, change))
        elif total.number > (earlier := at_start.get(account, NOTHING)).number:
            balances.append(AccountBalance(account, opening.amount - earlier.amount, change))
    return tuple(sorted(balances, key=lambda b: (books.number(b.account), b.account)))
