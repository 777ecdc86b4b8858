"""sambruk invoice and its commands: their arguments. What they do is in invoicing.py."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sambruk_cli.console import completion, run
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption


class _DuesByDefault(TyperGroup):
    """`sambruk invoice 2007` means `sambruk invoice dues 2007`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        first = args[0] if args else "--help"
        if first not in (*self.commands, "--help", "-h"):
            args = ["dues", *args]
        return super().parse_args(ctx, args)


invoice = typer.Typer(
    name="invoice",
    cls=_DuesByDefault,
    no_args_is_help=True,
    help="Invoice the dues of a year: what is assessed, less what is invoiced already.\n\n"
    "With a year the dues of it are invoiced, as by dues; new invoices anything else.\n\n"
    "Example: sambruk invoice 2007 --kind annual_fee --write",
)
InvoiceDateOption = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The day of the invoices; by default today.",
    ),
]
InvoiceDueOption = Annotated[
    datetime | None,
    typer.Option(
        "--due",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="When they fall due; by default as the terms in config/invoicing.toml have it.",
    ),
]
InvoiceFolderOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="A folder for the PDFs, too; without --write they are marked as previews.",
    ),
]


@invoice.callback()
def _group() -> None:
    """Invoices and credit notes."""


@invoice.command("dues")
@run.command
def dues(
    context: typer.Context,
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR",
            help="Label of the fiscal year whose dues are invoiced.",
            autocompletion=completion.years,
        ),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="A kind of charge; by default every one. May be repeated.",
            autocompletion=completion.charge_kinds,
        ),
    ] = None,
    member: Annotated[
        list[str] | None,
        typer.Option(
            "--member",
            metavar="ID",
            help="Only what this member pays. May be repeated.",
            autocompletion=completion.members,
        ),
    ] = None,
    day: InvoiceDateOption = None,
    due: InvoiceDueOption = None,
    output: InvoiceFolderOption = None,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Invoice the dues of a year: what is assessed, less what is invoiced already.

    Nothing is invoiced twice. Where the assessment has become lower, a credit note names the
    invoice that it lowers. It shows what it would make, and books it with --write: vouchers, and
    the invoices as files. Nothing uses up a number until then.

    Example: sambruk invoice 2007 --kind annual_fee --write
    """
    asked = (tuple(kind or ()), tuple(member or ()), _day(day), _day(due))
    code: int = _work().run_dues(context, year, asked, output, write=write, format_=format_)
    return code


@invoice.command("new")
@run.command
def new(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="Invoices in TOML, CSV or XLSX, in place of the options."
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="ID",
            help="The member or counterparty that is invoiced.",
            autocompletion=completion.members,
        ),
    ] = None,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="TEXT;PRICE[;QUANTITY[;VAT]]",
            help="A line: text, kronor without VAT, quantity, VAT in per cent. May be repeated.",
        ),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option("--account", metavar="ACCOUNT", help="Account of income, by its number."),
    ] = None,
    project: Annotated[
        str | None, typer.Option("--project", metavar="PROJECT", help="Whose income it is.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="What is said to the buyer.")
    ] = None,
    day: InvoiceDateOption = None,
    due: InvoiceDueOption = None,
    output: InvoiceFolderOption = None,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Invoice something else than dues: courses, hire, levies.

    To a member or a counterparty, from options or from a file with many invoices.

    Example: sambruk invoice new --to malmo --line "Kurs;500;2" --account 3590 --write
    """
    stated = (to, tuple(line or ()), account, project, text)
    days = (_day(day), _day(due))
    code: int = _work().run_new(context, file, stated, days, output, write=write, format_=format_)
    return code


def _work() -> ModuleType:
    # The help of the group does without what plans, checks and writes.
    from sambruk_cli.commands import invoicing

    return invoicing


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()
