"""Working days in Sweden, by which cash is booked (BFL 5:2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
_SATURDAY = 5
# Days of every year on which hardly anybody works (lag 1989:253 om allmänna helgdagar, and eves).
_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))


def next_working_day(day: date) -> date:
    """The first day after a day on which work is usually done.

    It may be later for an association that works on few days (BFNAR 2013:2 p. 3.1); then a waiver
    says so.
    """
    while day < date.max:
        day += _DAY
        if day.weekday() < _SATURDAY and day not in free_days(day.year):
            break
    return day


@cache
def free_days(year: int) -> frozenset[date]:
    """Holidays of a year, and Midsummer Eve."""
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *_moving(year)))


def _moving(year: int) -> Iterator[date]:
    easter = easter_sunday(year)
    yield easter - 2 * _DAY  # långfredagen
    yield easter + _DAY  # annandag påsk
    yield easter + 39 * _DAY  # Kristi himmelsfärds dag
    eve = date(year, 6, 19)  # midsommarafton: the Friday from 19 to 25 June
    yield eve + (4 - eve.weekday()) % 7 * _DAY


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, as Meeus reckons it."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    fours, ones = divmod(of_century, 4)
    week = (32 + 2 * rest + 2 * fours - epact - ones) % 7
    late = (golden + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
