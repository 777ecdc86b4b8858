"""Budgets that no statement can show as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sambruk_cli.books.budgets import planned
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import is_within, spans
from sambruk_cli.session import Session


def check_budgets(session: Session) -> Iterator[Finding]:
    """Each names an account and a project that there are, and a row shows what it plans."""
    books, register = session.books, session.register
    last: dict[object, int] = {}
    projects = {project.id for project in register.projects}
    for budget in books.budgets:
        said = partial(finding, file=budget.file, line=budget.line)
        if budget.account not in books.accounts:
            near = nearest(budget.account, books.accounts)
            yield said("BOK223", account=budget.account, hint=near)
        same = (budget.account, budget.project, budget.date)
        if same in last:
            yield said("BOK223.twice", account=budget.account, first=last[same])
        last[same] = budget.line
        if budget.project is not None and budget.project not in projects:
            near = nearest(budget.project, projects)
            yield said("BOK223.project", project=budget.project, hint=near)
    yield from _without_row(session)


def _without_row(session: Session) -> Iterator[Finding]:
    """Income planned as a cost, and plans for accounts that no row of a year's layout holds."""
    books, said = session.books, set()
    where = {budget.account: budget for budget in books.budgets}
    for year in session.years:
        layout = session.register.layout_for(year)
        plans = planned(books.budgets, year.start, year.end) if layout else {}
        income = sum((a for (name, _), a in plans.items() if name.startswith("Income")), ZERO)
        if income > 0:
            first = next(
                b for b in books.budgets if b.account.startswith("Income") and b.amount > 0
            )
            yield finding("BOK223.sign", year=year.label, file=first.file, line=first.line)
        rows = [row for row in layout.income_statement if row.is_leaf] if layout else []
        for account, _ in plans:
            number = books.number(account)
            held = any(is_within(number, spans(row.accounts)) for row in rows)
            known = account in books.accounts and not books.keeps_balance(account)
            if known and not held and account not in said:
                said.add(account)
                at = where[account]
                yield finding(
                    "BOK223.row", account=account, year=year.label, file=at.file, line=at.line
                )
