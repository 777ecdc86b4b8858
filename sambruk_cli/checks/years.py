"""From one fiscal year to the next: results booked, balances carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sambruk_cli.books.books import Books
from sambruk_cli.checks.imported import Imports
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import year_amounts

_LATEST = timedelta(days=365)


def check_years(session: Session, imports: Imports) -> Iterator[Finding]:
    """A closed year's result is booked; an open one's must be before the next year opens.

    Of a year that was imported nobody knows when a meeting adopted it: a reminder, no error.
    """
    if session.register.association is None or not session.readable("statements"):
        return
    books, years = session.books, session.register.years
    place = session.register.places["association"]
    configured = session.register.association.fiscal_years
    for year in session.years:
        layout = session.register.layout_for(year)
        if layout is None or not books.has_vouchers(year):
            continue
        amounts = year_amounts(books, layout, year)
        if not amounts.unbooked:
            continue
        following = [y for y in years if y.start > year.end and books.has_vouchers(y)]
        if not year.closed and not following:
            continue
        file, line = _closing_voucher(books, year, layout.closing_account) or (
            place.file,
            place.line(
                "fiscal_years", next(i for i, y in enumerate(configured) if y.label == year.label)
            ),
        )
        if year.closed:
            yield finding(
                "BOK217",
                year=year.label,
                missing=-amounts.unbooked,
                account=layout.closing_account,
                result=-amounts.result,
                file=file,
                line=line,
            )
        if following and _is_expected(session, year, following):
            yield finding(
                "BOK210.result",
                following=following[0].label,
                year=year.label,
                missing=-amounts.unbooked,
                file=file,
                line=line,
                severity=Severity.WARNING if imports.has(books, year) else None,
            )


def _is_expected(session: Session, year: FiscalYear, following: Sequence[FiscalYear]) -> bool:
    """Whether the result of a year must be booked by now, since the next one has begun.

    The accounts are closed some time after the year has ended: before the annual meeting that
    adopts them, or where the register has none, within a year.
    """
    if year.closed or any(later.closed for later in following) or len(following) > 1:
        return True
    meeting = session.register.annual_meeting_after(year.end)
    return session.today >= (meeting or year.end + _LATEST)


def _closing_voucher(books: Books, year: FiscalYear, account: str) -> tuple[str, int] | None:
    for voucher in reversed(books.in_year(year)):
        if books.is_on(voucher, account):
            return voucher.file, voucher.line
    return None
