"""The dues of a year from decision to payment: assessed, invoiced, credited, paid, open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.booked import DueKey, booked_dues, counts_when_paid
from sambruk_cli.receivables.dues_claims import OTHER, DuesClaim, booked_year
from sambruk_cli.receivables.items import ItemMovementKind
from sambruk_cli.session import Session

# In place of a kind: several kinds on one invoice of which a part is paid. Of what, nobody says.
MIXED = "mixed"
_PAID = (ItemMovementKind.PAYMENT, ItemMovementKind.REFUND)
_MOVED = (ItemMovementKind.TRANSFER, ItemMovementKind.OTHER)


class DueDifference(StrEnum):
    """Why the books charge something else than what is assessed."""

    NONE = ""
    LATER = "later"  # charged after the day that is asked of
    NOT_INVOICED = "not-invoiced"
    UNPAID = "unpaid"  # where dues count when they are paid
    CREDITED = "credited"
    LESS = "less"
    MORE = "more"
    BY_HAND = "by-hand"  # charged, though nothing is assessed


@dataclass(slots=True)
class DueLine:
    """What one payer owes of one kind, in kronor.

    `assessed` is without VAT, `vat` the VAT on it, `later` the part of both that is charged after
    the day; all that is booked is with VAT. `direct` is booked without a claim. `undivided` is
    invoiced and has gone to the payer's line of `MIXED`. On every line
    invoiced - credited - paid - written_off - moved - undivided is open.
    """

    member: str
    kind: str
    assessed: Decimal = ZERO
    vat: Decimal = ZERO
    later: Decimal = ZERO
    invoiced: Decimal = ZERO
    credited: Decimal = ZERO
    paid: Decimal = ZERO
    written_off: Decimal = ZERO
    moved: Decimal = ZERO
    undivided: Decimal = ZERO
    open: Decimal = ZERO
    direct: Decimal = ZERO
    last_paid: date | None = None

    def settle(
        self,
        paid: Decimal = ZERO,
        written_off: Decimal = ZERO,
        moved: Decimal = ZERO,
        *,
        invoiced: Decimal = ZERO,
        credited: Decimal = ZERO,
        undivided: Decimal = ZERO,
    ) -> None:
        """Take in a part of a claim and what has happened to it; the rest of it is open."""
        self.invoiced += invoiced
        self.credited += credited
        self.paid += paid
        self.written_off += written_off
        self.moved += moved
        self.undivided += undivided
        self.open += invoiced - credited - paid - written_off - moved - undivided

    def noted(self, day: date | None) -> None:
        """Note a day of payment."""
        if day is not None:
            self.last_paid = max(day, self.last_paid or day)

    @property
    def expected(self) -> Decimal:
        """Kronor with VAT that are assessed."""
        return self.assessed + self.vat

    @property
    def difference(self) -> Decimal:
        """Kronor that the books charge above what is assessed; of `MIXED` nothing is assessed."""
        if self.kind == MIXED:
            return ZERO
        return self.invoiced - self.credited + self.direct - self.expected

    @property
    def is_empty(self) -> bool:
        return not (self.expected or self.invoiced or self.direct or self.credited or self.open)


@frozen
class YearDues:
    """The dues of a year by the end of a day, by payer and kind, in the register's order.

    `other_open` is what is open on accounts receivable besides them, `receivable` what the
    accounts stand at, both in kronor. `when_paid` says that dues count when they are paid.
    """

    year: FiscalYear
    day: date
    lines: tuple[DueLine, ...]
    other_open: Decimal
    receivable: Decimal
    when_paid: bool

    def why(self, line: DueLine) -> DueDifference:
        """Why a line is charged something else than what is assessed."""
        difference = line.difference
        if not difference:
            return DueDifference.NONE
        if difference == -line.later:
            return DueDifference.LATER
        if not line.expected:
            return DueDifference.BY_HAND
        if self.when_paid and difference < 0:
            return DueDifference.UNPAID
        if not line.invoiced and not line.direct:
            return DueDifference.NOT_INVOICED
        if line.credited and difference == -line.credited:
            return DueDifference.CREDITED
        return DueDifference.MORE if difference > 0 else DueDifference.LESS


def year_dues(session: Session, year: FiscalYear, day: date) -> YearDues:
    """The dues of a fiscal year from assessment to payment, as they stand when a day ends."""
    lines: dict[DueKey, DueLine] = {}

    def line(key: DueKey) -> DueLine:
        return lines.setdefault(key, DueLine(*key))

    for charge in compute_dues(session.register, year)[0].charges:
        found = line((charge.payer.id, charge.kind))
        found.assessed += charge.amount
        found.vat += charge.vat
        if charge.day > day:
            found.later += charge.amount + charge.vat
    booked = booked_year(session, year, day)
    for claim in booked.claims:
        for key, settled in _settled(claim):
            found = line(key)
            found.settle(**settled)
            if settled.get("paid"):
                found.noted(_last_paid(claim))
    for each in booked.direct:
        line(each.key).direct += each.amount
        line(each.key).noted(each.paid_on)
    receivable = sum((item.open for item in booked.items), ZERO)
    of_dues = sum((each.open for each in lines.values()), ZERO)
    of_year = [v for v in session.books.in_year(year) if not v.is_opening]
    return YearDues(
        year,
        day,
        tuple(_in_order(session, lines.values())),
        receivable - of_dues,
        receivable,
        counts_when_paid(session, year, booked_dues(session, of_year)[0]),
    )


def _settled(claim: DuesClaim) -> Iterable[tuple[DueKey, dict[str, Decimal]]]:
    """What of a claim is of each kind, and what has happened to it.

    It is told of a kind where the claim is of that alone, where nothing is paid, or where all of it
    is settled in one way. Else the part that is left goes to a line of its own: to share a payment
    between kinds would be to make figures up.
    """
    how = {
        "paid": claim.at_once - claim.of_kinds(*_PAID),
        "written_off": -claim.of_kinds(ItemMovementKind.WRITE_OFF),
        "moved": -claim.of_kinds(*_MOVED),
    }
    used = {name: amount for name, amount in how.items() if amount}
    charged = {key: amount for key, amount in claim.charged.items() if amount}
    dues = [key for key in charged if key != OTHER]
    if len(charged) == 1:
        credited = -claim.of_kinds(ItemMovementKind.CREDIT)
        for key in dues:
            yield key, {"invoiced": charged[key], "credited": credited, **used}
        return
    back = claim.credited or {}
    parts = {
        key: {"invoiced": charged[key], "credited": credited}
        for key in dues
        for credited in (back.get(key, ZERO),)
    }
    left = {key: amount - back.get(key, ZERO) for key, amount in charged.items()}
    alive = [key for key, amount in left.items() if amount]
    if claim.credited is not None and (len(alive) == 1 or not used):
        for key, part in parts.items():
            yield key, part | (used if alive == [key] else {})
        return
    if (
        claim.credited is not None
        and claim.open <= 0
        and len(used) == 1
        and min(left.values()) >= 0
    ):
        for key, part in parts.items():
            yield key, part | dict.fromkeys(used, left[key])
        if claim.open:  # what is paid above that is of no kind
            yield (claim.party, MIXED), dict.fromkeys(used, -claim.open)
        return
    for key, part in parts.items():
        yield key, part | {"undivided": left[key]}
    known = sum((back.get(key, ZERO) for key in dues), ZERO)
    yield (
        (claim.party, MIXED),
        {
            "invoiced": charged.get(OTHER, ZERO),
            "credited": -claim.of_kinds(ItemMovementKind.CREDIT) - known,
            "undivided": -sum((left[key] for key in dues), ZERO),
            **used,
        },
    )


def _last_paid(claim: DuesClaim) -> date | None:
    days = [
        each.day
        for item in claim.items
        for each in item.movements
        if each.kind is ItemMovementKind.PAYMENT
    ]
    return max([*days, *([claim.at_once_on] if claim.at_once_on else [])], default=None)


def _in_order(session: Session, lines: Iterable[DueLine]) -> list[DueLine]:
    members = {member.id: place for place, member in enumerate(session.register.members)}
    kinds = {kind.id: place for place, kind in enumerate(session.register.fees.kinds)}
    return sorted(
        (line for line in lines if not line.is_empty),
        key=lambda line: (
            members.get(line.member, len(members)),
            line.member,
            kinds.get(line.kind, len(kinds)),
        ),
    )
