"""sambruk receivables and its commands: their arguments. What they do is in receivables_booking."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import typer

from sambruk_cli.console import completion, run
from sambruk_cli.console.options import ChangeFormat, ChangeFormatOption, WriteOption

receivables = typer.Typer(
    name="receivables",
    no_args_is_help=True,
    help="Write off, pay back, credit, settle by an advance or move what members owe or have "
    "paid.\n\n"
    'Example: sambruk receivables write-off 2025-0007 --reason "Konkurs" --write',
)

NumberArgument = Annotated[
    str,
    typer.Argument(
        metavar="NUMBER", help="Number of the invoice.", autocompletion=completion.invoices
    ),
]
AmountOption = Annotated[
    str | None,
    typer.Option("--amount", metavar="AMOUNT", help="Kronor; by default all that there is."),
]
MemberOption = Annotated[
    str | None,
    typer.Option(
        "--member",
        metavar="ID",
        help="Whose the invoice is, where several have one of that number.",
        autocompletion=completion.members,
    ),
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="REASON", help="Why; it stands in the voucher.")
]
OnOption = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], metavar="DATE", help="Day of the voucher; today by default."
    ),
]
SeriesOption = Annotated[
    str, typer.Option("--series", metavar="SERIES", help="Series of the voucher.")
]


_Options = tuple[str | None, str | None, str, datetime | None, str, str | None]


def _book(
    context: typer.Context,
    kind: Literal["write-off", "refund", "credit", "settle", "transfer"],
    ends: tuple[str | None, ...],
    options: _Options,
    *,
    write: bool,
    format_: str,
) -> int:
    # The help of the group pays for none of this.
    from sambruk_cli.commands.receivables_booking import BookingOptions, run_booking

    return run_booking(context, kind, ends, BookingOptions(*options), write=write, format_=format_)


@receivables.callback()
def _group() -> None:
    """Vouchers on what members owe."""


@receivables.command("write-off")
@run.command
def write_off(
    context: typer.Context,
    number: NumberArgument,
    amount: AmountOption = None,
    member: MemberOption = None,
    reason: ReasonOption = "",
    on: OnOption = None,
    series: SeriesOption = "A",
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Write off what will not be paid of an invoice, as a loss.

    It is booked on the account of bad_debts in config/invoicing.toml. VAT is lowered by its part
    where the invoice had VAT, and that is said. Exit code 1: there are findings.

    Example: sambruk receivables write-off 2025-0007 --amount 400 --reason "Konkurs" --write
    """
    options = (amount, member, reason, on, series, None)
    return _book(context, "write-off", (number,), options, write=write, format_=format_)


@receivables.command("refund")
@run.command
def refund(
    context: typer.Context,
    number: Annotated[
        str | None,
        typer.Argument(
            metavar="[NUMBER]",
            help="Number of an invoice, or of a credit note, on which too much has been paid.",
            autocompletion=completion.invoices,
        ),
    ] = None,
    amount: AmountOption = None,
    member: Annotated[
        str | None,
        typer.Option(
            "--member",
            metavar="ID",
            help="Who gets back what was paid in advance; with NUMBER whose the invoice is.",
            autocompletion=completion.members,
        ),
    ] = None,
    account: Annotated[
        str | None,
        typer.Option(
            "--account",
            metavar="ACCOUNT",
            help="Account that it is paid from; by default bank in config/invoicing.toml.",
        ),
    ] = None,
    reason: ReasonOption = "",
    on: OnOption = None,
    series: SeriesOption = "A",
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Pay back what was paid too much on an invoice, or in advance.

    The voucher is of the payment, which you make at the bank. Exit code 1: there are findings.

    Example: sambruk receivables refund 2025-0007 --on 2025-06-01 --write
    """
    options = (amount, member, reason, on, series, account)
    return _book(context, "refund", (number,), options, write=write, format_=format_)


@receivables.command("credit")
@run.command
def credit(
    context: typer.Context,
    number: NumberArgument,
    amount: AmountOption = None,
    member: MemberOption = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="REASON", help="Why; it stands on the credit note.")
    ] = "",
    on: OnOption = None,
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Credit an invoice outside dues, or a part of it: a credit note with the next number.

    Each line is credited in proportion, with its VAT. Dues are credited by what is assessed:
    sambruk invoice YEAR. Exit code 1: there are findings.

    Example: sambruk receivables credit 2025-0007 --amount 400 --reason "Avbokad kurs" --write
    """
    options = (amount, member, reason, on, "A", None)
    return _book(context, "credit", (number,), options, write=write, format_=format_)


@receivables.command("settle")
@run.command
def settle(
    context: typer.Context,
    number: NumberArgument,
    amount: AmountOption = None,
    member: MemberOption = None,
    reason: ReasonOption = "",
    on: OnOption = None,
    series: SeriesOption = "A",
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Settle an invoice by what its member has paid in advance.

    The advance stands on the account of advances in config/invoicing.toml. Exit code 1: there are
    findings.

    Example: sambruk receivables settle 2025-0007 --write
    """
    options = (amount, member, reason, on, series, None)
    return _book(context, "settle", (number,), options, write=write, format_=format_)


@receivables.command("transfer")
@run.command
def transfer(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="NUMBER|ID",
            help="Invoice that was paid, or a member for what it has paid in advance.",
            autocompletion=completion.invoices_and_members,
        ),
    ],
    target: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="NUMBER|ID",
            help="Invoice that the money was meant for, or a member that is to have it in advance.",
            autocompletion=completion.invoices_and_members,
        ),
    ],
    amount: Annotated[
        str | None,
        typer.Option(
            "--amount", metavar="AMOUNT", help="Kronor; by default what was paid too much."
        ),
    ] = None,
    reason: ReasonOption = "",
    on: OnOption = None,
    series: SeriesOption = "A",
    write: WriteOption = False,
    format_: ChangeFormatOption = ChangeFormat.text,
) -> int:
    """Move what has been paid to another invoice, of the same member or of another.

    No money is paid: a payment that went to a wrong invoice goes to the right one. Exit code 1:
    there are findings.

    Example: sambruk receivables transfer --from 2025-0007 --to 2025-0009 --amount 400 --write
    """
    options = (amount, None, reason, on, series, None)
    return _book(context, "transfer", (source, target), options, write=write, format_=format_)
