"""What `sambruk validate --fix` does: writes keys of older forms in the new one."""

from __future__ import annotations

import typer

from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.edits.older import FormsEdit, newer_forms
from sambruk_cli.findings import errors
from sambruk_cli.opening.planned import new_findings, planned_session
from sambruk_cli.session import Session
from sambruk_cli.views.plan import change_payload


def run_fix(context: typer.Context, *, write: bool, format_: str) -> int:
    """Show the change, write it where that is asked for, and return the exit code."""
    terms = run.settings_of(context).terms
    edit = planned_and_done(context, _checked, write=write, of_books=False)
    return show_change(
        edit,
        list,
        lambda written: change_payload(edit, written, terms.messages, diff=True),
        terms,
        format_,
        write=write,
        diff=True,
    )


def _checked(session: Session) -> FormsEdit:
    edit = newer_forms(session.workspace)
    if edit.plan is None or not edit.plan.changes:
        return edit
    found = errors(new_findings(session, planned_session(session, edit.plan)))
    return FormsEdit(None, found) if found else edit
