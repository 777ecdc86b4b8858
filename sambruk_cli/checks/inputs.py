"""What the checks look at."""

from __future__ import annotations

from dataclasses import dataclass

from sambruk_cli.books.books import Books
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.read import Register
from sambruk_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Inputs:
    """A workspace as read: `books` is None where the ledger cannot be read at all.

    `reading` holds what reading has found already; `years` are those to be checked.
    """

    workspace: Workspace
    register: Register
    books: Books | None
    reading: tuple[Finding, ...]
    years: tuple[FiscalYear, ...]

    def reported(self) -> set[tuple[str, str | None, int | None]]:
        """Code, file and line of what reading has found, so that nothing is said twice."""
        return {(item.code, item.file, item.line) for item in self.reading}

    def readable(self, *names: str) -> bool:
        """Whether these files of config/ could all be read, so that a check may trust them."""
        return not self.register.unreadable.intersection(names)
