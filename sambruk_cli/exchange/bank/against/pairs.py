"""Which movement of the bank's is which voucher: what has the same day and amount, then near ones.

Movements of one day and amount are the same for a balance, whichever voucher each of them is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.bank.against.model import BankSide, BooksSide
from sambruk_cli.frozen import frozen

DAYS = 5  # at most between the day of the bank and that of the books


@frozen
class BankPairs:
    """What is left of either side, and the pairs that only their days tell apart."""

    bank: tuple[BankSide, ...]
    books: tuple[BooksSide, ...]
    other_day: tuple[tuple[BankSide, BooksSide], ...]


def paired(bank: Iterable[BankSide], books: Iterable[BooksSide], account: str) -> BankPairs:
    """Put movements and vouchers together.

    Args:
      account: by name; a voucher may have several rows on it, one for each movement.
    """
    bank_left, books_left = _equal(list(bank), list(books))
    bank_left, books_left = _in_parts(bank_left, books_left)
    rows = [row for side in books_left for row in _rows_of(side, account)]
    bank_left, rows = _equal(bank_left, rows)
    bank_left, rows, near = _near(bank_left, rows)
    return BankPairs(tuple(bank_left), tuple(_joined(rows)), tuple(near))


def _equal(bank: list[BankSide], books: list[BooksSide]) -> tuple[list[BankSide], list[BooksSide]]:
    """What is left where those of one day and amount are taken together."""
    places: dict[tuple[date, Decimal], list[BooksSide]] = defaultdict(list)
    for side in reversed(books):
        places[side.day, side.amount].append(side)
    taken: set[int] = set()
    left = []
    for movement in bank:
        near = places[movement.day, movement.amount]
        if near:
            taken.add(id(near.pop()))
        else:
            left.append(movement)
    return left, [side for side in books if id(side) not in taken]


def _in_parts(
    bank: list[BankSide], books: list[BooksSide]
) -> tuple[list[BankSide], list[BooksSide]]:
    """The same for deposits that the books have as a voucher for each of their payments."""
    left = []
    for movement in bank:
        payments = movement.money.best.entry.payments
        parts = [BankSide(movement.day, p.amount, movement.money) for p in payments]
        missing, rest = _equal(parts, books) if len(parts) > 1 else (parts, books)
        if missing:
            left.append(movement)
        else:
            books = rest
    return left, books


def _near(
    bank: list[BankSide], books: list[BooksSide]
) -> tuple[list[BankSide], list[BooksSide], list[tuple[BankSide, BooksSide]]]:
    """The same for those of one amount on days that are near, the nearest first."""
    places: dict[Decimal, list[BooksSide]] = defaultdict(list)
    for side in books:
        places[side.amount].append(side)
    pairs, left = [], []
    for movement in bank:
        near = [s for s in places[movement.amount] if _apart(movement, s) <= DAYS]
        if near:
            side = min(near, key=lambda each: _apart(movement, each))
            places[movement.amount].remove(side)
            pairs.append((movement, side))
        else:
            left.append(movement)
    taken = {id(side) for _, side in pairs}
    return left, [side for side in books if id(side) not in taken], pairs


def _apart(movement: BankSide, side: BooksSide) -> int:
    return abs((movement.day - side.day).days)


def _rows_of(side: BooksSide, account: str) -> list[BooksSide]:
    """The rows of a voucher on the account."""
    rows = [p.amount for p in side.voucher.postings if p.account == account and p.amount]
    return [BooksSide(side.day, amount, side.voucher) for amount in rows]


def _joined(rows: list[BooksSide]) -> list[BooksSide]:
    """The rows that are left, those of one voucher as one."""
    sums: dict[int, BooksSide] = {}
    for row in rows:
        known = sums.get(id(row.voucher))
        amount = row.amount + (known.amount if known else Decimal(0))
        sums[id(row.voucher)] = BooksSide(row.day, amount, row.voucher)
    return [side for side in sums.values() if side.amount]
