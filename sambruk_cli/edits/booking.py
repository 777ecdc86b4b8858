"""Vouchers that a command books, numbered one after the other into the journals of their years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sambruk_cli.edits.journals import Journals
from sambruk_cli.edits.numbers import next_number, taken_numbers
from sambruk_cli.edits.vouchers import Meta, NewPosting, voucher_text
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.session import Session


@frozen
class NewVoucher:
    """A voucher that is to be booked; `registered` is the day that it is entered.

    `payee` is the other party as a text, "" where there is none.
    """

    ver: str
    day: date
    text: str
    rows: tuple[NewPosting, ...]
    registered: date
    file: str
    meta: tuple[tuple[str, Meta], ...] = ()
    payee: str = ""

    def written(self) -> str:
        """The voucher as text of Beancount's."""
        meta: list[tuple[str, Meta]] = [("ver", self.ver)]
        if self.registered > self.day:
            meta.append(("registered", self.registered))
        meta += self.meta
        return voucher_text(self.day, self.text, meta, self.rows, payee=self.payee)


class Booking:
    """What is added to the journals of the years in which something is booked.

    `added` is what vouchers of one year add to each account; kronor, debit positive.
    """

    def __init__(self, session: Session, year: FiscalYear | None, series: str) -> None:
        """
        Args:
          year: that whose vouchers `added` sums; None where nobody asks.
          series: of the vouchers, where none is said of one.
        """
        self.added: dict[str, Decimal] = {}
        self.journals = Journals(session)
        self._session = session
        self._year = year
        self._series = series
        self._numbers: dict[tuple[str, str], int] = {}

    def book(
        self,
        year: FiscalYear,
        day: date,
        text: str,
        rows: Iterable[NewPosting],
        meta: tuple[tuple[str, Meta], ...] = (),
        *,
        payee: str = "",
        series: str | None = None,
    ) -> NewVoucher:
        """A voucher with the next number of a series, into the journal of its year.

        Raises:
          Stop: USE913 where the year has no journal and none can be begun.
        """
        of = series or self._series
        number = self._next(year, of)
        file, today = self.journals.of(year), self._session.today
        ver = f"{of}{number}"
        found = NewVoucher(ver, day, text, tuple(rows), today, file, meta, payee)
        if self._year is not None and year.label == self._year.label:
            for row in found.rows:
                self.added[row.account] = self.added.get(row.account, ZERO) + row.amount
        self.journals.add(file, found.written())
        return found

    def _next(self, year: FiscalYear, series: str) -> int:
        key = (year.label, series)
        if key not in self._numbers:
            self._numbers[key] = next_number(taken_numbers(self._session.books, year), series) - 1
        self._numbers[key] += 1
        return self._numbers[key]
