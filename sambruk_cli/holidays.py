"""Public holidays in Sweden by rule, and days of rest: those, Saturdays and Sundays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from sambruk_cli.messages import Message

_SATURDAY, _SUNDAY = 5, 6
_NATIONAL_DAY_SINCE = 2005  # Whit Monday was a holiday until the year before


def day_of_rest(day: date) -> Message | None:
    """What makes a day one of rest: the name of a public holiday, else Saturday or Sunday.

    Public holidays are those of lag (1989:253) om allmänna helgdagar. The eves of Midsummer,
    Christmas and New Year are none.
    """
    holiday = public_holidays(day.year).get(day)
    if holiday is not None:
        return holiday
    if day.weekday() == _SATURDAY:
        return Message.of("Saturday")
    return Message.of("Sunday") if day.weekday() == _SUNDAY else None


@lru_cache(64)
def public_holidays(year: int) -> dict[date, Message]:
    """The public holidays of a year of the calendar, those on Sundays too."""
    easter = easter_sunday(year)
    holidays = {
        date(year, 1, 1): Message.of("New Year's Day"),
        date(year, 1, 6): Message.of("Epiphany"),
        date(year, 5, 1): Message.of("1 May"),
        easter - timedelta(2): Message.of("Good Friday"),
        easter: Message.of("Easter Sunday"),
        easter + timedelta(1): Message.of("Easter Monday"),
        easter + timedelta(39): Message.of("Ascension Day"),
        easter + timedelta(49): Message.of("Whit Sunday"),
        _saturday_from(date(year, 6, 20)): Message.of("Midsummer Day"),
        _saturday_from(date(year, 10, 31)): Message.of("All Saints' Day"),
        date(year, 12, 25): Message.of("Christmas Day"),
        date(year, 12, 26): Message.of("Boxing Day"),
    }
    if year >= _NATIONAL_DAY_SINCE:
        holidays[date(year, 6, 6)] = Message.of("National Day")
    else:
        holidays[easter + timedelta(50)] = Message.of("Whit Monday")
    return holidays


def _saturday_from(day: date) -> date:
    """The Saturday of the seven days that begin with a day."""
    return day + timedelta((_SATURDAY - day.weekday()) % 7)


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the rule that has been in print since 1876.

    Its letters are those of the rule as it is known (Meeus, Astronomical Algorithms, chapter 8).
    """
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
