"""Headings that have nothing to head: a long layout is printed without the rows that are nought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sambruk_cli.register.layout import CashFlowRow, LayoutRow
from sambruk_cli.statements.model import StatementRow


def without_empty_headings(
    rows: Sequence[StatementRow], layout: Sequence[LayoutRow | CashFlowRow]
) -> Iterator[StatementRow]:
    """Rows without the headings below which no row of accounts is left.

    Args:
      layout: every row of the statement; of the headings those with `hide_zero` may be left out.
    """
    shown = {row.key for row in rows}
    empty = {
        heading.key
        for at, heading in enumerate(layout)
        if heading.is_heading and heading.hide_zero and shown.isdisjoint(_below(layout, at))
    }
    return (row for row in rows if row.style != "heading" or row.key not in empty)


def _below(layout: Sequence[LayoutRow | CashFlowRow], at: int) -> Iterator[str]:
    """The keys of the rows of accounts within a heading, until a row is set as far out as it.

    Where already the first row is, the heading has the rows until the next heading.
    """
    indent = layout[at].indent
    is_flat = any(row.indent <= indent for row in layout[at + 1 : at + 2])
    for row in layout[at + 1 :]:
        if row.indent <= indent and (row.is_heading or not is_flat):
            return
        if not row.is_heading and not row.sum:
            yield row.key
