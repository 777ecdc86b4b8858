"""The command line: parses arguments and hands over to one function per command."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from sambruk_cli import __version__
from sambruk_cli.console.languages import spoken
from sambruk_cli.console.lazy import LazyGroup
from sambruk_cli.console.options import Settings
from sambruk_cli.terms import Terms

app = typer.Typer(
    name="sambruk",
    cls=LazyGroup,
    help="A Swedish membership association's books, dues and annual report from plain text.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


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
        Literal["sv", "en"] | None,
        typer.Option(
            "--lang",
            help="Language of statements and tables (otherwise Swedish) and of messages "
            "(otherwise SAMBRUK_LANG, or that of the locale).",
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read every file anew; keep nothing.")
    ] = False,
    today: Annotated[
        datetime | None,
        typer.Option(
            "--today",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            envvar="SAMBRUK_TODAY",
            help="The day that stands in for today's date.",
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Show the names of private members, too.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    # The clock enters here and nowhere else.
    day = today.date() if today is not None else date.today()  # noqa: DTZ011 - the user's own day
    terms = Terms(day, lang or "sv", spoken(sys.argv[1:]))
    # What has been put there from outside is the call as it was typed.
    context.obj = Settings(root, terms, cache=not no_cache, call=context.obj, names=names)
