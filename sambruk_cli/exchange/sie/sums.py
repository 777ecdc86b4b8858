"""Sums by period and by object: #PSALDO, #PBUDGET, #OIB and #OUB of a SIE file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.budgets import monthly
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.exchange.sie.objects import Numbers, Pair
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.sie import Balance
from sambruk_cli.sie.sums import closing as closing_balances

ORE = Decimal("0.00")
_DAY = timedelta(days=1)

# By period (YYYYMM), account number and objects, in kronor.
_Periods = dict[tuple[str, str, tuple[Pair, ...]], Decimal]


def period_balances(
    books: Books, years: Sequence[tuple[int, FiscalYear]], numbers: Numbers, *, by_object: bool
) -> list[Balance]:
    """What each month moves every account by, and with `by_object` each object of it.

    Readers of type 2 pass over rows with an object (SIE 4B § 6, #PSALDO).
    """
    found = []
    for number, year in years:
        sums = _by_month(books, year)
        if by_object:
            sums |= _by_month_and_object(books, year, numbers)
        found += [
            Balance("PSALDO", number, account, amount + ORE, period, objects)
            for (period, account, objects), amount in sorted(sums.items(), key=_order)
        ]
    return found


def _by_month(books: Books, year: FiscalYear) -> _Periods:
    sums: _Periods = {}
    for month in books.months:
        first, last = max(month.first, year.start), min(month.last, year.end)
        for name, amount in books.changes(first, last).items() if first <= last else ():
            key = (_period(first), books.number(name), ())
            sums[key] = sums.get(key, ZERO) + amount
    return sums


def _by_month_and_object(books: Books, year: FiscalYear, numbers: Numbers) -> _Periods:
    # A posting may concern objects that only SIE knows of, so that no sums are kept for them.
    sums: _Periods = {}
    for voucher in books.in_year(year):
        period = _period(voucher.date)
        for posting in voucher.postings:
            for pair in numbers.of(posting.meta):
                key = (period, books.number(posting.account), (pair,))
                sums[key] = sums.get(key, ZERO) + posting.amount
    return sums


def _period(day: date) -> str:
    return f"{day.year:04}{day.month:02}"


def period_budgets(books: Books, years: Sequence[tuple[int, FiscalYear]]) -> list[Balance]:
    """What is planned for each month, where something is."""
    found = []
    for number, year in years:
        planned = monthly(books.budgets, year.start, year.end)
        rows = [(books.number(a), month, amount) for (a, month), amount in planned.items()]
        found += [
            Balance("PBUDGET", number, account, amount, f"{month.year:04}{month.month:02}")
            for account, month, amount in sorted(rows)
            if account
        ]
    return found


def object_balances(
    books: Books, years: Sequence[tuple[int, FiscalYear]], numbers: Numbers
) -> list[Balance]:
    """#OIB and #OUB: what the accounts of the balance sheet stand at for each object."""
    opening, closing = [], []
    for number, year in years:
        before = _moved(books.between(date.min, year.start - _DAY), books, numbers)
        after = closing_balances(before, _moved(books.in_year(year), books, numbers))
        for (account, pair), amount in sorted(after.items(), key=_object_order):
            start = before.get((account, pair), ZERO)
            if start:
                opening.append(_balance("OIB", number, account, pair, start))
            if start or amount:
                closing.append(_balance("OUB", number, account, pair, amount))
    return [*opening, *closing]


def _balance(kind: str, number: int, account: str, pair: Pair, amount: Decimal) -> Balance:
    return Balance("OIB" if kind == "OIB" else "OUB", number, account, amount + ORE, "", (pair,))


def _moved(
    vouchers: Iterable[Voucher], books: Books, numbers: Numbers
) -> dict[tuple[str, Pair], Decimal]:
    """What vouchers move each object of an account of the balance sheet by."""
    sums: dict[tuple[str, Pair], Decimal] = {}
    for voucher in vouchers:
        for posting in voucher.postings:
            if posting.meta and books.keeps_balance(posting.account):
                for pair in numbers.of(posting.meta):
                    key = (books.number(posting.account), pair)
                    sums[key] = sums.get(key, ZERO) + posting.amount
    return sums


def _pairs(pairs: Iterable[Pair]) -> list[tuple[int, str]]:
    return [(int(dimension), number) for dimension, number in pairs]


def _order(item: tuple[tuple[str, str, tuple[Pair, ...]], Decimal]) -> tuple[str, str, object]:
    period, account, objects = item[0]
    return account, period, _pairs(objects)


def _object_order(item: tuple[tuple[str, Pair], Decimal]) -> tuple[str, object]:
    account, pair = item[0]
    return account, _pairs([pair])
