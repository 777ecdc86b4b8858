"""The board, auditors and nominating committee: people, and the mandates they hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Annotated, Literal, get_args

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import PrintableLine, Slug, Unfit
from sambruk_cli.register.model import Bounds, Model

# What the law asks of somebody, and who signs, follow from these.
Role = Literal["chair", "member", "deputy", "auditor", "deputy_auditor", "nominating", "executive"]
ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
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


class OwnRole(Model):
    """A role as the association names it, and which of ROLES it is."""

    id: Slug
    label: PrintableLine
    label_en: PrintableLine | None = None
    as_: Role

    def whole(self) -> None:
        if self.id in ROLES and self.id != self.as_:
            raise Unfit(Message.of('the role "{id}" can be nothing else', id=self.id))


class Mandate(Model):
    """A role held from an election (or a date) until the next annual meeting after it.

    `role` is one of ROLES, or the id of one of the association's own. `until` is the last day where
    it is known. A seat on the nominating committee may belong to
    a member with no person named.
    """

    person: Slug | None = None
    role: Slug
    represents: Slug | None = None
    elected_at: Slug | None = None
    from_: date | None = None
    until: date | None = None
    firm: PrintableLine | None = None
    title: PrintableLine | None = None
    convener: bool = False


class FirmSigning(Model):
    """Who signs for the association besides the whole board (firmateckning): `together` of some.

    They are `people`, and those who hold one of `roles` on the day. It holds from a day through
    another, without end where there is none.
    """

    together: Annotated[int, Bounds(1, 99)] = 1
    people: tuple[Slug, ...] = ()
    roles: tuple[Slug, ...] = ()
    from_: date | None = None
    until: date | None = None


class BoardFile(Model):
    """config/board.toml."""

    meetings: tuple[Meeting, ...] = ()
    people: tuple[Person, ...] = ()
    roles: tuple[OwnRole, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    firm_signing: tuple[FirmSigning, ...] = ()

    def signs_firm(self, people: Collection[str], day: date) -> bool:
        """Whether some people together sign for the association on a day.

        The whole board does, and so do those of a rule that holds that day.
        """
        on_day = self.mandates_on(day)
        board = {m.person for m in on_day if self.role(m) in ORDINARY and m.person is not None}
        if board and board <= set(people):
            return True
        return any(
            len(self.eligible(rule, day) & set(people)) >= rule.together
            for rule in self.firm_signing
            if (rule.from_ or date.min) <= day <= (rule.until or date.max)
        )

    def eligible(self, rule: FirmSigning, day: date) -> set[str]:
        """Those of whom enough together sign by a rule."""
        holders = {m.person for m in self.mandates_on(day) if m.role in rule.roles and m.person}
        return holders | set(rule.people)

    def own_role(self, mandate: Mandate) -> OwnRole | None:
        """The role of a mandate where the association has named it itself."""
        return next((role for role in self.roles if role.id == mandate.role), None)

    def role(self, mandate: Mandate) -> Role | None:
        """What a mandate is to the law; None where its role is unknown."""
        own = self.own_role(mandate)
        return own.as_ if own is not None else ROLES.get(mandate.role)

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
