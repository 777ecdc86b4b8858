"""sambruk payments: its arguments. What it does is in paying.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import options, run


@run.command
def payments(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Files from the bank; their content says the form."),
    ],
    write: options.WriteOption = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="N|all",
            help="Book what payment N of the list may pay, or all that is unambiguous.",
        ),
    ] = None,
    series: Annotated[
        str | None,
        typer.Option(
            "--series",
            metavar="SERIES",
            help="Series of the vouchers; by default that of the last payments, else I.",
        ),
    ] = None,
    reconcile: Annotated[
        bool,
        typer.Option(
            "--reconcile",
            help="Hold the bank account of the books against the files, day by day; book nothing.",
        ),
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Read and verify files from the bank, and book what has come in.

    camt.053, camt.054, BgMax, Swish reports and exports of accounts (CSV, XLSX). Files may
    overlap, and be given again: the same money is booked once. Payments are held against open
    invoices; what is known by OCR or invoice number is booked on them with --write, the rest when
    it is accepted, and until then on the suspense account. Exit code 1: a file cannot be read or
    does not add up, something stands in the way of booking, or bank and books differ.

    Example: sambruk payments camt054.xml --write
    """
    # A command's help does without.
    from sambruk_cli.commands.paying import run_payments, run_reconciliation

    asked = (tuple(accept or ()), series)
    if reconcile:
        return run_reconciliation(context, files, asked, write, format_, output)
    return run_payments(context, files, asked, write=write, format_=format_, output=output)
