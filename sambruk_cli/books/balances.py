"""Balances: per account and fiscal year, and per metadata such as member or counterparty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import Books, Posting, Voucher
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


def closing_balances(books: Books, year: FiscalYear) -> Mapping[str, Decimal]:
    """Closing balance per account at the end of a year; debit positive."""
    return {b.account: b.closing for b in trial_balance(books, year)}


def sums_by(
    books: Books,
    key: Callable[[Voucher, Posting], object],
    wanted: Callable[[Voucher, Posting], bool],
) -> dict[object, Decimal]:
    """Sums of postings by a key, in order of first appearance; debit positive."""
    totals: dict[object, Decimal] = {}
    for voucher, posting in books.postings():
        if wanted(voucher, posting):
            value = key(voucher, posting)
            totals[value] = totals.get(value, ZERO) + posting.amount
    return totals
