"""Journal, general ledger and trial balance as tables of the document model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sambruk_cli.books.balances import AccountBalance, trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.books.wording import account_title, posting_text
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO
from sambruk_cli.period import Days

# Columns of the general ledger below the title of an account.
LEDGER_PRINTED = ("date", "voucher", "text", "amount", "balance")
LedgerEntry = tuple[Voucher, Posting, Decimal]  # a posting with the balance after it


def account_cell(name: str, books: Books) -> Shown:
    """An account: "1930 Bank" to people, its name to programs."""
    return Shown(account_title(books, name), name)


def trial_balance_table(
    books: Books, balances: Sequence[AccountBalance], language: Language, title: str = ""
) -> Table:
    """Opening, change and closing per account, summed; kronor, debit positive."""
    rows = [
        Row((Shown(account_title(books, b.account), b.account), b.opening, b.change, b.closing))
        for b in balances
    ]
    total = Row(
        (
            say(language, "Total"),
            sum((b.opening for b in balances), ZERO),
            sum((b.change for b in balances), ZERO),
            sum((b.closing for b in balances), ZERO),
        ),
        "total",
        sums=tuple(range(len(rows))),
    )
    columns = (
        Column(say(language, "Account"), key="account"),
        Column(say(language, "Opening"), "amount", 2, key="opening"),
        Column(say(language, "Change"), "amount", 2, key="change"),
        Column(say(language, "Closing"), "amount", 2, key="closing"),
    )
    return Table("trial_balance", columns, (*rows, total), title)


def journal_table(
    vouchers: Sequence[Voucher],
    books: Books,
    language: Language,
    names: Mapping[str, str] | None = None,
) -> Table:
    """A heading for each voucher, its postings as debit and credit, and the sums.

    Args:
      names: of members and counterparties, by id: with these a posting says whose it is.
    """
    columns = (
        Column(say(language, "Date"), "date"),
        Column("Ver"),
        Column(say(language, "Text, account")),
        Column(say(language, "Debit"), "amount", 2),
        Column(say(language, "Credit"), "amount", 2),
    )
    rows = []
    debits = credits_ = ZERO
    for voucher in vouchers:
        rows.append(
            Row((voucher.date, voucher.ver or "", voucher.description, None, None), "heading")
        )
        for posting in voucher.postings:
            debit = posting.amount if posting.amount > 0 else None
            credit = -posting.amount if posting.amount < 0 else None
            account = account_cell(posting.account, books)
            said = account if names is None else _with_party(account, posting, names)
            rows.append(Row((None, "", said, debit, credit)))
            debits += debit or ZERO
            credits_ += credit or ZERO
    rows.append(Row((None, "", say(language, "Total"), debits, credits_), "total"))
    return Table("journal", columns, tuple(rows))


def _with_party(account: str, posting: Posting, names: Mapping[str, str]) -> str:
    party, invoice = posting.tag("member") or posting.tag("counterparty"), posting.tag("invoice")
    parts = [account] if party is None else [account, names.get(party, party)]
    text = ", ".join(parts)
    return text if invoice is None else f"{text} ({invoice})"


def ledger_tables(
    books: Books,
    days: Days,
    wanted: set[str],
    names: Mapping[str, str],
    language: Language,
) -> Iterator[tuple[AccountBalance, Table]]:
    """Accounts in the order of the trial balance, each with its postings; debit positive.

    Args:
      wanted: names of the accounts; of those only the ones that have postings are there.
      names: of members and counterparties, by id.
    """
    for balance, entries in _entries(books, days, wanted):
        yield balance, _table(balance, entries, names, books, language)


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


def ledger_columns(language: Language) -> tuple[Column, ...]:
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
    return Table(balance.account, ledger_columns(language), tuple(rows))
