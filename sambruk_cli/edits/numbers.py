"""Numbers of vouchers: those that a fiscal year has used, and the next ones of a series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sambruk_cli.books.books import Books
    from sambruk_cli.fiscal import FiscalYear

Taken = Mapping[tuple[str, int], str]  # series and number -> where it stands, as file:line


def taken_numbers(books: Books, year: FiscalYear) -> dict[tuple[str, int], str]:
    """The numbers that vouchers of a fiscal year have, each with the place of the voucher.

    Numbers begin anew in every year and are unbroken in it (BFNAR 2013:2).
    """
    return {
        voucher.series_and_number: f"{voucher.file}:{voucher.line}"
        for voucher in books.in_year(year)
        if voucher.series_and_number is not None
    }


def next_number(taken: Iterable[tuple[str, int]], series: str) -> int:
    """The number after the highest one of a series, 1 where it has none.

    A gap is never filled: what stood there may have been printed.
    """
    return max((number for name, number in taken if name == series), default=0) + 1
