"""What `sambruk receivables credit` does: a credit note, numbered, booked and kept as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import typer

from sambruk_cli.collector import collector_paused
from sambruk_cli.commands.invoice_forms import invoice_forms
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.exchange.peppol.rules import rules_version
from sambruk_cli.findings import Stop, errors
from sambruk_cli.messages import say
from sambruk_cli.opening.planned_books import only_planned, planned_workspace
from sambruk_cli.receivables.changes import ChangeAsked
from sambruk_cli.receivables.crediting import credit_draft
from sambruk_cli.receivables.made import InvoiceRun, dated_in, made_of
from sambruk_cli.session import Session
from sambruk_cli.views.invoice import invoices_payload, invoices_summary


@collector_paused()
def run_credit(
    context: typer.Context,
    number: str,
    asked: ChangeAsked,
    day: date | None,
    *,
    write: bool,
    format_: str,
) -> int:
    """Credit an invoice or a part of it, and return the exit code.

    Raises:
      Stop: when the workspace cannot be read.
    """
    terms = run.settings_of(context).terms

    def make(session: Session) -> InvoiceRun:
        unread = [item for item in errors(session.findings) if item.code.startswith("WSP")]
        if unread:
            raise Stop(*unread)
        try:
            return _made(session, number, replace(asked, day=day or session.today), write=write)
        except Stop as stop:
            return InvoiceRun(findings=stop.findings)

    found = planned_and_done(context, make, write=write)
    title = say(terms.language, "Credit note of {invoice}", invoice=number)
    return show_change(
        found,
        lambda: invoices_summary(found, terms.language, title=title),
        lambda written: invoices_payload(found, written, terms.messages),
        terms,
        format_,
        write=write,
        diff=not run.settings_of(context).masks,
    )


def _made(session: Session, number: str, asked: ChangeAsked, *, write: bool) -> InvoiceRun:
    """The credit note, or what would be wrong once it were booked."""
    year = dated_in(session, asked.day)
    draft = credit_draft(session, number, asked.amount, asked.member, asked.reason)
    found = made_of(
        session,
        [draft],
        asked.day,
        year,
        lambda invoices: invoice_forms(invoices, None, is_preview=not write),
    )
    if found.findings or found.plan is None:
        return found
    rules = rules_version() if any(each.xml is not None for each in found.made) else ""
    new = only_planned(session, planned_workspace(session, found.plan))
    wrong = errors(new)
    told = [item for item in new if item not in wrong and not item.is_reminder]
    return replace(found, findings=wrong, notes=(*found.notes, *told), rules=rules)
