"""sambruk report"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run, target
from sambruk_cli.findings import Stop, finding
from sambruk_cli.messages import say
from sambruk_cli.render.forms import ReportForm, chosen_form


def report(
    context: typer.Context,
    year: options.YearArgument = None,
    format_: Annotated[
        ReportForm | None,
        typer.Option("--format", "-f", help="Form of the output; by default by FILE's suffix."),
    ] = None,
    output: options.OutputOption = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Write FILE again whenever a file changes.")
    ] = False,
) -> int:
    """Print the whole annual report: text, Markdown, JSON, HTML, PDF, Word or Excel.

    A report from books with errors says so on its first line and gives exit code 1. It is
    marked as a draft until approved_by is given in the register.

    Example: sambruk report 2007 -o arsredovisning-2007.pdf
    """
    form = chosen_form(format_, output)
    if not watch:
        return _once(context, year, form, output)
    if output is None:
        raise Stop(finding("USE905.watch"))
    return _watch(context, year, form, output)


def _once(context: typer.Context, year: str | None, form: ReportForm, output: Path | None) -> int:
    from sambruk_cli.views.annual_report import annual_report

    session, chosen = run.open_year(context, year)
    made = annual_report(session, chosen)
    target.refuse_source(output, made.session.workspace)
    language = session.terms.messages
    findings = [f.as_json(language) for f in made.session.findings]
    printing.emit_report(made.fitted(form.carries), form, output, findings)
    if made.unsaid and form is not ReportForm.json:
        printing.show_findings(made.unsaid, language, as_json=False)
    return made.session.exit_code


def _watch(context: typer.Context, year: str | None, form: ReportForm, output: Path) -> int:
    """Write the file, and again after every change, until interrupted."""
    from watchfiles import watch

    workspace = run.opened(run.settings_of(context))
    folders = [workspace.root / name for name in ("config", "ledger")]
    code = _reported(context, year, form, output)
    changes = watch(*(f for f in folders if f.exists()), debounce=400, raise_interrupt=True)
    for _ in changes:
        code = _reported(context, year, form, output)
    return code


def _reported(context: typer.Context, year: str | None, form: ReportForm, output: Path) -> int:
    """One round: faults are shown and the file stays as it was."""
    language = run.settings_of(context).terms.messages
    try:
        code = _once(context, year, form, output)
    except Stop as error:
        printing.show_findings(error.findings, language, as_json=False)
        kept = say(language, "{file} is as it was; waiting for changes", file=output)
        sys.stderr.write(f"{kept}\n")
        return run.USAGE
    written = say(language, "{file} written; waiting for changes", file=output)
    sys.stderr.write(f"{written}\n")
    return code
