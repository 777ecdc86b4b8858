"""All checks in one run."""

from __future__ import annotations

from sambruk_cli.checks.dues import check_dues
from sambruk_cli.checks.fees import check_fees
from sambruk_cli.checks.inputs import Inputs
from sambruk_cli.checks.postings import check_postings, check_receivables
from sambruk_cli.checks.register import check_register
from sambruk_cli.checks.reports import check_reports
from sambruk_cli.checks.signatories import check_signatories
from sambruk_cli.checks.statements import check_layouts, check_statements
from sambruk_cli.checks.vouchers import check_accounts, check_vouchers
from sambruk_cli.checks.years import check_years
from sambruk_cli.findings import Finding, in_order


def run_checks(inputs: Inputs) -> tuple[Finding, ...]:
    """What reading found and everything the checks find, by file and line."""
    found = [
        *inputs.reading,
        *check_register(inputs),
        *check_fees(inputs),
        *check_signatories(inputs),
        *check_layouts(inputs),
    ]
    books = inputs.books
    if books is not None:
        found += [
            *check_vouchers(inputs, books),
            *check_accounts(books),
            *check_postings(inputs, books),
            *check_receivables(inputs, books),
            *check_years(inputs, books),
            *check_statements(inputs, books),
            *check_dues(inputs, books),
            *check_reports(inputs, books),
        ]
    return in_order(found)
