"""The general ledger (huvudbok, BFL 5:1): every account with its postings and running balance."""

from __future__ import annotations

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.wording import account_title
from sambruk_cli.document.model import Block, Heading, Row, Table
from sambruk_cli.document.records import with_columns
from sambruk_cli.messages import say
from sambruk_cli.report.book_tables import LEDGER_PRINTED, ledger_columns, ledger_tables


def ledger_section(year: AuditYear) -> Section:
    """Accounts in order of number; in the workbook every row, opening and closing ones too."""
    language, books = year.language, year.books
    title = say(language, "General ledger")
    about = say(language, "Each account with its postings and the balance after each.")
    blocks: list[Block] = []
    rows: list[Row] = []
    names = year.register.party_names()
    for balance, table in ledger_tables(books, year.days, set(books.accounts), names, language):
        printed = with_columns(table, *LEDGER_PRINTED)
        blocks += [Heading(2, account_title(books, balance.account)), printed]
        rows += table.rows
    if not rows:
        return Section("ledger", title, about, nothing=say(language, "Nothing has been booked."))
    every = Table("ledger", ledger_columns(language), tuple(rows), title)
    return Section("ledger", title, about, tuple(blocks), (every,))
