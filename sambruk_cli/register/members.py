"""Members (medlemmar) and the other parties that postings name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import PrintableLine, Slug, Unfit
from sambruk_cli.register.model import Bounds, Model


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


class Population(Model):
    """Inhabitants on a date, and who says so."""

    date: date
    count: Annotated[int, Bounds(0)]
    source: PrintableLine


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
    place, in order. A member whose population is not known carries its tier and the source of
    that.
    """

    id: Slug
    name: PrintableLine
    kind: Slug
    joined: date | None = None
    left: date | None = None
    periods: tuple[Membership, ...] = ()
    tier: Slug | None = None
    tier_source: PrintableLine | None = None
    populations: tuple[Population, ...] = ()
    reconstructed: bool = False

    def whole(self) -> None:
        if self.periods and (self.joined or self.left):
            raise Unfit(Message.of("a member has either periods, or joined and left"))

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

    def population_on(self, day: date) -> Population | None:
        """The latest population known by a day."""
        known = [p for p in self.populations if p.date <= day]
        return max(known, key=lambda p: p.date, default=None)


@cache
def _only_time(joined: date | None, left: date | None) -> Membership:
    return Membership(joined=joined, left=left)


class MembersFile(Model):
    """config/members.toml. `kinds` are those of Sambruk where none is declared."""

    kinds: tuple[MemberKind, ...] = MEMBER_KINDS
    members: tuple[Member, ...] = ()

    def kind(self, kind_id: str) -> MemberKind | None:
        """A kind of member by id."""
        return next((kind for kind in self.kinds if kind.id == kind_id), None)


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
