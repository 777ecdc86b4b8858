"""The days of an annual report against each other, the fiscal year and today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages.message import Message
from sambruk_cli.register.association import ReportDetails
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import year_amounts

# What is planned within a month may stand on a report that is printed for it, and so may a day by
# which reports are made: seven months after the year at the latest (LEF 6:9, ÅRL 8:3).
_NEAR = timedelta(days=31)
_MADE_WITHIN = timedelta(days=214)


def check_report_dates(session: Session) -> Iterator[Finding]:
    """A report is prepared when its year has ended, then signed, then audited; none of it ahead."""
    for index, report, year in _reports(session):
        yield from _order(session, report, index, year)
        yield from _ahead(session, report, index, year)


def check_signed_years(session: Session) -> Iterator[Finding]:
    """A year whose report is signed and whose result is booked is closed.

    While the result is not booked the year cannot be closed yet; BOK210 and BOK217 speak of that.
    """
    register, books = session.register, session.books
    if not session.readable("statements"):
        return
    place = register.places["association"]
    for index, report, year in _reports(session):
        day, layout = report.signed_on, register.layout_for(year)
        if year.closed or day is None or layout is None or not books.has_vouchers(year):
            continue
        if not year_amounts(books, layout, year).unbooked and day <= session.today:
            line = place.line("reports", index, "signed_on")
            yield finding("REG115", year=year.label, day=day, file=place.file, line=line)


def check_later_closed(session: Session) -> Iterator[Finding]:
    """A year is closed where a later one is; its report may be signed and so found already."""
    register, books = session.register, session.books
    if register.association is None or not session.readable("statements"):
        return
    place = register.places["association"]
    signed = {report.year for _, report, _ in _reports(session) if report.signed_on is not None}
    labels = [year.label for year in register.association.fiscal_years]
    closed = [year for year in session.years if year.closed]
    for year in session.years:
        later = next((each for each in closed if each.start > year.end), None)
        layout = register.layout_for(year)
        if year.closed or later is None or layout is None or year.label in signed:
            continue
        if books.has_vouchers(year) and not year_amounts(books, layout, year).unbooked:
            line = place.line("fiscal_years", labels.index(year.label), "label")
            yield finding(
                "REG115.later", year=year.label, later=later.label, file=place.file, line=line
            )


def _reports(session: Session) -> Iterator[tuple[int, ReportDetails, FiscalYear]]:
    register = session.register
    years = {year.label: year for year in session.years}
    reports = register.association.reports if register.association else ()
    for index, report in enumerate(reports):
        if report.year in years:
            yield index, report, years[report.year]


def _order(
    session: Session, report: ReportDetails, index: int, year: FiscalYear
) -> Iterator[Finding]:
    place = session.register.places["association"]
    found = partial(finding, file=place.file)
    line = partial(place.line, "reports", index)
    signed, audited = report.signed_on, report.auditors_report_on
    # In the course of the year a draft may bear the day that it was printed.
    is_final = signed is not None or audited is not None or session.today > year.end
    if report.date < year.end and is_final:
        yield found(
            "REG112.early", year=year.label, day=report.date, end=year.end, line=line("date")
        )
    if signed is not None and signed < report.date:
        yield found("REG112.signed", day=signed, prepared=report.date, line=line("signed_on"))
    if audited is None:
        return
    if signed is not None and audited < signed:
        yield found("REG112.audited", day=audited, signed=signed, line=line("auditors_report_on"))
    elif signed is None and audited < report.date:
        yield found(
            "REG112.unprepared",
            day=audited,
            prepared=report.date,
            line=line("auditors_report_on"),
        )
    elif signed is None:
        yield found("REG122", year=year.label, day=audited, line=line("auditors_report_on"))


def _ahead(
    session: Session, report: ReportDetails, index: int, year: FiscalYear
) -> Iterator[Finding]:
    """The days that have not come and cannot be planned."""
    place = session.register.places["association"]
    days: tuple[tuple[str, date | None, Message], ...] = (
        ("date", report.date, Message.of("prepared")),
        ("signed_on", report.signed_on, Message.of("signed")),
        ("auditors_report_on", report.auditors_report_on, Message.of("audited")),
    )
    for key, day, done in days:
        if day is not None and not _may_be_planned(session, day, year):
            yield finding(
                "REG112.ahead",
                year=report.year,
                done=done,
                day=day,
                file=place.file,
                line=place.line("reports", index, key),
            )


def _may_be_planned(session: Session, day: date, year: FiscalYear) -> bool:
    """Whether a day has come, or can be one that is planned; today is asked for last."""
    return day <= year.end or day - _MADE_WITHIN <= year.end or day - _NEAR <= session.today
