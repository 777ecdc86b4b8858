"""The days on which a schedule charges a member, and how much of a period is left on one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.fees import Schedule
from sambruk_cli.register.members import Member


@frozen
class Proportion:
    """How much of a period is left for one who joins in it: so many months (quarters, days)."""

    left: int
    of: int
    unit: Literal["months", "quarters", "days"]

    def share(self, amount: Decimal) -> Decimal:
        """The part of an amount that falls on what is left, not rounded."""
        return amount * self.left / self.of


def annual_days(schedule: Schedule, year: FiscalYear) -> tuple[date, ...]:
    """Every day of a year on which a schedule charges its members, in force or not."""
    if schedule.charged_on is None:
        return (year.start,)
    month, day = (int(part) for part in schedule.charged_on.split("-"))
    return year.days(month, day)


def charge_days(
    schedule: Schedule, member: Member, year: FiscalYear, annual: Sequence[date], *, on_entry: bool
) -> tuple[date, ...]:
    """The days on which a schedule charges a member in a year, in order.

    One that joins or comes back after a day of charge pays on joining for the rest of that period,
    but not again for a period that it was charged for before it left.

    Args:
      annual: the days of the year on which it charges everybody, none for a charge on entry.
      on_entry: whether it charges those who join, and nobody else.
    """
    if on_entry:
        return tuple(d for d in joining_days(member, year) if schedule.is_valid(d))
    days = [day for day in annual if member.is_member(day)]
    if schedule.joiners != "none":
        for day in joining_days(member, year):
            period = period_start(day, year, annual)
            if period is not None and not any(period <= paid <= day for paid in days):
                days.append(day)
    return tuple(day for day in sorted(days) if schedule.is_valid(day))


def period_start(day: date, year: FiscalYear, annual: Sequence[date]) -> date | None:
    """The day on which everybody is charged for the period that a day is in.

    None before the first such day. In a year that has none the whole year is one period.
    """
    if not annual:
        return year.start
    return max((each for each in annual if each <= day), default=None)


def joining_days(member: Member, year: FiscalYear) -> list[date]:
    """The days of a year on which a member joins or comes back, in order."""
    joined = (time.joined for time in member.memberships)
    return sorted(day for day in joined if day is not None and day in year)


def proportion(
    schedule: Schedule, day: date, year: FiscalYear, annual: Sequence[date]
) -> Proportion | None:
    """How much is left of the period for one who joins on a day; None where all is charged.

    A month or quarter that has begun counts whole. A period ends before the next day of charge,
    or with the year.
    """
    match schedule.joiners:
        case "months":
            return Proportion(min(_months_until_next(day, year, annual), 12), 12, "months")
        case "quarters":
            months = min(_months_until_next(day, year, annual), 12)
            return Proportion((months + 2) // 3, 4, "quarters")
        case "days":
            following = next((each for each in annual if each > day), None)
            end = following or year.end + timedelta(days=1)
            whole = (end - _year_earlier(end)).days
            return Proportion(min((end - day).days, whole), whole, "days")
        case _:
            return None


def _year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _months_until_next(day: date, year: FiscalYear, annual: Sequence[date]) -> int:
    """Months from that of a day to the next day of charge, or to the end of the year."""
    later = [each for each in annual if each > day]
    if not later:
        return months_left(day, year)
    return max((later[0].year - day.year) * 12 + later[0].month - day.month, 1)


def months_left(day: date, year: FiscalYear) -> int:
    """Months of the fiscal year from the one that a day stands in, that month counted."""
    passed = (day.year - year.start.year) * 12 + day.month - year.start.month
    return max(year.months - passed, 1)
