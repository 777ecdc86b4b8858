"""What `sambruk documentation` prints: the documentation of the bookkeeping system."""

from __future__ import annotations

from dataclasses import replace

from sambruk_cli.document.model import Report
from sambruk_cli.findings import Stop, finding
from sambruk_cli.report.documentation import system_documentation
from sambruk_cli.report.documentation.facts import facts_of
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.session import Session


def documentation(session: Session) -> Report:
    """The document with its stamp, and a warning on it where the books have errors.

    Raises:
      Stop: USE901 where there is no fiscal year, or what is wrong in config/documentation.toml.
    """
    if not session.register.years:
        raise Stop(finding("USE901.empty"))
    facts, faults = facts_of(session)
    if faults:
        raise Stop(*faults)
    document = system_documentation(facts)
    return replace(document, warning=session.warning, stamp=make_stamp(session.workspace))
