"""Vouchers that say they were entered on a day that has not come, or after they were committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sambruk_cli.books.vouchers import Voucher, registered_on
from sambruk_cli.checks.content import bookkeeping_of
from sambruk_cli.findings import Finding, finding
from sambruk_cli.session import Session

_ZONES = timedelta(days=1)  # that the day of a commit may be off by, as a machine tells the time


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


def check_committed(session: Session) -> Iterator[Finding]:
    """No voucher was entered after the commit that holds it: a clock was wrong, or the day is.

    Looked at where the association keeps the days of entry, and HEAD has the journal as it is.
    """
    policy = bookkeeping_of(session)
    if policy is None or "registered" not in policy.keeps:
        return
    entered = [
        (voucher, day)
        for year in session.years
        if year.end >= policy.from_
        for voucher in session.books.in_year(year)
        if voucher.date >= policy.from_ and (day := registered_on(voucher)) is not None
    ]
    head = session.workspace.files.head().committed if entered else None
    if head is None:
        return
    try:
        made = head.day()
        late = [each for each in entered if made is not None and each[1] - _ZONES > made]
        files = {voucher.file for voucher, _ in late}
        held = {file for file in files if head.holds(file, session.workspace.read_bytes(file))}
    except OSError:  # git cannot read it
        return
    for voucher, day in late:
        if voucher.file in held and made is not None:
            yield finding(
                "BOK262.committed",
                registered=day,
                commit=(head.commit or "")[:12],
                day=made,
                file=voucher.file,
                line=voucher.line,
            )
