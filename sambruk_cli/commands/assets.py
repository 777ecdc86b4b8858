"""sambruk assets"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run


def assets(
    context: typer.Context,
    year: options.YearArgument = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Show the years that follow, to the end of each plan.")
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the plan of fixed assets: cost, depreciation of the year and what is left, to the öre.

    Below it stand what was sold or scrapped, and the accounts by plan and in the books, with what
    differs.

    Example: sambruk assets 2007 --plan
    """
    from sambruk_cli.views.assets import assets_view

    session, chosen = run.open_year(context, year)
    return printing.present(session, assets_view(session, chosen, to_the_end=plan), format_, output)
