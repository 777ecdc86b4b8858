"""What `sambruk report` prints: the annual report of a year, and what is wrong in it."""

from __future__ import annotations

from dataclasses import replace

from sambruk_cli.document.model import Carries, Report
from sambruk_cli.findings import Finding, Severity, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.report.build import build_report
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.session import Session
from sambruk_cli.statements.printable import require_statements
from sambruk_cli.views.carried import fitted


@frozen
class AnnualReport:
    """The document, the year that it is made from, and what making it has found.

    `session` holds the findings of the checks and of the report; `found` those of the report, and
    `unsaid` what neither the report nor `validate` says of them.
    """

    session: Session
    year: ReportYear
    document: Report
    found: tuple[Finding, ...]
    unsaid: tuple[Finding, ...]

    def fitted(self, carries: Carries) -> Report:
        """The document with all that a form can carry: details of figures, or appendices."""
        return fitted(self.document, self.year, carries)


def annual_report(session: Session, fiscal: FiscalYear) -> AnnualReport:
    """The annual report with its stamp, and a warning on it where the books have errors.

    Raises:
      Stop: STM306 when no layout holds for the year, USE908 when it is before the books.
    """
    require_statements(session, fiscal)
    year = gather(session, fiscal)
    assert year is not None  # there is a layout
    document, found = build_report(year)
    # The first line of the report tells of errors, and `validate` which; but of a year that the
    # register gives no details for it does not.
    unsaid = [f for f in found if f.severity is Severity.WARNING or f not in session.findings]
    session = replace(session.on(fiscal), findings=in_order((*session.findings, *found)))
    document = replace(document, warning=session.warning, stamp=make_stamp(session.workspace))
    return AnnualReport(session, year, document, tuple(found), tuple(unsaid))
