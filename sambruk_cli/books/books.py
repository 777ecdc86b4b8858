"""The books of an association: accounts, and vouchers by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from sambruk_cli.books.months import Month, months_of
from sambruk_cli.books.standing import EMPTY, Of, Standing, after
from sambruk_cli.books.vouchers import (
    BALANCE_ROOTS,
    Account,
    Assertion,
    Budget,
    Posting,
    Voucher,
    account_parts,
)
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.money import ZERO

_DAY = timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Books:
    """What the ledger holds, in order of date. Never changed after loading.

    Two ledgers' books are equal when every account, voucher, balance directive and budget is.
    """

    accounts: Mapping[str, Account]
    months: tuple[Month, ...]
    files: tuple[str, ...]
    assertions: tuple[Assertion, ...] = ()
    budgets: tuple[Budget, ...] = ()
    _standings: dict[date, Standing] = field(default_factory=dict, init=False, repr=False)
    _numbers: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Books):
            return NotImplemented
        mine, others = (
            (b.accounts, b.vouchers, b.files, b.assertions, b.budgets) for b in (self, other)
        )
        return mine == others

    __hash__ = None  # type: ignore[assignment] # equal by content that is a mapping

    @cached_property
    def by_number(self) -> Mapping[str, Account]:
        """Accounts by BAS number."""
        return {a.number: a for a in self.accounts.values() if a.number is not None}

    def number(self, account: str) -> str:
        """The BAS number of an account, "" where it has none."""
        found = self._numbers.get(account)
        if found is None:
            known = self.accounts.get(account)
            found = (known.number if known else account_parts(account)[0]) or ""
            self._numbers[account] = found
        return found

    def keeps_balance(self, account: str) -> bool:
        return account.partition(":")[0] in BALANCE_ROOTS

    @property
    def vouchers(self) -> tuple[Voucher, ...]:
        """Every voucher: the whole journal, which a question about sums does not need."""
        return tuple(v for month in self.months for v in month.vouchers)

    def postings(self) -> Iterator[tuple[Voucher, Posting]]:
        """Every posting with its voucher."""
        for month in self.months:
            for voucher in month.vouchers:
                for posting in voucher.postings:
                    yield voucher, posting

    def between(self, first: date, last: date) -> list[Voucher]:
        """The vouchers from a first through a last day."""
        found: list[Voucher] = []
        for month in self.months:
            if month.last < first or month.first > last:
                continue
            if first <= month.first and month.last <= last:
                found.extend(month.vouchers)
            else:
                found.extend(v for v in month.vouchers if first <= v.date <= last)
        return found

    def in_year(self, year: FiscalYear) -> list[Voucher]:
        """The vouchers dated within a fiscal year."""
        return self.between(year.start, year.end)

    def last_day(self, year: FiscalYear) -> date | None:
        """The day of the last voucher within a fiscal year, None where it has none."""
        for month in reversed(self.months):
            if month.last < year.start:
                return None
            if month.last <= year.end:
                return month.last
            if month.first <= year.end:
                inside = [v.date for v in month.vouchers if v.date in year]
                if inside:
                    return inside[-1]
        return None

    def has_vouchers(self, year: FiscalYear) -> bool:
        """Whether a fiscal year has a voucher."""
        return self.last_day(year) is not None

    def outside(self, years: Sequence[FiscalYear]) -> list[Voucher]:
        """The vouchers that no fiscal year holds."""
        found: list[Voucher] = []
        for month in self.months:
            if not any(month.first in year and month.last in year for year in years):
                found.extend(v for v in month.vouchers if year_of(years, v.date) is None)
        return found

    def last_year(self, years: tuple[FiscalYear, ...]) -> FiscalYear | None:
        """The last fiscal year with a voucher in it."""
        return next((y for y in reversed(years) if self.has_vouchers(y)), None)

    def standing(self, day: date) -> Standing:
        """What the books stand at when a day ends."""
        found = self._standings.get(day)
        if found is None:
            found = self._standings[day] = self._standing(day)
        return found

    def _standing(self, day: date) -> Standing:
        before: Month | None = None
        for month in self.months:
            if month.last > day:
                part = [v for v in month.vouchers if v.date <= day] if month.first <= day else []
                return after(before.standing if before else EMPTY, part)
            before = month
        return before.standing if before else EMPTY

    def opening(self, day: date) -> Standing:
        """What the books stand at when a day begins."""
        return self.standing(day - _DAY) if day > date.min else EMPTY

    def closing(self, of: Of, year: FiscalYear) -> Decimal:
        """What an account stands at for the same parties when a year ends, in kronor.

        Accounts of the income statement start each year from nought.
        """
        tally = self.standing(year.end).tallies.get(of)
        amount = tally.amount if tally else ZERO
        if self.keeps_balance(of.account):
            return amount
        before = self.opening(year.start).tallies.get(of)
        return amount - before.amount if before else amount

    def change(self, of: Of, year: FiscalYear) -> Decimal:
        """What a year brings to an account for the same parties, in kronor."""
        tally = self.standing(year.end).tallies.get(of)
        before = self.opening(year.start).tallies.get(of)
        return (tally.amount if tally else ZERO) - (before.amount if before else ZERO)

    def owners(self, day: date) -> Mapping[str, str]:
        """Who owes each invoice that was drawn before a day: the party it was first drawn on."""
        owners: dict[str, str] = {}
        for month in reversed(self.months):
            if month.last < day:
                owners.update(month.owners)
            elif month.first < day:
                part = months_of(v for v in month.vouchers if v.date < day)
                owners.update(part[0].owners)
        return owners
