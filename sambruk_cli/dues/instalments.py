"""A charge in parts, each with a day by which it is to be paid."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from sambruk_cli.dues.charge import Charge
from sambruk_cli.money import ZERO, round_half_up


def instalments(charge: Charge) -> tuple[tuple[date, Decimal], ...]:
    """The days on which parts of a charge fall due, with kronor including VAT, in order.

    A day of the year is the first one on or after that on which everybody is charged for the
    period; for one who joins after it that part falls due at once. Parts are in whole kronor, and
    the last one takes what is left: they sum to the charge.
    """
    whole = charge.amount + charge.vat
    stated = charge.schedule.instalments
    due = sorted(
        ((max(_first(each.due, charge.period), charge.day), each.part) for each in stated),
        key=lambda part: part[0],
    )
    found: list[tuple[date, Decimal]] = []
    share, paid = ZERO, ZERO
    for number, (day, part) in enumerate(due, start=1):
        share += part
        until = whole if number == len(due) else min(round_half_up(whole * share), whole)
        found.append((day, until - paid))
        paid = until
    return tuple(found)


def _first(text: str, start: date) -> date:
    """The first day of the calendar by that name on or after another; 28 February for the 29th."""
    month, day = (int(part) for part in text.split("-"))
    days = (
        date(year, month, min(day, calendar.monthrange(year, month)[1]))
        for year in (start.year, start.year + 1)
    )
    return next(each for each in days if each >= start)
