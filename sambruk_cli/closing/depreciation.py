"""Depreciation of fixed assets by plan: straight-line, in whole months, to the öre.

What is depreciated through a month is a part of the whole that is rounded once, and a year's
depreciation is the difference between two such sums: all years together are exactly what the asset
cost less its residual value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting
from sambruk_cli.fiscal import FiscalYear, year_after
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.assets import FixedAsset

_ORE = Decimal("0.01")
_DAY = timedelta(days=1)


@frozen
class AssetYear:
    """What a year does to an asset by plan; kronor, all of them nought or more.

    `opening` and `closing` are what it cost, where it is there on these days. `written_off` is what
    has been depreciated before the year, `depreciation` in it, `taken_off` what goes with a
    disposal.
    """

    asset: FixedAsset
    opening: Decimal
    acquired: Decimal
    disposed: Decimal
    written_off: Decimal
    depreciation: Decimal
    taken_off: Decimal

    @property
    def closing(self) -> Decimal:
        return self.opening + self.acquired - self.disposed

    @property
    def accumulated(self) -> Decimal:
        """What has been depreciated of what is there when the year ends."""
        return self.written_off + self.depreciation - self.taken_off

    @property
    def book_value(self) -> Decimal:
        """Redovisat värde when the year ends."""
        return self.closing - self.accumulated

    @property
    def given_up(self) -> Decimal | None:
        """Redovisat värde of what was sold or scrapped, on that day; None of what was not."""
        return self.disposed - self.taken_off if self.disposed else None

    @property
    def gain(self) -> Decimal | None:
        """What was paid for it beyond that, a loss below nought; None where that is not known."""
        value, proceeds = self.given_up, self.asset.proceeds
        return None if value is None or proceeds is None else proceeds - value


@frozen
class DepreciationYear:
    """What a fiscal year will depreciate an asset by, and what is left at its end; kronor."""

    asset: FixedAsset
    year: FiscalYear
    depreciation: Decimal
    book_value: Decimal


@frozen
class AssetAccount:
    """An account of the balance sheet by plan and in the books; kronor, debit positive."""

    number: str
    opening: Decimal
    closing: Decimal
    opening_in_books: Decimal
    closing_in_books: Decimal


def depreciated(asset: FixedAsset, day: date) -> Decimal:
    """What has been depreciated of an asset through the month of a day, in kronor.

    The month of its first day counts whole. That of its disposal does not count.
    """
    if day < asset.starts:  # a year may begin within its month
        return asset.earlier if day >= asset.acquired else ZERO
    last = _month(day)
    if asset.disposed is not None:
        last = min(last, _month(asset.disposed) - 1)
    months = min(max(last - _month(asset.starts) + 1, 0), asset.life)
    left = asset.base - asset.earlier
    return asset.earlier + (left * months / asset.life).quantize(_ORE, ROUND_HALF_UP)


def _month(day: date) -> int:
    return day.year * 12 + day.month


def plan_of(assets: Iterable[FixedAsset], year: FiscalYear) -> tuple[AssetYear, ...]:
    """The assets that are there on some day of a year, in the order of the register."""
    return tuple(
        _of_year(asset, year)
        for asset in assets
        if asset.acquired <= year.end and (asset.disposed is None or asset.disposed >= year.start)
    )


def _of_year(asset: FixedAsset, year: FiscalYear) -> AssetYear:
    is_new = asset.acquired >= year.start
    is_gone = asset.disposed is not None and asset.disposed <= year.end
    before = ZERO if is_new else depreciated(asset, year.start - _DAY)
    through = depreciated(asset, year.end)
    return AssetYear(
        asset,
        opening=ZERO if is_new else asset.value,
        acquired=asset.value if is_new else ZERO,
        disposed=asset.value if is_gone else ZERO,
        written_off=before,
        depreciation=through - before,
        taken_off=through if is_gone else ZERO,
    )


def whole_plan(
    assets: Iterable[FixedAsset], years: Iterable[FiscalYear], year: FiscalYear
) -> tuple[DepreciationYear, ...]:
    """The depreciation of each asset from a fiscal year on, to its end.

    Years that the register does not have yet are of twelve months.

    Args:
      years: those of the register.
    """
    known = sorted(years, key=lambda each: each.start)
    return tuple(planned for asset in assets for planned in _plan_from(asset, known, year))


def _plan_from(
    asset: FixedAsset, known: list[FiscalYear], year: FiscalYear
) -> Iterator[DepreciationYear]:
    current: FiscalYear | None = year
    while current is not None:
        for planned in plan_of([asset], current):
            yield DepreciationYear(asset, current, planned.depreciation, planned.book_value)
        is_gone = asset.disposed is not None and asset.disposed <= current.end
        if is_gone or depreciated(asset, current.end) == asset.base:
            return
        current = year_after(known, current) or _twelve_months_after(current)


def _twelve_months_after(year: FiscalYear) -> FiscalYear | None:
    """A year that begins when another ends; None where the calendar ends."""
    if year.end.year >= date.max.year - 1:
        return None
    first = year.end + _DAY
    last = date(first.year + 1, first.month, 1) - _DAY if first.day == 1 else None
    end = last or year.end.replace(year=year.end.year + 1)
    return FiscalYear(str(end.year), first, end)


def accounts_of(
    books: Books, assets: Iterable[FixedAsset], year: FiscalYear
) -> tuple[AssetAccount, ...]:
    """The accounts that the register names, by plan and in the books, in order of number."""
    opening: dict[str, Decimal] = {}
    closing: dict[str, Decimal] = {}
    everything = tuple(assets)
    for asset in everything:
        for number in (asset.account, asset.accumulated):
            opening.setdefault(number, ZERO)
            closing.setdefault(number, ZERO)
    for planned in plan_of(everything, year):
        opening[planned.asset.account] += planned.opening
        closing[planned.asset.account] += planned.closing
        opening[planned.asset.accumulated] -= planned.written_off
        closing[planned.asset.accumulated] -= planned.accumulated
    return tuple(
        AssetAccount(
            number,
            opening[number],
            closing[number],
            _held(books, number, year.start - _DAY),
            _held(books, number, year.end),
        )
        for number in sorted(opening)
    )


def _held(books: Books, number: str, day: date) -> Decimal:
    account = books.by_number.get(number)
    total = books.standing(day).totals.get(account.name) if account else None
    return total.amount if total else ZERO


@frozen
class DepreciationRow:
    """Depreciation that is to be booked on a day, by the accounts of cost and of what is left."""

    day: date
    expense: str
    accumulated: str
    amount: Decimal


def unbooked_depreciation(
    books: Books, assets: Iterable[FixedAsset], year: FiscalYear, *, monthly: bool
) -> Iterator[DepreciationRow]:
    """What the plan has for a year and the books do not, on its last day or on that of each month.

    What is booked already stands against the first months. Amounts are kronor, above nought.
    """
    by_accounts: dict[tuple[str, str], list[FixedAsset]] = {}
    for asset in assets:
        by_accounts.setdefault((asset.expense, asset.accumulated), []).append(asset)
    booked = {pair: _booked(books, pair, year) for pair in by_accounts}
    for day in _last_days(year) if monthly else [year.end]:
        for pair, those in sorted(by_accounts.items()):
            due = _due(those, year, day) - booked[pair]
            if due > 0:
                booked[pair] += due
                yield DepreciationRow(day, pair[0], pair[1], due)


def _due(assets: Iterable[FixedAsset], year: FiscalYear, day: date) -> Decimal:
    """What assets have been depreciated by from the first day of a year through a day."""
    before = year.start - _DAY
    return sum((depreciated(asset, day) - depreciated(asset, before) for asset in assets), ZERO)


def _booked(books: Books, pair: tuple[str, str], year: FiscalYear) -> Decimal:
    """What vouchers of a year have brought from the account of cost to that of what is left."""
    expense, accumulated = pair
    found = ZERO
    for voucher in books.in_year(year):
        of = _sums(books, voucher.postings)
        if expense in of and accumulated in of:
            found -= of[accumulated]
    return found


def _sums(books: Books, postings: Iterable[Posting]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for posting in postings:
        number = books.number(posting.account)
        found[number] = found.get(number, ZERO) + posting.amount
    return found


def _last_days(year: FiscalYear) -> list[date]:
    """The last day of each month of a year, its own last day for the last."""
    days = []
    first = year.start
    while first <= year.end:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        days.append(min(following - _DAY, year.end))
        first = following
    return days
