"""Dues booked against dues computed, per member and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.checks.invoicing import Payments, not_yet_booked, reminders
from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.days import annual_days
from sambruk_cli.dues.names import kind_word
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.booked import Booked, DueKey, by_dues_year, counts_when_paid
from sambruk_cli.session import Session


def check_dues(session: Session, booked: Mapping[str, Sequence[Booked]]) -> Iterator[Finding]:
    """Each member is charged what the schedules say, no more, no less, for every kind.

    Args:
      booked: what the vouchers of each fiscal year charge, by its label.
    """
    if not session.readable("members", "fees", "association"):
        return
    yield from _accounts(session)
    payments = Payments(session)
    of_years = by_dues_year(booked)
    for year in session.years:
        if not session.books.is_kept(year):
            continue
        dues, findings = compute_dues(session.register, year)
        yield from findings
        yield from _days_that_are_not(session, year)
        # In an open year only what has fallen due by the last voucher can be in the books.
        last = session.books.last_day(year)
        until = year.end if year.closed or last is None else last
        # What costs nothing is not booked, nor waited for.
        due = [charge for charge in dues.charges if charge.day <= until and charge.amount]
        found = of_years.get(year.label, ())
        entries = {(entry.member, entry.kind): entry for entry in found}
        if counts_when_paid(session, year, found):
            payments.add(year, until, due, entries)
            continue
        if not year.closed:
            waiting = not_yet_booked(due, entries)
            yield from reminders(session, year, waiting)
            due = _without(due, [charge for charges in waiting.values() for charge in charges])
        yield from _differences(session, year, due, entries)
    yield from payments.findings()


def _without(due: list[Charge], waiting: Sequence[Charge]) -> list[Charge]:
    """What is due but for what waits to be invoiced, and what the payer owes of it that day."""
    if len(waiting) == len(due):
        return []
    spared = {(c.payer.id, c.schedule.kind, c.day) for c in waiting}
    return [c for c in due if (c.payer.id, c.schedule.kind, c.day) not in spared]


def _days_that_are_not(session: Session, year: FiscalYear) -> Iterator[Finding]:
    """The schedules in force in a year that has no such day as they charge on, or are due on."""
    place = session.register.places["fees"]
    for index, schedule in enumerate(session.register.fees.schedules):
        in_force = schedule.is_valid(max(schedule.valid_from, year.start))
        on_entry = session.register.fees.is_on_entry(schedule)
        if not in_force or schedule.valid_from > year.end or on_entry:
            continue
        charged = annual_days(schedule, year)
        for at, instalment in enumerate(schedule.instalments if charged else ()):
            if not year.days(*(int(part) for part in instalment.due.split("-"))):
                yield finding(
                    "DUE405.instalment",
                    schedule=schedule.id,
                    day=instalment.due,
                    year=year.label,
                    file=place.file,
                    line=place.line("schedules", index, "instalments", at, "due"),
                )
        if schedule.charged_on is not None and not charged:
            yield finding(
                "DUE405",
                schedule=schedule.id,
                day=schedule.charged_on,
                year=year.label,
                file=place.file,
                line=place.line("schedules", index, "charged_on"),
            )


def _accounts(session: Session) -> Iterator[Finding]:
    """The accounts that the register names are in the chart, where there is one."""
    register, known = session.register, list(session.books.by_number)
    accounts: list[tuple[str, tuple[str | int, ...], str]] = [
        ("fees", (table, i, "account"), account)
        for table, named in (
            ("schedules", [schedule.account for schedule in register.fees.schedules]),
            ("charge_kinds", [kind.account for kind in register.fees.charge_kinds]),
        )
        for i, account in enumerate(named)
        if account is not None
    ]
    reports = register.association.reports if register.association else ()
    accounts += [
        ("association", ("reports", i, "conditional_grants", j, "account"), grant.account)
        for i, report in enumerate(reports)
        for j, grant in enumerate(report.conditional_grants)
    ]
    accounts += _invoicing_accounts(session)
    for name, path, account in accounts:
        if known and not any(falls_under(number, account) for number in known):
            place = register.places[name]
            yield finding(
                "REG104.account",
                account=account,
                file=place.file,
                line=place.line(*path),
                hint=nearest(account, known),
            )


def _invoicing_accounts(session: Session) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """The accounts that config/invoicing.toml says; those that it leaves out may not be needed."""
    if not session.readable("invoicing"):
        return
    invoicing, place = session.register.invoicing, session.register.places["invoicing"]
    for path in place.lines if place.text else ():
        if len(path) == 2 and path[0] == "accounts":
            account = getattr(invoicing.accounts, str(path[1]), None)
            if account is not None:
                yield "invoicing", path, account
    for index, bank in enumerate(invoicing.bank_accounts):
        yield "invoicing", ("bank_accounts", index, "account"), bank.account


def _differences(
    session: Session,
    year: FiscalYear,
    due: Sequence[Charge],
    booked: Mapping[DueKey, Booked],
) -> Iterator[Finding]:
    computed: dict[DueKey, Decimal] = {}
    for charge in due:
        key = (charge.payer.id, charge.schedule.kind)
        computed[key] = computed.get(key, ZERO) + charge.amount
    place, fees = session.register.places["members"], session.register.fees
    kinds = [kind.id for kind in fees.kinds]
    for index, member in enumerate(session.register.members):
        for kind in kinds:
            key = (member.id, kind)
            charged = computed.get(key, ZERO)
            entry = booked.get(key)
            amount = entry.amount if entry else ZERO
            if amount == charged:
                continue
            yield finding(
                "DUE401",
                name=member.name,
                kind=kind_word(fees, kind),
                year=year.label,
                booked=amount,
                computed=charged,
                member=member.id,
                file=entry.file if entry else place.file,
                line=entry.line if entry else place.line("members", index),
            )
