"""What a run of reminders comes to: letters, what goes to a collector, and who is left in peace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.interest import Interest
from sambruk_cli.receivables.items import Item
from sambruk_cli.register.reminders import Reminder


class ApartReason(StrEnum):
    """Why somebody with an overdue invoice is not reminded."""

    UNKNOWN = "unknown"  # neither a member nor a counterparty
    LEFT = "left"
    DISPUTED = "disputed"
    AGREEMENT = "agreement"
    UNDER_WAY = "under_way"
    CREDIT = "credit"
    LEAST = "least"
    WAITS = "waits"  # for the days of the next level, or the terms of the last letter
    COLLECTOR = "collector"  # it has gone to one
    DONE = "done"  # there is no further level
    CHARGES = "charges"  # fees and interest alone are left


@frozen
class OverdueInvoice:
    """An overdue invoice: `level` is what it comes to now, 0 where it stays where it is.

    `interest` is that since `runs_from`, the day that it runs from or was last booked through.
    `earlier` are its reminders so far.
    """

    item: Item
    level: int
    days: int
    interest: Interest
    runs_from: date | None
    earlier: tuple[Reminder, ...]

    @property
    def open(self) -> Decimal:
        return self.item.open


@frozen
class MemberReminder:
    """What one member, or another party, is reminded of, in one letter or as one with a collector.

    Kronor: `fee` is that of this reminder, `earlier` what earlier ones have charged and is unpaid,
    `credit` what the member has to its credit. `pay_by` is the last day of the letter's terms.
    """

    party: str
    level: int
    invoices: tuple[OverdueInvoice, ...]
    fee: Decimal
    earlier: tuple[Item, ...]
    unbooked: Decimal
    credit: Decimal
    pay_by: date
    is_for_collector: bool = False

    @property
    def overdue(self) -> Decimal:
        """What is open of the invoices."""
        return sum((each.open for each in self.invoices), ZERO)

    @property
    def interest(self) -> Decimal:
        """That of this reminder, each invoice's rounded to the öre."""
        return sum((each.interest.amount for each in self.invoices), ZERO)

    @property
    def charged_before(self) -> Decimal:
        """What earlier reminders have charged and is unpaid."""
        return sum((item.open for item in self.earlier), self.unbooked)

    @property
    def total(self) -> Decimal:
        """What there is to pay in all."""
        charges = self.fee + self.interest + self.charged_before
        return self.overdue + charges - self.credit

    @property
    def levels(self) -> Mapping[int, tuple[OverdueInvoice, ...]]:
        """The invoices that come to a level now, by level, the highest first."""
        found: dict[int, tuple[OverdueInvoice, ...]] = {}
        for each in sorted(self.invoices, key=lambda one: -one.level):
            if each.level:
                found[each.level] = (*found.get(each.level, ()), each)
        return found


@frozen
class NotReminded:
    """Somebody with overdue invoices who is not reminded; `until` is when that may change."""

    party: str
    reason: ApartReason
    amount: Decimal
    until: date | None = None
    said: str = ""


@frozen
class Reminding:
    """What is done on a day. `missing` are half-years whose reference rate is not known."""

    day: date
    letters: tuple[MemberReminder, ...] = ()
    collected: tuple[MemberReminder, ...] = ()
    apart: tuple[NotReminded, ...] = ()
    missing: tuple[date, ...] = ()
