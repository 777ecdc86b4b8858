"""sambruk balances"""

from __future__ import annotations

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.period import days_of


def balances(
    context: typer.Context,
    year: options.YearArgument = None,
    period: options.PeriodOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the trial balance: opening, change and closing per account, to the öre.

    Amounts are debit positive. Accounts of the income statement start each year at nought.

    Example: sambruk balances 2007 --period 2007-Q1
    """
    from sambruk_cli.views.balances import balances_view

    session, chosen = run.open_year(context, year)
    view = balances_view(session, days_of(chosen, period))
    return printing.present(session, view, format_, output)
