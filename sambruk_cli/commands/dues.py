"""sambruk dues"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import completion, options, printing, run


def dues(
    context: typer.Context,
    year: options.YearArgument = None,
    member: Annotated[
        str | None,
        typer.Option(
            "--member", metavar="ID", help="One member only.", autocompletion=completion.members
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Trace each amount to tier, date and decision.")
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Compute what each member owes: entry contribution, annual fee and special levy.

    Example: sambruk dues 2007 --member malmo --explain
    """
    from sambruk_cli.views.dues import dues_view

    session, chosen = run.open_year(context, year, about=member)
    view = dues_view(session, chosen, member, explain=explain)
    return printing.present(session, view, format_, output)
