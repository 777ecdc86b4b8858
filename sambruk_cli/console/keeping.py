"""Which answers are kept, so that a command asked again need not be run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from sambruk_cli import cache
from sambruk_cli.console.options import Settings

# Commands that read the workspace and print, and do nothing else. What reads other files (`sie
# check`), writes, or speaks of the cache itself is not among them.
READERS = frozenset(
    {
        "arrears",
        "assets",
        "balances",
        "board",
        "documentation",
        "dues",
        "grants list",
        "grants show",
        "journal",
        "ledger",
        "members",
        "members show",
        "projects",
        "report",
        "sie export",
        "statement",
        "statements",
        "tieout",
        "validate",
    }
)
_ANSWERED = (0, 1)  # exit codes: without errors in the books, and with


def keeper_of(context: typer.Context, arguments: Mapping[str, Any]) -> cache.Keeper | None:
    """What keeps the answer of a command; None where it is not to be kept."""
    settings = context.find_object(Settings)
    if settings is None or settings.call is None or not settings.cache:
        return None
    if _name(context) not in READERS or context.invoked_subcommand is not None:
        return None
    if arguments.get("watch") or arguments.get("fix") or str(arguments.get("output") or "-") != "-":
        return None
    return cache.Keeper(settings.call)


def keep(keeper: cache.Keeper, settings: Settings, code: int) -> None:
    """Keep what a command has printed, now that it has ended."""
    if settings.cache and settings.recording is not None and code in _ANSWERED:
        keeper.keep(code, settings.recording)


def _name(context: typer.Context) -> str:
    """The command without the program: `members show`."""
    names: list[str] = []
    at: Any = context
    while at.parent is not None:
        names.insert(0, at.info_name or "")
        at = at.parent
    return " ".join(names)
