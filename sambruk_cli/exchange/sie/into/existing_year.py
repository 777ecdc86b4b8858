"""The vouchers of a SIE file as part of a year's books that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.books.books import Books
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.numbers import taken_numbers
from sambruk_cli.edits.plan import Plan, appended, made, rewritten
from sambruk_cli.exchange.sie.into.balances import fiscal_year
from sambruk_cli.exchange.sie.into.checks import check_currency, check_flag, check_vouchers
from sambruk_cli.exchange.sie.into.config import with_details
from sambruk_cli.exchange.sie.into.entries import Names, sie_entry
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import line
from sambruk_cli.exchange.sie.into.numbering import next_numbers, numbered, series_of
from sambruk_cli.exchange.sie.into.plan import AddedSeries, AddedVoucher, ImportPlan, PlannedYear
from sambruk_cli.exchange.sie.into.register_ids import (
    check_objects,
    known_ids,
    names_in,
    object_details,
)
from sambruk_cli.findings import Finding, Severity, errors, finding, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.ids import slug
from sambruk_cli.register.organisation_number import is_organisation_number, organisation_number
from sambruk_cli.register.register import Register
from sambruk_cli.register.sie import FILE, Import, SeriesDetails, SieDetails
from sambruk_cli.session import Session

MAIN = "ledger/main.beancount"
IMPORTED = "ledger/imported"


@frozen
class ImportTarget:
    """A year of a workspace that is open.

    `contents` are the files that an import adds to, by path; `there` the paths of all files that
    were imported before; `digests` the SHA-256 of everything that has been read.
    """

    session: Session
    details: SieDetails
    year: FiscalYear
    contents: Mapping[str, bytes]
    there: Collection[str]
    digests: Mapping[str, str]


def into_year(
    source: ImportFile, target: ImportTarget, *, again: bool, into_series: str | None = None
) -> ImportPlan:
    """One new file of vouchers and its include, or the findings that stand in the way.

    Args:
      into_series: the series whose next numbers all vouchers get; their own are kept as metadata.
    """
    file, year = source.file, target.year
    names = names_in(file)
    ids = known_ids(names, target.session.register, target.details)
    taken = taken_numbers(target.session.books, year)
    if into_series is None:
        series = series_of(file, {s.sie: s.books for s in target.details.series})
        numbering = numbered(source, series, taken)
    else:
        series, numbering = {}, next_numbers(source, into_series, taken)
    numbers = numbering.numbers
    vouchers = check_vouchers(source, year)
    notes = [f for f in vouchers if f.severity is not Severity.ERROR]
    imported = list(_imported(source, target.details))
    findings = [
        *check_flag(source, again=again),
        *check_currency(source),
        *imported,
        *check_whose(source, target.session.register),
        *_years(source, year),
        *errors(vouchers),
        *_accounts(source, target.session.books),
        *errors(check_objects(file, source.name, ids)),
        *(() if imported else numbering.findings),  # of the same vouchers all numbers are taken
    ]
    planned = (PlannedYear(year, "vouchers", len(file.vouchers)),)
    objects = len(ids.by_pair)
    if findings:
        return ImportPlan(planned, 0, len(file.vouchers), objects, findings=in_order(findings))
    accounts = {number: a.name for number, a in target.session.books.by_number.items()}
    called = Names(accounts, ids)
    text = "\n".join(
        sie_entry(voucher, number, called, renumbered=place in numbering.renumbered, within=year)
        for place, (voucher, number) in enumerate(zip(file.vouchers, numbers, strict=True))
    )
    name = _free_name(source, target)
    journal = f"{IMPORTED}/{name}.beancount"
    known = {s.sie for s in target.details.series}
    added = SieDetails(
        imports=(Import(file=line(source.stem, "SIE"), sha256=source.sha256, journal=journal),),
        dimensions=(),
        objects=tuple(
            o
            for o in object_details(names, ids)
            if all(
                (o.dimension, o.number) != (k.dimension, k.number) for k in target.details.objects
            )
        ),
        series=tuple(
            SeriesDetails(sie=s, books=b) for s, b in series.items() if s != b and s not in known
        ),
    )
    before = target.contents.get(FILE)
    changes = [
        made(journal, text),
        rewritten(FILE, before, with_details(text_of(before or b""), added)),
        appended(MAIN, target.contents[MAIN], f'include "imported/{name}.beancount"\n'),
    ]
    return ImportPlan(
        planned,
        0,
        len(file.vouchers),
        objects,
        plan=Plan.of(changes, target.digests),
        notes=in_order((*notes, *numbering.notes)),
        added=_added(numbers),
        added_vouchers=tuple(
            AddedVoucher(v.day, number, line(v.text, ""), _debit(v))
            for v, number in zip(file.vouchers, numbers, strict=True)
        ),
    )


def _added(numbers: Sequence[str]) -> tuple[AddedSeries, ...]:
    by_series: dict[str, list[int]] = {}
    for ver in numbers:
        series = ver.rstrip("0123456789")
        by_series.setdefault(series, []).append(int(ver[len(series) :]))
    return tuple(AddedSeries(s, min(n), max(n), len(n)) for s, n in sorted(by_series.items()))


def _debit(voucher: sie.Voucher) -> Decimal:
    return sie.exact_sum([row.amount for row in voucher.booked if row.amount > 0])


def _imported(source: ImportFile, details: SieDetails) -> Iterator[Finding]:
    for done in details.imports:
        if done.sha256 == source.sha256:
            yield finding("SIE621", earlier=done.file, file=source.name)


def check_whose(source: ImportFile, register: Register) -> Iterator[Finding]:
    """A file that says it is another's is not booked here; one that says nothing valid may be."""
    stated, association = source.file.org_number, register.association
    if stated is None or association is None or not is_organisation_number(stated.number):
        return
    ours = association.association.organisation_number
    if ours is not None and organisation_number(stated.number) != ours:
        yield finding(
            "SIE627.other",
            stated=stated.number,
            ours=ours,
            file=source.name,
            line=stated.line or None,
        )


def _years(source: ImportFile, year: FiscalYear) -> Iterator[Finding]:
    stated = fiscal_year(source.file, 0)
    if stated is not None and (stated.start, stated.end) != (year.start, year.end):
        yield finding(
            "SIE623.other_days",
            stated_start=stated.start,
            stated_end=stated.end,
            year=year.label,
            start=year.start,
            end=year.end,
            file=source.name,
            line=next((y.line or None for y in source.file.years if y.number == 0), None),
        )
    if year.closed:
        yield finding("SIE623.closed", year=year.label, file=source.name)
    if not source.file.vouchers:
        yield finding("SIE627.vouchers", file=source.name)


def _accounts(source: ImportFile, books: Books) -> Iterator[Finding]:
    reported = set()
    for voucher in source.file.vouchers:
        for row in voucher.rows:
            account = books.by_number.get(row.account)
            if account is None and row.account not in reported:
                reported.add(row.account)
                yield finding(
                    "SIE626", account=row.account, file=source.name, line=row.line or None
                )
            elif account is not None and account.opened > voucher.day:
                yield finding(
                    "SIE626.not_open",
                    account=row.account,
                    opened=account.opened,
                    place=f"{account.file}:{account.line}",
                    file=source.name,
                    line=row.line or None,
                )


def _free_name(source: ImportFile, target: ImportTarget) -> str:
    """What the new file is called: by the file's name, with its digest where that is taken."""
    stem = slug(source.stem.rpartition(".")[0] or source.stem)
    taken = {*target.session.books.files, *target.there}
    names = (stem, f"{stem}-{source.sha256[:8]}", f"{stem}-{source.sha256}")
    return next(n for n in names if f"{IMPORTED}/{n}.beancount" not in taken)
