"""Members (medlemmar), what is known of them, and the other parties that postings name."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import Email, PrintableLine, Slug, Unfit, printable_line
from sambruk_cli.register.model import Bounds, Check, Model
from sambruk_cli.register.organisation_number import OrganisationNumber

POPULATION = "population"


class MemberKind(Model):
    """A kind of member that the association has, and what it is called."""

    id: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None


# Those of an association that declares none.
MEMBER_KINDS = (
    MemberKind(id="municipality", label="kommun", label_en="municipality"),
    MemberKind(id="organisation", label="organisation", label_en="organisation"),
)


class Attribute(Model):
    """Something that is known of members and that fees may follow from.

    A "number" is counted by (inhabitants, kronor of turnover). Of a "year" the whole calendar
    years since it are counted: the age of one whose year of birth it is. A "text" is one of
    `values`, or any id where none are listed.
    """

    id: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None
    type: Literal["number", "year", "text"] = "number"
    values: tuple[Slug, ...] = ()

    def whole(self) -> None:
        if self.values and self.type != "text":
            raise Unfit(Message.of('values are those of an attribute of the type "text"'))


# What every association may say of its members, whether or not it declares it.
ATTRIBUTES = (Attribute(id=POPULATION, label="invånare", label_en="inhabitants"),)


def _value(value: Any) -> Decimal | str:
    if isinstance(value, str):
        return printable_line(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite() or value.adjusted() > 18:
        raise Unfit(Message.of("must be a number or a text"))
    if value < 0:
        raise Unfit(Message.of("must be at least {least}", least=0))
    return value


class AttributeValue(Model):
    """What an attribute of a member is from a day on, and who says so."""

    name: Slug
    date: date
    value: Annotated[Decimal | str, Check(_value, "instead")]
    source: PrintableLine


class KeptBack(AttributeValue):
    """A value that fees follow from as from any other, and that is not printed: no form of TOML."""

    @classmethod
    def of(cls, value: AttributeValue, source: str) -> KeptBack:
        """A value that is not to be printed, with what may be printed of its source."""
        return cls.of_values({**vars(value), "source": source})


class Population(Model):
    """Inhabitants on a date: the older form of an AttributeValue."""

    date: date
    count: Annotated[int, Bounds(0)]
    source: PrintableLine


class StatedTier(Model):
    """A tier that is stated and not computed, from a day on, and who says so."""

    tier: Slug
    from_: date | None = None
    source: PrintableLine | None = None


class Membership(Model):
    """One time of membership, from its first day through its last."""

    joined: date | None = None
    left: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day is one of it, first and last day included."""
        return (self.joined is None or self.joined <= day) and (
            self.left is None or day <= self.left
        )


class Member(Model):
    """One member.

    `joined` is the first day of membership; left out where it is not known but lies before the
    first fiscal year. `left` is the last day. One who left and came back has `periods` in their
    place, in order. A member whose tier does not follow from an attribute carries it with its
    source: `tier` where it is the same on every day, else `tiers`. The name and the addresses of
    one that is `private` are in no output but those about that member.
    """

    id: Slug
    name: PrintableLine
    kind: Slug
    number: PrintableLine | None = None
    organisation_number: OrganisationNumber | None = None
    address: tuple[PrintableLine, ...] = ()
    email: Email | None = None
    reference: PrintableLine | None = None
    private: bool = False
    joined: date | None = None
    left: date | None = None
    periods: tuple[Membership, ...] = ()
    tier: Slug | None = None
    tier_source: PrintableLine | None = None
    tiers: tuple[StatedTier, ...] = ()
    attributes: tuple[AttributeValue, ...] = ()
    populations: tuple[Population, ...] = ()
    reconstructed: bool = False

    def whole(self) -> None:
        if self.periods and (self.joined or self.left):
            raise Unfit(Message.of("a member has either periods, or joined and left"))
        if self.tiers and (self.tier or self.tier_source):
            raise Unfit(Message.of("a member has either tiers, or tier and tier_source"))

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """Every time of membership, in order; one where the member has not come back."""
        return self.periods or (_only_time(self.joined, self.left),)

    def membership_on(self, day: date) -> Membership | None:
        """The time of membership that a day falls in; None where it is no member's day."""
        return next((time for time in self.memberships if time.covers(day)), None)

    def is_member(self, day: date) -> bool:
        """Whether a membership covers a day, first and last day included."""
        return self.membership_on(day) is not None

    def values_of(self, name: str) -> tuple[AttributeValue, ...]:
        """Everything that is known of an attribute, in the order of the file."""
        found = tuple(value for value in self.attributes if value.name == name)
        if name == POPULATION and self.populations:
            return (*(_as_value(each) for each in self.populations), *found)
        return found

    def value_on(self, name: str, day: date) -> AttributeValue | None:
        """The latest value of an attribute that is known by a day."""
        found: AttributeValue | None = None
        for value in self.values_of(name) if self.populations else self.attributes:
            if (
                value.name == name
                and value.date <= day
                and (found is None or value.date > found.date)
            ):
                found = value
        return found

    @property
    def all_values(self) -> tuple[AttributeValue, ...]:
        """Everything that is known of every attribute, whichever way it is written."""
        return (*(_as_value(each) for each in self.populations), *self.attributes)

    @property
    def stated_tiers(self) -> tuple[StatedTier, ...]:
        """Every stated tier, whichever way it is written."""
        return self.tiers or _only_tier(self.tier, self.tier_source)

    def stated_tier_on(self, day: date, elsewhere: Container[str] = ()) -> StatedTier | None:
        """The tier that is stated for a day: that with the latest first day by then.

        Args:
          elsewhere: the ids of tiers that are passed over, those of other sets.
        """
        known = [
            tier
            for tier in self.stated_tiers
            if (tier.from_ is None or tier.from_ <= day) and tier.tier not in elsewhere
        ]
        return max(known, key=lambda tier: tier.from_ or date.min, default=None)


@cache
def _only_time(joined: date | None, left: date | None) -> Membership:
    return Membership(joined=joined, left=left)


@cache
def _only_tier(tier: str | None, source: str | None) -> tuple[StatedTier, ...]:
    return () if tier is None else (StatedTier(tier=tier, source=source),)


@cache
def _as_value(population: Population) -> AttributeValue:
    return AttributeValue(
        name=POPULATION,
        date=population.date,
        value=Decimal(population.count),
        source=population.source,
    )


class GroupMember(Model):
    """A member of a group, from a first day through a last one where these are known."""

    id: Slug
    from_: date | None = None
    to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the member is in the group on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Group(Model):
    """Members that one of them pays for: a family, a concern. `payer` is the id of a member."""

    id: Slug
    name: PrintableLine
    payer: Slug
    kind: Slug | None = None
    private: bool = False
    members: tuple[GroupMember, ...]

    def members_on(self, day: date) -> tuple[str, ...]:
        """Ids of those who are in the group on a day, in its order."""
        return tuple(member.id for member in self.members if member.covers(day))


class MembersFile(Model):
    """config/members.toml. `kinds` are those of Sambruk where none is declared."""

    kinds: tuple[MemberKind, ...] = MEMBER_KINDS
    attributes: tuple[Attribute, ...] = ()
    members: tuple[Member, ...] = ()
    groups: tuple[Group, ...] = ()

    def kind(self, kind_id: str) -> MemberKind | None:
        """A kind of member by id."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)

    def attribute(self, attribute_id: str) -> Attribute | None:
        """An attribute by id; what the file declares comes before what every file may use."""
        for known in (self.attributes, ATTRIBUTES):
            for each in known:
                if each.id == attribute_id:
                    return each
        return None


class Counterparty(Model):
    """A supplier, funder or other party that is not a member."""

    id: Slug
    name: PrintableLine
    reconstructed: bool = False


class CounterpartiesFile(Model):
    """config/counterparties.toml."""

    counterparties: tuple[Counterparty, ...] = ()


def members_on(members: Iterable[Member], day: date) -> list[Member]:
    """Those who are members on a day, in the register's order."""
    return [member for member in members if member.is_member(day)]


def latest(values: Sequence[AttributeValue]) -> AttributeValue | None:
    """The value with the latest day."""
    return max(values, key=lambda value: value.date, default=None)
