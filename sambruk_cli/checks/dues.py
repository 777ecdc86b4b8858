"""Dues booked against dues computed, per member and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.dues.charges import KIND_NAMES, KINDS, compute_dues
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.register.fees import ChargeKind
from sambruk_cli.session import Session


@dataclass(frozen=True, slots=True)
class Booked:
    """What a year's books charge one member of one kind, in kronor, and where first."""

    member: str
    kind: ChargeKind
    amount: Decimal
    file: str
    line: int


def check_dues(session: Session, booked: Mapping[str, Sequence[Booked]]) -> Iterator[Finding]:
    """Each member is charged what the schedules say, no more, no less, for every kind.

    Args:
      booked: what is booked in each fiscal year, by its label.
    """
    if not session.readable("members", "fees", "association"):
        return
    yield from _accounts(session)
    for year in session.years:
        last = session.books.last_day(year)
        if last is None or not session.books.has_vouchers(year):
            continue
        dues, findings = compute_dues(session.register, year)
        yield from findings
        # In an open year only what has fallen due by the last voucher can be in the books.
        until = year.end if year.closed else last
        computed: dict[tuple[str, ChargeKind], Decimal] = {}
        for charge in dues.charges:
            if charge.day <= until:
                key = (charge.member.id, charge.kind)
                computed[key] = computed.get(key, ZERO) + charge.amount
        entries = {(entry.member, entry.kind): entry for entry in booked.get(year.label, ())}
        yield from _differences(session, year, computed, entries)


def _accounts(session: Session) -> Iterator[Finding]:
    """The accounts that the register names are in the chart, where there is one."""
    register, known = session.register, list(session.books.by_number)
    named: list[tuple[str, tuple[str | int, ...], str]] = [
        ("fees", ("schedules", i, "account"), s.account)
        for i, s in enumerate(register.fees.schedules)
    ]
    reports = register.association.reports if register.association else ()
    named += [
        ("association", ("reports", i, "conditional_grants", j, "account"), grant.account)
        for i, report in enumerate(reports)
        for j, grant in enumerate(report.conditional_grants)
    ]
    for name, path, account in named:
        if known and account not in known:
            place = register.places[name]
            yield finding(
                "REG104.account",
                account=account,
                file=place.file,
                line=place.line(*path),
                hint=nearest(account, known),
            )


def booked_dues(
    session: Session, vouchers: Sequence[Voucher]
) -> tuple[list[Booked], list[Finding]]:
    """What vouchers charge the members, and a finding for each charge on nobody."""
    kinds: dict[str, ChargeKind] = {s.account: s.kind for s in session.register.fees.schedules}
    gone = {m.id: m.left for m in session.register.members if m.left is not None}
    booked: dict[tuple[str, ChargeKind], Booked] = {}
    findings: list[Finding] = []
    for voucher in vouchers:
        for posting in voucher.postings:
            kind = kinds.get(session.books.number(posting.account))
            if kind is None or not posting.amount:
                continue
            member = posting.tag("member")
            if posting.amount > 0 and member in gone and voucher.date >= gone[member]:
                continue  # what is paid back to one who leaves is no charge
            if member is None:
                findings.append(_on_nobody(voucher, posting, kind))
                continue
            entry = booked.get((member, kind))
            if entry is None:
                entry = Booked(member, kind, ZERO, voucher.file, voucher.line)
            booked[member, kind] = replace(entry, amount=entry.amount - posting.amount)
    return list(booked.values()), findings


def _on_nobody(voucher: Voucher, posting: Posting, kind: ChargeKind) -> Finding:
    return finding(
        "DUE401.nobody",
        amount=-posting.amount,
        kind=KIND_NAMES[kind],
        file=voucher.file,
        line=posting.line,
    )


def _differences(
    session: Session,
    year: FiscalYear,
    computed: dict[tuple[str, ChargeKind], Decimal],
    booked: Mapping[tuple[str, ChargeKind], Booked],
) -> Iterator[Finding]:
    place = session.register.places["members"]
    for index, member in enumerate(session.register.members):
        for kind in KINDS:
            key = (member.id, kind)
            due = computed.get(key, ZERO)
            entry = booked.get(key)
            amount = entry.amount if entry else ZERO
            if amount == due:
                continue
            yield finding(
                "DUE401",
                name=member.name,
                kind=KIND_NAMES[kind],
                year=year.label,
                booked=amount,
                computed=due,
                member=member.id,
                file=entry.file if entry else place.file,
                line=entry.line if entry else place.line("members", index),
            )
