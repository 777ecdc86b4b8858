"""sambruk log"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from sambruk_cli.console import completion, options
from sambruk_cli.console.options import DiffFormat


def log(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[MEMBER|ACCOUNT|VOUCHER]",
            help="A member's id, name or number, an account, or a voucher as A12 or 2007/A12.",
            autocompletion=completion.members,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many commits."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", formats=["%Y-%m-%d"], metavar="DATE", help="Commits from that day on."
        ),
    ] = None,
    format_: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="Form of the output.")
    ] = DiffFormat.text,
    output: options.OutputOption = None,
) -> int:
    """Say which commits have changed a member, an account or a voucher, and what each meant.

    Without a name: every commit that changed books or register. The newest stands first. Nothing
    is checked out, and a bare repository will do: --root books.git.

    Example: sambruk log A12
    """
    # A command's help does without.
    from sambruk_cli.commands.logging import print_log

    day = since.date() if since is not None else None
    return print_log(context, name, limit=limit, since=day, form=format_, output=output)
