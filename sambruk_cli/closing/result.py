"""The result of a year in the books: where it is booked, and what has been done with it since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sambruk_cli.account_numbers import DIGITS
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import AccountSpan, Layout, is_within, spans
from sambruk_cli.register.sie import IMPORT_SERIES
from sambruk_cli.statements.amounts import RESULT_ACCOUNTS

# The accounts of BAS that a result is carried on to, by the one that it was booked on.
CARRIED_TO = {"2019": "2010", "2069": "2067", "2099": "2091"}


def closing_vouchers(books: Books, layout: Layout, year: FiscalYear) -> list[Voucher]:
    """The vouchers of a year that book its result."""
    return [v for v in books.in_year(year) if books.is_on(v, layout.closing_account)]


def result_spans(layout: Layout) -> tuple[AccountSpan, ...]:
    """The numbers of accounts that may hold the result of a year."""
    of_layout = (n for row in layout.balance_sheet if row.result for n in row.accounts)
    return spans((*sorted(RESULT_ACCOUNTS), *of_layout))


def booked_on(books: Books, layout: Layout, vouchers: Iterable[Voucher]) -> dict[str, Decimal]:
    """What vouchers post to accounts of the result in equity; kronor, debit positive, by account.

    An account whose postings come to nought is left out.
    """
    ranges = result_spans(layout)
    found: dict[str, Decimal] = {}
    for posting in _of_equity(vouchers):
        if is_within(books.number(posting.account), ranges):
            found[posting.account] = found.get(posting.account, ZERO) + posting.amount
    return {account: amount for account, amount in found.items() if amount}


def _of_equity(vouchers: Iterable[Voucher]) -> Iterator[Posting]:
    for voucher in vouchers:
        yield from (p for p in voucher.postings if p.account.startswith("Equity:"))


def result_account(
    books: Books, layout: Layout, years: Iterable[FiscalYear], asked: str | None
) -> Account | None:
    """The account of equity that a result is booked on, None where nothing tells.

    It is the one that is asked for; else that of the latest year whose result is booked; else the
    only one of BAS (2069, 2099, 2019) in the chart, or of the layout's row for the result.

    Args:
      years: those before the one that is closed, in order of time.
      asked: its BAS number.
    """
    if asked is not None:
        found = books.by_number.get(asked)
        return found if found is not None and found.root == "Equity" else None
    for year in reversed(list(years)):
        booked = booked_on(books, layout, closing_vouchers(books, layout, year))
        if len(booked) == 1:
            return books.accounts.get(next(iter(booked)))
    equity = [a for a in books.accounts.values() if a.root == "Equity" and a.number]
    of_bas = [a for a in equity if (a.number or "")[:DIGITS] in RESULT_ACCOUNTS]
    of_row = [a for a in equity if is_within(a.number or "", result_spans(layout))]
    return next((group[0] for group in (of_bas, of_row) if len(group) == 1), None)


def carried_account(books: Books, result: Account, stated: str | None) -> Account | None:
    """The account of equity that what funds do not get is carried on to, None where nothing tells.

    Args:
      result: the account that the result stands on.
      stated: the BAS number that the decision names.
    """
    number = stated or CARRIED_TO.get((result.number or "")[:DIGITS], "")
    found = books.by_number.get(number)
    return found if found is not None and found.root == "Equity" else None


def moved_since(books: Books, layout: Layout, year: FiscalYear, account: str) -> list[Voucher]:
    """The vouchers of a year that move what stood on an account of the result when it began."""
    return [
        voucher
        for voucher in books.in_year(year)
        if not voucher.is_opening
        and not books.is_on(voucher, layout.closing_account)
        and any(posting.account == account for posting in voucher.postings)
    ]


def usual_series(books: Books, layout: Layout, years: Iterable[FiscalYear]) -> str:
    """The series of the vouchers that close years: that of the latest one, else A."""
    for year in reversed(list(years)):
        for voucher in reversed(closing_vouchers(books, layout, year)):
            parts = voucher.series_and_number
            if parts is not None and parts[0] != IMPORT_SERIES:
                return str(parts[0])
    return "A"
