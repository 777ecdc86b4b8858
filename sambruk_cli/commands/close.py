"""sambruk close: its arguments. What it does is in closing_year.py."""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import completion
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption


def close(
    context: typer.Context,
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR",
            help="Label of the fiscal year that is closed.",
            autocompletion=completion.years,
        ),
    ],
    series: Annotated[
        str | None,
        typer.Option(
            "--series",
            metavar="SERIES",
            help="Series of the vouchers; by default that of the last closing voucher, else A.",
        ),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option(
            "--account",
            metavar="ACCOUNT",
            help="Account of equity that the result is booked on; by default as the books have it.",
        ),
    ] = None,
    lock: Annotated[
        bool, typer.Option("--lock", help="Mark the year as closed in config/association.toml.")
    ] = False,
    monthly: Annotated[
        bool, typer.Option("--monthly", help="Book depreciation by a voucher for each month.")
    ] = False,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Close a fiscal year: book its result, assert balances, carry out the decision.

    It shows what is left to book, and books it with --write. Income and cost that span years are
    moved (accrue-from, accrue-to), fixed assets are depreciated by their plan (config/assets.toml),
    the result goes to equity, balances of the balance sheet are asserted on the day after, and what
    a meeting has decided on the result is booked on its day. What is done already is not done
    again. While errors stand that concern the year, nothing is written. Exit code 1: there are
    findings.

    Example: sambruk close 2007 --write
    """
    # Only a closing pays for what plans, checks and writes.
    from sambruk_cli.commands.closing_year import run_close

    options = (series, account, lock, monthly)
    return run_close(context, year, options, write=write, format_=format_)
