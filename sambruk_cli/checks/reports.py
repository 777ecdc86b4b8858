"""Narratives, note texts and published figures of the years that have them."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.year_files import folder_of, read_published
from sambruk_cli.report.build import build_report
from sambruk_cli.report.tieout import tie_out
from sambruk_cli.report.year import gather
from sambruk_cli.session import Session

_NEEDED = ("association", "members", "counterparties", "fees", "board", "projects", "statements")


def check_reports(session: Session) -> Iterator[Finding]:
    """Build the report of every year that the register gives details for, and tie out figures."""
    if not session.readable(*_NEEDED):
        return
    books = session.books
    printed = session.in_language("sv")  # the language of a report that is signed
    for year in session.years:
        has_report = session.register.report_details(year.label) is not None
        published, located, findings = read_published(session.workspace, year.label)
        yield from findings
        if not (has_report or published) or not books.is_kept(year):
            continue
        of_year = gather(printed, year)
        if of_year is None:
            continue  # no layout for the year: STM306
        if has_report:
            yield from build_report(of_year)[1]
            yield from _note_texts(session, year.label)
        if published is not None:
            yield from tie_out(of_year, published, located)[1]
    yield from _stray_figures(session)
    yield from _stated_figures(session)


def _note_texts(session: Session, label: str) -> Iterator[Finding]:
    year = session.register.year(label)
    layout = session.register.layout_for(year) if year else None
    place = session.register.places["statements"]
    layouts = session.register.statements.layouts
    for index, note in enumerate(layout.notes if layout else ()):
        if note.text is not None and layout is not None:
            file = f"config/report/{folder_of(label)}/{note.text}"
            line = place.line("layouts", layouts.index(layout), "notes", index, "text")
            try:
                if normpath(file).startswith(".."):
                    session.workspace.place(file, source=place.file, line=line)
                session.workspace.read_text(file)
            except Unreadable as error:
                yield from error.findings


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
    for index, stated in enumerate(association.key_figures if association else ()):
        year = session.register.year(stated.year)
        if year is not None and year.label in labels and session.books.is_kept(year):
            line = place.line("key_figures", index, "year")
            yield finding("RPT515", year=stated.year, file=place.file, line=line)
