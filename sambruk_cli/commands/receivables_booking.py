"""What the commands of `sambruk receivables` do: plan, check what the books would say, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import typer

from sambruk_cli.commands.receivables_crediting import run_credit
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.console.stated_fees import stated_number
from sambruk_cli.exchange.sie.into.names import is_series
from sambruk_cli.findings import Severity, Stop, errors
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import is_whole_ore
from sambruk_cli.opening.planned_books import only_planned, planned_workspace
from sambruk_cli.receivables.changes import (
    ChangeAsked,
    ReceivableChange,
    ReceivableChangeKind,
    refund,
    settle,
    transfer,
    write_off,
)
from sambruk_cli.session import Session
from sambruk_cli.views.receivables import receivable_payload, receivable_summary

_CHANGES: dict[ReceivableChangeKind, Callable[..., ReceivableChange]] = {
    "write-off": write_off,
    "refund": refund,
    "settle": settle,
    "transfer": transfer,
}


@frozen
class BookingOptions:
    """The options, as they were given."""

    amount: str | None
    member: str | None
    reason: str
    on: datetime | None
    series: str
    account: str | None = None


def run_booking(
    context: typer.Context,
    kind: ReceivableChangeKind | Literal["credit"],
    ends: tuple[str | None, ...],
    options: BookingOptions,
    *,
    write: bool,
    format_: str,
) -> int:
    """Book a voucher on what is owed, and return the exit code.

    Args:
      ends: the number of the invoice, or from what and to what money is moved.
    Raises:
      BadParameter: when an amount or a series is not written as it must be.
      Stop: when the workspace cannot be read.
    """
    terms = run.settings_of(context).terms
    asked = _asked(options, terms.messages)
    if kind == "credit":
        day = options.on.date() if options.on else None
        assert ends[0] is not None  # its argument must be given
        return run_credit(context, ends[0], asked, day, write=write, format_=format_)

    of: ReceivableChangeKind = kind

    def planned(session: Session) -> ReceivableChange:
        day = options.on.date() if options.on else session.today
        return _checked(session, of, ends, replace(asked, day=day))

    found = planned_and_done(context, planned, write=write)
    masks = run.settings_of(context).masks
    mask = masks.text if masks is not None else str
    diff = not masks  # the lines of a voucher name its party
    return show_change(
        found,
        lambda: receivable_summary(found, terms.language, mask),
        lambda written: receivable_payload(found, written, terms.messages, mask, diff=diff),
        terms,
        format_,
        write=write,
        diff=diff,
    )


def _asked(options: BookingOptions, language: Language) -> ChangeAsked:
    if not is_series(options.series):
        raise typer.BadParameter(
            say(language, "a series is one to three capitals"), param_hint="--series"
        )
    return ChangeAsked(
        date.min,
        stated_kronor(options.amount, language),
        options.member,
        options.reason.strip(),
        options.series,
        options.account,
    )


def stated_kronor(text: str | None, language: Language) -> Decimal | None:
    """Kronor above nought, None where nothing is said.

    Raises:
      BadParameter: when it is no such amount.
    """
    if text is None:
        return None
    amount = Decimal(stated_number(text, "--amount", language))
    if not amount or not is_whole_ore(amount):
        said = say(language, "an amount above nought with at most two decimals")
        raise typer.BadParameter(said, param_hint="--amount")
    return amount


def _checked(
    session: Session,
    kind: ReceivableChangeKind,
    ends: tuple[str | None, ...],
    asked: ChangeAsked,
) -> ReceivableChange:
    """The change, or what would be wrong once it were carried out and is not today."""
    unread = [item for item in errors(session.findings) if item.code.startswith("WSP")]
    if unread:
        raise Stop(*unread)
    try:
        change = _CHANGES[kind](session, *ends, asked)
    except Stop as stop:
        return ReceivableChange(kind, findings=stop.findings)
    assert change.plan is not None
    new = only_planned(session, planned_workspace(session, change.plan))
    notes = tuple(x for x in new if x.severity is Severity.WARNING and not x.is_reminder)
    return replace(change, findings=errors(new), notes=notes)
