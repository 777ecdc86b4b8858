"""A charge on a member, and all charges of a fiscal year."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli.dues.basis import ChargeBasis
from sambruk_cli.dues.days import Proportion
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ORE, ZERO
from sambruk_cli.register.fees import Agreement, Discount, Schedule
from sambruk_cli.register.members import Group, Member


@frozen
class Charge:
    """One amount for one member, in kronor without VAT, with the rule and the facts behind it.

    `payer` is who owes it: the member, or the one who pays for its group. `period` is the day on
    which everybody is charged for the same period, that of the charge itself on entry.
    `proportion` is set where a member that joined late pays for what is left of the period, `part`
    where one that has come back pays a part. `alone` is what the member would pay without its
    group, where that differs. `vat_rate` is in per cent.
    """

    member: Member
    payer: Member
    schedule: Schedule
    day: date
    period: date
    amount: Decimal
    basis: ChargeBasis
    proportion: Proportion | None = None
    part: Decimal | None = None
    discount: Discount | None = None
    agreement: Agreement | None = None
    group: Group | None = None
    alone: Decimal | None = None
    vat_rate: int = 0

    @property
    def kind(self) -> str:
        """The id of the kind of charge."""
        return self.schedule.kind

    @property
    def vat(self) -> Decimal:
        """Kronor of VAT on top of the amount, to the öre."""
        return (self.amount * self.vat_rate / 100).quantize(ORE, ROUND_HALF_UP)

    @property
    def tier(self) -> str:
        """The id of the tier, "" where the amount follows from none."""
        return self.basis.tier.id if self.basis.tier is not None else ""


@frozen
class Dues:
    """The charges of a fiscal year, in the register's order of members."""

    year: FiscalYear
    charges: tuple[Charge, ...]

    def of(self, member_id: str) -> tuple[Charge, ...]:
        """What one member owes, and what others owe for it."""
        return tuple(c for c in self.charges if member_id in (c.payer.id, c.member.id))

    def by_payer(self) -> dict[str, list[Charge]]:
        """The charges by the id of who owes them, in the order of the first of each."""
        found: dict[str, list[Charge]] = {}
        for charge in self.charges:
            found.setdefault(charge.payer.id, []).append(charge)
        return found

    def total(self, kind: str, tier: str | None = None) -> Decimal:
        """Kronor charged of a kind, in all tiers or one."""
        return sum(
            (c.amount for c in self.charges if c.kind == kind and tier in (None, c.tier)), ZERO
        )

    def totals(self) -> dict[str, Decimal]:
        """Kronor by kind of charge, of those kinds that anything is charged of."""
        found: dict[str, Decimal] = {}
        for charge in self.charges:
            found[charge.kind] = found.get(charge.kind, ZERO) + charge.amount
        return found
