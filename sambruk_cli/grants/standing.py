"""How a grant stands on a day: received, used, unused, and what is to be paid back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.frozen import frozen
from sambruk_cli.grants.movements import Movement, MovementKind
from sambruk_cli.money import ZERO
from sambruk_cli.register.grants import Grant


@frozen
class GrantStanding:
    """A grant at the end of a day, in kronor; nothing is below nought.

    `used` is what the postings show of its use; costs outside the period are `outside`. `unused` is
    None where they show only a part, `to_repay` where the register does not say what is to be paid
    back, or that cannot be known yet. `taken` is what has been brought to income. `outstanding` is
    what the funder has decided and not paid, None where the decision's amount is not known.
    """

    grant: Grant
    day: date
    received: Decimal
    repaid: Decimal
    used: Decimal
    outside: Decimal
    taken: Decimal

    @property
    def kept(self) -> Decimal:
        """What was received and has not been paid back."""
        return self.received - self.repaid

    @property
    def unused(self) -> Decimal | None:
        return None if self.grant.partial else max(self.kept - self.used, ZERO)

    @property
    def overspent(self) -> Decimal:
        """What has been used beyond what was received."""
        return max(self.used - self.kept, ZERO)

    @property
    def outstanding(self) -> Decimal | None:
        amount = self.grant.amount
        return None if amount is None else max(amount - self.received, ZERO)

    @property
    def to_repay(self) -> Decimal | None:
        """What is still to be paid back.

        What the funder claims in all; else what is unused once the period of use is over, or
        everything where the condition is not met, as the register says.
        """
        grant = self.grant
        if grant.repay_amount is not None:
            return max(grant.repay_amount - self.repaid, ZERO)
        match grant.repays:
            case "unused":
                is_over = grant.to is not None and grant.to <= self.day
                return self.unused if is_over else None
            case "all" if grant.condition_met is not None:
                return ZERO if grant.condition_met else max(self.kept, ZERO)
        return None


def standing_on(grant: Grant, movements: Iterable[Movement], day: date) -> GrantStanding:
    """How a grant stands at the end of a day.

    Args:
      movements: all of the grant, as `movements_of` gives them.
    """
    sums = sums_between(movements, date.min, day)
    return GrantStanding(
        grant,
        day,
        received=sums["received"],
        repaid=sums["repaid"],
        used=sums["used"],
        outside=sums["outside"],
        taken=sums["taken"],
    )


def sums_between(
    movements: Iterable[Movement], first: date, last: date
) -> Mapping[MovementKind, Decimal]:
    """What movements of each kind come to from a first through a last day, in kronor."""
    sums: dict[MovementKind, Decimal] = {
        "received": ZERO,
        "repaid": ZERO,
        "used": ZERO,
        "outside": ZERO,
        "taken": ZERO,
    }
    for movement in movements:
        if first <= movement.voucher.date <= last:
            sums[movement.kind] += movement.amount
    return sums
