"""Periodisering: income and cost that span months, moved to the years that they belong to.

A posting says which months it is of: `accrue-from` and `accrue-to`, days that stand for their whole
months. At the end of a year what belongs to other years is moved to a balance account, and moved
back on the first day of the next year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.dimensions import DIMENSIONS
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.closing.spans import ACCRUES, FROM, TO, fault_of_span, is_spanning
from sambruk_cli.edits.vouchers import Meta, NewPosting
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO

_ORE = Decimal("0.01")
# The balance account by the root of a posting, and whether it is booked before it is earned.
_ACCOUNTS = {
    ("Expenses", True): "1790",
    ("Income", True): "2970",
    ("Expenses", False): "2990",
    ("Income", False): "1790",
}


@frozen
class Accrual:
    """What moves a part of a voucher at the end of a year; `name` is how others name it."""

    voucher: Voucher
    name: str
    rows: tuple[NewPosting, ...]


def accruals_of(
    books: Books, years: tuple[FiscalYear, ...], year: FiscalYear
) -> tuple[Accrual, ...]:
    """What belongs to other years than the one that it is booked in, at the end of a year.

    Vouchers of later years count where a part of them belongs to this year or one before.

    Raises:
      Stop: BOK270 for a span that cannot be, USE913 for an account that is missing.
    """
    wrong: list[Finding] = []
    found = []
    for voucher in books.vouchers:
        spanning = [p for p in voucher.postings if is_spanning(voucher, p)]
        faults = [fault for p in spanning if (fault := fault_of_span(voucher, p)) is not None]
        if faults and any(_may_concern(voucher, p, year) for p in spanning):
            wrong += faults
        if faults:
            continue
        rows = [row for p in spanning for row in _rows(books, voucher, p, year)]
        if rows:
            found.append(Accrual(voucher, name_of(voucher, years, year), tuple(rows)))
    if wrong:
        raise Stop(*wrong)
    return tuple(found)


def _may_concern(voucher: Voucher, posting: Posting, year: FiscalYear) -> bool:
    """Whether a posting is of a year or one before, or might be if it said right what it spans."""
    days = (voucher.date, posting.meta.get(FROM), posting.meta.get(TO))
    return any(isinstance(day, date) and day <= year.end for day in days)


def _rows(
    books: Books, voucher: Voucher, posting: Posting, year: FiscalYear
) -> Iterator[NewPosting]:
    """The two rows that move what a year has too much of, or too little; none where it is right."""
    is_booked = voucher.date <= year.end
    left = (posting.amount if is_booked else ZERO) - _earned(posting, year.end)
    if not left:
        return
    root = posting.account.partition(":")[0]
    number = _ACCOUNTS[root, is_booked]
    account = books.by_number.get(number)
    if account is None:
        raise Stop(finding("USE913.accrual", account=number, file=voucher.file, line=posting.line))
    tags = tuple((key, str(posting.meta[key])) for key in DIMENSIONS if key in posting.meta)
    parties = (p.meta.get("counterparty") for p in voucher.postings)
    party = next((str(each) for each in parties if each is not None), None)
    of_balance: tuple[tuple[str, Meta], ...] = (("counterparty", party),) if party else ()
    yield NewPosting(account.name, left, of_balance)
    yield NewPosting(posting.account, -left, tags)


def _earned(posting: Posting, day: date) -> Decimal:
    """What of a posting belongs to the months through that of a day; kronor, with its sign."""
    first, last = _month(posting.meta[FROM]), _month(posting.meta[TO])
    months = last - first + 1
    passed = min(max(_month(day) - first + 1, 0), months)
    return (posting.amount * passed / months).quantize(_ORE, ROUND_HALF_UP)


def _month(day: Any) -> int:
    return int(day.year * 12 + day.month)


def name_of(voucher: Voucher, years: tuple[FiscalYear, ...], year: FiscalYear) -> str:
    """How a voucher is named in a year: "A5", or "2020 A5" where it is of another one."""
    own = year_of(years, voucher.date)
    return f"{own.label} {voucher.ver}" if own and own.label != year.label else str(voucher.ver)


def moved_by(books: Books, year: FiscalYear, name: str, *, is_reversal: bool) -> dict[str, Decimal]:
    """What vouchers of a year that name another have moved, by account; kronor, debit positive.

    Args:
      is_reversal: of those on the first day of the year, which move back what the year before
        moved; else of the others.
    """
    found: dict[str, Decimal] = {}
    for voucher in books.in_year(year):
        if voucher.meta.get(ACCRUES) != name or (voucher.date == year.start) is not is_reversal:
            continue
        for posting in voucher.postings:
            found[posting.account] = found.get(posting.account, ZERO) + posting.amount
    return {account: amount for account, amount in found.items() if amount}


def summed(rows: tuple[NewPosting, ...]) -> dict[str, Decimal]:
    """What rows move, by account."""
    found: dict[str, Decimal] = {}
    for row in rows:
        found[row.account] = found.get(row.account, ZERO) + row.amount
    return {account: amount for account, amount in found.items() if amount}
