"""The command line: parses arguments and hands over to one function per command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from sambruk_cli import __version__
from sambruk_cli.commands.balances import balances
from sambruk_cli.commands.board import board
from sambruk_cli.commands.dues import dues
from sambruk_cli.commands.explain import explain
from sambruk_cli.commands.journal import journal
from sambruk_cli.commands.ledger import ledger
from sambruk_cli.commands.members import members
from sambruk_cli.commands.options import Settings
from sambruk_cli.commands.projects import projects
from sambruk_cli.commands.report import report
from sambruk_cli.commands.running import INTERNAL, command
from sambruk_cli.commands.sie import sie
from sambruk_cli.commands.statements import statements
from sambruk_cli.commands.tieout import tieout
from sambruk_cli.commands.validate import validate

app = typer.Typer(
    name="sambruk",
    help="A Swedish membership association's books, dues and annual report from plain text.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)

for function in (
    validate,
    report,
    statements,
    tieout,
    dues,
    balances,
    ledger,
    journal,
    board,
    projects,
    explain,
):
    app.command()(command(function))
app.add_typer(members)
app.add_typer(sie)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"sambruk {__version__}\n")
        raise typer.Exit


@app.callback()
def _settings(
    context: typer.Context,
    root: Annotated[
        Path | None,
        typer.Option(
            "--root",
            metavar="DIR",
            help="The workspace; by default the nearest folder upward with "
            "config/association.toml.",
        ),
    ] = None,
    lang: Annotated[
        Literal["sv", "en"], typer.Option("--lang", help="Language of statements and tables.")
    ] = "sv",
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = Settings(root, lang)


def main() -> None:
    """The console script: faults of the user's are findings, faults of ours say so."""
    try:
        app()
    except Exception as error:
        if os.environ.get("SAMBRUK_DEBUG"):
            raise
        sys.stderr.write(
            f"sambruk: internal error: {type(error).__name__}: {error}\n"
            "This is a fault in sambruk, not in your files. Run the same command with\n"
            "SAMBRUK_DEBUG=1 and report what it prints.\n"
        )
        sys.exit(INTERNAL)
