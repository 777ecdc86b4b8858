"""sambruk audit"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, YearArgument


def audit(
    context: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="DIR", help="The folder to make; it must be new or empty."
        ),
    ],
    year: YearArgument = None,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Make a folder for the auditor: the books of a year as PDF, Excel and SIE, with digests.

    A pack that this command has made is made anew where nobody has changed it. Exit code 1: the
    books have errors; the pack is made all the same, and every document says so.

    Example: sambruk audit 2007 -o revision-2007
    """
    # A command's help does without what makes the pack.
    from sambruk_cli.commands.auditing import run_audit

    return run_audit(context, year, output, format_=format_)
