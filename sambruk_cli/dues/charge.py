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
from sambruk_cli.register.members import AttributeValue, Group, Member


@frozen
class Charge:
    """One amount for one member, in kronor without VAT, with the rule and the facts behind it.

    It is computed in this order, and each step has a field that is None where it changes nothing:

    1. `basis`: what the schedule starts from.
    2. `discount`, which the member has by its `status`.
    3. `agreement` with the member: a part of that, or an amount in place of all steps but the next.
       The `price` is what a whole period costs the member alone.
    4. `group_price`: what a whole period costs it in its `group`.
    5. `proportion`, where it joined in the period; `part`, where it has come back.

    What is computed is rounded to whole kronor, once and last. `payer` is who owes it: the member,
    or the one who pays for its group. `period` is the day on which everybody is charged for the
    same period, that of the charge itself on entry. `vat_rate` is in per cent.
    """

    member: Member
    payer: Member
    schedule: Schedule
    day: date
    period: date
    amount: Decimal
    basis: ChargeBasis
    price: Decimal
    proportion: Proportion | None = None
    part: Decimal | None = None
    discount: Discount | None = None
    status: AttributeValue | None = None
    agreement: Agreement | None = None
    group: Group | None = None
    group_price: Decimal | None = None
    vat_rate: int = 0

    @property
    def after_discount(self) -> Decimal:
        """Kronor for a whole period, with the discount counted and nothing else, not rounded."""
        return lowered(self.discount, self.basis.amount)

    def of_member(self, member: Member) -> Charge:
        """The same charge of another member, who pays it."""
        return self._copied(member, member, self.amount, self.group, self.group_price)

    def in_group(
        self, payer: Member, group: Group, amount: Decimal, group_price: Decimal | None
    ) -> Charge:
        """The charge as its group pays it."""
        return self._copied(self.member, payer, amount, group, group_price)

    def _copied(
        self,
        member: Member,
        payer: Member,
        amount: Decimal,
        group: Group | None,
        group_price: Decimal | None,
    ) -> Charge:
        # In a third of the time that dataclasses.replace takes; there are hundreds of thousands.
        return Charge(
            member,
            payer,
            self.schedule,
            self.day,
            self.period,
            amount,
            self.basis,
            self.price,
            self.proportion,
            self.part,
            self.discount,
            self.status,
            self.agreement,
            group,
            group_price,
            self.vat_rate,
        )

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


def for_its_time(price: Decimal, left: Proportion | None, part: Decimal | None) -> Decimal:
    """What is paid of the price of a whole period for what is left of it, and on coming back."""
    if left is not None:
        price = left.share(price)
    return price if part is None else price * part


def lowered(discount: Discount | None, amount: Decimal) -> Decimal:
    """What is paid with a discount, not rounded; never more than without it."""
    if discount is None:
        return amount
    if discount.amount is not None:
        return min(discount.amount, amount)
    assert discount.part is not None  # one of the two is given
    return amount * discount.part


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
        of_kind = (c for c in self.charges if c.schedule.kind == kind)
        return sum((c.amount for c in of_kind if tier in (None, c.tier)), ZERO)

    def totals(self) -> dict[str, Decimal]:
        """Kronor by kind of charge, of those kinds that anything is charged of."""
        found: dict[str, Decimal] = {}
        for charge in self.charges:
            kind = charge.schedule.kind
            found[kind] = found[kind] + charge.amount if kind in found else charge.amount
        return found
