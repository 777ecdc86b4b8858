"""Everything that a year's report is computed from, gathered once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.dues.charge import Dues
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.tiers import place_in
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.association import Association, ReportDetails
from sambruk_cli.register.board import Mandate, Role
from sambruk_cli.register.fees import Schedule, Tier, TierSet
from sambruk_cli.register.layout import Layout
from sambruk_cli.register.members import Member, members_on
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.funds import held_apart
from sambruk_cli.statements.model import Statements
from sambruk_cli.workspace import Workspace

_DAY = timedelta(days=1)


@frozen
class ReportYear:
    """The workspace, seen from one fiscal year, with what follows from it for that year."""

    session: Session
    association: Association
    layout: Layout
    fiscal: FiscalYear
    statements: Statements
    dues: Dues

    @property
    def workspace(self) -> Workspace:
        return self.session.workspace

    @property
    def register(self) -> Register:
        return self.session.register

    @property
    def books(self) -> Books:
        return self.session.books

    @property
    def language(self) -> Language:
        return self.session.language

    @property
    def label(self) -> str:
        return self.fiscal.label

    @property
    def details(self) -> ReportDetails | None:
        """Approval metadata, None where the register has none for the year."""
        return self.register.report_details(self.label)

    @property
    def board_day(self) -> date:
        """The day whose board the report shows: the one that signs."""
        signed = self.details.signed_on if self.details else None
        return signed or self.fiscal.end

    def mandates(self, *roles: Role) -> list[Mandate]:
        """Mandates of some roles on the day whose board the report shows."""
        board = self.register.board
        return [m for m in board.mandates_on(self.board_day) if board.role(m) in roles]

    def person_name(self, person_id: str | None) -> str:
        """The name of a person of board.toml, the id itself where it is unknown."""
        person = self.register.person(person_id or "")
        return person.name if person else person_id or ""

    def party_name(self, party_id: str | None) -> str:
        """The name of a member or counterparty, the id itself where it is unknown."""
        return self.register.party_names().get(party_id or "", party_id or "")

    def members_at_end(self) -> list[Member]:
        """Members on the last day of the year."""
        return members_on(self.register.members, self.fiscal.end)

    def schedules(self, kind: str) -> tuple[Schedule, ...]:
        """Those of a kind in force when the last one of the year has begun.

        Several are for different members: by kind, or by when they joined.
        """
        inside = [
            s
            for s in self.register.fees.schedules
            if s.kind == kind
            and s.valid_from <= self.fiscal.end
            and (s.valid_to is None or s.valid_to >= self.fiscal.start)
        ]
        latest = max((s.valid_from for s in inside), default=self.fiscal.start)
        return tuple(s for s in inside if s.is_valid(max(latest, self.fiscal.start)))

    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that the annual fee uses, of one set or several."""
        return tuple(tier for tiers in self._tier_sets() for tier in tiers.tiers)

    def _tier_sets(self) -> list[TierSet]:
        used = {schedule.tiers for schedule in self.schedules("annual_fee")}
        return [tiers for tiers in self.register.fees.tier_sets if tiers.id in used]

    def tier_of(self, member: Member, day: date | None = None) -> Tier | None:
        """The tier of the annual fee that a member stands in, by default on the last of the year.

        It is one of a set that has tiers for the member's kind.
        """
        for tiers in self._tier_sets():
            placement = place_in(self.register, member, tiers, day or self.fiscal.end)
            if placement is not None:
                return placement.tier
        return None

    def count_by_tier(self, day: date | None = None) -> dict[str, int]:
        """Members on a day, by default the last of the year, by id of this year's tiers."""
        day = day or self.fiscal.end
        counts = {tier.id: 0 for tier in self.tiers()}
        for member in members_on(self.register.members, day) if counts else ():
            tier = self.tier_of(member, day)
            if tier is not None:
                counts[tier.id] += 1
        return counts

    def member_figures(self) -> dict[str, int]:
        """Numbers of members by the names that placeholders and published figures use."""
        at_end = self.members_at_end()
        times = [(member, time) for member in self.register.members for time in member.memberships]
        return {
            "members.total": len(at_end),
            "members.municipalities": sum(m.kind == "municipality" for m in at_end),
            "members.organisations": sum(m.kind == "organisation" for m in at_end),
            **{
                f"members.kind.{kind.id}": sum(m.kind == kind.id for m in at_end)
                for kind in self.register.members_file.kinds
            },
            "members.at_start": len(members_on(self.register.members, self.fiscal.start - _DAY)),
            "members.joined": len({m.id for m, time in times if self._holds(time.joined)}),
            "members.left": len({m.id for m, time in times if self._holds(time.left)}),
            **{f"members.count.{tier}": n for tier, n in self.count_by_tier().items()},
        }

    def _holds(self, day: date | None) -> bool:
        return day is not None and day in self.fiscal

    def project_result(self, project_id: str) -> tuple[Decimal, Decimal]:
        """Income and cost of a project in the year, in kronor, both as positive amounts."""
        income, cost = (
            self.books.total(accounts=(root,), project=project_id, year=self.fiscal)
            for root in ("Income", "Expenses")
        )
        return -income, cost

    def printed(self, key: str, label: str | None = None) -> Decimal:
        """What a row of the statements prints for a year, nought where there is no such row."""
        row = self.statements.row(key)
        return row.printed.get(label or self.label, ZERO) if row else ZERO

    def at_disposal(self) -> Decimal:
        """What the meeting decides on: the printed rows of the layout's disposition, summed,
        less the funds that stand in them."""
        return sum((self.printed(key) for key in self.layout.disposition), -self.held_apart())

    def held_apart(self) -> Decimal:
        """What funds hold in the rows that the meeting decides on, in whole kronor."""
        return round_half_up(held_apart(self.books, self.register, self.layout, self.fiscal))

    @property
    def fiscal_before(self) -> FiscalYear | None:
        """The year before this one in the register, whether the books hold it or not."""
        return year_before(self.register.years, self.fiscal)

    def before(self) -> ReportYear | None:
        """The year before this one, seen by this year's layout; the books may not hold it."""
        year = self.fiscal_before
        return None if year is None else gather(self.session, year, self.layout)

    def in_swedish(self) -> ReportYear:
        """The same with everything that it prints in Swedish."""
        return replace(self, session=self.session.in_language("sv"))


def gather(session: Session, year: FiscalYear, layout: Layout | None = None) -> ReportYear | None:
    """What a year's report is computed from.

    Args:
      layout: that of the year that is printed, where this year stands beside it.
    Returns:
      None where the association cannot be read or no layout holds for the year.
    """
    register = session.register
    layout = layout or register.layout_for(year)
    options = Options(session.language, budget=layout is not None and layout.budget)
    statements = build_statements(session.books, register, year, options, layout)
    if layout is None or statements is None or register.association is None:
        return None
    dues, _ = compute_dues(register, year)
    association = register.association.association
    return ReportYear(session, association, layout, year, statements, dues)
