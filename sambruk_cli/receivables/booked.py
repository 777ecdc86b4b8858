"""What the books charge the members.

A row of dues may say by which schedule it charges (`charge`), and for whom, where that is not whom
it charges (`for-member`). In a voucher of another fiscal year than the dues it says theirs
(`dues-year`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.books import Books
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher, account_parts
from sambruk_cli.dues.names import kind_word
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.members import Member
from sambruk_cli.session import Session

DueKey = tuple[str, str]  # the ids of a member and of a kind of charge

CHARGE, FOR_MEMBER, DUES_YEAR = "charge", "for-member", "dues-year"  # keys of a row of dues


@frozen
class Booked:
    """What a year's books charge one member of one kind, in kronor, and where first.

    `last` is the day of the last such voucher, and `invoiced` is set where one of them is an
    invoice: it debits accounts receivable. `year` is the label of the fiscal year whose dues they
    are, "" where that is the year of the vouchers.
    """

    member: str
    kind: str
    amount: Decimal
    file: str
    line: int
    last: date
    invoiced: bool
    year: str = ""


@frozen
class ChargingRow:
    """A row of a voucher that charges dues, or takes such a charge back.

    `member` is who is charged, None where the row does not say; `amount` is kronor without VAT.
    """

    voucher: Voucher
    posting: Posting
    kind: str
    member: str | None

    @property
    def amount(self) -> Decimal:
        return -self.posting.amount

    @property
    def schedule(self) -> str:
        """The id of the schedule, "" where the row does not say."""
        return self.posting.tag(CHARGE) or ""

    @property
    def of_member(self) -> str:
        """The id of whose membership is charged, "" where the row does not say."""
        return (self.posting.tag(FOR_MEMBER) or self.member or "") if self.schedule else ""

    @property
    def year(self) -> str:
        """The label of the year whose dues they are, "" where it is that of the voucher."""
        return self.posting.tag(DUES_YEAR) or ""


def charging_rows(session: Session, vouchers: Iterable[Voucher]) -> Iterator[ChargingRow]:
    """The rows of vouchers that charge dues, in their order.

    An account is one of dues on the days on which a schedule that names it is in force. What is
    paid back to one who leaves is no charge, unless the row says by which schedule.
    """
    members = {member.id: member for member in session.register.members}
    for voucher in vouchers:
        for posting in voucher.postings:
            kind = due_kind(session, voucher, posting) if posting.amount else None
            if kind is None:
                continue
            member = posting.tag("member")
            if not is_repaid(members.get(member or ""), voucher, posting):
                yield ChargingRow(voucher, posting, kind, member)


def vouchers_of_dues(books: Books, year: FiscalYear) -> Iterator[Voucher]:
    """The vouchers that may charge the dues of a year: its own, and those that say that year.

    Rows that are of the dues of another year are left out of them.
    """
    for voucher in books.vouchers:
        is_own = voucher.date in year
        if not any(posting.meta and DUES_YEAR in posting.meta for posting in voucher.postings):
            if is_own:
                yield voucher
            continue
        usual = year.label if is_own else None
        rows = tuple(
            posting
            for posting in voucher.postings
            if _is_aside(posting) or (posting.tag(DUES_YEAR) or usual) == year.label
        )
        yield voucher._replace(postings=rows)


def _is_aside(posting: Posting) -> bool:
    """Whether a row is no income of a year's: accounts receivable, or VAT (BAS 26xx)."""
    return (account_parts(posting.account)[0] or "").startswith(("151", "26"))


def booked_dues(
    session: Session, vouchers: Sequence[Voucher]
) -> tuple[list[Booked], list[Finding]]:
    """What vouchers charge the members, and a finding for each charge on nobody."""
    booked: dict[tuple[str, str, str], Booked] = {}
    findings: list[Finding] = []
    for row in charging_rows(session, vouchers):
        voucher = row.voucher
        if row.member is None:
            findings.append(_on_nobody(session, voucher, row.posting, row.kind))
            continue
        key = (row.member, row.kind, row.year)
        entry = booked.get(key)
        if entry is None:
            entry = Booked(
                row.member,
                row.kind,
                ZERO,
                voucher.file,
                voucher.line,
                voucher.date,
                invoiced=False,
                year=row.year,
            )
        booked[key] = replace(
            entry,
            amount=entry.amount + row.amount,
            last=voucher.date,
            invoiced=entry.invoiced or _is_invoice(voucher),
        )
    return list(booked.values()), findings


def by_dues_year(booked: Mapping[str, Sequence[Booked]]) -> Mapping[str, Sequence[Booked]]:
    """What the books charge of the dues of each fiscal year, by its label.

    Args:
      booked: what the vouchers of each year charge, by the label of that.
    """
    if not any(entry.year for entries in booked.values() for entry in entries):
        return booked
    found: dict[str, dict[DueKey, Booked]] = {}
    for label, entries in booked.items():
        for entry in entries:
            of_year = found.setdefault(entry.year or label, {})
            key = (entry.member, entry.kind)
            of_year[key] = _joined(of_year[key], entry) if key in of_year else entry
    return {label: list(entries.values()) for label, entries in found.items()}


def _joined(one: Booked, other: Booked) -> Booked:
    return replace(
        one,
        amount=one.amount + other.amount,
        last=max(one.last, other.last),
        invoiced=one.invoiced or other.invoiced,
    )


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
    """Whether a row of dues pays one back who leaves, which is no charge below nought.

    A row that says its schedule takes a charge back: that of a credit note.
    """
    is_credit = CHARGE in posting.meta
    return posting.amount > 0 and not is_credit and _has_left(member, voucher.date)


def _has_left(member: Member | None, day: date) -> bool:
    """Whether a member leaves on a day, or has left by it and not come back."""
    if member is None:
        return False
    time = member.membership_on(day)
    ended = any(each.left is not None and each.left < day for each in member.memberships)
    return ended if time is None else time.left == day


def due_kind(session: Session, voucher: Voucher, posting: Posting) -> str | None:
    """The kind of dues that a row is of, None where it is of none.

    That of the schedule that it says; else that of one in force on the day which names its account.
    One that names the account with all its digits goes before one of the account that it is a part
    of.
    """
    fees = session.register.fees
    if CHARGE in posting.meta:
        said = posting.tag(CHARGE)
        kind = next((s.kind for s in fees.schedules if s.id == said), None)
        if kind is not None:
            return kind
    number = session.books.number(posting.account)
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
