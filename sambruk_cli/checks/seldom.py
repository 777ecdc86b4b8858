"""Checks of what few workspaces have: budgets and a register of fixed assets."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.checks.assets import check_assets
from sambruk_cli.checks.budgets import check_budgets
from sambruk_cli.findings import Finding
from sambruk_cli.register.assets import FILE
from sambruk_cli.session import Session


def check_seldom(session: Session) -> Iterator[Finding]:
    """Budgets where the books have some, and fixed assets where there is a register of them."""
    if session.books.budgets:
        yield from check_budgets(session)
    if session.workspace.is_there(FILE):
        yield from check_assets(session)
