"""Tables of projects and networks by their status."""

from __future__ import annotations

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.messages import say
from sambruk_cli.register.projects import Status
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def projects_with(year: ReportYear, status: Status) -> Blocks:
    """Projects of a status with participants, income and cost; only those where none has money."""
    language = year.language
    rows = []
    for project in year.register.projects:
        in_year = project.in_year(year.label)
        if in_year is None or in_year.status != status:
            continue
        income, cost = year.project_result(project.id)
        rows.append(Row((project.name, in_year.count, income or None, cost or None)))
    if not rows:
        return nothing(year)
    columns: tuple[Column, ...] = (
        Column(say(language, "Project")),
        Column(say(language, "Participants"), "count"),
        Column(say(language, "Income, SEK"), "amount"),
        Column(say(language, "Costs, SEK"), "amount"),
    )
    if not any(cell for row in rows for cell in row.cells[2:]):
        columns = columns[:2]
        rows = [Row(row.cells[:2]) for row in rows]
    return [Table(f"projects_{status}", columns, tuple(rows))]
