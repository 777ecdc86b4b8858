"""Numbers of vouchers against the days that they were entered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sambruk_cli.books.vouchers import Voucher, registered_on
from sambruk_cli.findings import Finding, finding

# Within this time numbers and dates may go apart: receipts come late, and months are entered at
# once. In a series of which more than one voucher in so many goes further astray, numbers do not
# follow the days at all (but a binder, say), and nothing can be told from them.
_APART = timedelta(days=92)
_ONE_IN = 10


def check_sequence(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """Numbers that lie over a quarter from where their days belong, in a series that follows days.

    The day of a voucher is the one that it was registered, where it says so.
    """
    by_series: dict[str, dict[int, Voucher]] = {}
    for voucher in vouchers:
        parts = voucher.series_and_number
        if parts is not None:
            by_series.setdefault(parts[0], {}).setdefault(parts[1], voucher)
    for numbers in by_series.values():
        series = [numbers[number] for number in sorted(numbers)]
        astray = list(_astray(series))
        if len(astray) * _ONE_IN <= len(series):
            yield from astray


def _astray(series: Sequence[Voucher]) -> Iterator[Finding]:
    days = [_day(voucher) for voucher in series]
    kept = in_days_order(days)
    for index, voucher in enumerate(series):
        at = bisect_right(kept, index)
        if at and kept[at - 1] == index:
            continue
        before = kept[at - 1] if at else None
        after = kept[at] if at < len(kept) else None
        if before is not None and days[before] - days[index] > _APART:
            code, other = "BOK237", before
        elif after is not None and days[index] - days[after] > _APART:
            code, other = "BOK237.ahead", after
        else:
            continue
        yield finding(
            code,
            ver=str(voucher.ver),
            day=days[index],
            other=str(series[other].ver),
            date=days[other],
            file=voucher.file,
            line=voucher.line,
        )


def _day(voucher: Voucher) -> date:
    day = registered_on(voucher)
    return voucher.date if day is None else max(day, voucher.date)


def in_days_order(days: Sequence[date]) -> list[int]:
    """The positions of a longest row of days that never goes back."""
    ends: list[date] = []  # the earliest day that a row of each length can end on
    tails: list[int] = []
    before: list[int | None] = []
    for index, day in enumerate(days):
        length = bisect_right(ends, day)
        before.append(tails[length - 1] if length else None)
        ends[length : length + 1] = [day]
        tails[length : length + 1] = [index]
    found: list[int] = []
    at = tails[-1] if tails else None
    while at is not None:
        found.append(at)
        at = before[at]
    return found[::-1]
