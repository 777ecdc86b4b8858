"""By when payments are entered, and in which order, where the association keeps the day.

BFL 5:2: cash the next working day, else as soon as can be. BFNAR 2013:2 p. 3.6-3.8 says how long
that may be put off: 50 days after the month; after the quarter for those with a net turnover of
at most 3 MSEK; 60 days after the fiscal year for those with at most 1 MSEK and 50 vouchers.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sambruk_cli.books.events import MONEY, is_with_others
from sambruk_cli.books.vouchers import Voucher, registered_on
from sambruk_cli.checks.content import bookkeeping_of, held_to
from sambruk_cli.checks.imported import Imported
from sambruk_cli.checks.sequence import in_days_order
from sambruk_cli.checks.working_days import next_working_day
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.association import Bookkeeping
from sambruk_cli.session import Session

_CASH = "191"
_AFTER_PERIOD = timedelta(days=50)
_AFTER_YEAR = timedelta(days=60)


def check_entered(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear, imported: Imported
) -> Iterator[Finding]:
    """Payments entered too late, and numbers that do not follow the days of entry."""
    policy = bookkeeping_of(session)
    if policy is None or policy.from_ > year.end:
        return
    held = list(held_to(policy, vouchers, imported))
    if policy.entered is not None:
        yield from _late(session, held, year, policy)
    if "registered" in policy.keeps:
        yield from _order(held)


def follows_entry(session: Session, year: FiscalYear, imported: Imported) -> bool:
    """Whether the numbers of a whole year are held to the days of entry, one by one."""
    policy = bookkeeping_of(session)
    if policy is None or imported.any_file:
        return False
    return "registered" in policy.keeps and policy.from_ <= year.start


def _late(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear, policy: Bookkeeping
) -> Iterator[Finding]:
    """Payments that say that they were entered after the last day for it.

    Of an invoice or a debt it is not known when the papers came, so nothing is said.
    """
    books = session.books
    for voucher in vouchers:
        day = registered_on(voucher) if "registered" in voucher.meta else None
        if day is None or day <= voucher.date or not is_with_others(books, voucher):
            continue
        numbers = {books.number(p.account) for p in voucher.postings if p.amount}
        if not any(number.startswith(MONEY) for number in numbers):
            continue
        is_cash = any(number.startswith(_CASH) for number in numbers)
        last = _last_day(voucher.date, year, policy, is_cash=is_cash)
        if day > last:
            yield finding(
                "BOK272.cash" if is_cash and not policy.cash_register else "BOK272",
                ver=voucher.ver or "",
                day=voucher.date,
                registered=day,
                last=last,
                file=voucher.file,
                line=voucher.line,
            )


def _last_day(day: date, year: FiscalYear, policy: Bookkeeping, *, is_cash: bool) -> date:
    """The last day for entering a payment of a day."""
    if is_cash and not policy.cash_register:
        return next_working_day(day)
    if policy.entered == "year" and not is_cash:
        return _plus(year.end, _AFTER_YEAR)
    months = 3 if policy.entered == "quarter" and not is_cash else 1
    month = (day.month + months - 1) // months * months
    return _plus(date(day.year, month, calendar.monthrange(day.year, month)[1]), _AFTER_PERIOD)


def _plus(day: date, days: timedelta) -> date:
    return day + days if date.max - day >= days else date.max


def _order(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """Numbers of a series against the days of entry: the fewest that do not follow are named."""
    by_series: dict[str, dict[int, tuple[Voucher, date]]] = {}
    for voucher in vouchers:
        parts, day = voucher.series_and_number, registered_on(voucher)
        if parts is not None and day is not None:
            by_series.setdefault(parts[0], {}).setdefault(parts[1], (voucher, day))
    for numbers in by_series.values():
        series = [numbers[number] for number in sorted(numbers)]
        kept = in_days_order([day for _, day in series])
        for index in sorted(set(range(len(series))) - set(kept)):
            yield _astray(series, index, kept)


def _astray(series: Sequence[tuple[Voucher, date]], index: int, kept: Sequence[int]) -> Finding:
    voucher, day = series[index]
    at = bisect_right(kept, index)
    is_behind = at > 0 and series[kept[at - 1]][1] > day
    other = kept[at - 1] if is_behind else kept[at]  # it is astray of the one or of the other
    return finding(
        "BOK273" if is_behind else "BOK273.ahead",
        ver=voucher.ver or "",
        day=day,
        other=series[other][0].ver or "",
        date=series[other][1],
        file=voucher.file,
        line=voucher.line,
    )
