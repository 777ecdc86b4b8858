"""A workspace as one command sees it: what the floors above take, all of it frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sambruk_cli.findings import Finding, Stop, did_you_mean, errors, finding
from sambruk_cli.language import Language, pick
from sambruk_cli.terms import Terms

if TYPE_CHECKING:
    from sambruk_cli.books.books import Books
    from sambruk_cli.fiscal import FiscalYear
    from sambruk_cli.register.register import Register
    from sambruk_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Session:
    """Books and register of a workspace, with what is known to be wrong in them.

    `ledger` is None where the books cannot be read at all; what cannot do without them asks for
    `books`. `findings` is what reading has found while the checks run, and everything that
    reading and checks have found once they have. `years` are the fiscal years that are checked.
    """

    workspace: Workspace
    register: Register
    ledger: Books | None
    findings: tuple[Finding, ...]
    years: tuple[FiscalYear, ...]
    terms: Terms

    @property
    def language(self) -> Language:
        return self.terms.language

    @property
    def today(self) -> date:
        return self.terms.today

    @property
    def books(self) -> Books:
        """The books; asking for them where they are unreadable is a programming error."""
        assert self.ledger is not None
        return self.ledger

    @property
    def exit_code(self) -> int:
        return 1 if errors(self.findings) else 0

    @property
    def warning(self) -> str:
        """The line that stands first on anything made from books with errors."""
        number = len(errors(self.findings))
        if not number:
            return ""
        swedish = f"VARNING: {number} fel i böckerna; lita inte på siffrorna. Kör sambruk validate."
        english = f"WARNING: {number} errors; do not rely on the figures. Run sambruk validate."
        return pick(self.language, swedish, english)

    def reported(self) -> set[tuple[str, str | None, int | None]]:
        """Code, file and line of what has been found, so that nothing is said twice."""
        return {(item.code, item.file, item.line) for item in self.findings}

    def readable(self, *names: str) -> bool:
        """Whether these files of config/ could all be read, so that a check may trust them."""
        return not self.register.unreadable.intersection(names)

    def year(self, label: str | None) -> FiscalYear:
        """The year asked for, or the last one in the books.

        Raises:
          Stop: USE901 when there is no such year.
        """
        if label is not None:
            return known_year(self.register, label)
        year = self.books.last_year(self.register.years)
        if year is None:
            raise Stop(
                finding(
                    "USE901",
                    "no fiscal year holds a voucher",
                    hint="name the year, or write its first voucher",
                )
            )
        return year


def known_year(register: Register, label: str) -> FiscalYear:
    """The fiscal year with a label.

    Raises:
      Stop: USE901 with the years that there are.
    """
    year = register.year(label)
    if year is None:
        labels = [y.label for y in register.years]
        known = f"years: {', '.join(labels) or 'none'}"
        raise Stop(
            finding(
                "USE901",
                f"there is no fiscal year {label}",
                file="config/association.toml",
                hint=did_you_mean(label, labels, known) if len(label) > 4 else known,
            )
        )
    return year
