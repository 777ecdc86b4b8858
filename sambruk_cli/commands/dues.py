"""sambruk dues"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import completion, options, printing, run
from sambruk_cli.findings import Stop, finding


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
    paid: Annotated[
        bool, typer.Option("--paid", help="Who has paid and who has not, each payer in one line.")
    ] = False,
    reconcile: Annotated[
        bool,
        typer.Option("--reconcile", help="From assessed to paid and open, by kind and by member."),
    ] = False,
    on: options.StandingDayOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Compute what each member owes: entry contribution, annual fee and special levy.

    With --paid or --reconcile they are held against the books as they stand on a day.

    Example: sambruk dues 2007 --member malmo --explain
    """
    if paid + reconcile + explain > 1:
        raise Stop(finding("USE905.ways"))
    if on is not None and not (paid or reconcile):
        raise Stop(finding("USE905.day"))
    session, chosen = run.open_year(context, year, about=member)
    from sambruk_cli.views.dues_standing import DuesWay, dues_shown

    way: DuesWay = (
        "paid" if paid else "reconciled" if reconcile else "explained" if explain else "summed"
    )
    view = dues_shown(session, chosen, member, way, on.date() if on else None)
    return printing.present(session, view, format_, output)
