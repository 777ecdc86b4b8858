"""What the figures of the statements are made of: accounts, and the vouchers on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.books.wording import posting_text
from sambruk_cli.document.model import Block, Chapter, Column, Report, Row, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import Sign
from sambruk_cli.report.tables import decimals_of
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.amounts import signed
from sambruk_cli.statements.model import AccountRow, StatementRow


@frozen
class _Posted:
    """The books of the report's year: what each account opens with and what is posted on it.

    `signs` are those of the statements' rows, by key.
    """

    year: ReportYear
    openings: Mapping[str, Decimal]
    postings: Mapping[str, Sequence[tuple[Voucher, Posting]]]
    signs: Mapping[str, Sign]


def unfoldable(report: Report, year: ReportYear) -> Report:
    """The report with every row of the statements able to unfold to accounts and vouchers.

    Vouchers are those of the report's own year; the comparative year has a report of its own.
    """
    posted = _posted(year)
    return replace(report, chapters=tuple(_chapter(chapter, posted) for chapter in report.chapters))


def _posted(year: ReportYear) -> _Posted:
    postings: dict[str, list[tuple[Voucher, Posting]]] = defaultdict(list)
    for voucher in year.books.in_year(year.fiscal):
        for posting in voucher.postings:
            postings[posting.account].append((voucher, posting))
    balances = trial_balance(year.books, year.fiscal)
    rows = (*year.layout.income_statement, *year.layout.balance_sheet)
    return _Posted(
        year,
        {balance.account: balance.opening for balance in balances},
        postings,
        {row.key: row.sign for row in rows},
    )


def _chapter(chapter: Chapter, posted: _Posted) -> Chapter:
    statements = posted.year.statements
    rows_of: dict[str, tuple[StatementRow, ...]] = {
        "income_statement": statements.income_statement,
        "balance_sheet": statements.balance_sheet,
    }
    blocks: list[Block] = []
    for block in chapter.blocks:
        if isinstance(block, Table) and block.id in rows_of:
            blocks.append(_unfolding(block, rows_of[block.id], posted))
        else:
            blocks.append(block)
    return replace(chapter, blocks=tuple(blocks))


def _unfolding(table: Table, rows: tuple[StatementRow, ...], posted: _Posted) -> Table:
    """The table with details; its rows are the statement's, after any line about the unit."""
    first = len(table.rows) - len(rows)
    unfolded = []
    for index, row in enumerate(table.rows):
        of_statement = rows[index - first] if index >= first else None
        if of_statement is not None and of_statement.accounts:
            name = f"{table.id}-{of_statement.key}"
            detail = _accounts(name, of_statement, posted)
            unfolded.append(replace(row, detail=(detail,)))
        else:
            unfolded.append(row)
    return replace(table, rows=tuple(unfolded))


def _accounts(name: str, row: StatementRow, posted: _Posted) -> Table:
    year = posted.year
    labels = [column.label for column in year.statements.years]
    decimals = decimals_of(year.statements)
    columns = (
        Column(say(year.language, "Account")),
        *(Column(label, "amount", decimals) for label in labels),
    )
    sign = posted.signs.get(row.key, "debit")
    rows = tuple(
        Row(
            (account.title, *(account.printed[label] for label in labels)),
            detail=_vouchers(name, account, sign, posted),
        )
        for account in row.accounts
    )
    return Table(name, columns, rows, row.label)


def _vouchers(name: str, account: AccountRow, sign: Sign, posted: _Posted) -> tuple[Block, ...]:
    """From what the account opens with, voucher by voucher, to what its row says; the signs are
    those of the statement's row."""
    of_account = posted.postings.get(account.account, ())
    if not of_account:
        return ()
    language, books = posted.year.language, posted.year.books
    parties = posted.year.register.party_names()
    columns = (
        Column(say(language, "Date"), "date"),
        Column("Ver"),
        Column(say(language, "Text")),
        Column(say(language, "Amount, SEK"), "amount", 2),
    )
    rows = [
        Row(
            (
                voucher.date,
                voucher.ver or "",
                posting_text(voucher, posting, parties),
                signed(posting.amount, sign),
            )
        )
        for voucher, posting in of_account
    ]
    if books.keeps_balance(account.account):
        opening = signed(posted.openings.get(account.account, ZERO), sign)
        rows.insert(0, Row((None, "", say(language, "Opening"), opening)))
    total = sum((row.cells[3] for row in rows if isinstance(row.cells[3], Decimal)), ZERO)
    label = (
        say(language, "Closing") if books.keeps_balance(account.account) else say(language, "Total")
    )
    rows.append(Row((None, "", label, total), "total", sums=tuple(range(len(rows)))))
    vouchers = say(language, "vouchers")
    title = f"{account.title}, {vouchers} {posted.year.label}"
    return (Table(f"{name}-{account.number}", columns, tuple(rows), title),)
