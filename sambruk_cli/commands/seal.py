"""sambruk seal"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import completion
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption


def seal(
    context: typer.Context,
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR",
            help="Label of a fiscal year that is closed.",
            autocompletion=completion.years,
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who seals it; by default as git knows you."),
    ] = None,
    sign: Annotated[
        Path | None,
        typer.Option(
            "--sign", metavar="KEY", help="A key of SSH, with which ssh-keygen signs the seal."
        ),
    ] = None,
    tag: Annotated[
        bool,
        typer.Option("--tag", help="Have git sign a tag of the commit that holds the year."),
    ] = False,
    format_: ChangeFormatOption = ChangeFormat.text,
    write: WriteOption = False,
) -> int:
    """Seal a closed year, so that no change of it goes unseen.

    The seal holds the digest of every voucher, and of what the year rests on; sambruk verify
    proves it. Years are sealed in their order, each seal following on from the one before.

    Example: sambruk seal 2006 --by "Anna Ek" --write
    """
    return runners()[0](context, year, by, sign, tag=tag, write=write, format_=format_)


def runners() -> tuple[Callable[..., int], Callable[..., int]]:
    """What seals and what verifies. The options of the commands are known without either."""
    from sambruk_cli.commands import sealing, verifying

    return sealing.run_seal, verifying.run_verify
