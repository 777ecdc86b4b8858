"""sambruk journal"""

from __future__ import annotations

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.period import days_of


def journal(
    context: typer.Context,
    year: options.YearArgument = None,
    period: options.PeriodOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the journal (grundbok): every voucher in order of date.

    Example: sambruk journal 2007 --period 2007-12
    """
    from sambruk_cli.views.journal import journal_view

    session, chosen = run.open_year(context, year)
    view = journal_view(session, days_of(chosen, period))
    return printing.present(session, view, format_, output)
