"""The vouchers that payments are booked by: one for each movement of the bank's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from posixpath import dirname, relpath

from sambruk_cli.books.books import Books
from sambruk_cli.books.documents import DOCUMENT
from sambruk_cli.books.vouchers import Voucher, series_and_number
from sambruk_cli.edits.booking import Booking, NewVoucher
from sambruk_cli.edits.vouchers import Meta, NewPosting
from sambruk_cli.exchange.bank.into.decision import is_early
from sambruk_cli.exchange.bank.into.movements import (
    FILE,
    BankMovement,
    KeyedPayment,
    movement_meta,
    numbered,
)
from sambruk_cli.exchange.bank.into.rows import PaymentRows
from sambruk_cli.exchange.bank.model import BankFile, Nature
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.matching.model import IncomingPayment, PaymentMatch
from sambruk_cli.receivables.suspense import BANK, Suspended, keys_under
from sambruk_cli.session import Session

RETURNS = "returns"  # the voucher of the payment that goes back
_SERIES = "I"

Matched = Sequence[tuple[KeyedPayment, PaymentMatch | None]]


def series_of(books: Books) -> str:
    """The series of the last payments that were booked; I (inbetalningar) where there are none."""
    for voucher in reversed(books.vouchers):
        found = series_and_number(voucher.ver or "")
        if found is not None and keys_under(voucher.meta, BANK):
            return found[0]
    return _SERIES


class PaymentVouchers:
    """Books movements, and what comes out of suspense; `made` are the vouchers in their order."""

    def __init__(
        self, session: Session, rows: PaymentRows, series: str, documents: Mapping[str, str]
    ) -> None:
        """
        Args:
          documents: where in the workspace bank files are that lie in it, by the file's name.
        """
        self.booking = Booking(session, None, series)
        self.made: list[NewVoucher] = []
        self._session = session
        self._rows = rows
        self._documents = documents
        self._names = session.register.party_names()
        self._of_payment: dict[int, str] = {}  # the voucher's number, by the incoming payment

    def book(self, movement: BankMovement, account: str, year: FiscalYear, parts: Matched) -> str:
        """A movement with all its payments; returns the number of its voucher.

        Args:
          account: of the bank, by name.
          parts: the payments, with what they pay; None where that is not known or not accepted.
        """
        entry = movement.entry
        rows = [NewPosting(account, entry.amount)] if entry.amount else []
        for keyed, match in parts:
            if match is None:
                rows += self._rows.unmatched(keyed)
            elif is_early(match):
                rows += self._rows.early(keyed, match)
            else:
                rows += self._rows.matched(keyed, match)
        rest = sum((row.amount for row in rows), ZERO)
        if rest:  # money out beside money in
            rows.append(self._rows.of_rest(f"{movement.keys[0]}/0", -rest))
        meta = [*self._meta(movement, year), *self._returns(parts)]
        return self._made(year, entry.day, self._text(movement), rows, meta, parts)

    def move(
        self, year: FiscalYear, day: date, groups: Iterable[Suspended], parts: Matched, *, fee: bool
    ) -> str:
        """What comes out of suspense; returns the number of the voucher.

        Args:
          groups: what is taken from suspense, whole.
          parts: the payments in it, with what they pay.
          fee: whether a fee that was kept of them is booked now.
        """
        rows = [self._rows.from_suspense(group) for group in groups]
        for keyed, match in parts:
            found = self._rows.matched(keyed, match, fee=fee) if match else None
            rows += found if found is not None else self._rows.unmatched(keyed, fee=fee)
        text = say(self._session.language, "Payment told, from suspense")
        return self._made(year, day, text, rows, [*self._returns(parts)], parts)

    def settle(self, year: FiscalYear, day: date, keyed: KeyedPayment, match: PaymentMatch) -> str:
        """What takes an advance to its invoices; returns the number of the voucher."""
        text = say(self._session.language, "Advance put to its invoice")
        rows = self._rows.settled(keyed, match)
        return self._made(year, day, text, rows, (), [(keyed, match)])

    def _made(
        self,
        year: FiscalYear,
        day: date,
        text: str,
        rows: Iterable[NewPosting],
        meta: Iterable[tuple[str, Meta]],
        parts: Matched,
    ) -> str:
        payee = self._payee(parts)
        voucher = self.booking.book(year, day, text, rows, tuple(meta), payee=payee)
        self.made.append(voucher)
        for _, match in parts:
            if match is not None:
                self._of_payment[id(match.payment)] = voucher.ver
        return voucher.ver

    def _payee(self, parts: Matched) -> str:
        """The party of a single payment, else whoever paid by the file; "" of several."""
        if len(parts) != 1:
            return ""
        ((keyed, match),) = parts
        parties = match.parties if match is not None else ()
        if len(parties) == 1:
            return self._names.get(parties[0], parties[0])
        return keyed.received.payment.payer.name

    def _text(self, movement: BankMovement) -> str:
        language, number = self._session.language, len(movement.payments)
        if number > 1:
            return say(language, "Deposit of {number} payments", number=number)
        (only,) = movement.payments
        if only.received.payment.nature is Nature.RETURN:
            return say(language, "Payment returned")
        return say(language, "Payment received")

    def _meta(self, movement: BankMovement, year: FiscalYear) -> Iterator[tuple[str, Meta]]:
        """The keys that a movement is known by again, and the files that tell of it."""
        yield from movement_meta(movement)
        best = [movement.best, *movement.money.stated]
        yield from self._files({each.file.file: each.file for each in best}.values(), year)

    def _files(self, files: Iterable[BankFile], year: FiscalYear) -> Iterator[tuple[str, Meta]]:
        inside = [file for file in files if file.file in self._documents]
        outside = [file for file in files if file.file not in self._documents]
        journal = dirname(self.booking.journals.of(year))
        places = {id(file): relpath(self._documents[file.file], journal) for file in inside}
        names = {id(file): PurePath(file.file).name for file in outside}
        for key, group, called in ((DOCUMENT, inside, places), (FILE, outside, names)):
            for number, file in enumerate(group, 1):
                name = key if number == 1 else f"{key}-{number}"
                yield name, called[id(file)]
                yield f"{name}-sha256", file.digest

    def _returns(self, parts: Matched) -> Iterator[tuple[str, Meta]]:
        """The vouchers of payments that go back."""
        reversed_ = (match.reverses for _, match in parts if match is not None)
        vers = (self._ver(each) for each in reversed_ if each is not None)
        yield from numbered(RETURNS, dict.fromkeys(filter(None, vers)))

    def _ver(self, earlier: Voucher | IncomingPayment) -> str:
        if isinstance(earlier, IncomingPayment):
            return self._of_payment.get(id(earlier), "")
        return earlier.ver or ""
