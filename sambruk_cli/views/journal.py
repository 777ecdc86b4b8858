"""What `sambruk journal` shows: the journal (grundbok), every voucher in order of date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.books.wording import account_title
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO
from sambruk_cli.period import Days
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

_TAGS = ("member", "invoice", "project", "counterparty")


def journal_view(session: Session, days: Days) -> View:
    """Vouchers with their postings, in kronor and öre; JSON says what each posting is tagged."""
    language, books = session.language, session.books
    vouchers = books.between(days.first, days.last)
    title = say(language, "Journal {days}", days=days.title)
    blocks: list[Block] = [Heading(2, title), _printed(vouchers, books, language)]
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
        Row((v.date, v.ver, v.description, _account(p.account, books), p.amount))
        for v in vouchers
        for p in v.postings
    )
    return Table("journal", columns, rows)


def _account(name: str, books: Books) -> Shown:
    return Shown(account_title(books, name), name)


def _printed(vouchers: Sequence[Voucher], books: Books, language: Language) -> Table:
    """A heading for each voucher, its postings as debit and credit, and the sums."""
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
            rows.append(Row((None, "", _account(posting.account, books), debit, credit)))
            debits += debit or ZERO
            credits_ += credit or ZERO
    rows.append(Row((None, "", say(language, "Total"), debits, credits_), "total"))
    return Table("journal", columns, tuple(rows))


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
