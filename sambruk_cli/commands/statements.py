"""sambruk statements"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run


class UnitName(StrEnum):
    """What amounts are counted in."""

    kr = "kr"
    tkr = "tkr"


def statements(
    context: typer.Context,
    year: options.YearArgument = None,
    exact: Annotated[bool, typer.Option("--exact", help="Show öre; round nothing.")] = False,
    unit: Annotated[UnitName, typer.Option(help="Kronor or thousands of kronor.")] = UnitName.kr,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Unfold each row into its accounts.")
    ] = False,
    rounding: Annotated[
        bool, typer.Option("--rounding", help="List the rounding adjustments.")
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print income statement, balance sheet and notes.

    Example: sambruk statements 2007 --accounts
    """
    from sambruk_cli.statements.build import Options
    from sambruk_cli.views.statements import statements_view

    session, chosen = run.open_year(context, year)
    how = Options(session.language, unit.value, exact)
    view = statements_view(session, chosen, how, accounts=accounts, rounding=rounding)
    return printing.present(session, view, format_, output)
