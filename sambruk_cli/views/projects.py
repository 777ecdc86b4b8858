"""What `sambruk projects` shows: projects and networks with participants, income and cost."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sambruk_cli.document.cell import Cell, Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.document.words import status_name
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.session import Session
from sambruk_cli.statements.budget import planned_for_projects
from sambruk_cli.statements.printable import require_layout
from sambruk_cli.views.view import View


def projects_view(session: Session, year: FiscalYear) -> View:
    """The projects with anything in the year: participants, or income or cost in kronor.

    Raises:
      Stop: STM306 when no layout holds for the year.
    """
    language, label = session.language, year.label
    require_layout(session, year)
    of_year = gather(session, year)
    assert of_year is not None  # there is a layout
    columns: tuple[Column, ...] = (
        Column("", key="id"),
        Column(say(language, "Project"), key="name"),
        Column(say(language, "Status"), key="status"),
        Column(
            say_in(language, "number of participants", "Members"), "count", key="participant_count"
        ),
        Column("", key="participants"),
        Column(say(language, "Income"), "amount", key="income"),
        Column(say(language, "Cost"), "amount", key="cost"),
    )
    plans = planned_for_projects(session.books, year) if session.books.budgets else {}
    if plans:
        columns = (
            *columns,
            Column(say(language, "Budgeted income"), "amount", key="income_budget"),
            Column(say(language, "Budgeted cost"), "amount", key="cost_budget"),
            Column(say_in(language, "budget", "Deviation"), "amount", key="deviation"),
        )
    table = Table("projects", columns, _rows(of_year, language, plans))
    title = say(language, "Projects {year}", year=label)
    printed: Block = Paragraph.of(say(language, "Nothing."))
    if table.rows:
        plan = ("income_budget", "cost_budget", "deviation") if plans else ()
        keys = ("name", "status", "participant_count", "income", "cost", *plan)
        shown = with_columns(table, *keys)
        printed = without_empty(shown)
    return View(
        (Heading(2, title), printed), table, lambda: {"year": label, "projects": records(table)}
    )


def _rows(
    year: ReportYear, language: Language, plans: Mapping[str, tuple[Decimal, Decimal]]
) -> tuple[Row, ...]:
    rows = []
    for project in year.register.projects:
        in_year = project.in_year(year.label)
        income, cost = year.project_result(project.id)
        planned = plans.get(project.id)
        if in_year is None and not income and not cost and planned is None:
            continue
        status = in_year.status if in_year else None
        count = in_year.count if in_year else None
        participants = tuple(in_year.participants) if in_year else ()
        rows.append(
            Row(
                (
                    project.id,
                    project.name,
                    Shown(status_name(status, language), status),
                    count,
                    Shown(", ".join(participants), participants),
                    income or Shown("", income),  # nought is not printed
                    cost or Shown("", cost),
                    *(_beside(income - cost, planned) if plans else ()),
                )
            )
        )
    return tuple(rows)


def _beside(result: Decimal, planned: tuple[Decimal, Decimal] | None) -> tuple[Cell, ...]:
    """What was planned for a project, and how its result differs from that."""
    if planned is None:
        return (None, None, None)
    income, cost = planned
    return (income, cost, result - (income - cost))
