"""All checks in one run."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from sambruk_cli.checks.dues import check_dues
from sambruk_cli.checks.fees import check_fees
from sambruk_cli.checks.inputs import Inputs
from sambruk_cli.checks.register import check_register
from sambruk_cli.checks.reports import check_reports
from sambruk_cli.checks.review import Review, Reviews, review_outside, review_year
from sambruk_cli.checks.signatories import check_signatories
from sambruk_cli.checks.statements import check_layouts, check_statements
from sambruk_cli.checks.vouchers import check_accounts
from sambruk_cli.checks.years import check_years
from sambruk_cli.findings import Finding, in_order


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings in order, and the reviews of the fiscal years checked."""

    findings: tuple[Finding, ...]
    reviews: Reviews


def run_checks(inputs: Inputs, reviews: Reviews = MappingProxyType({})) -> Checked:
    """What reading found and everything the checks find, by file and line.

    Args:
      reviews: of fiscal years whose vouchers need not be looked at again.
    """
    found = [
        *inputs.reading,
        *check_register(inputs),
        *check_fees(inputs),
        *check_signatories(inputs),
        *check_layouts(inputs),
    ]
    books = inputs.books
    made: dict[str, Review] = {}
    if books is not None:
        for year in inputs.years:
            known = reviews.get(year.label)
            made[year.label] = known or review_year(inputs, books, year)
            found += made[year.label].findings
        found += [
            *review_outside(inputs, books),
            *check_accounts(books),
            *check_years(inputs, books),
            *check_statements(inputs, books),
            *check_dues(inputs, books, {label: review.booked for label, review in made.items()}),
            *check_reports(inputs, books),
        ]
    return Checked(in_order(found), made)
