"""The span of days that a view of the books shows: a part of one fiscal year."""

from __future__ import annotations

import calendar
import re
from datetime import date

from sambruk_cli.findings import Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen


@frozen
class Days:
    """From the first through the last day, within one fiscal year."""

    year: FiscalYear
    first: date
    last: date

    @property
    def title(self) -> str:
        return f"{self.first} – {self.last}"

    def as_json(self) -> dict[str, str]:
        """Year and days as the JSON of every view of the books begins."""
        return {
            "year": self.year.label,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
        }


def days_of(year: FiscalYear, period: str | None) -> Days:
    """A period within a fiscal year; the whole year where none is given.

    Raises:
      Stop: USE905 when it is no period, ends before it begins, or none of its days lies in the
        year.
    """
    if period is None:
        return Days(year, year.start, year.end)
    start, _, end = period.partition("..")
    spans = [_span(start), _span(end or start)]
    if spans[0] is None or spans[1] is None:
        raise Stop(finding("USE905.period", period=period))
    if spans[1][1] < spans[0][0]:
        raise Stop(finding("USE905.backwards", period=period, start=start, end=end))
    first, last = max(spans[0][0], year.start), min(spans[1][1], year.end)
    if first > last:
        raise Stop(
            finding(
                "USE905.outside", period=period, year=year.label, start=year.start, end=year.end
            )
        )
    return Days(year, first, last)


def _span(text: str) -> tuple[date, date] | None:
    """The first and last day of a day, month or quarter."""
    found = re.fullmatch(r"(\d{4})-(?:Q([1-4])|(\d\d)(?:-(\d\d))?)", text.strip(), re.IGNORECASE)
    if found is None:
        return None
    year = int(found[1])
    try:
        if found[2]:
            month = int(found[2]) * 3
            return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])
        month = int(found[3])
        if found[4]:
            return (day := date(year, month, int(found[4]))), day
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
