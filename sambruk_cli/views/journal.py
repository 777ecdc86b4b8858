"""What `sambruk journal` shows: the journal (grundbok), every voucher in order of date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records
from sambruk_cli.messages import say
from sambruk_cli.period import Days
from sambruk_cli.report.book_tables import account_cell, journal_table
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

_TAGS = ("member", "invoice", "project", "counterparty")


def journal_view(session: Session, days: Days) -> View:
    """Vouchers with their postings, in kronor and öre; JSON says what each posting is tagged."""
    language, books = session.language, session.books
    vouchers = books.between(days.first, days.last)
    title = say(language, "Journal {days}", days=days.title)
    blocks: list[Block] = [Heading(2, title), journal_table(vouchers, books, language)]
    if not vouchers:
        blocks.append(Paragraph.of(say(language, "No vouchers on these days.")))
    return View(
        tuple(blocks),
        _postings(vouchers, books),
        lambda: {**days.as_json(), "vouchers": [_voucher(v, books) for v in vouchers]},
    )


def _postings(vouchers: Sequence[Voucher], books: Books) -> Table:
    """One row per posting, debit positive."""
    columns = (
        Column("", "date", key="date"),
        Column("", key="voucher"),
        Column("", key="text"),
        Column("", key="account"),
        Column("", "amount", 2, key="amount"),
    )
    rows = tuple(
        Row((v.date, v.ver, v.description, account_cell(p.account, books), p.amount))
        for v in vouchers
        for p in v.postings
    )
    return Table("journal", columns, rows)


def _voucher(voucher: Voucher, books: Books) -> dict[str, Any]:
    rows = records(_postings([voucher], books))
    return {
        "date": voucher.date.isoformat(),
        "voucher": voucher.ver,
        "payee": voucher.payee,
        "text": voucher.text,
        "file": voucher.file,
        "line": voucher.line,
        "postings": [
            {"account": row["account"], "amount": row["amount"], **_tags(posting.meta)}
            for row, posting in zip(rows, voucher.postings, strict=True)
        ],
    }


def _tags(meta: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(meta[key]) for key in _TAGS if key in meta}
