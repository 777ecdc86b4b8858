"""A workspace that SIE files are read into: what its books and register have already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.edits.numbers import next_number, taken_numbers
from sambruk_cli.exchange.sie.into.journals import CLOSED, TRANSFER
from sambruk_cli.exchange.sie.into.ledger_year import Before, SourceYear, added_up
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.register import Register
from sambruk_cli.register.sie import IMPORT_SERIES, OF_BALANCES, SieDetails
from sambruk_cli.session import Session

Read = Callable[[str], bytes | None]


@frozen
class BooksTarget:
    """A workspace that is open.

    `read` gives the content of a file by its path, None where there is none; `digests` are the
    SHA-256 of everything that has been read.
    """

    session: Session
    details: SieDetails
    read: Read
    digests: Mapping[str, str]

    @property
    def books(self) -> Books:
        return self.session.books

    @property
    def register(self) -> Register:
        return self.session.register

    @property
    def is_of_sie(self) -> bool:
        """Whether the workspace was made of SIE files: its chart and register are theirs."""
        return any(done.journal is None for done in self.details.imports)

    def kept_years(self) -> list[FiscalYear]:
        """The years that have vouchers or balances, or were imported without, in order of time."""
        labels = {done.year for done in self.details.imports}
        years = self.register.years
        found = [year for year in years if self.books.is_kept(year) or year.label in labels]
        return sorted(found, key=lambda year: year.start)

    def before(self, year: FiscalYear) -> Before:
        """What the books have come to at the end of a year."""
        closing: dict[str, Decimal] = {}
        unbooked = []
        for account, total in self.books.standing(year.end).totals.items():
            if not total.amount:
                continue
            if self.books.keeps_balance(account):
                closing[self.books.number(account)] = total.amount
            else:
                unbooked.append(total.amount)
        results = {
            self.books.number(each.account): each.closing
            for each in trial_balance(self.books, year)
            if each.closing and not self.books.keeps_balance(each.account)
        }
        own = [v for v in self.books.between(date.min, year.end) if _is_closing(v)]
        others = [v for v in self.books.in_year(year) if not _is_closing(v)]
        return Before(
            year,
            closing,
            results,
            sie.exact_sum(unbooked),
            added_up(self._moved(own), {}),
            frozenset(self._moved(others)),
        )

    def _moved(self, vouchers: Iterable[Voucher]) -> dict[str, Decimal]:
        """What vouchers move accounts of the balance sheet by."""
        found: dict[str, Decimal] = {}
        for voucher in vouchers:
            for posting in voucher.postings:
                if self.books.keeps_balance(posting.account):
                    number = self.books.number(posting.account)
                    found[number] = found.get(number, ZERO) + posting.amount
        return found

    def next_summary(self, year: FiscalYear) -> str:
        """The next number of the series of vouchers that imports add to a year."""
        return f"{IMPORT_SERIES}{next_number(taken_numbers(self.books, year), IMPORT_SERIES)}"

    def is_summary(self, year: FiscalYear) -> bool:
        """Whether all that the books have of a year is what an import made of its balances."""
        vouchers = self.books.in_year(year)
        return bool(vouchers) and all(map(_is_of_balances, vouchers))

    def opening_of(self, year: FiscalYear) -> Voucher | None:
        """The voucher that the books open with, where they do so with this year."""
        found = [voucher for voucher in self.books.vouchers if voucher.is_opening]
        return found[0] if len(found) == 1 and found[0].date < year.start else None


def _is_of_balances(voucher: Voucher) -> bool:
    is_transfer = _is_added(voucher) and voucher.text == TRANSFER
    return voucher.meta.get(OF_BALANCES) is True or is_transfer or _is_closing(voucher)


def _is_closing(voucher: Voucher) -> bool:
    """Whether an import has booked a result by it."""
    return _is_added(voucher) and voucher.text == CLOSED


def _is_added(voucher: Voucher) -> bool:
    return (voucher.series_and_number or ("", 0))[0] == IMPORT_SERIES


@frozen
class Parted:
    """The years of files by their place beside the years of the books.

    `front` lie before those, or take the place of the first one, of which balances alone are known
    (`upgraded`). `later` come after them. `last` is what files say of the last year of the books,
    `there` of the others.
    """

    front: tuple[SourceYear, ...]
    later: tuple[SourceYear, ...]
    last: tuple[SourceYear, ...]
    there: tuple[SourceYear, ...]
    upgraded: FiscalYear | None


def parted(every: Iterable[SourceYear], kept: Sequence[FiscalYear], target: BooksTarget) -> Parted:
    """The years of files, parted by where the books have them."""
    front: list[SourceYear] = []
    later: list[SourceYear] = []
    last: list[SourceYear] = []
    there: list[SourceYear] = []
    upgraded = None
    days = {(year.start, year.end): year for year in kept}
    for year in every:
        known = days.get((year.year.start, year.year.end))
        if known is None:
            is_before = bool(kept) and year.year.end < kept[0].start
            (front if is_before else later).append(year)
        elif year.balances.by_vouchers and known is kept[0] and target.is_summary(known):
            front.append(year)
            upgraded = known
        elif known is kept[-1] and not year.balances.by_vouchers:
            last.append(year)
        else:
            there.append(year)
    return Parted(tuple(front), tuple(later), tuple(last), tuple(there), upgraded)
