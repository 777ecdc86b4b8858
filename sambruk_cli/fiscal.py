"""Fiscal years: a label, a first and a last day; not always the calendar year (BFL 3:1-3)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from sambruk_cli.frozen import frozen

# BFL 3:3: a first, last or changed year may be shortened, or extended to at most this.
LONGEST_MONTHS = 18
KEPT_YEARS = 7  # BFL 7:2


@frozen
class FiscalYear:
    """One fiscal year (räkenskapsår). `end` is its last day."""

    label: str
    start: date
    end: date
    closed: bool = False

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def months(self) -> int:
        """Months begun: 12 for an ordinary year."""
        last = calendar.monthrange(self.end.year, self.end.month)[1]
        day, month = (
            (1, self.end.month + 1) if self.end.day == last else (self.end.day + 1, self.end.month)
        )
        whole = (self.end.year - self.start.year) * 12 + month - self.start.month
        return whole + (1 if day > self.start.day else 0)

    def day(self, month: int, day: int) -> date | None:
        """The first occurrence of a day of the calendar within this year, None without one."""
        return next(iter(self.days(month, day)), None)

    def days(self, month: int, day: int) -> tuple[date, ...]:
        """Every occurrence of a day of the calendar within this year.

        29 February stands for the last of February in a year without one. Empty in a
        shortened year that does not reach the day, two in an extended one that has it twice.
        """
        occurrences = []
        for year in range(self.start.year, self.end.year + 1):
            try:
                found = date(year, month, day)
            except ValueError:
                found = date(year, month, calendar.monthrange(year, month)[1])
            if found in self:
                occurrences.append(found)
        return tuple(occurrences)


def year_of(years: Iterable[FiscalYear], day: date) -> FiscalYear | None:
    """The fiscal year that a day falls in."""
    return next((year for year in years if day in year), None)


def year_before(years: Iterable[FiscalYear], year: FiscalYear) -> FiscalYear | None:
    """The fiscal year that ends the day before this one starts."""
    return next((other for other in years if (year.start - other.end).days == 1), None)


def year_after(years: Iterable[FiscalYear], year: FiscalYear) -> FiscalYear | None:
    """The fiscal year that starts the day after this one ends."""
    return next((other for other in years if (other.start - year.end).days == 1), None)


def kept_through(year: FiscalYear) -> date:
    """The last day that a year's records must be kept: the end of the seventh year after the
    calendar year in which it ended (BFL 7:2).
    """
    return date(min(year.end.year + KEPT_YEARS, date.max.year), 12, 31)
