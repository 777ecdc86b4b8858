"""What an account of the bank's and the account of the books say of the same days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.exchange.bank.one_money import OneMoney
from sambruk_cli.frozen import frozen


@frozen
class BankSide:
    """A movement by the bank; kronor, above nought of money in."""

    day: date
    amount: Decimal
    money: OneMoney


@frozen
class BooksSide:
    """What a voucher, or a row of one, does to the account; kronor, debit positive."""

    day: date
    amount: Decimal
    voucher: Voucher


@frozen
class DayCompared:
    """A day on which something is moved: what each side moves, and what each has at its end.

    Balances of the bank are None where its files give none.
    """

    day: date
    bank: Decimal
    books: Decimal
    bank_balance: Decimal | None
    books_balance: Decimal

    @property
    def difference(self) -> Decimal:
        """Kronor by which the books are above the bank: at the end of the day, else on the day."""
        if self.bank_balance is None:
            return self.books - self.bank
        return self.books_balance - self.bank_balance


@frozen
class AccountCompared:
    """One account over days that the bank's files cover without a gap.

    `account` is the BAS number and `name` what people read. `opening` is by the bank, None where
    unsaid; `books_opening` by the books. `other_day` are pairs that only their days tell apart.
    """

    account: str
    name: str
    first: date
    last: date
    opening: Decimal | None
    closing: Decimal | None
    books_opening: Decimal
    books_closing: Decimal
    days: tuple[DayCompared, ...]
    only_bank: tuple[BankSide, ...]
    only_books: tuple[BooksSide, ...]
    other_day: tuple[tuple[BankSide, BooksSide], ...]

    @property
    def agrees(self) -> bool:
        """Whether balances and every movement are the same; days apart are, once both have come."""
        opens = self.opening in (None, self.books_opening)
        closes = self.closing in (None, self.books_closing)
        return opens and closes and not (self.only_bank or self.only_books or self.other_day)
