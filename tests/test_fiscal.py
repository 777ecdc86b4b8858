"""Fiscal years: their length, the days they hold and the years beside them."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.fiscal import FiscalYear, year_before, year_of

CALENDAR = FiscalYear("2007", date(2007, 1, 1), date(2007, 12, 31))
BROKEN = FiscalYear("2007/08", date(2007, 5, 1), date(2008, 4, 30))
EXTENDED = FiscalYear("2007/08", date(2007, 1, 1), date(2008, 6, 30))
SHORTENED = FiscalYear("2007", date(2007, 9, 1), date(2007, 12, 31))


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (CALENDAR, 12),
        (BROKEN, 12),
        (EXTENDED, 18),
        (SHORTENED, 4),
        (FiscalYear("x", date(2007, 1, 1), date(2008, 7, 1)), 19),  # a month begun counts
        (FiscalYear("x", date(2007, 1, 1), date(2008, 7, 31)), 19),
        (FiscalYear("x", date(2007, 3, 1), date(2008, 2, 29)), 12),  # to a leap day
        (FiscalYear("x", date(2006, 3, 1), date(2007, 2, 28)), 12),
        (FiscalYear("x", date(2007, 3, 15), date(2007, 4, 14)), 1),
        (FiscalYear("x", date(2007, 3, 15), date(2007, 4, 15)), 2),
        (FiscalYear("x", date(2007, 12, 31), date(2007, 12, 31)), 1),
    ],
)
def test_months_begun_are_counted(year: FiscalYear, months: int) -> None:
    assert year.months == months


def test_a_year_to_the_end_of_the_calendar_has_its_months_too() -> None:
    # People write 9999-12-31 for "no end yet".
    assert FiscalYear("9999", date(9999, 1, 1), date(9999, 12, 31)).months == 12


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2007, 4, 30), False),
        (date(2007, 5, 1), True),
        (date(2008, 1, 1), True),
        (date(2008, 4, 30), True),
        (date(2008, 5, 1), False),
    ],
)
def test_a_year_holds_its_first_and_its_last_day(day: date, inside: bool) -> None:
    assert (day in BROKEN) is inside


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [
        (CALENDAR, 2, 1, date(2007, 2, 1)),
        (CALENDAR, 1, 1, date(2007, 1, 1)),
        (CALENDAR, 12, 31, date(2007, 12, 31)),
        (BROKEN, 5, 1, date(2007, 5, 1)),
        (BROKEN, 4, 30, date(2008, 4, 30)),
        (BROKEN, 2, 1, date(2008, 2, 1)),
        (EXTENDED, 2, 1, date(2007, 2, 1)),  # twice in eighteen months: the first
        (EXTENDED, 7, 1, date(2007, 7, 1)),
        (SHORTENED, 2, 1, None),
        (SHORTENED, 8, 31, None),
        (SHORTENED, 9, 1, date(2007, 9, 1)),
    ],
)
def test_a_day_of_the_calendar_is_found_once_in_a_year(
    year: FiscalYear, month: int, day: int, found: date | None
) -> None:
    assert year.day(month, day) == found


@pytest.mark.parametrize(
    ("year", "found"),
    [
        (CALENDAR, date(2007, 2, 28)),
        (FiscalYear("2008", date(2008, 1, 1), date(2008, 12, 31)), date(2008, 2, 29)),
        (BROKEN, date(2008, 2, 29)),
        (EXTENDED, date(2007, 2, 28)),
        (FiscalYear("1900", date(1900, 1, 1), date(1900, 12, 31)), date(1900, 2, 28)),
        (FiscalYear("x", date(2007, 3, 1), date(2008, 2, 28)), None),
        (SHORTENED, None),
    ],
)
def test_the_leap_day_is_the_last_of_february_in_other_years(
    year: FiscalYear, found: date | None
) -> None:
    assert year.day(2, 29) == found


def test_a_day_falls_in_the_year_that_holds_it_and_else_in_none() -> None:
    years = (BROKEN, FiscalYear("2006/07", date(2006, 5, 1), date(2007, 4, 30)))
    assert year_of(years, date(2007, 4, 30)) == years[1]
    assert year_of(years, date(2007, 5, 1)) == BROKEN
    assert year_of(years, date(2006, 4, 30)) is None


def test_the_year_before_ends_on_the_eve_whatever_its_length() -> None:
    short = FiscalYear("2007 kort", date(2007, 1, 1), date(2007, 4, 30))
    earlier = FiscalYear("2006", date(2006, 1, 1), date(2006, 12, 31))
    years = (BROKEN, earlier, short)
    assert year_before(years, BROKEN) == short
    assert year_before(years, short) == earlier
    assert year_before(years, earlier) is None


def test_a_year_after_a_gap_has_no_year_before_it() -> None:
    ended_early = FiscalYear("2006", date(2006, 1, 1), date(2006, 12, 30))
    assert year_before((ended_early, CALENDAR), CALENDAR) is None


def test_nothing_lies_before_the_first_day_of_the_calendar() -> None:
    first = FiscalYear("0001", date(1, 1, 1), date(1, 12, 31))
    assert year_before((first,), first) is None
