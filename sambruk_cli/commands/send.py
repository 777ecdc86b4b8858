"""sambruk send: its arguments. What it does is in sending.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import completion
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption


def send(
    context: typer.Context,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NUMBER...]", help="Documents by number; by default all not yet sent."
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="Only those of a fiscal year.",
            autocompletion=completion.years,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Make .eml files there for a mail program."
        ),
    ] = None,
    smtp: Annotated[
        bool,
        typer.Option("--smtp", help="Send them through the server of your own mail.toml."),
    ] = False,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Send invoices, credit notes and reminders by mail, each once.

    Of invoices those that are open, and of reminders the last of each member, if they have not been
    sent: a mail each, with the PDF.
    With --write it makes .eml files (-o DIR) or sends through a server (--smtp), and notes what is
    sent in config/dispatch.toml. The server stands in ~/.config/sambruk/mail.toml, never in the
    workspace. Exit code 1: something could not be sent.

    Example: sambruk send -o utskick --write
    """
    # A command's help does without.
    from sambruk_cli.commands.sending import run_send

    asked = (tuple(numbers or ()), year, output, smtp)
    return run_send(context, asked, write=write, format_=format_)
