"""Fee schedules: who pays what, from when, by which decision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import (
    AccountNumber,
    CalendarDay,
    Factor,
    Kronor,
    PrintableLine,
    Share,
    Slug,
    Unfit,
)
from sambruk_cli.register.members import POPULATION, Membership
from sambruk_cli.register.model import Bounds, Check, Model

Inhabitants = Annotated[int, Bounds(0)]
Treatment = Literal["income", "equity", "liability"]
Joiners = Literal["full", "months", "quarters", "days", "none"]


def _vat_rate(rate: int) -> int:
    if rate not in (0, 6, 12, 25):
        raise Unfit(Message.of("must be a rate of VAT: 0, 6, 12 or 25"))
    return rate


# In per cent (ML 2023:200, chapter 9).
VatRate = Annotated[int, Check(_vat_rate)]


class ChargeKind(Model):
    """A kind of charge that an association has.

    One `charged` on "entry" is charged on the day a member joins, a "yearly" one on a day of every
    year. `account` is what the books credit, where the schedule names none. Amounts are without
    VAT, which `vat` adds, in per cent. `treatment` is what the charge is to the association: its
    income, a contribution to its equity, or money that it is to pay back.
    """

    id: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None
    charged: Literal["entry", "yearly"] = "yearly"
    account: AccountNumber | None = None
    vat: VatRate = 0
    treatment: Treatment = "income"

    def whole(self) -> None:
        if self.vat and self.treatment != "income":
            raise Unfit(Message.of("only what is income has VAT on it"))


# Those that every association has; one that declares a kind with the same id has its own in its
# place.
CHARGE_KINDS = (
    ChargeKind(
        id="entry_contribution",
        label="insats",
        label_en="entry contribution",
        charged="entry",
        treatment="equity",
    ),
    ChargeKind(id="annual_fee", label="årsavgift", label_en="annual fee"),
    ChargeKind(id="special_levy", label="extra utdebitering", label_en="special levy"),
)


class Tier(Model):
    """A class of members, by kind and where it has bounds by an attribute of theirs.

    The words state the boundary: `from` and `to` include it, `above` and `below` do not.
    """

    id: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None
    kinds: tuple[Slug, ...]
    from_: Inhabitants | None = None
    above: Inhabitants | None = None
    to: Inhabitants | None = None
    below: Inhabitants | None = None

    @property
    def least(self) -> int:
        """The smallest whole number in the tier."""
        if self.above is not None:
            return self.above + 1
        return self.from_ if self.from_ is not None else 0

    @property
    def greatest(self) -> int | None:
        """The largest whole number in the tier; None where there is no upper bound."""
        if self.below is not None:
            return self.below - 1
        return self.to

    @property
    def is_bounded(self) -> bool:
        """Whether the tier has a bound at all."""
        return not (
            self.from_ is None and self.above is None and self.to is None and self.below is None
        )

    def holds(self, number: Decimal | int) -> bool:
        """Whether a number falls in the tier, exactly at its bounds and between whole numbers."""
        return (
            (self.from_ is None or number >= self.from_)
            and (self.above is None or number > self.above)
            and (self.to is None or number <= self.to)
            and (self.below is None or number < self.below)
        )


class TierSet(Model):
    """Tiers that together cover every member once; their bounds are on `attribute`."""

    id: Slug
    attribute: Slug = POPULATION
    tiers: tuple[Tier, ...]


class ReferenceDay(Model):
    """Which values of attributes count: the latest by this day, so many years before the charge."""

    on: CalendarDay
    years_before: Annotated[int, Bounds(0, 5)] = 1


class Rebate(Model):
    """A lower rate for those above a size: they pay `part` of it, for all or for the excess.

    The size is one of the first attribute of the rate.
    """

    above: Factor
    part: Share
    on: Literal["whole", "excess"]


class Rate(Model):
    """An amount that is computed: a rate times the product of some attributes of the member.

    `per_unit` is kronor, `per_mille` thousandths of a krona. What comes out is rounded to whole
    kronor and then kept within `minimum` and `maximum`.
    """

    of: tuple[Slug, ...]
    per_unit: Factor | None = None
    per_mille: Factor | None = None
    minimum: Kronor | None = None
    maximum: Kronor | None = None
    rebate: Rebate | None = None

    def whole(self) -> None:
        if (self.per_unit is None) == (self.per_mille is None):
            raise Unfit(Message.of("a rate has either per_unit or per_mille"))
        if not self.of:
            raise Unfit(Message.of("a rate names the attributes that it is of"))
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise Unfit(Message.of("the minimum is larger than the maximum"))

    @property
    def kronor(self) -> Decimal:
        """Kronor for each unit of the product."""
        return self.per_unit if self.per_unit is not None else (self.per_mille or 0) / Decimal(1000)


class Discount(Model):
    """What those pay whose attribute has one of some values: a part, or an amount in kronor."""

    attribute: Slug
    values: tuple[Slug, ...]
    part: Share | None = None
    amount: Kronor | None = None
    decision: PrintableLine | None = None

    def whole(self) -> None:
        if (self.part is None) == (self.amount is None):
            raise Unfit(Message.of("a discount has either part or amount"))


class GroupPrice(Model):
    """What a group pays, whose payer owes the whole.

    Where `pays` is "one", the payer's own charge is for all. Where it is "each", every member is
    charged: the payer first and whole, each further member `further` kronor or the part
    `further_part` of its own charge, and all together at most `cap` kronor.
    """

    kinds: tuple[Slug, ...] = ()
    pays: Literal["one", "each"]
    further: Kronor | None = None
    further_part: Share | None = None
    cap: Kronor | None = None

    def whole(self) -> None:
        if self.further is not None and self.further_part is not None:
            raise Unfit(Message.of("further members pay either further or further_part"))
        if self.pays == "one" and (self.further, self.further_part) != (None, None):
            raise Unfit(Message.of("where one pays for all, there is no further member to charge"))


class Instalment(Model):
    """A part of a charge, and the day of the year by which it is to be paid."""

    due: CalendarDay
    part: Share


class Schedule(Model):
    """One kind of charge while one decision holds.

    The amount is one of: by tier (`tiers` and `amounts`), by kind of member (`amounts` alone), the
    same for all (`amount`), or computed (`rate`). Who is a member on `charged_on` is charged the
    whole amount; who joins later is charged on joining: in full, in proportion to the months,
    quarters or days that are left, or not at all. A charge on entry is charged on joining; who has
    been a member before and comes back pays the part `on_return` of it. `kinds` are the kinds of
    members that it charges, all where it names none; `joined_from` and `joined_to` leave it to
    those who joined in that time. `account` is the BAS account that the books credit.
    """

    id: Slug
    kind: Slug
    tiers: Slug | None = None
    valid_from: date
    valid_to: date | None = None
    charged_on: CalendarDay | None = None
    kinds: tuple[Slug, ...] = ()
    joined_from: date | None = None
    joined_to: date | None = None
    joiners: Joiners = "full"
    on_return: Share | None = None
    reference: ReferenceDay | None = None
    population: ReferenceDay | None = None
    account: AccountNumber | None = None
    decision: PrintableLine
    decided_on: date | None = None
    meeting: Slug | None = None
    amounts: dict[str, Kronor] = {}  # noqa: RUF012 (a model is frozen, its default with it)
    amount: Kronor | None = None
    rate: Rate | None = None
    discounts: tuple[Discount, ...] = ()
    group: GroupPrice | None = None
    instalments: tuple[Instalment, ...] = ()

    def whole(self) -> None:
        if bool(self.amounts) + (self.amount is not None) + (self.rate is not None) != 1:
            raise Unfit(Message.of("a schedule has one of amounts, amount and rate"))
        if self.tiers is not None and not self.amounts:
            raise Unfit(Message.of("tiers need amounts: one for each tier"))
        if self.reference is not None and self.population is not None:
            raise Unfit(Message.of("population is the older name of reference; keep one of them"))
        if self.instalments and sum(each.part for each in self.instalments) != 1:
            raise Unfit(Message.of("the parts of the instalments do not sum to 1"))

    @property
    def counts_on(self) -> ReferenceDay | None:
        """Which day's attributes count, whichever way it is written; None for that of charge."""
        return self.reference or self.population

    @property
    def attributes(self) -> tuple[str, ...]:
        """Ids of the attributes that the amount follows from, but for those of its tiers."""
        of_rate = self.rate.of if self.rate is not None else ()
        return tuple(dict.fromkeys((*of_rate, *(each.attribute for each in self.discounts))))

    def is_valid(self, day: date) -> bool:
        """Whether the schedule is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def charges(self, kind: str, time: Membership) -> bool:
        """Whether it is for members of a kind with such a time of membership."""
        if self.kinds and kind not in self.kinds:
            return False
        joined = time.joined
        if self.joined_from is not None and (joined is None or joined < self.joined_from):
            return False
        return self.joined_to is None or joined is None or joined <= self.joined_to


class Agreement(Model):
    """What one member pays in place of what the schedule says: a part of it, or an amount.

    `kind` is the kind of charge, any where it is left out. Nought is an exemption.
    """

    member: Slug
    kind: Slug | None = None
    from_: date
    to: date | None = None
    part: Share | None = None
    amount: Kronor | None = None
    reason: PrintableLine
    decision: PrintableLine

    def whole(self) -> None:
        if (self.part is None) == (self.amount is None):
            raise Unfit(Message.of("an agreement has either part or amount"))

    def holds(self, kind: str, day: date) -> bool:
        """Whether it is about a kind of charge on a day."""
        return (
            self.kind in (None, kind) and self.from_ <= day and (self.to is None or day <= self.to)
        )


class FeesFile(Model):
    """config/fees.toml. `charge_kinds` are those beside, or in place of, CHARGE_KINDS."""

    charge_kinds: tuple[ChargeKind, ...] = ()
    tier_sets: tuple[TierSet, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def kinds(self) -> tuple[ChargeKind, ...]:
        """Every kind of charge, in the order in which they are listed."""
        own = {kind.id: kind for kind in self.charge_kinds}
        built_in = {kind.id: kind for kind in CHARGE_KINDS}
        return tuple((built_in | own).values())

    def kind(self, kind_id: str) -> ChargeKind | None:
        """A kind of charge by id."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)

    def account_of(self, schedule: Schedule) -> str | None:
        """The account that the books credit: the schedule's own, or that of its kind."""
        if schedule.account is not None:
            return schedule.account
        kind = self.kind(schedule.kind)
        return None if kind is None else kind.account

    def is_on_entry(self, schedule: Schedule) -> bool:
        """Whether it charges those who join, and nobody each year."""
        kind = self.kind(schedule.kind)
        return kind is not None and kind.charged == "entry"
