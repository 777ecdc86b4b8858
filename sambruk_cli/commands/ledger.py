"""sambruk ledger"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.period import days_of


def ledger(
    context: typer.Context,
    account: Annotated[
        str | None, typer.Argument(metavar="[ACCOUNT]", help="A number or a name; all by default.")
    ] = None,
    year: options.YearArgument = None,
    period: options.PeriodOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the general ledger (huvudbok): the postings of each account with running balance.

    Example: sambruk ledger 1930 2007 --period 2007-06
    """
    from sambruk_cli.views.ledger import ledger_view, means_year

    session = run.open_session(context)
    if account is not None and year is None and means_year(session, account):
        account, year = None, account
    chosen = session.year(year)
    session = session.on(chosen)
    view = ledger_view(session, days_of(chosen, period), account)
    return printing.present(session, view, format_, output)
