"""Commands that are imported when they are asked for: `--version` and `--help` pay for none."""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer._click.exceptions import ClickException
from typer._click.types import DateTime
from typer.core import TyperCommand, TyperGroup, TyperOption

from sambruk_cli.console import help as help_
from sambruk_cli.console.languages import spoken
from sambruk_cli.console.options import Settings
from sambruk_cli.console.usage import show_error
from sambruk_cli.messages.saying import catalogue


class Lazy(NamedTuple):
    """A command that is not loaded yet: its line in the help, the first of its docstring.

    `reads` says whether it reads the workspace, through the cache.
    """

    summary: str
    reads: bool = True


# Every command, in the order of the help. Each is a function, or a group, of its own name in
# the module of that name in sambruk_cli/commands/.
COMMANDS = {
    "init": Lazy(
        "Begin an association's books in a new folder: config, chart, journal, chapters of a "
        "report.",
        reads=False,
    ),
    "validate": Lazy("Check books and register, all faults at once."),
    "report": Lazy(
        "Print the whole annual report: text, Markdown, JSON, HTML, PDF, Word or Excel."
    ),
    "statements": Lazy("Print income statement, balance sheet and notes."),
    "tieout": Lazy("Hold published figures against the books."),
    "dues": Lazy("Compute what each member owes: entry contribution, annual fee and special levy."),
    "invoice": Lazy("Invoice the dues of a year: what is assessed, less what is invoiced already."),
    "arrears": Lazy(
        "List what members and others owe, by age: every open item of accounts receivable."
    ),
    "statement": Lazy(
        "Write a member's statement of account: invoices, payments, balance, and what is to be "
        "paid."
    ),
    "fees": Lazy("Write a new schedule of fees, in the form that is asked for."),
    "members": Lazy("List the members on a day, or show one."),
    "balances": Lazy(
        "Print the trial balance: opening, change and closing per account, to the öre."
    ),
    "ledger": Lazy(
        "Print the general ledger (huvudbok): the postings of each account with running balance."
    ),
    "journal": Lazy("Print the journal (grundbok): every voucher in order of date."),
    "seal": Lazy("Seal a closed year, so that no change of it goes unseen."),
    "verify": Lazy("Prove the seals of closed years, and name what has changed since."),
    "board": Lazy("List board, deputies, auditors and nominating committee on a day."),
    "projects": Lazy("List projects and networks with status, participants, income and cost."),
    "assets": Lazy(
        "Print the plan of fixed assets: cost, depreciation of the year and what is left, to the "
        "öre."
    ),
    "close": Lazy("Close a fiscal year: book its result, assert balances, carry out the decision."),
    "grants": Lazy(
        "List conditional grants and gifts with a purpose, or report on one to its funder."
    ),
    "documentation": Lazy(
        "Print the documentation of the bookkeeping system, with the archive plan (BFL 5:11)."
    ),
    "audit": Lazy(
        "Make a folder for the auditor: the books of a year as PDF, Excel and SIE, with digests."
    ),
    "sie": Lazy(
        "Write, read and check SIE files, by which Swedish accounting programs exchange books."
    ),
    "remind": Lazy(
        "Remind members of overdue invoices: one letter each, with fee and interest, at its level."
    ),
    "receivables": Lazy(
        "Write off, pay back, credit, settle by an advance or move what members owe or have paid."
    ),
    "payments": Lazy("Read and verify files from the bank, and book what has come in."),
    "send": Lazy("Send invoices, credit notes and reminders by mail, each once.", reads=False),
    "diff": Lazy(
        "Say what a change of books and register means, between commits or not yet in one."
    ),
    "log": Lazy(
        "Say which commits have changed a member, an account or a voucher, and what each meant."
    ),
    "explain": Lazy("Say what a check looks for and how to mend what it finds.", reads=False),
    "cache": Lazy("Show or clear what is kept of the workspace between runs.", reads=False),
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

    context_class = help_.SpeakingContext

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        help_.speak(self, spoken(sys.argv[1:]))
        self.commands = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """A command's name and line, which help and completion list; nothing is imported."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        summary = catalogue(spoken(sys.argv[1:])).gettext(lazy.summary)
        return TyperCommand(name=cmd_name, short_help=summary)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command proper, once it is known which one is wanted."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, self.commands[name] if found and name else None, rest

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program; wrong usage is said in the user's language."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except ClickException as error:
            show_error(error, spoken(sys.argv[1:]))
            code = error.exit_code
        sys.exit(code or 0)


def _load(name: str) -> Any:
    # Decimals and all that reads files come along: not for `--version` and `--help`.
    from sambruk_cli.console.run import command

    found = getattr(import_module(f"sambruk_cli.commands.{name}"), name)
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=name)
        loaded = typer.main.get_group(app).commands[name]
    else:
        app.command(name)(command(found))
        loaded = typer.main.get_command(app)
    if COMMANDS[name].reads:
        for each in (loaded, *getattr(loaded, "commands", {}).values()):
            each.params += [_no_cache(), _today(), _names()]
    elif name == "init":  # what it writes follows from the day
        loaded.params += [_today()]
    help_.speak(loaded, spoken(sys.argv[1:]))
    return loaded


def _no_cache() -> TyperOption:
    """`--no-cache` after the command, where people write it."""

    def note(context: typer.Context, _: Any, wanted: bool) -> None:
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


def _today() -> TyperOption:
    """`--today` after the command, too."""

    def note(context: typer.Context, _: Any, day: datetime | None) -> None:
        settings = context.find_object(Settings)
        if day is not None and settings is not None:
            settings.terms = replace(settings.terms, today=day.date())

    return TyperOption(
        param_decls=["--today"],
        type=DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        expose_value=False,
        callback=note,
        help="The day that stands in for today's date.",
    )


def _names() -> TyperOption:
    """`--names` after the command, too."""

    def note(context: typer.Context, _: Any, wanted: bool) -> None:
        settings = context.find_object(Settings)
        if wanted and settings is not None:
            settings.names = True

    return TyperOption(
        param_decls=["--names"],
        is_flag=True,
        default=False,
        expose_value=False,
        callback=note,
        help="Show the names of private members, too.",
    )
