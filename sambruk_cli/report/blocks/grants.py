"""Grants and gifts with a purpose in the report: what came of them in the year."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.model import Column, Paragraph, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.document.words import partial_use
from sambruk_cli.grants.movements import movements_of
from sambruk_cli.grants.standing import standing_on, sums_between
from sambruk_cli.messages import say
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def grants(year: ReportYear) -> Blocks:
    """A row for each grant with anything left or booked in the year, and what is not known."""
    language, every = year.language, year.register.grants
    movements = movements_of(year.books, every)
    rows: list[Row] = []
    partial: list[str] = []
    for grant in every:
        own = movements[grant.id]
        of_year = sums_between(own, year.fiscal.start, year.fiscal.end)
        standing = standing_on(grant, own, year.fiscal.end)
        if not any(of_year.values()) and not standing.unused:
            continue
        repaid = of_year["repaid"] or None  # a column that most associations do without
        cells = (of_year["received"], repaid, of_year["used"], standing.unused)
        rows.append(Row((grant.name, *cells)))
        if grant.partial:
            partial.append(grant.name)
    if not rows:
        return nothing(year)
    amounts = [cell for row in rows for cell in row.cells if isinstance(cell, Decimal)]
    decimals = 2 if any(amount % 1 for amount in amounts) else 0
    day = formats.long_date(year.fiscal.end, language)
    columns = (
        Column(say(language, "Grants and gifts with a purpose, SEK")),
        Column(say(language, "Received"), "amount", decimals),
        Column(say(language, "Paid back"), "amount", decimals),
        Column(say(language, "Used"), "amount", decimals),
        Column(say(language, "Unused {day}", day=day), "amount", decimals),
    )
    table = without_empty(Table("grants", columns, tuple(rows)))
    return [table, *(Paragraph.of(partial_use(name, language)) for name in partial)]
