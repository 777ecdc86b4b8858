"""Pledged assets, contingent liabilities and grants with conditions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.messages import say, say_in
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
