"""Members (medlemmar) and the other parties that postings name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from sambruk_cli.register.fields import PrintableLine, Slug
from sambruk_cli.register.model import Bounds, Model

MemberKind = Literal["municipality", "organisation"]


class Population(Model):
    """Inhabitants on a date, and who says so."""

    date: date
    count: Annotated[int, Bounds(0)]
    source: PrintableLine


class Member(Model):
    """One member.

    `joined` is the first day of membership; left out where it is not known but lies before the
    first fiscal year. `left` is the last day. A member whose population is not known carries
    its tier and the source of that.
    """

    id: Slug
    name: PrintableLine
    kind: MemberKind
    joined: date | None = None
    left: date | None = None
    tier: Slug | None = None
    tier_source: PrintableLine | None = None
    populations: tuple[Population, ...] = ()
    reconstructed: bool = False

    def is_member(self, day: date) -> bool:
        """Whether the membership covers a day, first and last day included."""
        return (self.joined is None or self.joined <= day) and (
            self.left is None or day <= self.left
        )

    def population_on(self, day: date) -> Population | None:
        """The latest population known by a day."""
        known = [p for p in self.populations if p.date <= day]
        return max(known, key=lambda p: p.date, default=None)


class MembersFile(Model):
    """config/members.toml."""

    members: tuple[Member, ...] = ()


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
