"""What was imported from whole SIE files, by config/sie.toml and by what an import writes.

Another program kept those books, and its file is what they are: its bookkeeping is reported once,
by the import. What the association books itself is held to all rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher, series_and_number
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.sie import IMPORT_SERIES, OF_BALANCES, Import, numbers_in


@frozen
class Imports:
    """The imports of config/sie.toml, of which those without a journal are of whole years."""

    done: tuple[Import, ...] = ()

    def last(self, year: FiscalYear) -> tuple[str, ...]:
        """The highest numbers of the files of a year, as "A50"."""
        return tuple(ver for _, each in self._of(year) for ver in each.last)

    def basis(self, year: FiscalYear) -> tuple[str, ...]:
        """What `of_year` rests on."""
        return (*self.last(year), IMPORT_SERIES) if self._any_file else ()

    def missing(self, year: FiscalYear) -> Mapping[str, list[tuple[int, int]]]:
        """The numbers that the files of a year lacked: (first, last) by series, in order."""
        found: dict[str, list[tuple[int, int]]] = {}
        for _, each in self._of(year):
            for text in each.missing:
                series, first, last = numbers_in(text)
                found.setdefault(series, []).append((first, last))
        return {series: sorted(spans) for series, spans in found.items()}

    def place(self, year: FiscalYear) -> tuple[str | int, ...]:
        """The table of the first file of a year, as a path in config/sie.toml."""
        return next((("imports", index) for index, _ in self._of(year)), ())

    def of_year(self, year: FiscalYear) -> Imported:
        """What tells the vouchers of a year that were imported."""
        highest: dict[str, int] = {}
        for series, number in filter(None, map(series_and_number, self.last(year))):
            if series != IMPORT_SERIES:  # no file had those: they may be booked otherwise
                highest[series] = max(number, highest.get(series, 0))
        return Imported(highest, self._any_file)

    @property
    def outside(self) -> Imported:
        """What tells the vouchers that were imported and lie in no year: the opening balances."""
        return Imported({}, self._any_file)

    def has(self, books: Books, year: FiscalYear) -> bool:
        """Whether a year was imported, with its vouchers or as balances alone."""
        return bool(self._of(year)) or is_of_balances(books, year)

    @property
    def _any_file(self) -> bool:
        return any(each.journal is None for each in self.done)

    def _of(self, year: FiscalYear) -> list[tuple[int, Import]]:
        return [
            (index, each)
            for index, each in enumerate(self.done)
            if each.year == year.label and each.journal is None
        ]


@frozen
class Imported:
    """The vouchers of a year that were imported: `highest` is their last number by series."""

    highest: Mapping[str, int]
    any_file: bool = False

    def holds(self, voucher: Voucher) -> bool:
        if not self.any_file:
            return False
        parts = voucher.series_and_number
        if parts is None:
            return voucher.is_opening
        return parts[0] == IMPORT_SERIES or parts[1] <= self.highest.get(parts[0], 0)


NONE_IMPORTED = Imported({})


def is_of_balances(books: Books, year: FiscalYear) -> bool:
    """Whether a year was imported as balances, without its vouchers."""
    return any(voucher.meta.get(OF_BALANCES) is True for voucher in books.in_year(year))
