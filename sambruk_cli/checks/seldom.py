"""Checks of what few workspaces have.

Budgets, grants, fixed assets, seals, documentation, bank, invoices.
"""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.checks.assets import check_assets
from sambruk_cli.checks.budgets import check_budgets
from sambruk_cli.checks.grants import check_grants
from sambruk_cli.checks.invoices import check_invoices
from sambruk_cli.checks.reminders import check_reminders
from sambruk_cli.checks.seals import check_seals
from sambruk_cli.checks.suspense import check_suspense
from sambruk_cli.findings import Finding
from sambruk_cli.register.assets import FILE
from sambruk_cli.register.bank import FILE as BANK
from sambruk_cli.register.bank import read_bank
from sambruk_cli.register.documentation import FILE as DOCUMENTATION
from sambruk_cli.register.documentation import read_documentation
from sambruk_cli.register.invoicing import FILE as INVOICING
from sambruk_cli.register.reminders import FILE as REMINDERS
from sambruk_cli.register.seals import FOLDER
from sambruk_cli.session import Session


def has_invoices(session: Session) -> bool:
    """Whether there is anything of invoices: what is said of them, or their files."""
    there = session.workspace.is_there
    return there(INVOICING) or there(session.register.invoicing.invoices.folder)


def check_seldom(session: Session) -> Iterator[Finding]:
    """Budgets where the books have some, and of the rest what there is a file of."""
    if session.books.budgets:
        yield from check_budgets(session)
    if session.register.grants:
        yield from check_grants(session)
    if session.workspace.is_there(FILE):
        yield from check_assets(session)
    if session.workspace.is_there(FOLDER):
        yield from check_seals(session)
    if session.register.invoicing.accounts.suspense is not None:
        yield from check_suspense(session)
    if session.workspace.is_there(BANK):
        yield from read_bank(session.workspace)[2]
    if has_invoices(session):
        yield from check_invoices(session)
    if session.workspace.is_there(DOCUMENTATION):
        yield from read_documentation(session.workspace)[2]
    if session.workspace.is_there(INVOICING) or session.workspace.is_there(REMINDERS):
        yield from check_reminders(session)
