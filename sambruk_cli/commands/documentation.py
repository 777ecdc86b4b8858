"""sambruk documentation"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run, target
from sambruk_cli.render.forms import ReportForm, chosen_form


def documentation(
    context: typer.Context,
    format_: Annotated[
        ReportForm | None,
        typer.Option("--format", "-f", help="Form of the output; by default by FILE's suffix."),
    ] = None,
    output: options.OutputOption = None,
) -> int:
    """Print the documentation of the bookkeeping system, with the archive plan (BFL 5:11).

    What only the association knows comes from config/documentation.toml; else it is a blank.

    Example: sambruk documentation -o systemdokumentation.pdf
    """
    from sambruk_cli.views import documentation as view

    form = chosen_form(format_, output)
    session = run.open_session(context)
    document = view.documentation(session)
    target.refuse_source(output, session.workspace)
    findings = [f.as_json(session.terms.messages) for f in session.findings]
    printing.emit_report(document, form, output, findings)
    return session.exit_code
