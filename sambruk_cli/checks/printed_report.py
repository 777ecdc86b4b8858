"""The report of one year, built as it will be printed, and its figures tied out."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.checks.printing import check_printing
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.locate import Located
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.report.build import build_report
from sambruk_cli.report.note_text import note_text_findings
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
        yield from note_text_findings(of_year)
    if published is not None:
        yield from tie_out(of_year, published, located)[1]
