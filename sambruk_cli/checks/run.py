"""All checks in one run."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from sambruk_cli.checks.attributes import check_attributes
from sambruk_cli.checks.bank import check_bank
from sambruk_cli.checks.bookkeeping import check_bookkeeping
from sambruk_cli.checks.documents import check_documents
from sambruk_cli.checks.dues import check_dues
from sambruk_cli.checks.fee_decisions import check_fee_decisions
from sambruk_cli.checks.fee_gaps import check_fee_gaps
from sambruk_cli.checks.fees import check_fees
from sambruk_cli.checks.firm_signing import check_firm_signing
from sambruk_cli.checks.frameworks import check_framework_forms, check_framework_sizes
from sambruk_cli.checks.funds import check_funds
from sambruk_cli.checks.gaps import check_gaps
from sambruk_cli.checks.groups import check_agreements, check_charge_kinds, check_groups
from sambruk_cli.checks.imported import Imports
from sambruk_cli.checks.layouts import check_chosen_layouts
from sambruk_cli.checks.leftovers import check_leftovers
from sambruk_cli.checks.locks import check_locks
from sambruk_cli.checks.meetings import check_meetings
from sambruk_cli.checks.offices import check_offices
from sambruk_cli.checks.private_names import check_private_names
from sambruk_cli.checks.register import check_register
from sambruk_cli.checks.registered import check_committed, check_registered
from sambruk_cli.checks.report_dates import (
    check_later_closed,
    check_report_dates,
    check_signed_years,
)
from sambruk_cli.checks.reports import check_reports
from sambruk_cli.checks.review import Review, Reviews, review_outside, review_year
from sambruk_cli.checks.schedules import check_schedules
from sambruk_cli.checks.signatories import check_signatories
from sambruk_cli.checks.statements import check_layouts, check_statements
from sambruk_cli.checks.unread import without_consequences
from sambruk_cli.checks.untagged import check_untagged
from sambruk_cli.checks.vouchers import check_accounts
from sambruk_cli.checks.waivers import waived
from sambruk_cli.checks.years import check_years
from sambruk_cli.findings import Finding, errors, in_order
from sambruk_cli.frozen import frozen
from sambruk_cli.register.sie import read_imports
from sambruk_cli.session import Session

ASSETS = "config/assets.toml"
SEALS = "ledger/seals"
BANK = "config/bank.toml"
DOCUMENTATION = "config/documentation.toml"
INVOICING = "config/invoicing.toml"
REMINDERS = "config/reminders.toml"


@frozen
class Checked:
    """All findings in order, and the reviews of the fiscal years checked."""

    findings: tuple[Finding, ...]
    reviews: Reviews


def run_checks(session: Session, reviews: Reviews = MappingProxyType({})) -> Checked:
    """What reading found and everything the checks find, by file and line.

    Args:
      reviews: of fiscal years whose vouchers need not be looked at again.
    """
    found = [*session.findings, *check_register_alone(session)]
    made: dict[str, Review] = {}
    if session.ledger is not None:
        read = read_imports(session.workspace)
        done, located, faults = read
        imports = Imports(done)
        for year in session.years:
            known = reviews.get(year.label)
            # config/sie.toml changes without the vouchers and the register.
            if known is None or known.imported != imports.basis(year):
                known = review_year(session, year, imports)
            made[year.label] = known
            found += made[year.label].findings
            found += check_documents(session, made[year.label].documents, year)
            found += check_registered(session, made[year.label].registered)
        if not faults:  # otherwise what a file lacked cannot be told
            gaps = {year: made[year.label].gaps for year in session.years}
            found += check_gaps(imports, located, gaps)
        found += [
            *review_outside(session, imports),
            *check_accounts(session),
            *check_years(session, imports),
            *check_signed_years(session),
            *check_later_closed(session),
            *check_bank(session),
            *check_statements(session, imports),
            *_check_seldom(session),
            *check_framework_sizes(session),
            *check_bookkeeping(session),
            *check_locks(session),
            *check_committed(session),
            *check_untagged(session),
            *check_funds(session),
            *check_dues(session, {label: review.booked for label, review in made.items()}),
            *check_reports(session),
            *check_leftovers(session, read),
            # After all others: it looks at the texts that they have read.
            *check_private_names(session),
        ]
    waivers = [waiver for review in made.values() for waiver in review.waivers]
    left = without_consequences(session, found)
    if waivers:
        is_whole = not errors(session.findings) and not session.register.unreadable
        left = waived(left, waivers, is_whole=is_whole)
    return Checked(in_order(left), made)


def _check_seldom(session: Session) -> Iterator[Finding]:
    """What few workspaces have; the others do without what it imports."""
    there = session.workspace.is_there
    has_any = session.books.budgets or session.register.grants
    folder = session.register.invoicing.invoices.folder
    files = (ASSETS, BANK, SEALS, DOCUMENTATION, INVOICING, REMINDERS, folder)
    if not has_any and not any(map(there, files)):
        return
    from sambruk_cli.checks.seldom import check_seldom

    yield from check_seldom(session)


def check_register_alone(session: Session) -> Iterator[Finding]:
    """What the checks say of the register by itself, without the books."""
    yield from check_register(session)
    yield from check_attributes(session)
    yield from check_groups(session)
    yield from check_fees(session)
    yield from check_schedules(session)
    yield from check_fee_gaps(session)
    yield from check_agreements(session)
    yield from check_charge_kinds(session)
    yield from check_fee_decisions(session)
    yield from check_signatories(session)
    yield from check_firm_signing(session)
    yield from check_offices(session)
    yield from check_meetings(session)
    yield from check_report_dates(session)
    yield from check_layouts(session)
    yield from check_chosen_layouts(session)
    yield from check_framework_forms(session)
