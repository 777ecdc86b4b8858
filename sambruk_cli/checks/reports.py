"""Narratives, note texts and published figures of the years that have them."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.year_files import folder_of, read_published
from sambruk_cli.session import Session

_NEEDED = ("association", "members", "counterparties", "fees", "board", "projects", "statements")


def check_reports(session: Session) -> Iterator[Finding]:
    """Build the report of every year that the register gives details for, and tie out figures."""
    if not session.readable(*_NEEDED):
        return
    books = session.books
    for year in session.years:
        has_report = session.register.report_details(year.label) is not None
        published, located, findings = read_published(session.workspace, year.label)
        yield from findings
        if not (has_report or published) or not books.is_kept(year):
            continue
        # The report's blocks take a tenth of a small workspace's time; most years have none yet.
        from sambruk_cli.checks.printed_report import check_printed_report

        yield from check_printed_report(session, year, published, located, has_report=has_report)
    yield from _stray_figures(session)
    yield from _stated_figures(session)


def _stray_figures(session: Session) -> Iterator[Finding]:
    labels = {folder_of(year.label) for year in session.register.years}
    for file in session.workspace.glob("config/published/*.toml"):
        name = file.rpartition("/")[2].removesuffix(".toml")
        if name not in labels:
            yield finding("RPT502.no_year", name=name, file=file)


def _stated_figures(session: Session) -> Iterator[Finding]:
    """Key figures of years that the books hold, which would not be printed."""
    association, place = session.register.association, session.register.places["association"]
    labels = {year.label for year in session.years}
    layouts = [placed.layout for placed in session.register.layouts]
    overviews = [layout.overview for layout in layouts if layout.overview]
    own = [figure.key for overview in overviews for figure in overview.figures]
    for index, stated in enumerate(association.key_figures if association else ()):
        year = session.register.year(stated.year)
        for key in stated.figures:
            if key not in own:
                line = place.line("key_figures", index, "figures", key)
                near = nearest(key, own)
                yield finding("RPT515.unknown", key=key, file=place.file, line=line, hint=near)
        amounts = (stated.turnover, stated.result, stated.equity, stated.total, stated.solvency)
        if stated.figures and all(amount is None for amount in amounts):
            continue  # numbers that the books do not give may be stated for any year
        if year is not None and year.label in labels and session.books.is_kept(year):
            line = place.line("key_figures", index, "year")
            yield finding("RPT515", year=stated.year, file=place.file, line=line)
