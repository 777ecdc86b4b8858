"""What SIE files say together: chart, objects, series, numbers of vouchers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.balances import fiscal_year
from sambruk_cli.exchange.sie.into.checks import booked_on, check_accounts, check_vouchers
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.ledger_year import SourceYear
from sambruk_cli.exchange.sie.into.numbering import Numbering, numbered, series_of
from sambruk_cli.exchange.sie.into.register_ids import names_in
from sambruk_cli.exchange.sie.objects import Pair
from sambruk_cli.findings import Finding, Severity, errors, finding
from sambruk_cli.frozen import frozen


@frozen
class Gathered:
    """What the files say together; where they differ, the file of the latest year is believed.

    `sources` are in order of time, `accounts` every account that a #KONTO declares, by number.
    `used` are those that an amount stands on, with the first line. `names` are objects with their
    names, `series` what each series is called in the books. `findings` stand in the way.
    """

    sources: tuple[ImportFile, ...]
    accounts: Mapping[str, sie.Account]
    used: Mapping[str, int]
    names: Mapping[Pair, str]
    series: Mapping[str, str]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def gathered(sources: Sequence[ImportFile], known_series: Mapping[str, str]) -> Gathered:
    """What the files say together.

    Args:
      sources: in any order.
      known_series: what series are called in the books already, by their name in SIE.
    """
    by_content = {source.sha256: source for source in sorted(sources, key=_time, reverse=True)}
    ordered = tuple(sorted(by_content.values(), key=_time))
    accounts: dict[str, sie.Account] = {}
    used: dict[str, int] = {}
    in_use: list[Mapping[str, int]] = []
    names: dict[Pair, str] = {}
    series = dict(known_series)
    said = [
        finding("SIE621.same", file=source.name, severity=Severity.WARNING)
        for source in sources
        if by_content[source.sha256] is not source
    ]
    for source in ordered:
        said += _renamed(source, accounts)
        accounts |= {account.number: account for account in source.file.accounts}
        in_use.append(booked_on(source.file))
        used = {**in_use[-1], **used}
        names |= names_in(source.file)
        series = series_of(source.file, series)
    for source, used_here in zip(ordered, in_use, strict=True):
        said += check_accounts(source, used_here, accounts)
    findings = errors(said)
    notes = tuple(item for item in said if item not in findings)
    return Gathered(ordered, accounts, used, names, series, findings, notes)


def _time(source: ImportFile) -> tuple[str, str, str]:
    year = fiscal_year(source.file, 0)
    return year.start.isoformat() if year else "", source.name, source.sha256


def _renamed(source: ImportFile, before: Mapping[str, sie.Account]) -> Iterator[Finding]:
    """A warning of accounts that an earlier year calls otherwise; they stay the same account."""
    renamed = [
        account
        for account in source.file.accounts
        if account.number in before and before[account.number].name != account.name
    ]
    if not renamed:
        return
    first = renamed[0]
    number, name, old = first.number, first.name, before[first.number].name
    if len(renamed) == 1:
        said = finding("SIE622.renamed", account=number, name=name, before=old)
    else:
        said = finding(
            "SIE622.several_renamed", count=len(renamed), account=number, name=name, before=old
        )
    yield replace(said, severity=Severity.WARNING, file=source.name, line=first.line or None)


@frozen
class Numbered:
    """The numbers of the vouchers of each year that has some, by the year's label."""

    by_year: Mapping[str, Numbering]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def numbered_years(years: Sequence[SourceYear], series: Mapping[str, str]) -> Numbered:
    """Numbers of vouchers of years that are new in the books, and what is wrong with them."""
    found: dict[str, Numbering] = {}
    findings: list[Finding] = []
    notes: list[Finding] = []
    for year in years:
        if year.balances.by_vouchers:
            vouchers = check_vouchers(year.source, year.year)
            findings += errors(vouchers)
            notes += (item for item in vouchers if item.severity is not Severity.ERROR)
            numbering = numbered(year.source, series, {})
            found[year.year.label] = numbering
            findings += numbering.findings
            notes += numbering.notes
    return Numbered(found, tuple(findings), tuple(notes))
