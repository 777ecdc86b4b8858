"""What the figures of the statements are made of: accounts, and the vouchers on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.language import pick
from sambruk_cli.report.model import Block, Chapter, Column, Report, Row, Table
from sambruk_cli.report.sources import Sources
from sambruk_cli.report.tables import decimals_of
from sambruk_cli.statements.model import AccountRow, StatementRow

Postings = Mapping[str, Sequence[tuple[Voucher, Posting]]]


def with_details(report: Report, sources: Sources) -> Report:
    """The report with every row of the statements able to unfold to accounts and vouchers.

    Vouchers are those of the report's own year; the comparative year has a report of its own.
    """
    postings = _postings(sources)
    return replace(
        report,
        chapters=tuple(_chapter(chapter, sources, postings) for chapter in report.chapters),
    )


def _postings(sources: Sources) -> Postings:
    found: dict[str, list[tuple[Voucher, Posting]]] = defaultdict(list)
    for voucher in sources.books.in_year(sources.year):
        for posting in voucher.postings:
            found[posting.account].append((voucher, posting))
    return found


def _chapter(chapter: Chapter, sources: Sources, postings: Postings) -> Chapter:
    statements = sources.statements
    rows_of: dict[str, tuple[StatementRow, ...]] = {
        "income_statement": statements.income_statement,
        "balance_sheet": statements.balance_sheet,
    }
    blocks: list[Block] = []
    for block in chapter.blocks:
        if isinstance(block, Table) and block.id in rows_of:
            blocks.append(_unfolding(block, rows_of[block.id], sources, postings))
        else:
            blocks.append(block)
    return replace(chapter, blocks=tuple(blocks))


def _unfolding(
    table: Table, rows: tuple[StatementRow, ...], sources: Sources, postings: Postings
) -> Table:
    """The table with details; its rows are the statement's, after any line about the unit."""
    first = len(table.rows) - len(rows)
    unfolded = []
    for index, row in enumerate(table.rows):
        of_statement = rows[index - first] if index >= first else None
        if of_statement is not None and of_statement.accounts:
            name = f"{table.id}-{of_statement.key}"
            detail = _accounts(name, of_statement, sources, postings)
            unfolded.append(replace(row, detail=(detail,)))
        else:
            unfolded.append(row)
    return replace(table, rows=tuple(unfolded))


def _accounts(name: str, row: StatementRow, sources: Sources, postings: Postings) -> Table:
    labels = [year.label for year in sources.statements.years]
    decimals = decimals_of(sources.statements)
    columns = (
        Column(pick(sources.language, "Konto", "Account")),
        *(Column(label, "amount", decimals) for label in labels),
    )
    rows = tuple(
        Row(
            (account.title, *(account.printed[label] for label in labels)),
            detail=_vouchers(name, account, sources, postings),
        )
        for account in row.accounts
    )
    return Table(name, columns, rows, row.label)


def _vouchers(
    name: str, account: AccountRow, sources: Sources, postings: Postings
) -> tuple[Block, ...]:
    of_account = postings.get(account.account, ())
    if not of_account:
        return ()
    language = sources.language
    columns = (
        Column(pick(language, "Datum", "Date"), "date"),
        Column("Ver"),
        Column(pick(language, "Text", "Text")),
        Column(pick(language, "Belopp, kr", "Amount, SEK"), "amount", 2),
    )
    rows = tuple(
        Row((voucher.date, voucher.ver or "", voucher.description, posting.amount))
        for voucher, posting in of_account
    )
    vouchers = pick(language, "verifikationer", "vouchers")
    title = f"{account.title}, {vouchers} {sources.year.label}"
    return (Table(f"{name}-{account.number}", columns, rows, title),)
