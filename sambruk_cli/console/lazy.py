"""Commands that are imported when they are asked for: `--version` pays for none of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from sambruk_cli.console.languages import spoken
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import catalogue

# Every command in the order of the help, and whether it reads the workspace, through the cache.
COMMANDS = {
    "validate": True,
    "report": True,
    "statements": True,
    "tieout": True,
    "dues": True,
    "members": True,
    "balances": True,
    "ledger": True,
    "journal": True,
    "board": True,
    "projects": True,
    "sie": True,
    "explain": False,
    "cache": False,
}


class _Commands(MutableMapping[str, Any]):
    """The commands by name; each is imported the first time that it is looked up."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._loaded:
            self._loaded[name] = _load(name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class LazyGroup(TyperGroup):
    """The program's group of commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)


def _load(name: str) -> Any:
    found = getattr(import_module(f"sambruk_cli.commands.{name}"), name)
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=name)
        loaded = typer.main.get_group(app).commands[name]
    else:
        from sambruk_cli.console.run import command

        app.command(name)(command(found))
        loaded = typer.main.get_command(app)
    if COMMANDS[name]:
        for each in (loaded, *getattr(loaded, "commands", {}).values()):
            each.params.append(_no_cache())
    _translate(loaded, spoken(sys.argv[1:]))
    return loaded


def _translate(loaded: Any, language: Language) -> None:
    """Help of a command, its options and its subcommands in the language of the user."""
    for each in (loaded, *getattr(loaded, "commands", {}).values()):
        for part in (each, *each.params):
            if getattr(part, "help", None):
                part.help = catalogue(language).gettext(part.help)


def _no_cache() -> TyperOption:
    """`--no-cache` after the command, where people write it."""

    def note(context: typer.Context, _: Any, wanted: bool) -> None:
        from sambruk_cli.console.options import Settings

        settings = context.find_object(Settings)
        if wanted and settings is not None:
            settings.cache = False

    return TyperOption(
        param_decls=["--no-cache"],
        is_flag=True,
        default=False,
        expose_value=False,
        callback=note,
        help="Read every file anew; keep nothing.",
    )
