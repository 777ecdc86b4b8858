"""sambruk fees new: its arguments. What it does is in fees_new.py."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from sambruk_cli.console import completion, run
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption

fees = typer.Typer(
    name="fees",
    no_args_is_help=True,
    help="Write a new schedule of fees, in the form that is asked for.\n\n"
    "Example: sambruk fees new --form amount --amount 400",
)


@fees.callback()
def _group() -> None:
    """Commands of schedules of fees."""


class FormChoice(StrEnum):
    """What a fee is reckoned by."""

    amount = "amount"
    kinds = "kinds"
    tiers = "tiers"
    rate = "rate"


@fees.command("new")
@run.command
def new(
    context: typer.Context,
    schedule_id: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="By default made from kind of charge and year."),
    ] = None,
    form: Annotated[
        FormChoice | None,
        typer.Option(
            "--form",
            help="The same amount for all, one for each kind of member, one for each tier, or a "
            "rate; asked for on a terminal, as the rest is.",
        ),
    ] = None,
    charge: Annotated[
        str, typer.Option("--charge", metavar="CHARGE", help="Kind of charge.")
    ] = "annual_fee",
    valid_from: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="First day in force."),
    ] = None,
    decision: Annotated[
        str | None,
        typer.Option(
            "--decision", metavar="DECISION", help="Who decided it, and where it is read."
        ),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option("--account", metavar="ACCOUNT", help="Account that the books credit."),
    ] = None,
    charged_on: Annotated[
        str | None,
        typer.Option(
            "--charged-on", metavar="DAY", help="Day of the year that it is charged, as 02-28."
        ),
    ] = None,
    joiners: Annotated[
        str | None,
        typer.Option(
            "--joiners",
            metavar="JOINERS",
            help="What who joins later pays: full, months, quarters, days or none.",
        ),
    ] = None,
    amount: Annotated[
        list[str] | None,
        typer.Option(
            "--amount",
            metavar="AMOUNT",
            help="Kronor; KIND=KRONOR for each kind of member, or TIER=KRONOR for each of --tiers.",
        ),
    ] = None,
    tiers: Annotated[
        str | None,
        typer.Option("--tiers", metavar="TIERS", help="A set of tiers that is there."),
    ] = None,
    tier: Annotated[
        list[str] | None,
        typer.Option(
            "--tier",
            metavar="TIER:LEAST-MOST=AMOUNT",
            help="A tier of a new set, as small:0-9999=8000 or large:10000-=16000.",
        ),
    ] = None,
    attribute: Annotated[
        str,
        typer.Option(
            "--attribute",
            metavar="NAME",
            help="What the bounds of new tiers are on.",
            autocompletion=completion.attributes,
        ),
    ] = "population",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="A kind of member that it is for; by default every one. May be repeated.",
            autocompletion=completion.kinds,
        ),
    ] = None,
    of: Annotated[
        list[str] | None,
        typer.Option(
            "--of",
            metavar="NAME",
            help="An attribute that a rate is of. May be repeated: then it is of their product.",
        ),
    ] = None,
    per_unit: Annotated[
        str | None, typer.Option("--per-unit", metavar="AMOUNT", help="Kronor for each unit.")
    ] = None,
    per_mille: Annotated[
        str | None,
        typer.Option("--per-mille", metavar="NUMBER", help="Thousandths of a krona for each unit."),
    ] = None,
    end_earlier: Annotated[
        bool,
        typer.Option(
            "--end-earlier",
            help="End the schedule of the same kind that is in force the day before.",
        ),
    ] = False,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Write a new schedule: show its TOML and what it needs, and write it with --write.

    On a terminal what is not given is asked for. Where anything is wrong, nothing is written.

    Example: sambruk fees new --form amount --amount 400 --from 2009-01-01 --account 3110
    --decision "Årsstämman 2008, § 9" --end-earlier --write
    """
    # The help of the group pays for none of this.
    from sambruk_cli.commands.fees_new import FeeOptions, run_new

    asked = FeeOptions(
        schedule_id,
        str(form) if form else None,
        charge,
        valid_from.date() if valid_from else None,
        decision,
        account,
        {"charged_on": charged_on, "joiners": joiners},
        tuple(amount or ()),
        tiers,
        tuple(tier or ()),
        attribute.rstrip("="),
        tuple(kind or ()),
        tuple(of or ()),
        {"per_unit": per_unit, "per_mille": per_mille},
        end_earlier,
    )
    return run_new(context, asked, write=write, format_=format_)
