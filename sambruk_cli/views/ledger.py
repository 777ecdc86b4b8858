"""What `sambruk ledger` shows: the general ledger (huvudbok), account by account."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sambruk_cli.books.balances import AccountBalance, trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.books.wording import account_title, posting_text
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import exact
from sambruk_cli.period import Days
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

LedgerEntry = tuple[Voucher, Posting, Decimal]  # a posting with the balance after it
_PRINTED = ("date", "voucher", "text", "amount", "balance")


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
    for balance, entries in _entries(books, days, wanted):
        table = _table(balance, entries, names, books, language)
        printed = with_columns(table, *_PRINTED)
        blocks += [Heading(3, account_title(books, balance.account)), printed]
        accounts.append((balance, printed))
        rows += table.rows
    if not accounts:
        blocks.append(Paragraph.of(say(language, "Nothing has been booked.")))
    every = Table("ledger", _columns(language), tuple(rows))
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


def _entries(
    books: Books, days: Days, wanted: set[str]
) -> list[tuple[AccountBalance, list[LedgerEntry]]]:
    """The accounts in the order of the trial balance, each with its postings."""
    balances = trial_balance(books, days.year, days.first, days.last)
    found: dict[str, list[LedgerEntry]] = {b.account: [] for b in balances if b.account in wanted}
    standing = {b.account: b.opening for b in balances}
    for voucher in books.between(days.first, days.last):
        for posting in voucher.postings:
            name = posting.account
            if name in found:
                standing[name] += posting.amount
                found[name].append((voucher, posting, standing[name]))
    return [(b, found[b.account]) for b in balances if b.account in found]


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(say(language, "Account"), key="account"),
        Column(say(language, "Date"), "date", key="date"),
        Column("Ver", key="voucher"),
        Column(say(language, "Text"), key="text"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
        Column(say(language, "Balance"), "amount", 2, key="balance"),
    )


def _table(
    balance: AccountBalance,
    entries: list[LedgerEntry],
    names: Mapping[str, str],
    books: Books,
    language: Language,
) -> Table:
    account = Shown(account_title(books, balance.account), balance.account)
    opening, closing = say(language, "Opening"), say(language, "Closing")
    rows = [
        Row((account, None, "", opening, None, balance.opening), "heading"),
        *(
            Row((account, v.date, v.ver, posting_text(v, p, names), p.amount, after))
            for v, p, after in entries
        ),
        Row((account, None, "", closing, None, balance.closing), "total"),
    ]
    return Table(balance.account, _columns(language), tuple(rows))
