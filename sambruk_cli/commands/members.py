"""sambruk members and its commands: list and show here, those that change the register beside it"""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer

from sambruk_cli.commands.members_edit import add, change, forget, leave, return_
from sambruk_cli.commands.members_import import import_members, import_population
from sambruk_cli.console import completion, options, printing, run
from sambruk_cli.session import known_member

members = typer.Typer(name="members")


@members.callback(invoke_without_command=True)
@run.command
def list_members(
    context: typer.Context,
    on: options.DayOption = None,
    tier: Annotated[
        str | None, typer.Option("--tier", metavar="TIER", help="One tier only.")
    ] = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List the members on a day, or show one.

    Without --on it is the last day of the last fiscal year in the books.

    Example: sambruk members --on 2007-12-31 --tier large
    """
    if context.invoked_subcommand is not None:
        return run.OK
    session = run.open_session(context)
    day = on.date() if on else session.year(None).end
    return printing.present(session, _views().members_view(session, day, tier), format_, output)


@members.command("show")
@run.command
def show(
    context: typer.Context,
    member_id: Annotated[
        str, typer.Argument(metavar="ID", help="The member.", autocompletion=completion.members)
    ],
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Show a member: register, charges of every year, and open items.

    Example: sambruk members show malmo
    """
    session = run.open_session(context, about=member_id)
    member = known_member(session.register, member_id)
    view = _views().member_view(session, member, session.year(None).end)
    return printing.present(session, view, format_, output)


def _views() -> ModuleType:
    # The help of the group does without what shows tables.
    from sambruk_cli.views import members as views

    return views


members.command("add")(add)
members.command("change")(change)
members.command("leave")(leave)
members.command("return")(return_)
members.command("forget")(forget)
members.command("import")(import_members)
members.command("import-population")(import_population)
