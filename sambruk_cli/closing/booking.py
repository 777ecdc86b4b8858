"""Vouchers that a closing books: numbered one after the other, and added up by account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sambruk_cli.closing.journals import Journals
from sambruk_cli.closing.steps import ClosingVoucher
from sambruk_cli.edits.numbers import next_number, taken_numbers
from sambruk_cli.edits.vouchers import Meta, NewPosting
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.session import Session


class Booking:
    """What is added to the journals of a year that is closed, and to those of the next one.

    `added` is what vouchers of the closed year add to each account; kronor, debit positive.
    """

    def __init__(self, session: Session, year: FiscalYear, series: str) -> None:
        self.added: dict[str, Decimal] = {}
        self.journals = Journals(session)
        self._session = session
        self._year = year
        self._series = series
        self._numbers: dict[str, list[tuple[str, int]]] = {}

    def book(
        self,
        year: FiscalYear,
        day: date,
        text: str,
        rows: Iterable[NewPosting],
        meta: tuple[tuple[str, Meta], ...] = (),
    ) -> ClosingVoucher:
        """A voucher with the next number of the series, into the journal of its year."""
        taken = self._numbers.setdefault(year.label, list(taken_numbers(self._session.books, year)))
        number = next_number(taken, self._series)
        taken.append((self._series, number))
        file, today = self.journals.of(year), self._session.today
        found = ClosingVoucher(f"{self._series}{number}", day, text, tuple(rows), today, file, meta)
        for row in found.rows if year.label == self._year.label else ():
            self.added[row.account] = self.added.get(row.account, ZERO) + row.amount
        self.journals.add(file, found.written())
        return found
