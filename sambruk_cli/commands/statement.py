"""sambruk statement"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from sambruk_cli.console import completion, options, run
from sambruk_cli.render.forms import ReportForm, chosen_form


def statement(
    context: typer.Context,
    member_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The member, or another party of the books.",
            autocompletion=completion.members,
        ),
    ],
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The first day; by default that of the fiscal year of the last one.",
        ),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option(
            "--to",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The last day; by default today, or the last of the books' last year where that "
            "is before.",
        ),
    ] = None,
    format_: Annotated[
        ReportForm | None,
        typer.Option("--format", "-f", help="Form of the output; by default by FILE's suffix."),
    ] = None,
    output: options.OutputOption = None,
) -> int:
    """Write a member's statement of account: invoices, payments, balance, and what is to be paid.

    It is in the language of the member's invoices, or in that of --lang.

    Example: sambruk statement kommun-mellan-16 -o kontoutdrag.pdf
    """
    # Its documents take a while to import, which a command's help does without.
    from sambruk_cli.commands.stating import write_statement

    form = chosen_form(format_, output)
    session = run.open_session(context, about=member_id)
    days = first.date() if first else None, last.date() if last else None
    write_statement(session, member_id, days, context.find_root().params.get("lang"), form, output)
    return session.exit_code
