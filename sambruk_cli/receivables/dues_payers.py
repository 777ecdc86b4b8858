"""Who has paid the dues of a year, and who has not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.year_dues import MIXED, DueLine, YearDues


class PaidState(StrEnum):
    """How far a payer has paid the dues of a year."""

    NOT = "not"
    PARTLY = "partly"
    TOO_MUCH = "too-much"
    WRITTEN_OFF = "written-off"
    CREDITED = "credited"
    PAID = "paid"


@frozen
class DuesPayer:
    """A payer's dues of a year, in kronor.

    `assessed` is what is charged by the day, with VAT; `left` what is still to be paid of it,
    invoiced or not.
    """

    member: str
    assessed: Decimal
    invoiced: Decimal
    credited: Decimal
    paid: Decimal
    open: Decimal
    left: Decimal
    last_paid: date | None
    state: PaidState


def dues_payers(dues: YearDues) -> tuple[DuesPayer, ...]:
    """Who has paid and who has not: those who owe most of it first, then by the register."""
    of: dict[str, list[DueLine]] = {}
    for line in dues.lines:
        of.setdefault(line.member, []).append(line)
    order = list(PaidState)
    found = [_payer(member, lines) for member, lines in of.items()]
    told = [each for each in found if each.assessed or each.invoiced or each.paid or each.left]
    return tuple(sorted(told, key=lambda each: order.index(each.state)))


def _payer(member: str, lines: Sequence[DueLine]) -> DuesPayer:
    def total(name: str) -> Decimal:
        return sum((getattr(line, name) for line in lines), ZERO)

    open_ = total("open")
    left = open_ + sum((_not_invoiced(line) for line in lines if line.kind != MIXED), ZERO)
    received = total("paid") + total("moved") + total("direct")
    if left:
        state = PaidState.TOO_MUCH if left < 0 else PaidState.NOT
        state = PaidState.PARTLY if left > 0 and received > 0 else state
    elif total("written_off"):
        state = PaidState.WRITTEN_OFF
    else:
        state = PaidState.PAID if received > 0 else PaidState.CREDITED
    days = [line.last_paid for line in lines if line.last_paid is not None]
    return DuesPayer(
        member,
        total("expected") - total("later"),
        total("invoiced"),
        total("credited"),
        received,
        open_,
        left,
        max(days, default=None),
        state,
    )


def _not_invoiced(line: DueLine) -> Decimal:
    """Kronor to be paid of what is charged by the day and not invoiced, below nought if too much.

    What is paid before it is charged is not too much, if it is charged later in the year.
    """
    whole = max(ZERO, line.expected - line.invoiced)
    if line.direct > whole:
        return whole - line.direct
    return max(ZERO, line.expected - line.later - line.invoiced - line.direct)
