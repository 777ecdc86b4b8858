"""The vouchers of one calendar month, and what the books stand at when it ends."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby

from sambruk_cli.books.standing import EMPTY, Standing, after, is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher


class Month(ABC):
    """A calendar month with at least one voucher, loaded or not yet loaded.

    `first` and `last` are the days of its first and last voucher.
    """

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last

    @property
    @abstractmethod
    def vouchers(self) -> Sequence[Voucher]:
        """The vouchers, in order of date."""

    @property
    @abstractmethod
    def standing(self) -> Standing:
        """The sums at the end of the month."""

    @property
    @abstractmethod
    def owners(self) -> Mapping[str, str]:
        """Who owes each invoice that is first debited to accounts receivable in the month."""


class MonthInMemory(Month):
    """A month whose vouchers are at hand; its sums continue those of the month before."""

    def __init__(self, vouchers: Sequence[Voucher], before: Month | None) -> None:
        super().__init__(vouchers[0].date, vouchers[-1].date)
        self._vouchers = vouchers
        self._before = before
        self._standing: Standing | None = None

    @property
    def vouchers(self) -> Sequence[Voucher]:
        return self._vouchers

    @property
    def standing(self) -> Standing:
        if self._standing is not None:
            return self._standing
        waiting: list[MonthInMemory] = []
        month: Month | None = self
        while isinstance(month, MonthInMemory) and month._standing is None:
            waiting.append(month)
            month = month._before
        found = month.standing if month else EMPTY
        for each in reversed(waiting):
            found = each._standing = after(found, each._vouchers)
        return found

    @cached_property
    def owners(self) -> Mapping[str, str]:
        receivable: dict[str, bool] = {}
        owners: dict[str, str] = {}
        for voucher in self._vouchers:
            for posting in voucher.postings:
                account = posting.account
                if account not in receivable:
                    receivable[account] = is_receivable(account)
                if receivable[account] and posting.amount >= 0 and not posting.is_unpriced:
                    party, invoice = party_of(posting), posting.tag("invoice")
                    if party is not None and invoice is not None:
                        owners.setdefault(invoice, party)
        return owners


def months_of(vouchers: Iterable[Voucher], before: Month | None = None) -> tuple[Month, ...]:
    """Group vouchers, which are in order of date, by month.

    Args:
      before: the month that the first of them continues.
    """
    months: list[Month] = []
    for _, found in groupby(vouchers, key=lambda v: (v.date.year, v.date.month)):
        before = MonthInMemory(tuple(found), before)
        months.append(before)
    return tuple(months)


def party_of(posting: Posting) -> str | None:
    """The id of the member, else of the counterparty, that a receivable is on."""
    return posting.tag("member") or posting.tag("counterparty")
