"""Budgets of accounts: Fava's directive `custom "budget" ACCOUNT INTERVAL AMOUNT`.

A budget holds from its day until the next one of the same account. Each day bears its part of the
interval it lies in: a thirty-first of a month in January, a 365th of a year. Fava reckons so, and
what is planned for a month is the sum of its days. But a budget by the year that begins on the day
on which the fiscal year begins is of that year, and its days sum to what was decided, whatever
years of the calendar they lie in.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from sambruk_cli.books.vouchers import Budget

_DAY = timedelta(days=1)


def monthly(budgets: Iterable[Budget], first: date, last: date) -> dict[tuple[str, date], Decimal]:
    """What is planned for each month between two days, by account and first day of the month.

    A month that the days begin or end in counts whole. In whole öre, rounded so that the months
    sum to the period; months of nought are left out. What is planned for projects counts too.
    """
    found: dict[tuple[str, date], Decimal] = {}
    for (account, _), steps in _chains(budgets).items():
        exact, printed = Fraction(0), Fraction(0)
        for start, end in _months(first, last):
            exact += _planned(steps, start, end, first)
            whole = Fraction(floor(exact * 100 + Fraction(1, 2)), 100)
            if whole != printed:
                ore = Decimal(int((whole - printed) * 100)).scaleb(-2)
                found[account, start] = found.get((account, start), Decimal(0)) + ore
            printed = whole
    return found


def planned(
    budgets: Iterable[Budget], first: date, last: date
) -> dict[tuple[str, str | None], Decimal]:
    """What is planned between two days, by account and project, in whole öre.

    Nought is left out. What is planned for an account in all is the sum of its projects and of
    what names none.
    """
    found = {}
    for chain, steps in _chains(budgets).items():
        exact = Fraction(0)
        for start, end in _months(first, last):
            exact += _planned(steps, max(start, first), min(end, last), first)
        if ore := floor(exact * 100 + Fraction(1, 2)):
            found[chain] = Decimal(ore).scaleb(-2)
    return found


def _chains(budgets: Iterable[Budget]) -> dict[tuple[str, str | None], list[Budget]]:
    """The directives of each account and project, in order of date: each ends the one before."""
    chains: dict[tuple[str, str | None], list[Budget]] = {}
    for budget in sorted(budgets, key=lambda b: b.date):
        chains.setdefault((budget.account, budget.project), []).append(budget)
    return chains


def _months(first: date, last: date) -> Iterable[tuple[date, date]]:
    start = first.replace(day=1)
    while start <= last:
        end = start.replace(day=calendar.monthrange(start.year, start.month)[1])
        yield start, end
        start = end + _DAY


def _planned(steps: Sequence[Budget], start: date, end: date, begins: date) -> Fraction:
    """The sum of the days from a first through a last one, both of one month.

    Args:
      begins: the first day of the fiscal year.
    """
    total = Fraction(0)
    for index, step in enumerate(steps):
        until = steps[index + 1].date - _DAY if index + 1 < len(steps) else end
        days = (min(until, end) - max(step.date, start)).days + 1
        if days > 0:
            of_fiscal_year = (step.date.month, step.date.day) == (begins.month, begins.day)
            if step.interval == "yearly" and of_fiscal_year and begins.day == 1:
                length = _fiscal_length(begins.month, start)
            else:
                length = _length(step.interval, start)
            total += Fraction(step.amount) * days / length
    return total


def _fiscal_length(month: int, day: date) -> int:
    """The days of the twelve months from a first one on that a day lies in."""
    year = day.year if day.month >= month else day.year - 1
    return (date(year + 1, month, 1) - date(year, month, 1)).days


def _length(interval: str, day: date) -> int:
    """The days of the interval that a day, and all of its month, lies in."""
    match interval:
        case "daily":
            return 1
        case "weekly":
            return 7
        case "fortnightly":
            return 14
        case "yearly":
            return 366 if calendar.isleap(day.year) else 365
    months = [day.month]
    if interval == "quarterly":
        begins = day.month - (day.month - 1) % 3
        months = [begins, begins + 1, begins + 2]
    return sum(calendar.monthrange(day.year, month)[1] for month in months)
