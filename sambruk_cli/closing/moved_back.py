"""What was moved at the end of a year, and is to be moved back in the next one (periodisering)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Voucher
from sambruk_cli.closing.spans import ACCRUES, named_by
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.money import ZERO


class NotMovedBack(NamedTuple):
    """What a voucher has moved to an account of the balance sheet, where it still is.

    `before` is the year that it is of; `amount` is kronor, debit positive.
    """

    voucher: Voucher
    before: FiscalYear
    account: Account
    amount: Decimal


def not_moved_back(
    books: Books, years: Sequence[FiscalYear], year: FiscalYear
) -> tuple[NotMovedBack, ...]:
    """What the last month of the year before has moved, and this year has not taken back.

    It is taken back at once, on the first day, or in parts; the last part of those may come on the
    last day, and while the year is open, some may be left. What is moved on at the end of the year
    for months of later ones does not count against it.
    """
    before = year_before(years, year)
    if before is None:
        return ()
    moved: dict[tuple[str, str], list[Voucher]] = {}
    for voucher in books.between(before.end.replace(day=1), before.end):
        if ACCRUES in voucher.meta and voucher.date != before.start:
            moved.setdefault(_key(voucher, before, years), []).append(voucher)
    if not moved:
        return ()
    back: dict[tuple[str, str], list[Voucher]] = {}
    for voucher in books.in_year(year):
        if ACCRUES in voucher.meta:
            back.setdefault(_key(voucher, year, years), []).append(voucher)
    found = []
    for key, vouchers in moved.items():
        own = back.get(key, [])
        for account, amount in _held(books, vouchers).items():
            if not _is_back(books, own, account, amount, year):
                found.append(NotMovedBack(vouchers[-1], before, books.accounts[account], amount))
    return tuple(found)


def _key(voucher: Voucher, own: FiscalYear, years: Sequence[FiscalYear]) -> tuple[str, str]:
    """Which voucher one moves a part of: the label of its year, and its number."""
    of, number = named_by(voucher, own, years)
    return ("" if of is None else of.label), number


def _held(books: Books, vouchers: Sequence[Voucher]) -> dict[str, Decimal]:
    """What vouchers have brought to accounts of the balance sheet."""
    found: dict[str, Decimal] = {}
    for voucher in vouchers:
        for posting in voucher.postings:
            if posting.account in books.accounts and books.keeps_balance(posting.account):
                found[posting.account] = found.get(posting.account, ZERO) + posting.amount
    return {account: amount for account, amount in found.items() if amount}


def _is_back(
    books: Books,
    vouchers: Sequence[Voucher],
    account: str,
    amount: Decimal,
    year: FiscalYear,
) -> bool:
    """Whether vouchers of a year bring back what was moved to an account."""
    taken = [(v.date, _held(books, [v]).get(account, ZERO)) for v in vouchers]
    first = sum((part for day, part in taken if day == year.start), ZERO)
    within = sum((part for day, part in taken if day < year.end), ZERO)
    whole = sum((part for _, part in taken), ZERO)
    if -amount in (first, within, whole):
        return True
    return not year.closed and any(part and (part > 0) != (amount > 0) for _, part in taken)
