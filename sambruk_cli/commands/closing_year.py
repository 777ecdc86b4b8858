"""What `sambruk close` does: plans, checks what the books would say, writes and shows."""

from __future__ import annotations

from dataclasses import replace

import typer

from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.closing.plan import ClosingAsked, closing_of
from sambruk_cli.closing.steps import YearClosing
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.exchange.sie.into.names import is_series
from sambruk_cli.findings import Stop, errors
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.opening.planned_books import planned_workspace, standing_errors
from sambruk_cli.session import Session, concerns, known_year
from sambruk_cli.views.close import closing_payload, closing_summary


def run_close(
    context: typer.Context,
    label: str,
    options: tuple[str | None, str | None, bool, bool],
    *,
    write: bool,
    format_: str,
) -> int:
    """Close a fiscal year, and return the exit code.

    Args:
      options: series, account, lock and monthly, as `ClosingAsked` has them.
    Raises:
      BadParameter: when a series or an account is not written as it must be.
      Stop: when the workspace cannot be read, or there is no such year; when a part of the books is
        not read.
    """
    terms = run.settings_of(context).terms
    asked = ClosingAsked(*options)
    _refuse_unfit(asked.series, asked.account, terms.messages)
    found = planned_and_done(context, lambda session: _planned(session, label, asked), write=write)
    return show_change(
        found,
        lambda: closing_summary(found, terms.language),
        lambda written: closing_payload(found, written, terms.messages),
        terms,
        format_,
        write=write,
        diff=True,
    )


def _refuse_unfit(series: str | None, account: str | None, language: Language) -> None:
    if series is not None and not is_series(series):
        raise typer.BadParameter(
            say(language, "a series is one to three capitals"), param_hint="--series"
        )
    if account is not None and not is_account_number(account):
        raise typer.BadParameter(
            say(language, "an account of equity by its number, as 2099"), param_hint="--account"
        )


def _planned(session: Session, label: str, asked: ClosingAsked) -> YearClosing:
    """The closing, or what would stand in its way once it were carried out."""
    year = known_year(session.register, label)
    # What is not read would be told as something else that is missing, and so would an account.
    unread = [item for item in errors(session.findings) if item.code.startswith("WSP")]
    if unread:
        raise Stop(*unread)
    closing = closing_of(session, year, asked)
    unknown = tuple(item for item in errors(session.findings) if item.code == "REG130")
    if unknown:
        return replace(closing, findings=unknown)
    if closing.findings:
        return closing
    if closing.plan is None or closing.is_nothing:
        wrong = tuple(f for f in errors(session.findings) if concerns(session, f, year))
        return replace(closing, findings=wrong)
    after = planned_workspace(session, closing.plan)
    wrong, warnings = standing_errors(session, after, year)
    return replace(closing, findings=wrong, notes=warnings)
