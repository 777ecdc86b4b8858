"""sambruk cache"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from sambruk_cli.cache import discard, discard_all, kept_of
from sambruk_cli.console import options, printing, run
from sambruk_cli.views.cache import cache_view
from sambruk_cli.workspace import open_workspace


def cache(
    context: typer.Context,
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove what is kept of this workspace.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="With --clear: of every workspace.")
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Show or clear what is kept of the workspace between runs.

    It is kept in the user's cache folder, never in the workspace, and only makes answers
    quicker: any command gives the same without it.

    Example: sambruk cache --clear
    """
    settings = run.settings_of(context)
    facts: Mapping[str, str | int]
    if clear and everything:
        facts = discard_all()
    else:
        workspace = open_workspace(settings.root)
        facts = discard(workspace) if clear else kept_of(workspace, settings.terms.today)
    view = cache_view(facts, settings.language)
    printing.show(view, format_, output, settings.language)
    return run.OK
