"""sambruk sie import: its arguments. What it does is in sie_importing.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import completion
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="SIE files of any type, of a year each."),
    ],
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="DIR|YEAR",
            autocompletion=completion.years,
            help="A new folder for whole files, a workspace that gets their years, or a fiscal "
            "year of this one for the vouchers of a file; by default the years that they are of.",
        ),
    ] = None,
    write: WriteOption = False,
    comparatives: Annotated[
        bool,
        typer.Option(
            "--comparatives/--no-comparatives", help="Whether the year before comes along."
        ),
    ] = True,
    series: Annotated[
        str | None,
        typer.Option(
            "--series",
            metavar="SERIES",
            help="Give all vouchers the next numbers of this series; only into a year.",
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Option(
            "--organisation-number", metavar="NUMBER", help="Where the file has no valid one."
        ),
    ] = None,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep-organisation-number",
            help="It is known to be as it stands, though its check digit does not agree.",
        ),
    ] = False,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="The association's, where the file has none."),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option(
            "--difference-account",
            metavar="ACCOUNT",
            help="What opening balances lack of nought is booked on it; by default on that of the "
            "year's result (2069, 2099).",
        ),
    ] = None,
    chart_only: Annotated[
        bool,
        typer.Option("--chart-only", help="Take a file that has accounts and nothing else."),
    ] = False,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="Read into a year what says that it has been read (#FLAGGA 1)."
        ),
    ] = False,
    repair_letters: Annotated[
        bool,
        typer.Option(
            "--repair-letters",
            help="Mend words whose letters another program took for others (Ink”p).",
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show every line that comes or goes.")
    ] = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Read SIE files into Beancount: show what would be written, and write it with --write.

    Into a new or empty folder whole files become a workspace: chart, opening balances, vouchers,
    objects, budget, a year for each file and the one before the first. A workspace gets their
    years. Into a year the vouchers of a file become a file of their own. Where anything is wrong,
    nothing is written. Exit code 1: there are findings.

    Example: sambruk sie import bokforing.se --into ny --write
    """
    # Only an import pays for what reads, plans and writes.
    from sambruk_cli.commands.sie_importing import ImportOptions, run_import

    asked = ImportOptions(
        into,
        write,
        comparatives,
        series,
        number,
        keep,
        name,
        account,
        chart_only,
        repair_letters,
        again,
        diff,
        format_,
    )
    return run_import(context, files, asked)
