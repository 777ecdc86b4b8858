"""sambruk members import and import-population: their arguments.

What they do is in members_importing.py, which the list of members does not pay for.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import completion, run
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption

TableArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or XLSX file.")]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="COLUMN=KEY",
        help="What a column holds, in place of what is proposed; nothing after = leaves it out. "
        "May be repeated.",
    ),
]
DateOption = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The day from which values of attributes hold; by default today.",
    ),
]
FileSourceOption = Annotated[
    str | None,
    typer.Option("--source", metavar="SOURCE", help="Their source; by default the file's name."),
]
DiffOption = Annotated[
    bool,
    typer.Option("--diff/--no-diff", help="Whether every line that comes or goes is shown."),
]


@run.command
def import_members(
    context: typer.Context,
    file: TableArgument,
    columns: MapOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Kind of new members whose row says none.",
            autocompletion=completion.kinds,
        ),
    ] = None,
    day: DateOption = None,
    source: FileSourceOption = None,
    diff: DiffOption = True,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Read members from a table: show what would change, and write it with --write.

    Columns are known by their headings, in Swedish or English. Members are known by their number,
    else by name and kind; others are added, and those that are not in the file stay as they are.
    Where any row is wrong, nothing is written.

    Example: sambruk members import medlemmar.csv --map "Datum=joined" --write
    """
    # Listing members pays for none of this.
    from sambruk_cli.commands.members_importing import TableOptions, run_members_import

    on = day.date() if day else None
    asked = TableOptions(columns or [], kind, on, source, diff, write, format_)
    return run_members_import(context, file, asked)


@run.command
def import_population(
    context: typer.Context,
    file: TableArgument,
    column: Annotated[
        str | None,
        typer.Option(
            "--column",
            metavar="COLUMN",
            help="Heading of the population, where several columns hold numbers.",
        ),
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day of the figures, where the file does not say it.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="SOURCE", help="Their source; by default SCB and the file's name."
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Let a figure stand in place of another one of the same day."
        ),
    ] = False,
    diff: DiffOption = True,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Read the population of municipalities, as Statistics Sweden publishes it, with --write.

    A member is known by the municipality code as its number, else by its name. Each gets a value
    with its day; those that it has stay. Shown is who changes tier, and the next charge by it.

    Example: sambruk members import-population folkmangd.xlsx --date 2007-12-31 --write
    """
    # Listing members pays for none of this.
    from sambruk_cli.commands.members_importing import FigureOptions, run_population_import

    on = day.date() if day else None
    asked = FigureOptions(column, on, source, replace, diff, write, format_)
    return run_population_import(context, file, asked)
