"""Vouchers that say they were entered on a day that has not come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sambruk_cli.books.vouchers import Voucher, registered_on
from sambruk_cli.findings import Finding, finding
from sambruk_cli.session import Session


class Registered(NamedTuple):
    """A day, written as 2007-01-31, that a voucher was entered, and where it stands."""

    day: str
    file: str
    line: int


def registered_late(vouchers: Sequence[Voucher]) -> Iterator[Registered]:
    """The vouchers that were entered after the day of the last one of them."""
    last = vouchers[-1].date if vouchers else date.min
    for voucher in vouchers:
        day = registered_on(voucher) if "registered" in voucher.meta else None
        if day is not None and day > last:
            yield Registered(day.isoformat(), voucher.file, voucher.line)


def check_registered(session: Session, registered: Iterable[Registered]) -> Iterator[Finding]:
    """No voucher was entered on a day that has not come.

    Not a part of what is kept of a year's vouchers: the day that it is changes without them. It is
    asked for last, where a voucher was entered after all that is booked and signed.
    """
    months = session.books.months
    association = session.register.association
    reports = association.reports if association else ()
    known = [report.signed_on for report in reports if report.signed_on is not None]
    come = max([*known, *(month.last for month in months[-1:])], default=date.min)
    for item in registered:
        day = date.fromisoformat(item.day)
        if day > come and day > session.today:
            yield finding("BOK262", registered=day, file=item.file, line=item.line)
