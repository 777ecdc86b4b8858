"""The loaded ledger: books, findings, and the days that each file has something dated on."""

from __future__ import annotations

from datetime import date

from sambruk_cli.books.books import Books
from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen


@frozen
class Part:
    """What a later run must know of a file to tell what a change of it affects.

    `first` is the earliest date in the file and `last` the latest, where a balance directive
    counts as the day before its own, since it states what the day before ended on. Both are None
    in a file without dates. `is_plain` is whether the file holds nothing but vouchers and balance
    directives.
    """

    file: str
    first: date | None
    last: date | None
    is_plain: bool


@frozen
class Ledger:
    """The books with everything that loading has found.

    `parts` has one entry per file, or none where a change always means loading everything anew.
    """

    books: Books
    findings: tuple[Finding, ...]
    parts: tuple[Part, ...] = ()
