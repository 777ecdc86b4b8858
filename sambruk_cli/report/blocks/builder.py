"""What builds a block: a function from the year of a report to blocks of its document."""

from __future__ import annotations

from collections.abc import Callable

from sambruk_cli.document.model import Block, Paragraph, Row, Table
from sambruk_cli.messages import say
from sambruk_cli.report.year import ReportYear

Blocks = list[Block]
Builder = Callable[[ReportYear], Blocks]


def nothing(year: ReportYear) -> Blocks:
    """What stands where the register has nothing to say."""
    return [Paragraph.of(say(year.language, "Nothing registered."))]


def without_empty(table: Table) -> Table:
    """The table without the columns that hold nothing in any row; the first is always kept."""
    kept = [
        index
        for index in range(len(table.columns))
        if index == 0 or any(row.cells[index] not in (None, "") for row in table.rows)
    ]
    rows = tuple(
        Row(tuple(row.cells[i] for i in kept), row.role, row.indent, row.sums, row.detail)
        for row in table.rows
    )
    return Table(table.id, tuple(table.columns[i] for i in kept), rows, table.caption)
