"""sambruk diff"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import options
from sambruk_cli.console.options import DiffFormat


def diff(
    context: typer.Context,
    revisions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV[..REV]]",
            help="Commits to compare; REV alone with the files on disk. By default HEAD.",
        ),
    ] = None,
    format_: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="Form of the output.")
    ] = DiffFormat.text,
    output: options.OutputOption = None,
    driver: Annotated[
        bool,
        typer.Option(
            "--driver", help="Take what git hands to a diff driver (docs/commands/diff.md)."
        ),
    ] = False,
) -> int:
    """Say what a change of books and register means, between commits or not yet in one.

    Vouchers, accounts, statements, members, charges, board, projects and findings. Nothing is
    checked out, and a bare repository will do: --root books.git. Exit code 1: new errors, or
    a sealed year that is touched.

    Example: sambruk diff main..HEAD -f markdown
    """
    # A command's help does without.
    from sambruk_cli.commands.diffing import print_diff, print_file_diff

    if driver:
        return print_file_diff(context, revisions or [])
    return print_diff(context, revisions or [], format_, output)
