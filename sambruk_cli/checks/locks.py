"""Periods that are locked: nothing in them is added, changed or taken away (BFL 5:5, 5:9)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sambruk_cli.books.vouchers import Voucher, registered_on
from sambruk_cli.checks.content import bookkeeping_of
from sambruk_cli.closing.canonical import voucher_line
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import year_of
from sambruk_cli.register.association import PeriodLock
from sambruk_cli.session import Session


def check_locks(session: Session) -> Iterator[Finding]:
    """BOK274: what `[[bookkeeping.locks]]` hold, from the first day of the fiscal year on.

    Text that does not matter to what is booked may change, and so may the order of vouchers.
    """
    policy = bookkeeping_of(session)
    for index, lock in enumerate(policy.locks if policy else ()):
        year = year_of(session.register.years, lock.through)
        if year is None:
            yield _at(session, index, "through", "BOK274.outside", through=lock.through)
        elif year in session.years:
            vouchers = session.books.between(year.start, lock.through)
            yield from _days(session, index, lock)
            yield from _late(vouchers, lock)
            yield from _held(session, index, lock, vouchers)


def digest_of_period(vouchers: Sequence[Voucher]) -> str:
    """The SHA-256 of vouchers in canonical form, sorted, each followed by a line feed."""
    lines = sorted(map(voucher_line, vouchers))
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _days(session: Session, index: int, lock: PeriodLock) -> Iterator[Finding]:
    """A period is locked when it is over, on a day that has come."""
    if lock.on <= lock.through:
        yield _at(session, index, "on", "BOK274.early", through=lock.through, day=lock.on)
    elif lock.on > session.today:
        yield _at(session, index, "on", "BOK274.ahead", through=lock.through, day=lock.on)


def _late(vouchers: Sequence[Voucher], lock: PeriodLock) -> Iterator[Finding]:
    """Vouchers of the period that say that they were entered after it was locked."""
    for voucher in vouchers:
        day = registered_on(voucher) if "registered" in voucher.meta else None
        if day is not None and day > lock.on:
            yield finding(
                "BOK274.late",
                ver=voucher.ver or "",
                day=voucher.date,
                registered=day,
                through=lock.through,
                on=lock.on,
                file=voucher.file,
                line=voucher.line,
            )


def _held(
    session: Session, index: int, lock: PeriodLock, vouchers: Sequence[Voucher]
) -> Iterator[Finding]:
    """What is booked in the period is what it was when it was locked."""
    now = digest_of_period(vouchers)
    if lock.digest is None:
        yield _at(session, index, "through", "BOK274.unheld", through=lock.through, now=now)
    elif lock.digest != now:
        place = session.register.places["association"]
        line = place.line("bookkeeping", "locks", index, "digest")
        yield finding("BOK274", through=lock.through, file=place.file, line=line)


def _at(session: Session, index: int, key: str, code: str, **values: Any) -> Finding:
    place = session.register.places["association"]
    line = place.line("bookkeeping", "locks", index, key)
    return finding(code, file=place.file, line=line, severity=Severity.WARNING, **values)
