"""sambruk tieout"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.findings import errors


def tieout(
    context: typer.Context,
    year: options.YearArgument = None,
    all_: Annotated[bool, typer.Option("--all", help="List the figures that agree, too.")] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Hold published figures against the books.

    The text lists what differs, with the explanation on file; JSON and CSV list every figure.

    Example: sambruk tieout 2007 --all
    """
    from sambruk_cli.views.tieout import tieout_findings, tieout_view

    session, chosen = run.open_year(context, year)
    view = tieout_view(session, chosen, every=all_)
    found = printing.present(session, view, format_, output)
    return run.FINDINGS if errors(tieout_findings(session, chosen)) else found
