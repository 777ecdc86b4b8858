"""An account by the bank's own list of its movements against that account of the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.exchange.bank.against.model import (
    AccountCompared,
    BankSide,
    BooksSide,
    DayCompared,
)
from sambruk_cli.exchange.bank.against.pairs import paired
from sambruk_cli.exchange.bank.into.accounts import BookAccounts
from sambruk_cli.exchange.bank.model import BankFile, BankStatement, StatementBalance
from sambruk_cli.exchange.bank.one_money import OneMoney
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.invoicing import InvoicingFile

WHOLE = frozenset({"camt.053", "account"})  # kinds of file that list every movement


@frozen
class _Span:
    """Days of one account that statements cover without a gap, and balances at their ends."""

    account: str
    first: date
    last: date
    opening: StatementBalance | None
    closing: StatementBalance | None


def compared(
    books: Books, invoicing: InvoicingFile, files: Sequence[BankFile], money: Sequence[OneMoney]
) -> tuple[AccountCompared, ...]:
    """Every account that a file lists whole, over the days that it does; in SEK alone.

    Args:
      money: the movements of the files, each once.
    """
    accounts = BookAccounts(books, invoicing)
    spans: dict[str, list[_Span]] = defaultdict(list)
    for file in files:
        for statement in file.statements if file.kind in WHOLE else ():
            number = accounts.number_of_statement(statement)
            if statement.currency == "SEK" and (span := _span(number, statement)) is not None:
                spans[number].append(span)
    sides: dict[str, list[BankSide]] = defaultdict(list)
    for one in money:
        for each in one.stated:
            if each.file.kind in WHOLE and each.entry.currency == "SEK":
                number = accounts.number_of_statement(each.statement)
                sides[number].append(BankSide(each.entry.day, each.entry.amount, one))
                break
    return tuple(
        _compared(books, span, [s for s in sides[number] if span.first <= s.day <= span.last])
        for number in sorted(spans)
        for span in _joined(spans[number])
    )


def _span(number: str, statement: BankStatement) -> _Span | None:
    """The days of a statement: of its entries, and to the day of its closing balance.

    A bank may date the opening balance the day before.
    """
    opening, closing = statement.opening, statement.closing
    days = [entry.day for entry in statement.entries]
    if closing is not None:
        days.append(closing.day)
    elif opening is not None and not days:
        days.append(opening.day)
    return _Span(number, min(days), max(days), opening, closing) if days else None


def _joined(spans: Iterable[_Span]) -> Iterator[_Span]:
    """The same with those that overlap, or follow on each other, as one."""
    before: _Span | None = None
    for span in sorted(spans, key=lambda each: (each.first, each.last)):
        if before is None:
            before = span
        elif span.first.toordinal() <= before.last.toordinal() + 1:
            later = span if span.last >= before.last else before
            earlier = before if before.opening or before.first < span.first else span
            before = _Span(
                span.account,
                before.first,
                max(before.last, span.last),
                earlier.opening,
                later.closing or (before.closing if span.last == before.last else None),
            )
        else:
            yield before
            before = span
    if before is not None:
        yield before


def _compared(books: Books, span: _Span, bank: Sequence[BankSide]) -> AccountCompared:
    known = books.by_number.get(span.account)
    name = known.name if known is not None else ""
    sides = []
    for voucher in books.between(span.first, span.last):
        amount = sum((p.amount for p in voucher.postings if p.account == name), ZERO)
        if any(p.account == name for p in voucher.postings):
            sides.append(BooksSide(voucher.date, amount, voucher))
    before = books.opening(span.first).totals
    opening = before[name].amount if name in before else ZERO
    closing = opening + sum((side.amount for side in sides), ZERO)
    pairs = paired(bank, sides, name)
    return AccountCompared(
        span.account,
        f"{span.account} {known.label}" if known is not None else span.account,
        span.first,
        span.last,
        span.opening.amount if span.opening is not None else None,
        span.closing.amount if span.closing is not None else None,
        opening,
        closing,
        tuple(_days(span, opening, bank, sides)),
        pairs.bank,
        pairs.books,
        pairs.other_day,
    )


def _days(
    span: _Span, opening: Decimal, bank: Iterable[BankSide], books: Iterable[BooksSide]
) -> Iterator[DayCompared]:
    """Each day on which something is moved, with the balances at its end."""
    by_bank: dict[date, Decimal] = defaultdict(Decimal)
    by_books: dict[date, Decimal] = defaultdict(Decimal)
    for movement in bank:
        by_bank[movement.day] += movement.amount
    for side in books:
        by_books[side.day] += side.amount
    held = span.opening.amount if span.opening is not None else None
    for day in sorted({*by_bank, *by_books}):
        moved, booked = by_bank[day], by_books[day]
        opening += booked
        if held is not None:
            held += moved
        yield DayCompared(day, moved, booked, held, opening)
