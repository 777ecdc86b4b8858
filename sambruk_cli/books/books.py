"""The books of an association: accounts, vouchers by month, and the sums asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.dimensions import Dimension, PostingKey
from sambruk_cli.books.months import Month, months_of
from sambruk_cli.books.selection import AccountChoice, Selection
from sambruk_cli.books.standing import EMPTY, NOTHING, Standing, after
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
    """The contents of a ledger, in order of date; never changed after loading.

    Two are equal when their accounts, vouchers, balance directives and budgets are.
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
        """AccountChoice by BAS number."""
        return {a.number: a for a in self.accounts.values() if a.number is not None}

    def number(self, account: str) -> str:
        """The BAS number of an account, "" where it has none."""
        found = self._numbers.get(account)
        if found is None:
            known = self.accounts.get(account)
            found = (known.number if known else account_parts(account)[0]) or ""
            self._numbers[account] = found
        return found

    def is_on(self, voucher: Voucher, number: str) -> bool:
        """Whether a voucher has a posting on the account with a BAS number."""
        return any(falls_under(self.number(p.account), number) for p in voucher.postings)

    def keeps_balance(self, account: str) -> bool:
        return account.partition(":")[0] in BALANCE_ROOTS

    @property
    def vouchers(self) -> tuple[Voucher, ...]:
        """Every voucher. Ask for sums with `total` instead: that reads no vouchers."""
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
        """Whether a fiscal year has a voucher other than the balances that the books open with."""
        return any(not voucher.is_opening for voucher in self.in_year(year))

    def is_kept(self, year: FiscalYear) -> bool:
        """Whether the books tell of a fiscal year.

        They do where it has a voucher, and where it has none but balances were brought into it and
        it is over: it is closed, or there are later vouchers, or a balance is asserted on a later
        day. They do not of a year that is declared for its members or key figures, although it may
        end with what the books open with.
        """
        if self.has_vouchers(year):
            return True
        is_over = year.closed or (bool(self.months) and self.months[-1].first > year.end)
        is_over = is_over or any(asserted.date > year.end for asserted in self.assertions)
        return is_over and bool(self.opening(year.start).postings)

    def outside(self, years: Sequence[FiscalYear]) -> list[Voucher]:
        """The vouchers that no fiscal year holds."""
        found: list[Voucher] = []
        for month in self.months:
            if not any(month.first in year and month.last in year for year in years):
                found.extend(v for v in month.vouchers if year_of(years, v.date) is None)
        return found

    def last_year(self, years: tuple[FiscalYear, ...]) -> FiscalYear | None:
        """The last fiscal year with a voucher in it.

        Before the first one it is the last that the books tell of, else that which they begin.
        """
        found = next((y for y in reversed(years) if self.has_vouchers(y)), None)
        if found is None and self.months:  # nothing but what the books open with
            asserted = {assertion.date for assertion in self.assertions}
            known = (y for y in reversed(years) if self.is_kept(y) or y.start in asserted)
            found = next(known, None)
            return found or next((y for y in years if self.opening(y.start).postings), None)
        return found

    def standing(self, day: date) -> Standing:
        """The sums at the end of a day."""
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
        """The sums at the beginning of a day."""
        return self.standing(day - _DAY) if day > date.min else EMPTY

    def total(
        self,
        *,
        accounts: Sequence[AccountChoice] | None = None,
        member: str | None = None,
        counterparty: str | None = None,
        project: str | None = None,
        grant: str | None = None,
        invoice: str | None = None,
        year: FiscalYear | None = None,
        first: date = date.min,
        last: date = date.max,
        carried: bool = False,
    ) -> Decimal:
        """What the postings of some accounts, ids and days sum to, in kronor, debit positive.

        Args:
          accounts: spans of account numbers, numbers, names or roots; all where left out.
          member, counterparty, project, grant, invoice: ids that a posting must carry, all of
            them. By invoice every voucher of the days is read; the others take no voucher.
          year: a fiscal year, in place of `first` and `last`.
          first: the first day, by default the first of the books.
          last: the last day, by default the last of the books.
          carried: whether accounts of the balance sheet count from the first day of the books,
            so that the sum is what the accounts stand at on the last day.
        """
        given: dict[Dimension, str | None] = {
            "member": member,
            "counterparty": counterparty,
            "project": project,
            "grant": grant,
            "invoice": invoice,
        }
        selection = Selection(accounts, {k: v for k, v in given.items() if v is not None})
        days = (year.start, year.end) if year else (first, last)
        if invoice is not None:
            return self._walked(selection, *days, carried=carried)
        return sum((a for _, a in self._amounts(selection, *days, carried=carried)), ZERO)

    def totals_by(
        self,
        dimension: Dimension,
        *,
        accounts: Sequence[AccountChoice] | None = None,
        year: FiscalYear | None = None,
        first: date = date.min,
        last: date = date.max,
        carried: bool = False,
    ) -> dict[str, Decimal]:
        """`total` for each id of a dimension but invoice, in the order of their first postings.

        Postings without an id are summed under "". An id that has postings before the days
        alone is there too.
        """
        sums: dict[str, Decimal] = {}
        days = (year.start, year.end) if year else (first, last)
        for key, amount in self._amounts(Selection(accounts, {}), *days, carried=carried):
            name = getattr(key, dimension) or ""
            sums[name] = sums.get(name, ZERO) + amount
        return sums

    def changes(self, first: date, last: date) -> dict[str, Decimal]:
        """Kronor that some days bring to each account that is posted to on them, by name."""
        before, found = self.opening(first).totals, {}
        for name, total in self.standing(last).totals.items():
            earlier = before.get(name, NOTHING)
            if total.number > earlier.number:
                found[name] = total.amount - earlier.amount
        return found

    def notes_by(
        self, dimension: Dimension, *, accounts: Sequence[AccountChoice] | None, last: date
    ) -> dict[str, str]:
        """The latest `note` of a posting up to a day, for each id of a dimension that has one."""
        latest: dict[str, tuple[int, str]] = {}
        standing = self.standing(last)
        chosen = self._chosen(Selection(accounts, {}), standing)
        for key, tally in standing.tallies.items():
            if tally.note and key.account in chosen:
                name = getattr(key, dimension) or ""
                latest[name] = max(latest.get(name, (0, "")), (tally.noted, tally.note))
        return {name: note for name, (_, note) in latest.items()}

    def _amounts(
        self, selection: Selection, first: date, last: date, *, carried: bool
    ) -> Iterator[tuple[PostingKey, Decimal]]:
        """What the days bring to each sum that is kept, in the order of first postings."""
        standing, before = self.standing(last), self.opening(first).tallies
        chosen = self._chosen(selection, standing)
        kept = {name for name in chosen if carried and self.keeps_balance(name)}
        for key in standing.keys_with(selection.ids):
            if key.account in chosen and selection.has_ids(key):
                amount = standing.tallies[key].amount
                earlier = None if key.account in kept else before.get(key)
                yield key, amount if earlier is None else amount - earlier.amount

    def _chosen(self, selection: Selection, standing: Standing) -> set[str]:
        """The names of the selected accounts that have postings."""
        return {name for name in standing.totals if selection.has_account(name, self.number(name))}

    def _walked(self, selection: Selection, first: date, last: date, *, carried: bool) -> Decimal:
        """The same sum from the vouchers themselves, for ids that no sums are kept for."""
        total = ZERO
        for voucher in self.between(date.min if carried else first, last):
            for posting in voucher.postings:
                name = posting.account
                if (
                    selection.has_ids_of(posting)
                    and selection.has_account(name, self.number(name))
                    and (voucher.date >= first or self.keeps_balance(name))
                ):
                    total += posting.amount
        return total

    def owners(self, day: date) -> Mapping[str, str]:
        """Who owes each invoice from before a day: the party of its first debit."""
        owners: dict[str, str] = {}
        for month in reversed(self.months):
            if month.last < day:
                owners.update(month.owners)
            elif month.first < day:
                part = months_of(v for v in month.vouchers if v.date < day)
                owners.update(part[0].owners)
        return owners
