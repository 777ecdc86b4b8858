"""sambruk board"""

from __future__ import annotations

import typer

from sambruk_cli.console import options, printing, run


def board(
    context: typer.Context,
    on: options.DayOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List board, deputies, auditors and nominating committee on a day.

    Example: sambruk board --on 2007-12-31
    """
    from sambruk_cli.views.board import board_view

    session = run.open_session(context)
    day = on.date() if on else session.year(None).end
    return printing.present(session, board_view(session, day), format_, output)
