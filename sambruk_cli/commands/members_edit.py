"""sambruk members add, change, leave and return: their arguments.

What they do is in members_editing.py, which the list of members does not pay for.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from sambruk_cli.console import completion, run
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The member.", autocompletion=completion.members)
]
JoinedOption = Annotated[
    datetime | None,
    typer.Option("--joined", formats=["%Y-%m-%d"], metavar="DATE", help="First day of membership."),
]
NumberOption = Annotated[
    str | None, typer.Option("--number", metavar="NUMBER", help="Member number.")
]
EmailOption = Annotated[
    str | None, typer.Option("--email", metavar="ADDRESS", help="Address of e-mail.")
]
AddressOption = Annotated[
    list[str] | None,
    typer.Option("--address", metavar="LINE", help="Postal address, once for each line of it."),
]
OrganisationOption = Annotated[
    str | None,
    typer.Option("--organisation-number", metavar="NUMBER", help="Organisation number."),
]
ReferenceOption = Annotated[
    str | None, typer.Option("--reference", metavar="REFERENCE", help="Reference for invoices.")
]
PrivateOption = Annotated[
    bool | None,
    typer.Option("--private/--not-private", help="Whether the name stays out of printed lists."),
]
TierOption = Annotated[
    str | None,
    typer.Option(
        "--tier",
        metavar="TIER[@DATE][:SOURCE]",
        help="Stated tier, with the day from which it holds.",
        autocompletion=completion.tiers,
    ),
]
AttributeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--attribute",
        metavar="NAME=VALUE[@DATE][:SOURCE]",
        help="What is known of the member from a day on, by default today. May be repeated.",
        autocompletion=completion.attributes,
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option("--source", metavar="SOURCE", help="Source of values that name none."),
]


@run.command
def add(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Name, as it is printed.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Kind of member, as municipality.",
            autocompletion=completion.kinds,
        ),
    ],
    member_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="By default made from the member number, or from the name."
        ),
    ] = None,
    number: NumberOption = None,
    joined: JoinedOption = None,
    email: EmailOption = None,
    address: AddressOption = None,
    organisation_number: OrganisationOption = None,
    reference: ReferenceOption = None,
    private: PrivateOption = None,
    tier: TierOption = None,
    attribute: AttributeOption = None,
    source: SourceOption = None,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Add a member: show what would be written, and write it with --write.

    Where anything is wrong, nothing is written. Exit code 1: there are findings.

    Example: sambruk members add --name "Lillby kommun" --kind municipality --tier small --write
    """
    # Listing members pays for none of this.
    from sambruk_cli.commands.members_editing import MemberOptions, run_add

    keys = {
        "name": name,
        "kind": kind,
        "number": number,
        "joined": joined and joined.date(),
        "email": email,
        "address": address,
        "organisation_number": organisation_number,
        "reference": reference,
        "private": private,
    }
    asked = MemberOptions(keys, attribute or [], tier, source)
    return run_add(context, member_id, asked, write=write, format_=format_)


@run.command
def change(
    context: typer.Context,
    member_id: IdArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Name, as it is printed.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Kind of member, as municipality.",
            autocompletion=completion.kinds,
        ),
    ] = None,
    number: NumberOption = None,
    joined: JoinedOption = None,
    left: Annotated[
        datetime | None,
        typer.Option(
            "--left", formats=["%Y-%m-%d"], metavar="DATE", help="Last day of membership."
        ),
    ] = None,
    email: EmailOption = None,
    address: AddressOption = None,
    organisation_number: OrganisationOption = None,
    reference: ReferenceOption = None,
    private: PrivateOption = None,
    tier: TierOption = None,
    attribute: AttributeOption = None,
    source: SourceOption = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Correct a value that was wrong, in place of adding a new one."
        ),
    ] = False,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Change what the register says of a member: show it, and write it with --write.

    A value of an attribute and a stated tier hold from a day on; the earlier ones stay. An empty
    text takes a key away. Where anything is wrong, nothing is written.

    Example: sambruk members change lillby --attribute "population=10400@2008-12-31:SCB" --write
    """
    # Listing members pays for none of this.
    from sambruk_cli.commands.members_editing import MemberOptions, run_change

    keys = {
        "name": name,
        "kind": kind,
        "number": number,
        "joined": joined and joined.date(),
        "left": left and left.date(),
        "email": email,
        "address": address,
        "organisation_number": organisation_number,
        "reference": reference,
        "private": private,
    }
    asked = MemberOptions(keys, attribute or [], tier, source)
    return run_change(context, member_id, asked, replace=replace, write=write, format_=format_)


@run.command
def leave(
    context: typer.Context,
    member_id: IdArgument,
    on: Annotated[
        datetime,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="Last day of membership."),
    ],
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Let a member leave: show what would be written, and write it with --write.

    Example: sambruk members leave lillby --on 2008-12-31 --write
    """
    # Listing members pays for none of this.
    from sambruk_cli.commands.members_editing import run_leave

    return run_leave(context, member_id, on.date(), write=write, format_=format_)


@run.command
def return_(
    context: typer.Context,
    member_id: IdArgument,
    on: Annotated[
        datetime,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="First day of the new membership.",
        ),
    ],
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Let a member that has left come back, with the id it has: each time becomes a period.

    Example: sambruk members return lillby --on 2010-01-01 --write
    """
    # Listing members pays for none of this.
    from sambruk_cli.commands.members_editing import run_return

    return run_return(context, member_id, on.date(), write=write, format_=format_)


@run.command
def forget(
    context: typer.Context,
    member_id: IdArgument,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Take out what identifies a member that left more than seven years ago, with --write.

    The id stands in place of the name; addresses, numbers and years of birth go. It says where the
    member is still named: vouchers, chapters, comments, and commits of git.

    Example: sambruk members forget m-102 --write
    """
    # Listing members pays for none of this.
    from sambruk_cli.commands.members_forgetting import run_forget

    return run_forget(context, member_id, write=write, format_=format_)
