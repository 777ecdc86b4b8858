"""sambruk audit"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, YearArgument


class SampledPopulation(StrEnum):
    """What a sample is drawn from."""

    expenses = "expenses"
    income = "income"
    payments = "payments"
    vouchers = "vouchers"


def audit(
    context: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="DIR", help="The folder to make; it must be new or empty."
        ),
    ],
    year: YearArgument = None,
    sample: Annotated[
        int | None,
        typer.Option(
            "--sample", metavar="N", help="Draw so many amounts by monetary-unit sampling."
        ),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(
            "--seed", metavar="SEED", help="What the sample begins from; it goes with --sample."
        ),
    ] = None,
    population: Annotated[
        SampledPopulation | None,
        typer.Option("--population", help="What is sampled, by default amounts of costs."),
    ] = None,
    confidence: Annotated[
        int | None,
        typer.Option(
            "--confidence", metavar="PERCENT", help="Of the upper limit of errors, by default 95."
        ),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option(
            "--results",
            metavar="FILE",
            help="What was found in the sample, as CSV or XLSX: its errors are projected.",
        ),
    ] = None,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Make a folder for the auditor: the books of a year as PDF, Excel and SIE, with digests.

    A pack that this command has made is made anew where nobody has changed it. Exit code 1: the
    books have errors; the pack is made all the same, and every document says so.

    Example: sambruk audit 2007 -o revision-2007 --sample 25 --seed 4711
    """
    # A command's help does without what makes the pack.
    from sambruk_cli.commands.auditing import run_audit

    asked = (sample, seed, population, confidence, results)
    return run_audit(context, year, output, asked, format_=format_)
