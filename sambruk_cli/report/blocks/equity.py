"""The changes in equity (förändring av eget kapital) from the opening to the closing balance."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import pick
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO
from sambruk_cli.report.blocks.builder import Blocks
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.amounts import leaves_below


def equity_changes(year: ReportYear) -> Blocks:
    """From opening to closing equity, a column per row of equity: what the year did to each.

    The result of the year before leaves its row for the first other row that the meeting
    disposes of; what else happened to that row, and to the others, is paid in or withdrawn.
    """
    layout, before, language = year.layout, year.statements.comparative, year.language
    if layout.equity is None or before is None:
        return []
    rows = {row.key: row for row in layout.balance_sheet}
    leaves = [leaf for leaf in leaves_below(rows, layout.equity) if year.statements.row(leaf.key)]
    result = next((leaf.key for leaf in leaves if leaf.result), "")
    carried_to = next((key for key in layout.disposition if key != result), "")
    opening = {leaf.key: year.printed(leaf.key, before.label) for leaf in leaves}
    closing = {leaf.key: year.printed(leaf.key) for leaf in leaves}
    carried = dict.fromkeys(opening, ZERO)
    if result in opening and carried_to in opening:
        carried |= {result: -opening[result], carried_to: opening[result]}
    earned = {key: closing[key] if key == result else ZERO for key in opening}
    other = {key: closing[key] - opening[key] - carried[key] - earned[key] for key in opening}
    steps = (
        (say(language, "Opening balance"), opening),
        (say(language, "Result of the year before"), carried),
        (say(language, "Paid in and other"), other),
        (say(language, "Result for the year"), earned),
    )
    table = [Row(_cells(label, amounts)) for label, amounts in steps if any(amounts.values())]
    closing_cells = _cells(say(language, "Closing balance"), closing)
    total = Row(closing_cells, "total", sums=tuple(range(len(table))))
    labels = [pick(language, leaf.label, leaf.label_en) for leaf in leaves]
    columns = (
        Column(say(language, "Equity, SEK")),
        *(Column(label, "amount") for label in labels),
        Column(say(language, "Total"), "amount"),
    )
    title = say(language, "Changes in equity")
    return [Table("equity_changes", columns, (*table, total), title)]


def _cells(label: str, amounts: Mapping[str, Decimal]) -> tuple[str | Decimal, ...]:
    """A row: its label, an amount per column, and their sum."""
    return (label, *amounts.values(), sum(amounts.values(), ZERO))
