"""What `sambruk ledger` shows: the general ledger (huvudbok), account by account."""

from __future__ import annotations

from typing import Any

from sambruk_cli.books.balances import AccountBalance
from sambruk_cli.books.books import Books
from sambruk_cli.books.wording import account_title
from sambruk_cli.document.model import Block, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.messages import say
from sambruk_cli.money import exact
from sambruk_cli.period import Days
from sambruk_cli.report.book_tables import LEDGER_PRINTED, ledger_columns, ledger_tables
from sambruk_cli.session import Session
from sambruk_cli.views.view import View


def ledger_view(session: Session, days: Days, account: str | None) -> View:
    """Each account's postings with the balance after each, in kronor and öre; debit positive.

    Args:
      account: a number or a name; None for all that are used.
    Raises:
      Stop: USE903 when no account is called that.
    """
    language, books = session.language, session.books
    names = session.register.party_names()
    wanted = _accounts(books, account)
    heading = Heading(2, say(language, "General ledger {days}", days=days.title))
    blocks: list[Block] = [heading]
    accounts: list[tuple[AccountBalance, Table]] = []
    rows: list[Row] = []
    for balance, table in ledger_tables(books, days, wanted, names, language):
        printed = with_columns(table, *LEDGER_PRINTED)
        blocks += [Heading(3, account_title(books, balance.account)), printed]
        accounts.append((balance, printed))
        rows += table.rows
    if not accounts:
        blocks.append(Paragraph.of(say(language, "Nothing has been booked.")))
    every = Table("ledger", ledger_columns(language), tuple(rows))
    return View(tuple(blocks), every, lambda: {**days.as_json(), "accounts": _data(accounts)})


def _data(accounts: list[tuple[AccountBalance, Table]]) -> list[dict[str, Any]]:
    return [
        {
            "account": balance.account,
            "opening": exact(balance.opening),
            "rows": records(table),
            "closing": exact(balance.closing),
        }
        for balance, table in accounts
    ]


def means_year(session: Session, text: str) -> bool:
    """`sambruk ledger 2007` means the year where no account has that number."""
    return session.register.year(text) is not None and not _matching(session.books, text)


def _matching(books: Books, wanted: str) -> list[str]:
    lower = wanted.lower()
    return [
        a.name
        for a in books.accounts.values()
        if wanted == a.number
        or lower in {a.name.lower(), a.label.lower()}
        or a.name.lower().endswith(f":{lower}")
    ]


def _accounts(books: Books, wanted: str | None) -> set[str]:
    if wanted is None:
        return set(books.accounts)
    found = _matching(books, wanted)
    if not found:
        known = [
            name for a in books.accounts.values() for name in (a.number or "", a.label) if name
        ]
        raise Stop(finding("USE903", account=wanted, hint=nearest(wanted, known)))
    return set(found)
