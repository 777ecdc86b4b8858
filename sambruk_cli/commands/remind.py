"""sambruk remind: its arguments. What it does is in reminding.py."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption


def remind(
    context: typer.Context,
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Day of the reminders; today by default.",
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Folder that letters and a collector's list are written to as well.",
        ),
    ] = None,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Remind members of overdue invoices: one letter each, with fee and interest, at its level.

    Levels, days, fees and texts stand in config/invoicing.toml. It shows who is reminded and who is
    not, and why. With --write the letters are kept in reminders/, what they charge is booked, and
    each stands in config/reminders.toml, so that the next run knows. Letters in DIR without --write
    are previews. Exit code 1: there are findings.

    Example: sambruk remind --on 2025-04-15 -o letters --write
    """
    # The help pays for none of this.
    from sambruk_cli.commands.reminding import run_remind

    return run_remind(context, on, folder, write=write, format_=format_)
