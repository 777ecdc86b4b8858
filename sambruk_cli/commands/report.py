"""sambruk report"""

from __future__ import annotations

from dataclasses import replace

import typer

from sambruk_cli.commands import options, running
from sambruk_cli.findings import errors, in_order


def report(
    context: typer.Context,
    year: options.YearArgument = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the whole annual report.

    A report from books with errors says so on its first line and gives exit code 1.

    Example: sambruk report 2007 --format markdown -o arsredovisning-2007.md
    """
    from sambruk_cli.render.markdown import report_markdown
    from sambruk_cli.render.text import report_lines
    from sambruk_cli.report.build import build_report
    from sambruk_cli.report.model import as_json
    from sambruk_cli.report.sources import gather

    opened = running.open_all(context)
    chosen = opened.year(year)
    sources = gather(opened.workspace, opened.register, opened.books, chosen, opened.language)
    if sources is None:
        raise running.Stop(*opened.findings)
    model, found = build_report(sources)
    opened = replace(opened, findings=in_order((*opened.findings, *found)))
    model = replace(model, warning=opened.warning)
    if format_ is options.Format.json:
        payload = {**as_json(model), "findings": [f.as_json() for f in opened.findings]}
        running.emit(running.to_json(payload), output)
    elif format_ is options.Format.markdown:
        running.emit(report_markdown(model), output)
    elif format_ is options.Format.csv:
        raise typer.BadParameter("a report has no CSV form; see sambruk statements -f csv")
    else:
        running.emit_lines(report_lines(model), output)
    missing = [f for f in found if f.code == "RPT504" and format_ is not options.Format.json]
    if missing and not errors(opened.findings):
        running.show_findings(missing, as_json=False)
    return opened.exit_code
