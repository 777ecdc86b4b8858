"""sambruk init: its arguments. What it does is in initiating.py."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption


class FrameworkChoice(StrEnum):
    """The frameworks that the program has layouts of."""

    k1 = "k1"
    arsbokslut = "arsbokslut"
    k2 = "k2"
    k3 = "k3"


class MethodChoice(StrEnum):
    """When a fee is income: paid (kontantmetoden), or invoiced (faktureringsmetoden)."""

    cash = "cash"
    invoice = "invoice"


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="The association's full name.")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="NUMBER", help="Its organisation number.")
    ] = None,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep-organisation-number",
            help="The number is known to be as it stands, though its check digit does not agree.",
        ),
    ] = False,
    seat: Annotated[
        str | None,
        typer.Option("--seat", metavar="PLACE", help="The municipality of its seat."),
    ] = None,
    start: Annotated[
        datetime | None,
        typer.Option(
            "--start",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="First day of the first fiscal year; by default 1 January.",
        ),
    ] = None,
    end: Annotated[
        datetime | None,
        typer.Option(
            "--end",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Its last day; by default twelve months, or New Year where no month begins.",
        ),
    ] = None,
    framework: Annotated[
        FrameworkChoice | None,
        typer.Option(
            "--framework",
            help="The rules of the statements; by default k1, of an ekonomisk förening k2.",
        ),
    ] = None,
    method: Annotated[
        MethodChoice | None,
        typer.Option(
            "--method",
            help="When fees are income: paid (kontantmetoden), by default under k1, or invoiced "
            "(faktureringsmetoden).",
        ),
    ] = None,
    bankgiro: Annotated[
        str | None, typer.Option("--bankgiro", metavar="NUMBER", help="Bankgiro number.")
    ] = None,
    fee: Annotated[
        list[str] | None,
        typer.Option(
            "--fee",
            metavar="FEE",
            help="What members pay: kronor, KIND=KRONOR for each kind of member, or "
            "TIER:LEAST-MOST=KRONOR, by age. All in one form.",
        ),
    ] = None,
    attribute: Annotated[
        str,
        typer.Option("--attribute", metavar="NAME", help="What tiers are on, where it is not age."),
    ] = "born",
    decision: Annotated[
        str | None,
        typer.Option("--decision", metavar="DECISION", help="Who decided the fee."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", help="A kind of member; by default person. May be repeated."
        ),
    ] = None,
    opening: Annotated[
        list[str] | None,
        typer.Option(
            "--opening",
            metavar="ACCOUNT=AMOUNT",
            help="What an asset or a debt stood at when the year began, as 1930=12000. May be "
            "repeated.",
        ),
    ] = None,
    from_sie: Annotated[
        Path | None,
        typer.Option("--from-sie", metavar="FILE", help="Books from another program."),
    ] = None,
    comparatives: Annotated[
        bool,
        typer.Option(
            "--comparatives/--no-comparatives",
            help="Whether the year before in the SIE file comes along.",
        ),
    ] = True,
    members: Annotated[
        Path | None,
        typer.Option("--members", metavar="FILE", help="Members, in a CSV or XLSX file."),
    ] = None,
    write: Annotated[
        bool,
        typer.Option("--yes", "-y", "--write", help="Write the files, and ask nothing."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show every line that comes or goes.")
    ] = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Begin an association's books in a new folder: config, chart, journal, chapters of a report.

    On a terminal what is not given is asked for, and the files are written once that is agreed
    to; else with --yes. Nothing is ever overwritten. Exit code 1: there are findings.

    Example: sambruk init ryttarna --start 2026-07-01 --framework arsbokslut
    """
    # The help of the program pays for none of this.
    from sambruk_cli.commands.initiating import InitOptions, run_init

    asked = InitOptions(
        folder,
        name,
        number,
        keep,
        seat,
        start.date() if start else None,
        end.date() if end else None,
        framework.value if framework else None,
        method.value if method else None,
        bankgiro,
        tuple(fee or ()),
        attribute,
        decision,
        tuple(kind or ()),
        tuple(opening or ()),
        from_sie,
        comparatives,
        members,
        write,
        diff,
        str(format_),
    )
    return run_init(context, asked)
