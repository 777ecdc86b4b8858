"""sambruk verify"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.commands.seal import runners
from sambruk_cli.console import completion
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption


def verify(
    context: typer.Context,
    year: Annotated[
        str | None,
        typer.Argument(
            metavar="[YEAR]",
            help="Label of a sealed year; by default all of them.",
            autocompletion=completion.years,
        ),
    ] = None,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(
            "--allowed-signers",
            metavar="FILE",
            help="Keys that you trust, as ssh-keygen and git list them: each seal must be signed.",
        ),
    ] = None,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Prove the seals of closed years, and name what has changed since.

    Exit code 0: all is as it was sealed; 1: it is not.

    Example: sambruk verify 2006
    """
    return runners()[1](context, year, allowed_signers, format_=format_)
