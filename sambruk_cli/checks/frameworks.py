"""Whether an association may use the framework whose layout it has chosen.

Only what books and register show is judged. What buildings bring in and what else closes K2 to some
from 2026 on they do not show, nor how many are employed unless the register says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from typing import Any

from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.register.layout import spans
from sambruk_cli.register.layouts import packaged_layout
from sambruk_cli.register.locate import KeyPath
from sambruk_cli.register.placed import PlacedLayout, is_amended
from sambruk_cli.register.tags import INCOME_TAGS
from sambruk_cli.session import Session

# BFL 6:3: a förenklat årsbokslut is for those whose turnover, gifts, grants and fees normally come
# to so much at most.
_MOST_OF_K1 = Decimal(3_000_000)
# ÅRL 1:3: an association with more than these in each of the two latest years is a larger one.
_TOTAL, _TURNOVER = Decimal(40_000_000), Decimal(80_000_000)
_EMPLOYEES = 50
# Net turnover, grants and gifts by BAS; what is tagged as income of these kinds is added.
_INCOME = ("3000-3799", "3980-3989", "3993")
_TOTAL_INCOME = "total_operating_income"  # the row of K2 that ends its income
_YEAR = 366  # days; what an extended year has is counted as for so many of them


def check_framework_forms(session: Session) -> Iterator[Finding]:
    """STM313 by the form of the association, and STM314 on rows that a framework does not have."""
    if not session.readable("statements", "association"):
        return
    said: set[int] = set()
    for placed in session.register.layouts:
        yield from _of_form(session, placed)
        if placed.entry not in said:
            said.add(placed.entry)
            yield from _of_rows(session, placed)


def check_framework_sizes(session: Session) -> Iterator[Finding]:
    """STM313 by the size of the association, in the last year that the books tell of."""
    if not session.readable("statements", "association", "fees"):
        return
    kept = [year for year in session.register.years if session.books.is_kept(year)]
    for placed in session.register.layouts:
        if kept and kept[-1].label in placed.years and kept[-1] in session.years:
            yield from _of_size(session, placed, kept[-1])


def _of_form(session: Session, placed: PlacedLayout) -> Iterator[Finding]:
    association, years = session.register.association, session.register.years
    assert association is not None  # the file can be read
    form, framework = association.association.form, placed.framework
    used = [year for year in years if year.label in placed.years]
    if form != "nonprofit" and framework in {"k1", "arsbokslut"} and used:
        yield _found(session, placed, "STM313.economic", used[0])
    amended = [year for year in used if is_amended(year, years)]
    if form == "housing" and framework == "k2" and amended:
        yield _found(session, placed, "STM313.housing", amended[0])


def _of_size(session: Session, placed: PlacedLayout, year: FiscalYear) -> Iterator[Finding]:
    before = year_before(session.register.years, year)
    earlier = None if before is None else year_before(session.register.years, before)
    if before is None:
        return
    now, then = _turnover(session, year), _turnover(session, before)
    if placed.framework == "k1" and min(now, then) > _MOST_OF_K1:
        yield _found(session, placed, "STM313.k1", year, amount=now, before=then)
    # The two latest years are this one and the one before it, or those before it: all three are
    # above where there is no doubt.
    if placed.framework in {"k1", "arsbokslut", "k2"} and earlier is not None:
        years = (year, before, earlier)
        if all(_is_large(session, each) for each in years):
            total, employees = _total(session, year), _employees(session, year)
            if all(_is_large(session, each, counted=False) for each in years):
                yield _found(session, placed, "STM313.larger", year, turnover=now, total=total)
            else:
                code = "STM313.employees"
                yield _found(
                    session, placed, code, year, turnover=now, total=total, employees=employees
                )


def _is_large(session: Session, year: FiscalYear, *, counted: bool = True) -> bool:
    """Whether a year is above two of the three sizes.

    Args:
      counted: whether employees count; nought where their number is not known.
    """
    above = [_turnover(session, year) > _TURNOVER, _total(session, year) > _TOTAL]
    if counted:
        above.append(_employees(session, year) > _EMPLOYEES)
    return sum(above) > 1


def _employees(session: Session, year: FiscalYear) -> int:
    association = session.register.association
    years = association.fiscal_years if association else ()
    return next((each.employees or 0 for each in years if each.label == year.label), 0)


def _turnover(session: Session, year: FiscalYear) -> Decimal:
    """What gifts, grants, fees and sales of a year come to at least; nought where it is unknown."""
    if not session.books.is_kept(year):
        stated = session.register.stated_figures(year.label)
        return (stated.turnover if stated else None) or Decimal(0)
    tags = session.register.tags
    tagged = tuple(accounts for tag in INCOME_TAGS for accounts in tags.get(tag, ()))
    income = -session.books.total(accounts=spans((*_INCOME, *tagged)), year=year)
    days = (year.end - year.start).days + 1
    return income if days <= _YEAR else income * _YEAR / days


def _total(session: Session, year: FiscalYear) -> Decimal:
    """The total of a year's balance sheet; nought where it is unknown."""
    if not session.books.is_kept(year):
        stated = session.register.stated_figures(year.label)
        return (stated.total if stated else None) or Decimal(0)
    return session.books.total(accounts=spans(("1000-1999",)), last=year.end, carried=True)


def _of_rows(session: Session, placed: PlacedLayout) -> Iterator[Finding]:
    """Rows added, and headings renamed (BFNAR 2010:1 p. 5.1-5.3, BFNAR 2016:10 ch. 4).

    Which rows of income K2 has for an ideell förening is its p. 4.28-4.33, which is not judged.
    """
    if placed.framework not in {"k1", "k2"}:
        return
    assert placed.packaged is not None  # it has a framework
    entry = session.register.statements.entries[placed.entry]
    base = packaged_layout(placed.packaged)
    headings = {r.key for r in (*base.income_statement, *base.balance_sheet) if r.is_heading}
    above = takewhile(lambda row: row.key != _TOTAL_INCOME, placed.layout.income_statement)
    income = {row.key for row in above} if placed.framework == "k2" else set()
    for i, change in enumerate(entry.rows):
        path = ("layouts", placed.entry, "rows", i, "key")
        if change.is_added and change.key not in income:
            yield _row(session, f"STM314.{placed.framework}", change.key, path)
        elif placed.framework == "k1" and change.key in headings and change.label is not None:
            yield _row(session, "STM314.heading", change.key, path)


def _row(session: Session, code: str, key: str, path: KeyPath) -> Finding:
    place = session.register.places["statements"]
    return finding(code, key=key, file=place.file, line=place.line(*path))


def _found(
    session: Session, placed: PlacedLayout, code: str, year: FiscalYear, **amounts: Decimal | int
) -> Finding:
    place = session.register.places["statements"]
    is_whole = session.register.statements.layout is not None
    path: KeyPath = ("layout",) if is_whole else ("layouts", placed.entry, "layout")
    values: dict[str, Any] = {"year": year.label, **amounts}
    return finding(code, **values, file=place.file, line=place.line(*path))
