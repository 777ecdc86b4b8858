"""The whole register: everything in config/ as typed, frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.association import AssociationFile, ReportDetails, StatedFigures
from sambruk_cli.register.board import BoardFile, Person
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.grants import Grant, GrantsFile
from sambruk_cli.register.invoicing import InvoicingFile
from sambruk_cli.register.layout import Layout, StatementsFile
from sambruk_cli.register.locate import Located
from sambruk_cli.register.members import CounterpartiesFile, Member, MembersFile
from sambruk_cli.register.placed import PlacedLayout
from sambruk_cli.register.projects import Project, ProjectsFile


@frozen
class Register:
    """All of config/ as typed, frozen values.

    `unreadable` names the files that could not be used; their part of the register is empty
    and nothing may be concluded from it. `layouts` are those of config/statements.toml with all
    their rows, `tags` the ranges of accounts by tag.
    """

    association: AssociationFile | None
    members_file: MembersFile
    counterparties: CounterpartiesFile
    fees: FeesFile
    board: BoardFile
    projects_file: ProjectsFile
    grants_file: GrantsFile
    statements: StatementsFile
    years: tuple[FiscalYear, ...]
    places: dict[str, Located]
    unreadable: frozenset[str]
    layouts: tuple[PlacedLayout, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    invoicing: InvoicingFile = InvoicingFile()

    @property
    def members(self) -> tuple[Member, ...]:
        return self.members_file.members

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.projects_file.projects

    @property
    def grants(self) -> tuple[Grant, ...]:
        return self.grants_file.grants

    def year(self, label: str) -> FiscalYear | None:
        """The fiscal year with a label."""
        return next((year for year in self.years if year.label == label), None)

    def layout_for(self, year: FiscalYear) -> Layout | None:
        """The layout whose span holds the first day of the year."""
        return next((x.layout for x in self.layouts if year.label in x.years), None)

    def framework_of(self, year: FiscalYear) -> str | None:
        """The framework of a year's statements, as "k2"; None where its layout does not tell."""
        placed = next((x for x in self.layouts if year.label in x.years), None)
        return None if placed is None else placed.named_framework

    def layout_entry(self, layout: Layout) -> int:
        """The place in config/statements.toml of the entry that a layout comes from."""
        return next(placed.entry for placed in self.layouts if placed.layout == layout)

    def report_details(self, label: str) -> ReportDetails | None:
        """Approval metadata of a year's annual report."""
        reports = self.association.reports if self.association else ()
        return next((report for report in reports if report.year == label), None)

    def stated_figures(self, label: str) -> StatedFigures | None:
        """The key figures that the register states for a year."""
        stated = self.association.key_figures if self.association else ()
        return next((figures for figures in stated if figures.year == label), None)

    def annual_meeting_after(self, day: date) -> date | None:
        """The day of the first annual meeting after a day, None where the register has none."""
        held = (m.date for m in self.board.meetings if m.kind == "annual" and m.date > day)
        return min(held, default=None)

    def line_of_year(self, label: str, *path: str | int) -> int | None:
        """The line of a key of a fiscal year in association.toml, or of the year itself."""
        years = self.association.fiscal_years if self.association else ()
        at = next((i for i, year in enumerate(years) if year.label == label), None)
        place = self.places.get("association")
        return None if at is None or place is None else place.line("fiscal_years", at, *path)

    def line_of_report(self, label: str, *path: str | int) -> int | None:
        """The line of a key of the report of a year in association.toml, or of the report."""
        reports = self.association.reports if self.association else ()
        at = next((i for i, report in enumerate(reports) if report.year == label), None)
        place = self.places.get("association")
        return None if at is None or place is None else place.line("reports", at, *path)

    def person(self, person_id: str) -> Person | None:
        """A person of board.toml."""
        return next((person for person in self.board.people if person.id == person_id), None)

    def member(self, member_id: str) -> Member | None:
        """A member by id."""
        return next((member for member in self.members if member.id == member_id), None)

    def party_names(self) -> dict[str, str]:
        """Names of members and counterparties by id."""
        names = {party.id: party.name for party in self.counterparties.counterparties}
        return names | {member.id: member.name for member in self.members}
