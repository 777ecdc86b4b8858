"""The worked examples that the repository carries, and what is known of their published reports."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sambruk_cli.document.model import Report
from sambruk_cli.frozen import frozen
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.register.year_files import read_published
from sambruk_cli.report.build import build_report
from sambruk_cli.report.tieout import Tie, tie_out
from sambruk_cli.report.year import ReportYear
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT
from tests.report.years import report_year


@frozen
class Example:
    """A workspace with a published report: its folder, its year, how many figures differ."""

    folder: Path
    year: str
    figures: int
    differing: int

    @property
    def name(self) -> str:
        return self.folder.name


SAMBRUK = Example(PROJECT, "2007", figures=107, differing=3)
VALDEMAR = Example(PROJECT / "examples/brf-valdemar", "2001/02", figures=286, differing=14)
EXAMPLES = {"sambruk": SAMBRUK, "brf-valdemar": VALDEMAR}


@cache
def gathered(example: Example) -> ReportYear:
    return report_year(example.folder, example.year)


@cache
def reported(example: Example) -> Report:
    report, findings = build_report(gathered(example))
    assert findings == []
    return report


@cache
def tied(example: Example) -> tuple[tuple[Tie, ...], PublishedFile]:
    """Every published figure beside the computed one, and the file of the published ones."""
    published, located, findings = read_published(Workspace(example.folder), example.year)
    assert published is not None
    assert findings == []
    return tie_out(gathered(example), published, located)[0], published
