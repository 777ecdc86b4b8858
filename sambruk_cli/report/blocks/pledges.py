"""Pledged assets, contingent liabilities and grants with conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.model import Column, Paragraph, Row, Table
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.association import Commitment, ConditionalGrant
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def pledges(year: ReportYear) -> Blocks:
    """Commitments that no balance sheet shows, and what grants with conditions gave."""
    language, details = year.language, year.details
    if details is None:
        return nothing(year)
    grants = [
        f"{year.party_name(grant.counterparty)}, {formats.kronor(_booked(year, grant), language)}"
        for grant in details.conditional_grants
    ]
    rows = [
        Row(
            (
                say(language, "Pledged assets"),
                _commitments(year, details.pledged_assets),
            )
        ),
        Row(
            (
                say(language, "Contingent liabilities"),
                _commitments(year, details.contingent_liabilities),
            )
        ),
    ]
    reports = year.register.association.reports if year.register.association else ()
    if any(report.conditional_grants for report in reports):
        none = say_in(language, "nothing to list", "None")
        rows.append(
            Row((say(language, "Conditional grants of the year"), "; ".join(grants) or none))
        )
    columns = (
        Column(say(language, "Commitments and conditions")),
        Column(say_in(language, "commitments", "Details")),
    )
    return [Table("pledges", columns, tuple(rows))]


def pledged_assets(year: ReportYear) -> Blocks:
    """What is pledged for debts (ställda säkerheter, ÅRL 5:14), each and in all."""
    details = year.details
    items = details.pledged_assets if details else ()
    return _list(year, "pledged_assets", say(year.language, "Security pledged"), items)


def contingent_liabilities(year: ReportYear) -> Blocks:
    """What may have to be paid (eventualförpliktelser, ÅRL 5:15), each and in all."""
    details = year.details
    items = details.contingent_liabilities if details else ()
    title = say(year.language, "Contingent obligations")
    return _list(year, "contingent_liabilities", title, items)


def _list(year: ReportYear, name: str, title: str, items: Sequence[Commitment]) -> Blocks:
    """A row for each; "None" where there are none, as the rules want it said."""
    if year.details is None:
        return nothing(year)
    if not items:
        return [Paragraph.of(say_in(year.language, "nothing to list", "None"))]
    rows = [Row((item.description, item.amount)) for item in items]
    total = sum((item.amount for item in items), ZERO)
    if len(rows) > 1:
        label = say(year.language, "Total")
        rows.append(Row((label, total), "total", sums=tuple(range(len(rows)))))
    decimals = 2 if any(item.amount % 1 for item in items) else 0
    columns = (Column(title), Column(say(year.language, "SEK"), "amount", decimals))
    return [Table(name, columns, tuple(rows), title)]


def _booked(year: ReportYear, grant: ConditionalGrant) -> Decimal:
    """What has been booked of a grant in the year, in kronor, income positive."""
    return -year.books.total(
        accounts=(grant.account,), counterparty=grant.counterparty, year=year.fiscal
    )


def _commitments(year: ReportYear, items: Iterable[Commitment]) -> str:
    written = [
        f"{item.description}, {formats.kronor(item.amount, year.language)}" for item in items
    ]
    return "; ".join(written) or say_in(year.language, "nothing to list", "None")
