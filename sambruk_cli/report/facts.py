"""The tables of facts that the chapters and notes of a year may ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType

from sambruk_cli.document.model import Block
from sambruk_cli.findings import Finding
from sambruk_cli.register.locate import Located
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.report.year import ReportYear


def _reader() -> ModuleType:
    """What reads the tables: few workspaces have any, and it brings what reads CSV."""
    from sambruk_cli.report import fact_tables

    return fact_tables


def fact_blocks(year: ReportYear, facts: FactsFile | None) -> dict[str, Callable[[], list[Block]]]:
    """What builds each table of facts, by its placeholder."""
    if facts is None or not facts.tables:
        return {}
    reader = _reader()
    tables, _ = reader.read_tables(year.workspace, year.label, facts, Located(""))
    return {
        f"block.facts.{name}": partial(reader.table_blocks, table, year.language)
        for name, table in tables.items()
    }


def table_findings(year: ReportYear, facts: FactsFile | None, located: Located) -> list[Finding]:
    """Tables of facts that do not foot or cannot be read."""
    if facts is None or not facts.tables:
        return []
    _, findings = _reader().read_tables(year.workspace, year.label, facts, located)
    return list(findings)
