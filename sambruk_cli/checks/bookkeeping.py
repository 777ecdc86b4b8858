"""Whether the association may put off its bookkeeping as it says (BFNAR 2013:2 p. 3.7-3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sambruk_cli.checks.content import bookkeeping_of
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.register.layout import is_within, spans
from sambruk_cli.session import Session

_BY_QUARTER, _BY_YEAR = Decimal(3_000_000), Decimal(1_000_000)
_VOUCHERS = 50  # and 250 events, which cannot be counted
_SALES = spans(("3000-3799",))
_OTHER_INCOME = ("membership_fees", "gifts", "grants")  # tags of what is no net turnover


def check_bookkeeping(session: Session) -> Iterator[Finding]:
    """REG132: by the quarter or the year, though both of the last two years were too large."""
    policy = bookkeeping_of(session)
    if policy is None or policy.entered in {None, "month"}:
        return
    kept = [year for year in session.years if session.books.has_vouchers(year)]
    before = year_before(session.register.years, kept[-1]) if kept else None
    if before is None or not session.books.has_vouchers(before):
        return
    by_year, years = policy.entered == "year", (kept[-1], before)
    limit = _BY_YEAR if by_year else _BY_QUARTER
    now, then = (_net_turnover(session, year) for year in years)
    if min(now, then) > limit:
        yield _found(session, "REG132.year" if by_year else "REG132", years, now=now, before=then)
        return
    numbers = [_vouchers(session, year) for year in years]
    if by_year and min(numbers) > _VOUCHERS:
        now_, then_ = numbers
        yield _found(session, "REG132.vouchers", years, now=now_, before=then_)


def _net_turnover(session: Session, year: FiscalYear) -> Decimal:
    """What was sold in a year at least: fees, gifts and grants are not counted."""
    books, tags = session.books, session.register.tags
    others = spans(tuple(accounts for tag in _OTHER_INCOME for accounts in tags.get(tag, ())))
    numbers = [
        number
        for number in books.by_number
        if is_within(number, _SALES) and not is_within(number, others)
    ]
    return -books.total(accounts=numbers, year=year) if numbers else Decimal(0)


def _vouchers(session: Session, year: FiscalYear) -> int:
    return sum(1 for voucher in session.books.in_year(year) if not voucher.is_opening)


def _found(
    session: Session, code: str, years: tuple[FiscalYear, FiscalYear], **amounts: Decimal | int
) -> Finding:
    place = session.register.places["association"]
    values: dict[str, Any] = {"year": years[0].label, "earlier": years[1].label, **amounts}
    return finding(code, **values, file=place.file, line=place.line("bookkeeping", "entered"))
