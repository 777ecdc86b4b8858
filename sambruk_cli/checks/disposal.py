"""The result of the year before, between the end of its year and the meeting that disposes of it.

The annual meeting decides on the result (EFL 6:10, ÅRL 6:2), so until then it stands undisposed on
the account where the closing voucher put it, beside the result of the year that has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.imported import Imports, is_of_balances
from sambruk_cli.closing.result import closing_vouchers
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import LayoutRow, is_within, spans
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import signed, unbooked_before

_DAY = timedelta(days=1)


def check_result_row(
    session: Session, year: FiscalYear, row: LayoutRow, amount: Decimal, net: Decimal
) -> Iterator[Finding]:
    """STM307: a result row of the balance sheet has another amount than the income statement.

    Args:
      amount: what the row has, in kronor, with the sign of the row.
      net: the result by the income statement, in kronor, a profit positive.
    """
    surplus = signed(amount - net, row.sign) - unbooked_before(session.books, year)
    if not surplus:
        return  # BOK210 says when it should have been booked
    if _holds_all_equity(session.books, row):
        yield _found("STM307.equity", year, row, amount, net)
        return
    closing = _closing(session, year)
    if not _is_undisposed(session.books, row, year, surplus, closing):
        yield _found("STM307", year, row, amount, net)
        return
    severity = _when_undisposed(session, year, is_closed=year.closed or bool(closing))
    if severity is not None:
        before = year_before(session.register.years, year)
        if before is None:
            yield _found("STM307.undisposed", year, row, amount, net, severity)
        else:
            said = partial(_found, "STM307.disposed", year, row, amount, net, severity)
            yield said(before=before.label)


def _when_undisposed(session: Session, year: FiscalYear, *, is_closed: bool) -> Severity | None:
    """What it is that a result still stands undisposed in the year after; None where it may."""
    if is_closed:
        return Severity.ERROR
    meeting = session.register.annual_meeting_after(year.start - _DAY)
    if meeting is None:
        # Nobody has written when it met, but within this year it must have (EFL 6:10).
        return Severity.WARNING if year.end < session.today else None
    if meeting > session.today:
        return None
    last = session.books.last_day(year)
    # Books that end before the meeting may be right so far: a reminder, no error.
    return Severity.ERROR if last is not None and meeting <= last else Severity.WARNING


def _closing(session: Session, year: FiscalYear) -> list[Voucher]:
    layout = session.register.layout_for(year)
    return closing_vouchers(session.books, layout, year) if layout else []


def _holds_all_equity(books: Books, row: LayoutRow) -> bool:
    """Whether a row has every account of equity, of which there are several.

    Then no closing voucher can make it the result of the year: the layout is what is wrong.
    """
    numbers = [
        account.number or "" for account in books.accounts.values() if account.root == "Equity"
    ]
    of_row = spans(row.accounts)
    return len(numbers) > 1 and all(is_within(n, of_row) for n in numbers)


def _found(
    code: str,
    year: FiscalYear,
    row: LayoutRow,
    amount: Decimal,
    net: Decimal,
    severity: Severity | None = None,
    **values: Any,
) -> Finding:
    return finding(
        code,
        year=year.label,
        row=row.label.lower(),
        amount=amount,
        net=net,
        severity=severity,
        **values,
    )


def _is_undisposed(
    books: Books, row: LayoutRow, year: FiscalYear, surplus: Decimal, closing: Sequence[Voucher]
) -> bool:
    """Whether what a row has too much is what its accounts were opened with, and still have.

    Args:
      surplus: kronor, debit positive, beside what earlier years have left unbooked.
      closing: the vouchers that book the result of the year on these accounts.
    """
    of_row = spans(row.accounts)
    brought = [
        balance
        for balance in trial_balance(books, year)
        if balance.opening and is_within(books.number(balance.account), of_row)
    ]
    stands = sum((balance.opening for balance in brought), ZERO)
    booked: dict[str, Decimal] = {}
    for voucher in closing:
        for posting in voucher.postings:
            booked[posting.account] = booked.get(posting.account, ZERO) + posting.amount
    changed = any(balance.change != booked.get(balance.account, ZERO) for balance in brought)
    return stands == surplus and not changed


def of_imported(
    session: Session, year: FiscalYear, imports: Imports, found: Iterable[Finding]
) -> Iterator[Finding]:
    """STM307 of a year that was imported: a reminder while the year is the last and not closed.

    What stands where in the years before, and where a closing voucher of the file has put a
    result, is of books that another program kept and that are over.
    """
    books, imported = session.books, imports.of_year(year)
    is_over = any(y.start > year.end and books.has_vouchers(y) for y in session.register.years)
    layout = session.register.layout_for(year)
    if is_over or layout is None or is_of_balances(books, year):
        return
    closing = (v for v in books.in_year(year) if books.is_on(v, layout.closing_account))
    if any(map(imported.holds, closing)):
        return
    for item in found:
        yield replace(item, severity=Severity.WARNING)
