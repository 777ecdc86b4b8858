"""Balances: per account and fiscal year, and per metadata such as member or counterparty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import Books
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO


@dataclass(frozen=True, slots=True)
class Balance:
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
) -> tuple[Balance, ...]:
    """Opening balance, change and closing balance per account, in order of account number.

    Args:
      year: gives the day from which accounts of the income statement count.
      first: first day of the span, by default the first of the year.
      last: last day of the span, by default the last of the year.
    Returns:
      Accounts that have a posting up to `last` (for the income statement: within the year).
    """
    first, last = first or year.start, last or year.end
    opening: dict[str, Decimal] = defaultdict(lambda: ZERO)
    change: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for voucher in books.vouchers:
        if voucher.date > last:
            break
        for posting in voucher.postings:
            if voucher.date >= first:
                change[posting.account] += posting.amount
            elif books.keeps_balance(posting.account) or voucher.date >= year.start:
                opening[posting.account] += posting.amount
    accounts = sorted({*opening, *change}, key=lambda a: (books.number(a), a))
    return tuple(Balance(a, opening[a], change[a]) for a in accounts)
