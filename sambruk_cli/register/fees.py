"""Fee schedules: who pays what, from when, by which decision."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import (
    AccountNumber,
    CalendarDay,
    Kronor,
    PrintableLine,
    Share,
    Slug,
    Unfit,
)
from sambruk_cli.register.model import Bounds, Model

ChargeKind = Literal["entry_contribution", "annual_fee", "special_levy"]
Inhabitants = Annotated[int, Bounds(0)]


class Tier(Model):
    """A class of members, by kind and for municipalities by inhabitants.

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
        """The smallest population in the tier."""
        if self.above is not None:
            return self.above + 1
        return self.from_ if self.from_ is not None else 0

    @property
    def greatest(self) -> int | None:
        """The largest population in the tier; None where there is no upper bound."""
        if self.below is not None:
            return self.below - 1
        return self.to

    @property
    def by_population(self) -> bool:
        """Whether the tier has a bound at all."""
        return any(b is not None for b in (self.from_, self.above, self.to, self.below))

    def holds(self, population: int) -> bool:
        """Whether a population falls in the tier."""
        return self.least <= population and (self.greatest is None or population <= self.greatest)


class TierSet(Model):
    """Tiers that together cover every member once."""

    id: Slug
    tiers: tuple[Tier, ...]


class PopulationDate(Model):
    """Which population counts: the latest by this day, so many years before the charge."""

    on: CalendarDay
    years_before: Annotated[int, Bounds(0, 5)] = 1


class Schedule(Model):
    """One kind of charge while one decision holds.

    Who is a member on `charged_on` is charged the whole amount; who joins later is charged on
    joining: in full, by months left with the month of entry counted, or not at all. An entry
    contribution is charged on joining; who has been a member before and comes back pays the part
    `on_return` of it. `account` is the BAS account that the books credit.
    """

    id: Slug
    kind: ChargeKind
    tiers: Slug
    valid_from: date
    valid_to: date | None = None
    charged_on: CalendarDay | None = None
    joiners: Literal["full", "months", "none"] = "full"
    on_return: Share | None = None
    population: PopulationDate | None = None
    account: AccountNumber
    decision: PrintableLine
    decided_on: date | None = None
    meeting: Slug | None = None
    amounts: dict[str, Kronor]

    def whole(self) -> None:
        if self.on_return is not None and self.kind != "entry_contribution":
            raise Unfit(Message.of("on_return is for an entry contribution"))

    def is_valid(self, day: date) -> bool:
        """Whether the schedule is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class FeesFile(Model):
    """config/fees.toml."""

    tier_sets: tuple[TierSet, ...] = ()
    schedules: tuple[Schedule, ...] = ()
