"""What `sambruk statement` does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sambruk_cli.console import printing
from sambruk_cli.language import Language
from sambruk_cli.render.forms import ReportForm
from sambruk_cli.render.pdf.account_letter import account_letter
from sambruk_cli.session import Session
from sambruk_cli.views.account_statement import statement_of_account


def write_statement(
    session: Session,
    party: str,
    days: tuple[date | None, date | None],
    language: Language | None,
    form: ReportForm,
    output: Path | None,
) -> None:
    """Write a party's statement of account: as PDF a letter, else a document.

    Args:
      days: the first and the last day, with defaults as `statement_of_account`.
    """
    made = statement_of_account(session, party, *days, language)
    if form is ReportForm.pdf:
        printing.emit_bytes(account_letter(made), output)
        return
    findings = [found.as_json(session.terms.messages) for found in session.findings]
    printing.emit_report(made.document(), form, output, findings)
