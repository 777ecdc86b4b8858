"""What the budgets of the books plan for the use of a grant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.budgets import planned
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.grants.accounts import is_fit
from sambruk_cli.money import ZERO
from sambruk_cli.register.grants import Grant
from sambruk_cli.register.layout import is_within, spans

_DAY = timedelta(days=1)


def budget_of(
    books: Books, grant: Grant, years: Iterable[FiscalYear], last: date
) -> Mapping[str, Decimal]:
    """What is planned for the costs of a grant's project, by account, in kronor.

    From the first day of its use through the last one, or through `last` where that comes before.
    Empty where it has no project, or no period that could be planned for.
    """
    if grant.project is None or grant.from_ is None or grant.to is None:
        return {}
    first, last = grant.from_, min(grant.to, last)
    found: dict[str, Decimal] = {}
    for year in years:
        end = min(year.end, last)
        if end < max(year.start, first):
            continue
        # A budget of a year is spread from its first day: what comes before the grant is taken off.
        sums = dict(planned(books.budgets, year.start, end))
        before = max(first, year.start) - _DAY
        for key, amount in planned(books.budgets, year.start, before).items():
            sums[key] = sums.get(key, ZERO) - amount
        for (account, project), amount in sums.items():
            if project == grant.project and _is_cost(books, grant, account):
                found[account] = found.get(account, ZERO) + amount
    return {account: amount for account, amount in found.items() if amount}


def _is_cost(books: Books, grant: Grant, account: str) -> bool:
    if not grant.costs:
        return account.partition(":")[0] == "Expenses"
    number, root = books.number(account), account.partition(":")[0]
    return is_within(number, spans(grant.costs)) and is_fit("costs", root, number)
