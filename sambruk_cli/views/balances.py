"""What `sambruk balances` shows: the trial balance (saldobalans) of some days."""

from __future__ import annotations

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.document.model import Heading
from sambruk_cli.document.records import records
from sambruk_cli.messages import say
from sambruk_cli.period import Days
from sambruk_cli.session import Session
from sambruk_cli.views.lists import trial_balance_table
from sambruk_cli.views.view import View


def balances_view(session: Session, days: Days) -> View:
    """Opening, change and closing per account, in kronor and öre; debit is positive."""
    language, books = session.language, session.books
    found = trial_balance(books, days.year, days.first, days.last)
    table = trial_balance_table(books, found, language)
    title = say(language, "Trial balance {days}", days=days.title)
    return View(
        (Heading(2, title), table), table, lambda: {**days.as_json(), "rows": records(table)}
    )
