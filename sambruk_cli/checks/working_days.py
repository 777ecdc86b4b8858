"""Working days in Sweden, by which cash is booked (BFL 5:2)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from sambruk_cli.holidays import day_of_rest

_DAY = timedelta(days=1)
_CHRISTMAS_EVE, _NEW_YEARS_EVE = (12, 24), (12, 31)


def next_working_day(day: date) -> date:
    """The first day after a day on which work is usually done.

    It may be later for an association that works on few days (BFNAR 2013:2 p. 3.1); then a waiver
    says so.
    """
    while day < date.max:
        day += _DAY
        if day_of_rest(day) is None and day not in free_eves(day.year):
            break
    return day


@cache
def free_eves(year: int) -> frozenset[date]:
    """The eves on which hardly anybody works: of Midsummer (a Friday), Christmas and New Year."""
    from_19_june = date(year, 6, 19)
    midsummer = from_19_june + (4 - from_19_june.weekday()) % 7 * _DAY
    return frozenset({midsummer, date(year, *_CHRISTMAS_EVE), date(year, *_NEW_YEARS_EVE)})
