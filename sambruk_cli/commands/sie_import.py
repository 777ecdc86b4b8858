"""sambruk sie import: its arguments. What it does is in sie_importing.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import completion
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A SIE file, of any type.")],
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="DIR|YEAR",
            autocompletion=completion.years,
            help="A new folder for the whole file, or a fiscal year of the workspace for its "
            "vouchers; by default the year that the file is of.",
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
    again: Annotated[
        bool, typer.Option("--again", help="Read a file that says it has been read (#FLAGGA 1).")
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
    """Read a SIE file into Beancount: show what would be written, and write it with --write.

    Into a new or empty folder a whole file becomes a workspace: chart, opening balances,
    vouchers, objects, budget. Into a year its vouchers become a file of their own. Where
    anything is wrong, nothing is written. Exit code 1: there are findings.

    Example: sambruk sie import bokforing.se --into ny --write
    """
    # Only an import pays for what reads, plans and writes.
    from sambruk_cli.commands.sie_importing import ImportOptions, run_import

    asked = ImportOptions(
        *(into, write, comparatives, series, number, keep, again, diff, format_, repair_letters)
    )
    return run_import(context, file, asked)
