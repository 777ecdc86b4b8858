"""sambruk projects"""

from __future__ import annotations

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.document.words import status_name
from sambruk_cli.findings import Stop
from sambruk_cli.language import pick


def projects(
    context: typer.Context,
    year: options.YearArgument = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List projects and networks with status, participants, income and cost.

    Example: sambruk projects 2007
    """
    from sambruk_cli.document.model import Column, Heading, Row, Table
    from sambruk_cli.money import plain
    from sambruk_cli.report.sources import gather

    session = run.open_session(context)
    chosen, language = session.year(year), session.language
    sources = gather(session.workspace, session.register, session.books, chosen, language)
    if sources is None:
        raise Stop(*session.findings)
    rows, entries = [], []
    for project in session.register.projects:
        in_year = project.in_year(chosen.label)
        income, cost = sources.project_result(project.id)
        if in_year is None and not income and not cost:
            continue
        status = in_year.status if in_year else None
        count = in_year.count if in_year else None
        rows.append(
            Row((project.name, status_name(status, language), count, income or None, cost or None))
        )
        entries.append(
            {
                "id": project.id,
                "name": project.name,
                "status": status,
                "participant_count": count,
                "participants": list(in_year.participants) if in_year else [],
                "income": plain(income),
                "cost": plain(cost),
            }
        )
    columns = (
        Column(pick(language, "Projekt", "Project")),
        Column(pick(language, "Status", "Status")),
        Column(pick(language, "Antal", "Members"), "count"),
        Column(pick(language, "Intäkter", "Income"), "amount"),
        Column(pick(language, "Kostnader", "Cost"), "amount"),
    )
    title = pick(language, f"Projekt och nätverk {chosen.label}", f"Projects {chosen.label}")
    table = Table("projects", columns, tuple(rows))
    flat = printing.keyed(table, "project", "status", "participants", "income", "cost")
    payload = {"year": chosen.label, "projects": entries}
    result = printing.Output([Heading(2, title), table], payload, flat)
    return printing.present(session, result, format_, output)
