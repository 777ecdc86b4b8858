"""Projects and networks, with their status in each fiscal year."""

from __future__ import annotations

from typing import Annotated, Literal

from sambruk_cli.register.fields import PrintableLine, Slug, YearLabel
from sambruk_cli.register.model import Bounds, Model

Status = Literal["active", "network", "dormant", "new"]


class ProjectYear(Model):
    """What a project was in one fiscal year.

    `participant_count` is given where the number is known but not every name; `participants`
    are ids of members.
    """

    year: YearLabel
    status: Status
    participant_count: Annotated[int, Bounds(0)] | None = None
    participants: tuple[Slug, ...] = ()
    source: PrintableLine | None = None

    @property
    def count(self) -> int | None:
        """Participants, or None where it is not known."""
        if self.participant_count is not None:
            return self.participant_count
        return len(self.participants) or None


class Project(Model):
    """A project or network; its id is what postings carry as `project`."""

    id: Slug
    name: PrintableLine
    years: tuple[ProjectYear, ...] = ()

    def in_year(self, label: str) -> ProjectYear | None:
        """The project in a fiscal year, None where the register is silent."""
        return next((year for year in self.years if year.year == label), None)


class ProjectsFile(Model):
    """config/projects.toml."""

    projects: tuple[Project, ...] = ()
