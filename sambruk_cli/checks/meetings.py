"""The report against the meeting that dealt with it, and its auditor against those elected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.association import ReportDetails
from sambruk_cli.register.board import AUDITING, Meeting
from sambruk_cli.session import Session

_WITHIN = timedelta(days=366)  # after a year, when a meeting may still deal with it


def check_meetings(session: Session) -> Iterator[Finding]:
    """Reports are signed and audited before the annual meeting, by an auditor who is elected."""
    register = session.register
    if register.association is None or not session.readable("board"):
        return
    years = {year.label: year for year in session.years}
    for index, report in enumerate(register.association.reports):
        if report.year in years:
            yield from _after_meeting(session, report, index, years[report.year])
            yield from _elected(session, report, index)


def _after_meeting(
    session: Session, report: ReportDetails, index: int, year: FiscalYear
) -> Iterator[Finding]:
    place = session.register.places["association"]
    days = (
        ("REG120.signed", "signed_on", report.signed_on),
        ("REG120.audited", "auditors_report_on", report.auditors_report_on),
    )
    for code, key, day in days:
        meeting = None if day is None else _dealt_before(session, year, day)
        if day is not None and meeting is not None:
            yield finding(
                code,
                year=report.year,
                day=day,
                meeting=meeting.title,
                held=meeting.date,
                file=place.file,
                line=place.line("reports", index, key),
            )


def _dealt_before(session: Session, year: FiscalYear, day: date) -> Meeting | None:
    """The annual meeting after a year, where it was before a day and no other followed in time.

    A meeting may be continued, and some associations have two in a year.
    """
    meetings = [
        meeting
        for meeting in session.register.board.meetings
        if meeting.kind != "board" and year.end < meeting.date <= year.end + _WITHIN
    ]
    if any(meeting.date >= day for meeting in meetings):
        return None
    annual = [meeting for meeting in meetings if meeting.kind == "annual"]
    return min(annual, key=lambda meeting: meeting.date, default=None)


def _elected(session: Session, report: ReportDetails, index: int) -> Iterator[Finding]:
    """Where the register tells of auditors, that of a report is one of them."""
    board = session.register.board
    elected = {mandate.person for mandate in board.mandates if board.role(mandate) in AUDITING}
    person = session.register.person(report.auditor) if report.auditor else None
    if elected and person is not None and person.id not in elected:
        place = session.register.places["association"]
        yield finding(
            "REG121",
            name=person.name,
            year=report.year,
            file=place.file,
            line=place.line("reports", index, "auditor"),
        )
