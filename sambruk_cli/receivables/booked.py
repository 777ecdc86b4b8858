"""What the books charge the members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.dues.names import kind_word
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.members import Member
from sambruk_cli.session import Session

DueKey = tuple[str, str]  # the ids of a member and of a kind of charge


@frozen
class Booked:
    """What a year's books charge one member of one kind, in kronor, and where first.

    `last` is the day of the last such voucher, and `invoiced` is set where one of them is an
    invoice: it debits accounts receivable.
    """

    member: str
    kind: str
    amount: Decimal
    file: str
    line: int
    last: date
    invoiced: bool


def booked_dues(
    session: Session, vouchers: Sequence[Voucher]
) -> tuple[list[Booked], list[Finding]]:
    """What vouchers charge the members, and a finding for each charge on nobody.

    An account is one of dues on the days on which a schedule that names it is in force.
    """
    members = {member.id: member for member in session.register.members}
    booked: dict[DueKey, Booked] = {}
    findings: list[Finding] = []
    for voucher in vouchers:
        for posting in voucher.postings:
            kind = due_kind(session, voucher, posting) if posting.amount else None
            if kind is None:
                continue
            member = posting.tag("member")
            if is_repaid(members.get(member or ""), voucher, posting):
                continue
            if member is None:
                findings.append(_on_nobody(session, voucher, posting, kind))
                continue
            entry = booked.get((member, kind))
            if entry is None:
                entry = Booked(
                    member, kind, ZERO, voucher.file, voucher.line, voucher.date, invoiced=False
                )
            booked[member, kind] = replace(
                entry,
                amount=entry.amount - posting.amount,
                last=voucher.date,
                invoiced=entry.invoiced or _is_invoice(voucher),
            )
    return list(booked.values()), findings


def counts_when_paid(session: Session, year: FiscalYear, booked: Iterable[Booked]) -> bool:
    """Whether dues are income when they are paid, and not when they are invoiced.

    The register says so (`accounting`). Where it says nothing, an association under K1 books a
    membership fee when it is paid (BFNAR 2010:1 p. 7.1), unless its books show it on invoices.
    """
    association = session.register.association
    stated = association.association.accounting if association else None
    if stated is not None:
        return stated == "cash"
    is_k1 = session.register.framework_of(year) == "k1"
    return is_k1 and not any(entry.invoiced for entry in booked)


def is_repaid(member: Member | None, voucher: Voucher, posting: Posting) -> bool:
    """Whether a row of dues pays one back who leaves, which is no charge below nought."""
    return posting.amount > 0 and _has_left(member, voucher.date)


def _has_left(member: Member | None, day: date) -> bool:
    """Whether a member leaves on a day, or has left by it and not come back."""
    if member is None:
        return False
    time = member.membership_on(day)
    ended = any(each.left is not None and each.left < day for each in member.memberships)
    return ended if time is None else time.left == day


def due_kind(session: Session, voucher: Voucher, posting: Posting) -> str | None:
    """The kind of dues that an account is of on a day, None where it is of none.

    A schedule that names the account with all its digits goes before one of the account that it is
    a part of.
    """
    number = session.books.number(posting.account)
    fees = session.register.fees
    found = [
        (account, s.kind)
        for s in fees.schedules
        if falls_under(number, account := fees.account_of(s) or "-") and s.is_valid(voucher.date)
    ]
    kinds = [kind for account, kind in found if account == number] or [kind for _, kind in found]
    return kinds[-1] if kinds else None


def _is_invoice(voucher: Voucher) -> bool:
    return any(p.amount > 0 and is_receivable(p.account) for p in voucher.postings)


def _on_nobody(session: Session, voucher: Voucher, posting: Posting, kind: str) -> Finding:
    return finding(
        "DUE401.nobody",
        amount=-posting.amount,
        kind=kind_word(session.register.fees, kind),
        file=voucher.file,
        line=posting.line,
    )
