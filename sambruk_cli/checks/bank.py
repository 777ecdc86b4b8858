"""Bank accounts of a closed year: held by a `balance` directive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.session import Session

# BAS 1920-1989: plusgiro, bank and other accounts that a statement is sent of; 191x is cash.
_BANK = range(1920, 1990)


def check_bank(session: Session) -> Iterator[Finding]:
    """In every closed year each bank account that is used stands in a `balance` directive."""
    association = session.register.association
    place = session.register.places["association"]
    labels = [year.label for year in association.fiscal_years] if association else []
    for year in session.years:
        if not year.closed or year.end == date.max or not session.books.has_vouchers(year):
            continue
        unheld = tuple(_unheld(session, year))
        if unheld:
            yield finding(
                "BOK239",
                year=year.label,
                accounts=unheld,
                day=year.end + timedelta(days=1),
                file=place.file,
                line=place.line("fiscal_years", labels.index(year.label), "closed"),
            )


def _unheld(session: Session, year: FiscalYear) -> Iterator[str]:
    books = session.books
    changes = books.changes(year.start, year.end)
    closing = books.standing(year.end).totals
    # A directive speaks of the moment its day begins: one on the first day is of the year before.
    held = {
        assertion.account
        for assertion in books.assertions
        if year.start < assertion.date <= year.end + timedelta(days=1)
        # That there are no euro on it says nothing of its kronor.
        and (assertion.currency == "SEK" or assertion.amount)
    }
    for account in books.accounts.values():
        name, number = account.name, account.number
        if number is None or int(number) not in _BANK or account.root != "Assets":
            continue
        is_used = name in changes or (name in closing and closing[name].amount != ZERO)
        if is_used and not any(name == each or name.startswith(f"{each}:") for each in held):
            yield f"{number} {account.label}"
