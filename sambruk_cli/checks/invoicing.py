"""Dues that have fallen due and are not booked yet, and dues that count when they are paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.names import kind_word
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.booked import Booked, DueKey
from sambruk_cli.session import Session

_NAMED = 6  # members whose ids a finding says


def not_yet_booked(
    due: Sequence[Charge], booked: Mapping[DueKey, Booked]
) -> dict[tuple[str, date], list[Charge]]:
    """The charges that are to be invoiced yet, by kind and day.

    Those who are charged on one day are invoiced together, or in a few batches; some may have
    paid in advance. When most of them are in the books, by more than was due before or by dues of
    a later day, the others have been forgotten and wait for nothing. Kinds that are charged on one
    day need not be invoiced together, but for what one pays on joining. A charge of nought is
    never booked.
    """
    by_day: dict[tuple[str, date], list[Charge]] = {}
    by_member: dict[DueKey, list[Charge]] = {}  # of those of whom anything is booked
    latest: dict[str, date] = {}  # the last day of charge of which something is booked
    for charge in due:
        if not charge.amount:
            continue
        kind = charge.schedule.kind
        entry = booked.get((charge.payer.id, kind))
        if entry is not None:
            if entry.last >= charge.day:
                latest[charge.payer.id] = max(charge.day, latest.get(charge.payer.id, charge.day))
            by_member.setdefault((charge.payer.id, kind), []).append(charge)
        by_day.setdefault((kind, charge.day), []).append(charge)
    waiting = {}
    for key, charges in by_day.items():
        unbooked = [
            charge
            for charge in charges
            if not _is_booked(charge, by_member, booked)
            and not _is_passed(charge, latest.get(charge.payer.id))
        ]
        if unbooked and 2 * len(unbooked) >= len(charges):
            waiting[key] = unbooked
    return waiting


def _is_booked(
    charge: Charge,
    due: Mapping[DueKey, Sequence[Charge]],
    booked: Mapping[DueKey, Booked],
) -> bool:
    """Whether more is booked than was due of the payer and the kind before."""
    key = (charge.payer.id, charge.schedule.kind)
    if key not in booked:
        return False
    before = sum((c.amount for c in due[key] if c.day < charge.day), ZERO)
    return booked[key].amount > before


def _is_passed(charge: Charge, latest: date | None) -> bool:
    """Whether dues of the payer are booked that a charge would have come before or along with."""
    if latest is None:
        return False
    time = charge.member.membership_on(charge.day)
    joins = time is not None and time.joined == charge.day
    return charge.day <= latest if joins else charge.day < latest


def reminders(
    session: Session,
    year: FiscalYear,
    waiting: Mapping[tuple[str, date], Sequence[Charge]],
) -> Iterator[Finding]:
    """DUE403: what has fallen due and is to be invoiced, one finding for each kind and day."""
    for (kind, day), charges in waiting.items():
        yield finding(
            "DUE403",
            year=year.label,
            kind=kind_word(session.register.fees, kind),
            day=day,
            amount=sum((charge.amount for charge in charges), ZERO),
            number=len(charges),
            file=session.register.places["fees"].file,
            line=_line(session, charges[0]),
        )


class Payments:
    """What members owe and have paid over the years in which dues count when they are paid."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._owed: dict[DueKey, Decimal] = {}
        self._charges: dict[str, Charge] = {}
        self._paid: dict[DueKey, Booked] = {}
        self._last: tuple[FiscalYear, date] | None = None

    def add(
        self, year: FiscalYear, until: date, due: Sequence[Charge], paid: Mapping[DueKey, Booked]
    ) -> None:
        """Take in what a year charges up to a day, and what was paid in it."""
        for charge in due:
            key = (charge.payer.id, charge.kind)
            self._owed[key] = self._owed.get(key, ZERO) + charge.amount
            self._charges[charge.kind] = charge
        for key, entry in paid.items():
            self._owed[key] = self._owed.get(key, ZERO) - entry.amount
            self._paid[key] = entry
        self._last = year, until

    def findings(self) -> Iterator[Finding]:
        """DUE404: what is unpaid of each kind, and who has paid more than was due."""
        if self._last is None:
            return
        year, until = self._last
        members = {member.id: member for member in self._session.register.members}
        fees = self._session.register.fees
        for kind in (each.id for each in fees.kinds):
            unpaid = {
                member: amount
                for (member, of), amount in self._owed.items()
                if of == kind
                and amount > 0
                and member in members
                and members[member].is_member(until)
            }
            if unpaid:
                said = partial(
                    finding,
                    year=year.label,
                    kind=kind_word(fees, kind),
                    amount=sum(unpaid.values(), ZERO),
                    ids=tuple(list(unpaid)[:_NAMED]),
                    file=self._session.register.places["fees"].file,
                    line=_line(self._session, self._charges[kind]),
                )
                if len(unpaid) > _NAMED:
                    yield said("DUE404.unpaid_by_many", number=len(unpaid))
                else:
                    yield said("DUE404.unpaid")
        for (member, kind), amount in self._owed.items():
            if amount < 0 and member in members:
                entry = self._paid[member, kind]
                yield finding(
                    "DUE404.overpaid",
                    name=members[member].name,
                    kind=kind_word(fees, kind),
                    year=year.label,
                    amount=-amount,
                    file=entry.file,
                    line=entry.line,
                )


def _line(session: Session, charge: Charge) -> int | None:
    index = session.register.fees.schedules.index(charge.schedule)
    return session.register.places["fees"].line("schedules", index)
