"""sambruk projects"""

from __future__ import annotations

import typer

from sambruk_cli.console import options, printing, run


def projects(
    context: typer.Context,
    year: options.YearArgument = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List projects and networks with status, participants, income and cost.

    Example: sambruk projects 2007
    """
    from sambruk_cli.views.projects import projects_view

    session, chosen = run.open_year(context, year)
    view = projects_view(session, chosen)
    return printing.present(session, view, format_, output)
