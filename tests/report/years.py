"""Years as reports are made of them; the example's is made once for all tests that look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sambruk_cli.document.model import Report
from sambruk_cli.report.build import build_report
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT
from tests.sessions import read_checked


def report_year(folder: Path, label: str) -> ReportYear:
    session = read_checked(Workspace(folder), cache=False)
    found = gather(session, session.year(label))
    assert found is not None
    return found


@cache
def example_year() -> ReportYear:
    return report_year(PROJECT, "2007")


@cache
def example_report() -> Report:
    report, findings = build_report(example_year())
    assert findings == []
    return report
