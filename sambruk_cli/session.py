"""A workspace as one command sees it: what the floors above take, all of it frozen."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, Stop, errors, finding, nearest
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import Message, say_count
from sambruk_cli.register.masks import Masks
from sambruk_cli.terms import Terms

if TYPE_CHECKING:
    from sambruk_cli.books.books import Books
    from sambruk_cli.register.members import Member
    from sambruk_cli.register.register import Register
    from sambruk_cli.workspace import Workspace


PUBLISHED = "config/published/"
# A directive with a day that is booked in the year of the day. The others hold for every year.
_DATED = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)\s+(txn\b|[*!&#?%PSTCURM\"]|balance\b|pad\b)")
_OUTSIDE = "BOK209"
_DAY = timedelta(days=1)
# Errors of a voucher that leave what the next year opens with as it is: of its number and ids.
_STAYS = frozenset({"BOK203", "BOK204", "BOK205", "BOK212", "BOK213", "BOK219"})


def _nobody(_: date) -> None:
    """Is told of nothing."""


@frozen
class Session:
    """Books and register of a workspace, with what is known to be wrong in them.

    `ledger` is None where the books cannot be read at all; what cannot do without them asks for
    `books`. `findings` is what reading has found while the checks run, and everything that
    reading and checks have found once they have. `years` are the fiscal years that are checked.
    `about` is the year that a command prints something of, None where it is of no one year.
    `day_asked` is told when the day is asked for: what follows then holds for that day alone.
    `masks` keep private members out of texts of files that are read later.
    """

    workspace: Workspace
    register: Register
    ledger: Books | None
    findings: tuple[Finding, ...]
    years: tuple[FiscalYear, ...]
    terms: Terms
    about: FiscalYear | None = None
    day_asked: Callable[[date], None] = field(default=_nobody, repr=False, compare=False)
    masks: Masks = field(default_factory=Masks, repr=False, compare=False)

    @property
    def language(self) -> Language:
        return self.terms.language

    @property
    def today(self) -> date:
        self.day_asked(self.terms.today)
        return self.terms.today

    def in_language(self, language: Language) -> Session:
        """The same with statements and tables in another language."""
        return replace(self, terms=replace(self.terms, language=language))

    @property
    def books(self) -> Books:
        """The books; asking for them where they are unreadable is a programming error."""
        assert self.ledger is not None
        return self.ledger

    @property
    def exit_code(self) -> int:
        return 1 if self.counted else 0

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The errors that make what the command prints unreliable."""
        return tuple(f for f in errors(self.findings) if concerns(self, f, self.about))

    @property
    def warning(self) -> str:
        """The line that stands first on anything made from books with errors."""
        number = len(self.counted)
        if not number:
            return ""
        return say_count(
            self.language,
            number,
            "WARNING: 1 error; do not rely on the figures. Run sambruk validate.",
            "WARNING: {number} errors; do not rely on the figures. Run sambruk validate.",
        )

    def on(self, year: FiscalYear) -> Session:
        """The same for a command that prints something of a year."""
        return replace(self, about=year)

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
            raise Stop(finding("USE901.empty"))
        return year


def known_year(register: Register, label: str) -> FiscalYear:
    """The fiscal year with a label.

    Raises:
      Stop: USE901 with the years that there are.
    """
    year = register.year(label)
    if year is None:
        labels = [y.label for y in register.years]
        known = Message.of("years: {years}", years=tuple(labels) or Message.of("none"))
        # Four digits are a year meant as such: "2017" is no misspelt "2007".
        near = nearest(label, labels) if len(label) > 4 else None
        raise Stop(
            finding("USE901", label=label, file="config/association.toml", hint=near or known)
        )
    return year


def known_member(register: Register, member_id: str) -> Member:
    """The member with an id.

    Raises:
      Stop: USE902 with the nearest id.
    """
    member = register.member(member_id)
    if member is None:
        hint = nearest(member_id, [m.id for m in register.members])
        raise Stop(finding("USE902", id=member_id, file="config/members.toml", hint=hint))
    return member


def concerns(session: Session, item: Finding, year: FiscalYear | None) -> bool:
    """Whether a finding says something of the figures of a year; with None, of any figures.

    What every year rests on (register, chart of accounts) always does. What is wrong in another
    year does where it is an earlier one and the books carry it over, as they do an amount that is
    wrong; a number that is missing, or dues that differ, stay in their year. What is dated after
    the year, be it in no fiscal year, changes nothing of it. A tie-out says nothing of the books:
    `tieout` and `validate` alone count its findings.
    """
    if (item.file or "").startswith(PUBLISHED):
        return False
    if year is None or (days := _days_of(session, item)) is None:
        return True
    first, last = days
    if first <= year.end and last >= year.start:
        return True
    carried = item.code.startswith("BOK") and item.code not in _STAYS
    return carried and last < year.start


def _days_of(session: Session, item: Finding) -> tuple[date, date] | None:
    """The first and the last day of the fiscal year that a finding is about.

    Of what is dated outside every year, its own day; None where it is about no year, or several,
    or about a day that may be a slip for one in any year.
    """
    years = session.register.years
    stated = dict(item.said.values).get("year")
    file = item.file or ""
    found = session.register.year(stated) if isinstance(stated, str) else None
    if found is None and file.startswith("config/report/"):
        folder = file.split("/")[2]
        found = next((y for y in years if y.label.replace("/", "-") == folder), None)
    elif found is None and file.startswith("ledger/") and item.line is not None:
        day = _day_at(session, file, item.line)
        found = None if day is None else year_of(years, day)
        if day is not None and found is None and item.code != _OUTSIDE:
            return day, day
    return (found.start, found.end) if found else None


def _day_at(session: Session, file: str, line: int) -> date | None:
    """The day that the voucher or balance on a line of a journal is of.

    A balance is what an account holds when its day begins: it is of the day before.
    """
    with suppress(Unreadable):
        if file not in session.workspace.texts:
            session.workspace.read_text(file)
        for text in reversed(session.workspace.texts[file].split("\n")[:line]):
            if text.startswith((" ", "\t", ";")) or not text.strip():
                continue
            found = _DATED.match(text)
            with suppress(ValueError, OverflowError):
                if found:
                    day = date(*map(int, found.groups()[:3]))
                    return day - _DAY if found[4] == "balance" else day
            return None
    return None
