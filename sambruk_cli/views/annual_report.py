"""What `sambruk report` prints: the annual report of a year, and what is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sambruk_cli.document.model import Report
from sambruk_cli.findings import Finding, Severity, Stop, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.report.build import build_report
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.session import Session


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """The document, the year that it is made from, and what making it has found.

    `session` holds the findings of the checks and of the report.
    """

    session: Session
    year: ReportYear
    document: Report
    found: tuple[Finding, ...]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What the report says nothing of, and a person should know."""
        return tuple(f for f in self.found if f.severity is Severity.WARNING)


def annual_report(session: Session, fiscal: FiscalYear) -> AnnualReport:
    """The annual report with its stamp, and a warning on it where the books have errors.

    Raises:
      Stop: when the association cannot be read, or no layout holds for the year.
    """
    year = gather(session, fiscal)
    if year is None:
        raise Stop(*session.findings)
    document, found = build_report(year)
    session = replace(session.on(fiscal), findings=in_order((*session.findings, *found)))
    document = replace(document, warning=session.warning, stamp=make_stamp(session.workspace))
    return AnnualReport(session, year, document, tuple(found))
