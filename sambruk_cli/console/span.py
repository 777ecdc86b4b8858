"""The span of days that the views of the books show."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from sambruk_cli.findings import Stop, finding
from sambruk_cli.fiscal import FiscalYear

PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        "-p",
        metavar="PERIOD",
        help="Part of the year: 2007-03, 2007-Q2, 2007-03..2007-05 or two dates.",
    ),
]


@dataclass(frozen=True, slots=True)
class Days:
    """From the first through the last day, within one fiscal year."""

    year: FiscalYear
    first: date
    last: date

    @property
    def title(self) -> str:
        return f"{self.first} – {self.last}"


def days_of(year: FiscalYear, period: str | None) -> Days:
    """A period within a fiscal year; the whole year where none is given.

    Raises:
      Stop: USE905 when it is no period, or none of its days lies in the year.
    """
    if period is None:
        return Days(year, year.start, year.end)
    start, _, end = period.partition("..")
    spans = [_span(start), _span(end or start)]
    if spans[0] is None or spans[1] is None:
        raise Stop(
            finding(
                "USE905",
                f'"{period}" is no period',
                hint="write 2007-03, 2007-Q2, 2007-03..2007-05 or 2007-03-01..2007-03-15",
            )
        )
    first, last = max(spans[0][0], year.start), min(spans[1][1], year.end)
    if first > last:
        raise Stop(
            finding(
                "USE905",
                f"the period {period} lies outside the fiscal year {year.label}",
                hint=f"the year runs from {year.start} to {year.end}",
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
