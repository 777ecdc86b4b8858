"""The checks that read every voucher of a fiscal year, and how their results are kept.

The result depends on the vouchers up to the end of the year, on the register and on the findings
of reading. As long as none of these changes it is taken from the cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.accruing import check_accruing, check_moved_back
from sambruk_cli.checks.closed_year import check_closed
from sambruk_cli.checks.content import bookkeeping_of, check_content, held_to
from sambruk_cli.checks.corrections import check_corrections
from sambruk_cli.checks.documents import (
    NamedDocument,
    check_document_values,
    check_documents,
    named_documents,
    said_of_documents,
)
from sambruk_cli.checks.entered import check_entered, follows_entry
from sambruk_cli.checks.entry import check_entries
from sambruk_cli.checks.gaps import Gap
from sambruk_cli.checks.imported import Imported, Imports
from sambruk_cli.checks.keys import check_keys, used_keys
from sambruk_cli.checks.misplaced import check_misplaced
from sambruk_cli.checks.payables import check_payables
from sambruk_cli.checks.postings import Owners, check_postings, check_receivables
from sambruk_cli.checks.registered import Registered, registered_late
from sambruk_cli.checks.repeated import check_repeated
from sambruk_cli.checks.sequence import check_sequence
from sambruk_cli.checks.sides import check_sides
from sambruk_cli.checks.vouchers import check_outside, check_vouchers
from sambruk_cli.checks.waivers import Waiver, waivers_of
from sambruk_cli.findings import Finding, as_rows, from_rows
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.booked import Booked, booked_dues
from sambruk_cli.session import Session


@frozen
class Review:
    """Findings on a year's vouchers, the dues that they charge, and the documents they name.

    `registered` are those that were entered after the day of the last one, `gaps` the numbers that
    are missing. `imported` is what told the vouchers that were imported, `waivers` what vouchers
    waive.
    """

    findings: tuple[Finding, ...] = ()
    booked: tuple[Booked, ...] = ()
    documents: tuple[NamedDocument, ...] = ()
    registered: tuple[Registered, ...] = ()
    gaps: tuple[Gap, ...] = ()
    imported: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()


Reviews = Mapping[str, Review]  # by label of the fiscal year


# How books are kept, and what they lead to in the end: where another program kept them, nothing
# that the association can mend.
_OF_OTHERS = frozenset(
    {
        "BOK219",  # receivables without open items
        "BOK231",  # no words
        "BOK232",  # registered before it happened
        "BOK235",  # paid to another than was owed
        "BOK237",  # numbers that do not follow the days
        "BOK238",  # two vouchers alike
        "BOK243",  # of a year that is said to be closed
        "BOK244",
        "BOK261",
    }
)


def review_year(session: Session, year: FiscalYear, imports: Imports) -> Review:
    """Check every voucher of a fiscal year."""
    books, years = session.books, session.register.years
    imported = imports.of_year(year)
    vouchers = books.in_year(year)
    if any(o is not year and o.start <= year.end and year.start <= o.end for o in years):
        # Overlapping years are reported (REG110); a voucher in two of them is checked in the first.
        vouchers = [v for v in vouchers if year_of(years, v.date) is year]
    booked: list[Booked] = []
    of_numbers, gaps = check_vouchers(session, vouchers, year, imported)
    used = used_keys(vouchers)
    waivers, of_waivers = waivers_of(vouchers, used)
    documents = said_of_documents(vouchers, used)
    findings = [
        *of_numbers,
        *of_waivers,
        *check_postings(session, vouchers),
        *check_receivables(session, vouchers, Owners(partial(books.owners, year.start)), imported),
        *check_payables(session, vouchers, year),
        *check_corrections(session, vouchers, year),
        *check_accruing(session, vouchers, year),
        *check_moved_back(session, year),
        *check_entries(vouchers),
        *check_keys(vouchers, used),
        *check_misplaced(session, vouchers, used),
        *check_document_values(documents),
        *([] if follows_entry(session, year, imported) else check_sequence(vouchers)),
        *check_content(session, vouchers, year, imported),
        *check_entered(session, vouchers, year, imported),
        *check_repeated(vouchers),
        *check_closed(session, vouchers, year),
        *check_sides(session, vouchers, year, imported),
    ]
    if session.readable("members", "fees", "association"):
        of_year = [voucher for voucher in vouchers if not voucher.is_opening]
        booked, on_nobody = booked_dues(session, of_year)
        findings += on_nobody
    return Review(
        tuple(_without(findings, vouchers, imported)),
        tuple(booked),
        tuple(named_documents(documents, _with_digests(session, vouchers, imported))),
        tuple(registered_late(vouchers)),
        tuple(gaps),
        imports.basis(year),
        tuple(waivers),
    )


def _with_digests(
    session: Session, vouchers: Sequence[Voucher], imported: Imported
) -> frozenset[int]:
    """The ids (of Python) of vouchers whose documents must have a digest."""
    policy = bookkeeping_of(session)
    if policy is None or "digest" not in policy.keeps:
        return frozenset()
    return frozenset(map(id, held_to(policy, vouchers, imported)))


def _without(
    findings: Sequence[Finding], vouchers: Sequence[Voucher], imported: Imported
) -> Iterator[Finding]:
    """The findings, without those on vouchers that were imported as another program kept them."""
    places = set()
    if imported.any_file and any(item.code in _OF_OTHERS for item in findings):
        for voucher in vouchers:
            if imported.holds(voucher):
                places |= {(voucher.file, line) for line in _lines(voucher)}
    for item in findings:
        if item.code not in _OF_OTHERS or (item.file, item.line) not in places:
            yield item


def _lines(voucher: Voucher) -> set[int]:
    return {voucher.line, *(posting.line for posting in voucher.postings)}


def review_outside(session: Session, imports: Imports) -> list[Finding]:
    """Check the vouchers that lie in no fiscal year."""
    books, years = session.books, session.register.years
    outside = books.outside(years)
    used = used_keys(outside)
    documents = said_of_documents(outside, used)
    findings = [
        *check_outside(session, outside),
        *check_postings(session, outside),
        *check_keys(outside, used),
        *check_misplaced(session, outside, used),
        *check_document_values(documents),
        *check_documents(session, named_documents(documents)),
    ]
    # Each gap between years is checked on its own, knowing the invoices from before it.
    for _, gap in groupby(outside, key=lambda v: sum(year.end < v.date for year in years)):
        vouchers = list(gap)
        owners = Owners(partial(books.owners, vouchers[0].date))
        findings += check_receivables(session, vouchers, owners, imports.outside)
    return findings


def reviews_out(reviews: Reviews) -> dict[str, Any]:
    """Reviews as lists and texts, for keeping."""
    return {
        label: [
            as_rows(review.findings),
            [
                [
                    *(b.member, b.kind, str(b.amount), b.file, b.line, b.last.isoformat()),
                    *(b.invoiced, b.year),
                ]
                for b in review.booked
            ],
            review.documents,
            review.registered,
            review.gaps,
            review.imported,
            review.waivers,
        ]
        for label, review in reviews.items()
    }


def reviews_in(kept: Mapping[str, Any]) -> Reviews:
    """Reviews again."""
    return {
        label: Review(
            from_rows(findings),
            tuple(
                Booked(who, kind, Decimal(kr), file, line, date.fromisoformat(last), *rest)
                for who, kind, kr, file, line, last, *rest in booked
            ),
            tuple(NamedDocument._make(row) for row in documents),
            tuple(Registered._make(row) for row in registered),
            tuple(Gap._make(row) for row in gaps),
            tuple(imported),
            tuple(Waiver._make((*row[:4], tuple(row[4]))) for row in waivers),
        )
        for label, (
            findings,
            booked,
            documents,
            registered,
            gaps,
            imported,
            waivers,
        ) in kept.items()
    }
