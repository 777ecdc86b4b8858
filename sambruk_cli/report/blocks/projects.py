"""Tables of projects and networks by their status."""

from __future__ import annotations

from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.projects import Status
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.budget import planned_for_projects


def projects_with(year: ReportYear, status: Status) -> Blocks:
    """Projects of a status with participants, income and cost; only those where none has money."""
    language = year.language
    rows = []
    plans = planned_for_projects(year.books, year.fiscal) if year.layout.budget else {}
    for project in year.register.projects:
        in_year = project.in_year(year.label)
        if in_year is None or in_year.status != status:
            continue
        income, cost = year.project_result(project.id)
        planned = plans.get(project.id)
        beside: tuple[Cell, ...] = ()
        if plans:
            result = planned[0] - planned[1] if planned else None
            beside = (result, None if result is None else income - cost - result)
        rows.append(Row((project.name, in_year.count, income or None, cost or None, *beside)))
    if not rows:
        return nothing(year)
    columns: tuple[Column, ...] = (
        Column(say(language, "Project")),
        Column(say(language, "Participants"), "count"),
        Column(say(language, "Income, SEK"), "amount"),
        Column(say(language, "Costs, SEK"), "amount"),
    )
    if plans:
        columns = (
            *columns,
            Column(say(language, "Budgeted result, SEK"), "amount"),
            Column(say_in(language, "budget", "Deviation"), "amount"),
        )
    if not any(cell for row in rows for cell in row.cells[2:]):
        columns = columns[:2]
        rows = [Row(row.cells[:2]) for row in rows]
    return [Table(f"projects_{status}", columns, tuple(rows))]
