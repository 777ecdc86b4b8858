"""Whether the statements of a year can be printed at all, and why not."""

from __future__ import annotations

from sambruk_cli.books.books import Books
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import Message
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session


def no_layout(register: Register, year: FiscalYear) -> Finding:
    """STM306: no layout of config/statements.toml holds for a year."""
    place = register.places["statements"]
    line = place.line("layouts", 0, "to")
    return finding("STM306", year=year.label, start=year.start, file=place.file, line=line)


def chooses_unknown(register: Register, year: FiscalYear) -> bool:
    """Whether a year would use a layout by a name that no layout has, which STM310 says."""
    chosen = [entry for entry in register.statements.entries if entry.holds_for(year.start)]
    return bool(chosen) and chosen[0].layout is not None


def require_layout(session: Session, year: FiscalYear) -> None:
    """See to it that a layout holds for a year, whether the books tell of it or not.

    Raises:
      Stop: STM306, or STM310 where the one that is chosen does not exist.
    """
    if session.register.layout_for(year) is None:
        unknown = (item for item in session.findings if item.code == "STM310")
        raise Stop(next(unknown, None) or no_layout(session.register, year))


def require_statements(session: Session, year: FiscalYear) -> None:
    """See to it that a year has statements: a layout, and anything in the books.

    Raises:
      Stop: STM306 or STM310, or USE908 where all that is booked came after the year.
    """
    require_layout(session, year)
    if _is_without_books(session.books, year):
        years = tuple(y.label for y in session.register.years if session.books.is_kept(y))
        hint = Message.of("years: {years}", years=years or Message.of("none"))
        raise Stop(finding("USE908", year=year.label, hint=hint))


def _is_without_books(books: Books, year: FiscalYear) -> bool:
    """Whether a year is declared and no more; one that has only begun may show what it opens with.

    What the books open with may be dated in the year before their first.
    """
    if books.is_kept(year):
        return False
    return not books.standing(year.end).postings or books.months[-1].last > year.end
