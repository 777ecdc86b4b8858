"""What `sambruk grants` shows: each grant with what came of it, its condition and its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sambruk_cli.document.model import Heading, Paragraph, Report
from sambruk_cli.document.records import records
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import say
from sambruk_cli.register.grants import Grant
from sambruk_cli.report.grant_report import grant_report
from sambruk_cli.report.grant_tables import day_of, grant_table
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.session import Session
from sambruk_cli.views.view import View


def grants_view(session: Session, year: FiscalYear) -> View:
    """The grants at the end of a year, or today where that comes before, in kronor."""
    language, day = session.language, day_of(session, year)
    table, blocks = grant_table(session, year)
    title = say(language, "Grants and gifts with a purpose {day}", day=day.isoformat())
    shown = blocks or (Paragraph.of(say(language, "Nothing.")),)
    return View(
        (Heading(2, title), *shown),
        table,
        lambda: {"year": year.label, "day": day.isoformat(), "grants": records(table)},
    )


def known_grant(session: Session, grant_id: str) -> Grant:
    """The grant with an id.

    Raises:
      Stop: USE930 with the nearest id.
    """
    grant = session.register.grants_file.grant(grant_id)
    if grant is None:
        hint = nearest(grant_id, [g.id for g in session.register.grants])
        raise Stop(finding("USE930", id=grant_id, file="config/grants.toml", hint=hint))
    return grant


def funders_report(session: Session, grant: Grant, on: date | None) -> Report:
    """The report to the funder with its stamp, and a warning on it where the books have errors.

    Args:
      on: the last day that it tells of, by default that of the last fiscal year in the books.
    """
    document = grant_report(session, grant, on or day_of(session, session.year(None)))
    return replace(document, warning=session.warning, stamp=make_stamp(session.workspace))
