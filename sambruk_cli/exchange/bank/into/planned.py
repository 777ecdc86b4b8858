"""What becomes of each payment, and the change of the books that it makes."""

from __future__ import annotations

from enum import StrEnum

from sambruk_cli.edits.booking import NewVoucher
from sambruk_cli.edits.plan import Plan
from sambruk_cli.exchange.bank.into.movements import KeyedPayment
from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.matching.model import PaymentMatch


class PaymentState(StrEnum):
    """What becomes of a payment when it is written."""

    MATCHED = "matched"  # it is booked on what it pays
    PROPOSED = "proposed"  # what it may pay waits to be accepted; until then it is in suspense
    SUSPENSE = "suspense"  # nothing matches it
    BOOKED = "booked"  # it stands in the books already, where a command has booked it
    BY_HAND = "by-hand"  # so it does, where a person has booked it
    MAYBE_BOOKED = "maybe-booked"  # so it may, and is not booked unless it is accepted
    HELD = "held"  # it is not booked: another currency, or a year that is not open


@frozen
class PaymentsAsked:
    """What the user has asked for: numbers of payments whose proposals hold, or all that are
    unambiguous; `series` of the vouchers, None for that of the last payments."""

    accepted: frozenset[int] = frozenset()
    accept_all: bool = False
    series: str | None = None


@frozen
class PlannedPayment:
    """A payment by its number in the list, and what becomes of it.

    `match` is None where nothing was looked for. `voucher` is the number of the voucher that has
    it or will have it, "" of none.
    """

    number: int
    keyed: KeyedPayment
    state: PaymentState
    match: PaymentMatch | None = None
    voucher: str = ""

    @property
    def may_be_accepted(self) -> bool:
        """Whether a person's yes would change what becomes of it."""
        return self.state in {PaymentState.PROPOSED, PaymentState.MAYBE_BOOKED}


@frozen
class PaymentsPlan:
    """What becomes of the payments of some files; `findings` stand in the way of writing."""

    payments: tuple[PlannedPayment, ...]
    vouchers: tuple[NewVoucher, ...] = ()
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
