"""Interest on late payment by räntelagen (1975:635), in kronor.

It is simple: no interest on interest or on fees. The law says nothing of how days are counted; here
the day that it runs from is not counted, the last one is, and a year has 365 days. The sum of all
parts is rounded once, to the öre, halves up.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli.frozen import frozen
from sambruk_cli.money import ORE, ZERO
from sambruk_cli.receivables.items import Item, ItemMovementKind
from sambruk_cli.register.invoicing import InvoicingFile, ReminderRules

ABOVE_REFERENCE = Decimal(8)  # percentage points (räntelagen 6 §)
AFTER_DEMAND = timedelta(days=30)  # räntelagen 4 §
_DAY = timedelta(days=1)
_YEAR = 365 * 100  # days of a year, and per cent of a whole


@frozen
class InterestPart:
    """Days with one base and one rate: those after `after`, through `through`.

    `base` is in kronor, `rate` in per cent a year.
    """

    after: date
    through: date
    base: Decimal
    rate: Decimal

    @property
    def days(self) -> int:
        return (self.through - self.after).days

    @property
    def weight(self) -> Decimal:
        """Kronor times per cent times days: exact, so that parts can be added up."""
        return self.base * self.rate * self.days


@frozen
class Interest:
    """Interest of some days. `missing` are the half-years, by first day, without a rate: then there
    is no amount."""

    parts: tuple[InterestPart, ...] = ()
    missing: tuple[date, ...] = ()

    @property
    def weight(self) -> Decimal:
        """That of all parts; an amount is this divided by 36 500."""
        return sum((part.weight for part in self.parts), ZERO)

    @property
    def amount(self) -> Decimal:
        """Kronor, rounded once to the öre.

        Raises:
          ValueError: when a rate is missing.
        """
        if self.missing:
            raise ValueError("no rate for " + ", ".join(map(str, self.missing)))
        return (self.weight / _YEAR).quantize(ORE, ROUND_HALF_UP)


def interest_from(item: Item, rules: ReminderRules, demanded: date | None) -> date | None:
    """The day that interest on an invoice runs from; None where it does not run.

    From the due day where that was set beforehand (räntelagen 3 §); else from 30 days after a
    demand that said that late payment costs interest (4 §), though not before the due day (2 §).

    Args:
      demanded: when the first reminder was made that said so.
    """
    if not rules.interest or item.due is None:
        return None
    if rules.due_agreed is not None:
        return item.due
    demand = item.issued if rules.invoice_says_interest else demanded
    return None if demand is None else max(item.due, demand + AFTER_DEMAND)


def interest_on(item: Item, after: date, through: date, invoicing: InvoicingFile) -> Interest:
    """Interest on what has been open of an invoice on the days after one, through another.

    A payment lowers the base from the day after it; what has been credited was never owed.
    """
    fixed = invoicing.reminders.interest_rate
    rates = {each.from_: each.rate + ABOVE_REFERENCE for each in invoicing.reference_rates}
    parts, missing = [], []
    ends = sorted({*_changes(item, after, through), through})
    start = after
    for end in ends:
        base = _base(item, start)
        if base > 0 and end > start:
            half = half_year(start + _DAY)
            rate = fixed if fixed is not None else rates.get(half)
            if rate is None:
                missing.append(half)
            else:
                parts.append(InterestPart(start, end, base, max(rate, ZERO)))
        start = end
    return Interest(tuple(parts), tuple(dict.fromkeys(missing)))


def half_year(day: date) -> date:
    """The first day of the half of a calendar year that a day is in."""
    return date(day.year, 7 if day.month > 6 else 1, 1)


def _changes(item: Item, after: date, through: date) -> set[date]:
    """The days within a span after which base or rate is another."""
    found = {each.day for each in item.movements}
    found |= {
        date(year, month, 1) - _DAY
        for year in range(after.year, through.year + 1)
        for month in (1, 7)
    }
    return {day for day in found if after < day < through}


def _base(item: Item, day: date) -> Decimal:
    """What was open at the end of a day, with what was credited later taken off."""
    credited = ItemMovementKind.CREDIT
    amounts = (each.amount for each in item.movements if each.day <= day or each.kind is credited)
    return max(sum(amounts, ZERO), ZERO)
