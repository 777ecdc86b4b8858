"""sambruk arrears"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import completion, options, printing, run
from sambruk_cli.session import known_member


def arrears(
    context: typer.Context,
    on: options.StandingDayOption = None,
    member: Annotated[
        str | None,
        typer.Option(
            "--member", metavar="ID", help="One member only.", autocompletion=completion.members
        ),
    ] = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List what members and others owe, by age: every open item of accounts receivable.

    Example: sambruk arrears --on 2007-12-31
    """
    from sambruk_cli.views.arrears import arrears_view, standing_day

    session = run.open_session(context, about=member)
    if member is not None:
        known_member(session.register, member)
    view = arrears_view(session, on.date() if on else standing_day(session), member)
    return printing.present(session, view, format_, output)
