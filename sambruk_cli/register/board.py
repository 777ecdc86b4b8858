"""The board, auditors and nominating committee: people, and the mandates they hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from sambruk_cli.register.fields import PrintableLine, Slug
from sambruk_cli.register.model import Model

Role = Literal["chair", "member", "deputy", "auditor", "deputy_auditor", "nominating", "executive"]
ORDINARY: tuple[Role, ...] = ("chair", "member")
AUDITING: tuple[Role, ...] = ("auditor", "deputy_auditor")


class Meeting(Model):
    """A meeting that decides: the annual one (årsstämma), an extraordinary one or the board's."""

    id: Slug
    kind: Literal["annual", "extraordinary", "board"]
    date: date
    title: PrintableLine


class Person(Model):
    """A person, with the spelling of the name that is used everywhere."""

    id: Slug
    name: PrintableLine


class Mandate(Model):
    """A role held from an election (or a date) until the next annual meeting after it.

    `until` is the last day where it is known. A seat on the nominating committee may belong to
    a member with no person named.
    """

    person: Slug | None = None
    role: Role
    represents: Slug | None = None
    elected_at: Slug | None = None
    from_: date | None = None
    until: date | None = None
    firm: PrintableLine | None = None
    title: PrintableLine | None = None
    convener: bool = False


class BoardFile(Model):
    """config/board.toml."""

    meetings: tuple[Meeting, ...] = ()
    people: tuple[Person, ...] = ()
    mandates: tuple[Mandate, ...] = ()

    def meeting(self, meeting_id: str | None) -> Meeting | None:
        """A meeting by id."""
        return next((meeting for meeting in self.meetings if meeting.id == meeting_id), None)

    def term(self, mandate: Mandate) -> tuple[date | None, date | None]:
        """The first and last day of a mandate, None where it has no bound that is known.

        An election lasts to the day before the next annual meeting in the register.
        """
        elected = self.meeting(mandate.elected_at)
        start = mandate.from_ or (elected.date if elected else None)
        if mandate.until is not None or elected is None:
            return start, mandate.until
        later = [m.date for m in self.meetings if m.kind == "annual" and m.date > elected.date]
        return start, min(later) - timedelta(days=1) if later else None

    def mandates_on(self, day: date) -> tuple[Mandate, ...]:
        """The mandates whose term covers a day, in the register's order."""
        return tuple(m for m in self.mandates if self.covers(m, day))

    def covers(self, mandate: Mandate, day: date) -> bool:
        """Whether a mandate's term covers a day."""
        start, end = self.term(mandate)
        return (start is None or start <= day) and (end is None or day <= end)
