"""sambruk grants and its commands: list and show"""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sambruk_cli.console import completion, options, printing, run, target
from sambruk_cli.render.forms import ReportForm, chosen_form


class _ListByDefault(TyperGroup):
    """`sambruk grants 2007` means `sambruk grants list 2007`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        if first not in (*self.commands, "--help", "-h"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


grants = typer.Typer(
    name="grants",
    cls=_ListByDefault,
    help="List conditional grants and gifts with a purpose, or report on one to its funder.\n\n"
    "Without a command they are listed, as by list.\n\n"
    "Example: sambruk grants 2007",
)


@grants.callback()
def _group() -> None:
    """What came of the grants of config/grants.toml."""


@grants.command("list")
@run.command
def list_grants(
    context: typer.Context,
    year: options.YearArgument = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List the grants at the end of a year: decided, received, used, unused, to be paid back.

    Example: sambruk grants list 2007 -f csv
    """
    from sambruk_cli.views.grants import grants_view

    session, chosen = run.open_year(context, year)
    return printing.present(session, grants_view(session, chosen), format_, output)


@grants.command("show")
@run.command
def show(
    context: typer.Context,
    grant_id: Annotated[
        str, typer.Argument(metavar="ID", help="The grant.", autocompletion=completion.grants)
    ],
    on: options.DayOption = None,
    format_: Annotated[
        ReportForm | None,
        typer.Option("--format", "-f", help="Form of the output; by default by FILE's suffix."),
    ] = None,
    output: options.OutputOption = None,
) -> int:
    """Report on a grant to its funder: decision, money and costs with vouchers, what is left.

    Without --on it tells of all up to the last day of the last fiscal year in the books.

    Example: sambruk grants show vinnova -o rapport.pdf
    """
    from sambruk_cli.views.grants import funders_report, known_grant

    form = chosen_form(format_, output)
    session = run.open_session(context)
    grant = known_grant(session, grant_id)
    document = funders_report(session, grant, on.date() if on else None)
    target.refuse_source(output, session.workspace)
    findings = [f.as_json(session.terms.messages) for f in session.findings]
    printing.emit_report(document, form, output, findings)
    return session.exit_code
