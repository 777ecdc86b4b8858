"""What `sambruk payments --reconcile` shows: the books against the bank's own list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.exchange.bank.against.model import AccountCompared, BankSide, BooksSide
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, exact
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

_SHOWN = ("date", "amount", "where", "text", "voucher")


def against_view(session: Session, accounts: Sequence[AccountCompared]) -> View:
    """Balances, days that differ, and what stands on one side alone, for each account."""
    language = session.language
    blocks: list[Block] = []
    rows = [row for each in accounts for row in _differences(session, each)]
    for each in accounts:
        span = say(language, "{first} to {last}", first=each.first, last=each.last)
        blocks += [
            Heading(2, f"{session.masks.text(each.name)}, {span}"),
            _balances(each, language),
        ]
        days = _days(each, language)
        found = _table(language, list(_differences(session, each)))
        if days.rows:
            blocks += [Heading(3, say(language, "Days that differ")), without_empty(days)]
        if found.rows:
            blocks += [
                Heading(3, say(language, "What differs")),
                without_empty(with_columns(found, *_SHOWN)),
            ]
        if each.agrees:
            blocks.append(Paragraph.of(say(language, "Bank and books agree.")))
    table = _table(language, rows)
    return View(tuple(blocks), table, lambda: {"accounts": [_data(session, x) for x in accounts]})


def _balances(account: AccountCompared, language: Language) -> Table:
    """Opening balance, movements and closing balance on either side."""
    columns = (
        Column(""),
        Column(say(language, "The bank"), "amount", 2),
        Column(say(language, "The books"), "amount", 2),
        Column(say(language, "Difference"), "amount", 2),
    )
    moved = sum((day.bank for day in account.days), ZERO)
    books = account.books_closing - account.books_opening
    rows = (
        (say_in(language, "bank", "Opening"), account.opening, account.books_opening),
        (say_in(language, "of an account", "Movements"), moved, books),
        (say_in(language, "bank", "Closing"), account.closing, account.books_closing),
    )
    found = tuple(
        Row((title, bank, own, None if bank is None else own - bank)) for title, bank, own in rows
    )
    return Table("", columns, found)


def _days(account: AccountCompared, language: Language) -> Table:
    columns = (
        Column(say(language, "Date"), "date"),
        Column(say(language, "The bank"), "amount", 2),
        Column(say(language, "The books"), "amount", 2),
        Column(say_in(language, "balance of the bank's", "Bank's balance"), "amount", 2),
        Column(say_in(language, "balance of the books'", "Books' balance"), "amount", 2),
    )
    rows = tuple(
        Row((day.day, day.bank, day.books, day.bank_balance, day.books_balance))
        for day in account.days
        if day.difference or day.bank != day.books
    )
    return Table("", columns, rows)


def _table(language: Language, rows: Sequence[Row]) -> Table:
    columns = (
        Column(say_in(language, "bank", "Account"), key="account"),
        Column(say(language, "Date"), "date", key="date"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
        Column(say_in(language, "of a difference", "Where"), key="where"),
        Column(say(language, "Text"), key="text"),
        Column("Ver", key="voucher"),
        Column(say_in(language, "a file's name", "File"), key="file"),
        Column("", key="line"),
    )
    return Table("differences", columns, tuple(rows))


def _differences(session: Session, account: AccountCompared) -> Iterator[Row]:
    """What stands on one side alone, and what has another day."""
    language = session.language
    bank = Shown(say(language, "only in the bank"), "bank")
    books = Shown(say(language, "only in the books"), "books")
    for movement in account.only_bank:
        yield _of_bank(session, account, movement, bank)
    for side in account.only_books:
        yield _of_books(session, account, side, books)
    for movement, side in account.other_day:
        said = say(language, "in the books on {day}", day=side.day)
        yield _of_bank(session, account, movement, Shown(said, "other-day"), side.voucher.ver or "")


def _of_bank(
    session: Session, account: AccountCompared, side: BankSide, where: Shown, ver: str = ""
) -> Row:
    best = side.money.best
    payments = best.entry.payments
    only = payments[0] if len(payments) == 1 else None
    texts = [best.entry.text] if only is None else [only.payer.said, only.text, best.entry.text]
    text = session.masks.line("; ".join(dict.fromkeys(filter(None, texts))))
    file, line = best.file.file, best.entry.line
    return Row((account.account, side.day, side.amount, where, text, ver, file, line))


def _of_books(session: Session, account: AccountCompared, side: BooksSide, where: Shown) -> Row:
    voucher = side.voucher
    text = session.masks.line(voucher.description)
    place = (voucher.ver or "", voucher.file, voucher.line)
    return Row((account.account, side.day, side.amount, where, text, *place))


def _data(session: Session, account: AccountCompared) -> dict[str, Any]:
    """An account as JSON: kronor as text, None where the bank says nothing."""
    return {
        "account": account.account,
        "first": account.first.isoformat(),
        "last": account.last.isoformat(),
        "agrees": account.agrees,
        "opening": _both(account.opening, account.books_opening),
        "closing": _both(account.closing, account.books_closing),
        "days": [
            {
                "date": day.day.isoformat(),
                "bank": exact(day.bank),
                "books": exact(day.books),
                "bank_balance": None if day.bank_balance is None else exact(day.bank_balance),
                "books_balance": exact(day.books_balance),
                "difference": exact(day.difference),
            }
            for day in account.days
        ],
        "differences": records(_table(session.language, list(_differences(session, account)))),
    }


def _both(bank: Decimal | None, books: Decimal) -> dict[str, str | None]:
    return {"bank": None if bank is None else exact(bank), "books": exact(books)}
