"""The report of one year, built as it will be printed, and its figures tied out."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath

from sambruk_cli.checks.printing import check_printing
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.locate import Located
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.report.build import build_report
from sambruk_cli.report.narrative import MOST_OF_CHAPTER
from sambruk_cli.report.tieout import tie_out
from sambruk_cli.report.year import gather
from sambruk_cli.session import Session


def check_printed_report(
    session: Session,
    year: FiscalYear,
    published: PublishedFile | None,
    located: Located,
    *,
    has_report: bool,
) -> Iterator[Finding]:
    """What building the report of a year and tying out its figures finds.

    Args:
      published: the figures that were published for the year, and where they stand.
      has_report: whether the register gives details for a report of the year.
    """
    of_year = gather(session.in_language("sv"), year)  # the language of a report that is signed
    if of_year is None:
        return  # no layout for the year: STM306
    if has_report:
        document, found = build_report(of_year)
        yield from found
        yield from check_printing(session, document, year.label)
        yield from _note_texts(session, year.label)
    if published is not None:
        yield from tie_out(of_year, published, located)[1]


def _note_texts(session: Session, label: str) -> Iterator[Finding]:
    year = session.register.year(label)
    layout = session.register.layout_for(year) if year else None
    place = session.register.places["statements"]
    layouts = session.register.statements.layouts
    for index, note in enumerate(layout.notes if layout else ()):
        if note.text is not None and layout is not None:
            file = f"config/report/{folder_of(label)}/{note.text}"
            try:
                if normpath(file).startswith(".."):
                    line = place.line("layouts", layouts.index(layout), "notes", index, "text")
                    session.workspace.place(file, source=place.file, line=line)
                session.workspace.read_text(file, most=MOST_OF_CHAPTER)
            except Unreadable as error:
                yield from error.findings
