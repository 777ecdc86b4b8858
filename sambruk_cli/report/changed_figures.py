"""What a change of books and register means, down to the key figures of each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.diff.compare import Difference, compare
from sambruk_cli.diff.figures import FigureChange, PrintedFigures, figure_changes
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import pick
from sambruk_cli.messages import say
from sambruk_cli.register.masks import Masks
from sambruk_cli.report.key_figures import KeyFigures, key_figures
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.session import Session

PART = "key_figures"


def what_changed(
    before: Session, after: Session, shown: tuple[Session, Session], masks: Masks
) -> Difference:
    """Hold two versions of a workspace against each other; the arguments are those of `compare`."""
    found = compare(before, after, shown, masks)
    of_keys = tuple(change for year in found.years for change in _changes(year, *shown))
    return replace(found, figures=(*found.figures, *of_keys))


def _changes(year: FiscalYear, before: Session, after: Session) -> Iterator[FigureChange]:
    yield from figure_changes(year.label, _printed(before, year), _printed(after, year))


def _printed(session: Session, year: FiscalYear) -> PrintedFigures:
    """The key figures of a year as its own report prints them."""
    figures: dict[tuple[str, str], Decimal] = {}
    labels: dict[tuple[str, str], str] = {}
    own = session.register.year(year.label)
    of_year = gather(session, own) if own is not None and session.books.is_kept(own) else None
    if of_year is None:
        return PrintedFigures(figures, labels)
    for each in key_figures(of_year, 1):
        for key, label, amount in _rows(of_year, each):
            if amount is not None:
                figures[PART, key], labels[PART, key] = amount, label
    return PrintedFigures(figures, labels)


def _rows(year: ReportYear, figures: KeyFigures) -> Iterator[tuple[str, str, Decimal | None]]:
    overview, language = year.layout.overview, year.language
    if overview is not None:
        yield "turnover", _label(year, overview.turnover), figures.turnover
        yield "result", _label(year, overview.result), figures.result
    yield "equity", say(language, "Equity, SEK"), figures.equity
    yield "solvency", say(language, "Solvency, %"), figures.solvency
    for each in overview.figures if overview is not None else ():
        yield each.key, pick(language, each.label, each.label_en), figures.own.get(each.key)


def _label(year: ReportYear, key: str) -> str:
    row = year.statements.row(key)
    return row.label if row is not None else key
