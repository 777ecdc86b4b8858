"""Everything that a year's report is computed from, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.dues.charges import Dues, compute_dues
from sambruk_cli.dues.tiers import place
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.money import ZERO
from sambruk_cli.register.association import AssociationFile, ReportDetails
from sambruk_cli.register.fees import ChargeKind, Schedule, TierSet
from sambruk_cli.register.members import Member, members_on
from sambruk_cli.register.register import Register
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import Statements
from sambruk_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Sources:
    """Books and register of one year, with what follows from them."""

    workspace: Workspace
    register: Register
    association: AssociationFile
    books: Books
    year: FiscalYear
    language: Language
    statements: Statements
    dues: Dues

    @property
    def details(self) -> ReportDetails | None:
        """Approval metadata, None where the register has none for the year."""
        return self.register.report_details(self.year.label)

    @property
    def board_day(self) -> date:
        """The day whose board the report shows: the one that signs."""
        signed = self.details.signed_on if self.details else None
        return signed or self.year.end

    def members_at_end(self) -> list[Member]:
        """Members on the last day of the year."""
        return members_on(self.register.members, self.year.end)

    def schedule(self, kind: ChargeKind) -> Schedule | None:
        """The schedule of a kind in force in the year, the latest where there are several."""
        year = self.year
        inside = [
            s
            for s in self.register.fees.schedules
            if s.kind == kind
            and s.valid_from <= year.end
            and (s.valid_to is None or s.valid_to >= year.start)
        ]
        return max(inside, key=lambda s: s.valid_from, default=None)

    def tiers(self) -> TierSet | None:
        """The tiers that the annual fee uses."""
        schedule = self.schedule("annual_fee")
        sets = self.register.fees.tier_sets
        return next((t for t in sets if schedule and t.id == schedule.tiers), None)

    def count_by_tier(self) -> dict[str, int]:
        """Members on the last day of the year by tier id."""
        tiers = self.tiers()
        counts = {tier.id: 0 for tier in tiers.tiers} if tiers else {}
        for member in self.members_at_end():
            placement = place(member, tiers, self.year.end) if tiers else None
            if placement:
                counts[placement.tier.id] += 1
        return counts

    def project_result(self, project_id: str) -> tuple[Decimal, Decimal]:
        """Income and cost of a project in the year, in kronor, both as positive amounts."""
        income = cost = ZERO
        for of in self.books.standing(self.year.end).tallies:
            if of.project != project_id:
                continue
            if of.account.startswith("Income:"):
                income -= self.books.change(of, self.year)
            elif of.account.startswith("Expenses:"):
                cost += self.books.change(of, self.year)
        return income, cost

    def at_disposal(self) -> Decimal:
        """What the meeting decides on: the printed rows of the layout's disposition, summed."""
        layout = self.register.layout_for(self.year)
        rows = (self.statements.row(key) for key in (layout.disposition if layout else ()))
        return sum((row.printed.get(self.year.label, ZERO) for row in rows if row), ZERO)


def gather(
    workspace: Workspace,
    register: Register,
    books: Books,
    year: FiscalYear,
    language: Language = "sv",
) -> Sources | None:
    """The sources of a year's report.

    Returns:
      None where the association cannot be read or no layout holds for the year.
    """
    statements = build_statements(books, register, year, Options(language))
    if statements is None or register.association is None:
        return None
    dues, _ = compute_dues(register, year)
    return Sources(
        workspace, register, register.association, books, year, language, statements, dues
    )
