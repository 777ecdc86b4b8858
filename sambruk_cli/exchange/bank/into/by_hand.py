"""What a person has booked by hand already, of what a bank's files tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.exchange.bank.into.movements import BankMovement
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.suspense import BANK

_DAYS = 5  # at most between the bank's day and the day of a voucher by hand


@frozen
class HandVoucher:
    """A voucher by hand that a movement may stand in; whether that is sure, by its invoices."""

    voucher: Voucher
    is_sure: bool


class HandVouchers:
    """Vouchers by hand on accounts of money, each of which is one movement."""

    def __init__(self, books: Books, accounts: Iterable[str]) -> None:
        """
        Args:
          accounts: that movements are booked on, by name.
        """
        self._places: dict[tuple[str, Decimal, int], list[Voucher]] = defaultdict(list)
        self._used: set[tuple[str, int]] = set()
        on = frozenset(accounts)
        for voucher in books.vouchers:
            if BANK in voucher.meta or voucher.is_opening:
                continue
            sums: dict[str, Decimal] = {}
            for posting in voucher.postings:
                if posting.account in on:
                    sums[posting.account] = sums.get(posting.account, ZERO) + posting.amount
            for account, amount in sums.items():
                if amount:
                    self._places[account, amount, voucher.date.toordinal()].append(voucher)

    def find(
        self,
        movements: Mapping[int, tuple[BankMovement, str]],
        invoices: Mapping[int, frozenset[str]],
    ) -> dict[int, HandVoucher]:
        """The voucher of each movement that has one, by the movement's place.

        A voucher that pays the invoices which the movement names is it; one that pays others is
        not. Where one of them names none it may be, if no other movement is surer.

        Args:
          movements: with the account, by name, that each is booked on.
          invoices: numbers of those that the payments of each refer to.
        """
        found: dict[int, HandVoucher] = {}
        for is_sure in (True, False):
            for number, (movement, account) in movements.items():
                if number in found:
                    continue
                named = invoices.get(number, frozenset())
                near = [
                    voucher
                    for voucher in self._near(movement.entry.day, account, movement.entry.amount)
                    if _is_it(named, _invoices(voucher), is_sure=is_sure)
                ]
                if near:
                    self._used.add(_place(near[0]))
                    found[number] = HandVoucher(near[0], is_sure)
        return found

    def _near(self, day: date, account: str, amount: Decimal) -> list[Voucher]:
        """The vouchers that are free yet, the nearest day first."""
        bank = day.toordinal()
        days = sorted(range(bank - _DAYS, bank + _DAYS + 1), key=lambda each: abs(each - bank))
        near = (self._places.get((account, amount, each), ()) for each in days)
        return [each for found in near for each in found if _place(each) not in self._used]


def _is_it(named: frozenset[str], paid: frozenset[str], *, is_sure: bool) -> bool:
    if is_sure:
        return bool(named & paid)
    return not (named and paid)


def _invoices(voucher: Voucher) -> frozenset[str]:
    """The invoices that a voucher pays, or opens again."""
    on = (posting for posting in voucher.postings if is_receivable(posting.account))
    return frozenset(number for posting in on if (number := posting.tag("invoice")))


def _place(voucher: Voucher) -> tuple[str, int]:
    return voucher.file, voucher.line
