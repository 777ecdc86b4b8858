"""The ledger as loading gives it: books, findings, and what each file speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sambruk_cli.books.books import Books
from sambruk_cli.findings import Finding


@dataclass(frozen=True, slots=True)
class Part:
    """What a file holds, for loading again without it.

    `first` is the first day that anything in it is dated, `last` the last day whose end it says
    anything of: a balance directive speaks of the evening before. Both are None without either.
    `is_plain` where it holds nothing but vouchers and balance directives.
    """

    file: str
    first: date | None
    last: date | None
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books with everything that loading has found.

    `parts` is empty where the books cannot be taken up again from the end of a year.
    """

    books: Books
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...] = ()
