"""Load the ledger, without giving Beancount more to do than it must.

Beancount's parser and booking take most of the time that a large ledger needs. A plain voucher
(books.scan) in kronor, on open accounts, that sums to zero, is one that Beancount neither changes
nor reports. Such vouchers are read here, and Beancount reads the others. Where one voucher can
affect another (lots, prices, pads, plugins) Beancount reads all of them. Tests compare the two
ways: they give the same books and the same findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sambruk_cli.books.assertions import failing
from sambruk_cli.books.books import Books
from sambruk_cli.books.errors import as_finding
from sambruk_cli.books.ledger import Ledger, Part
from sambruk_cli.books.months import months_of
from sambruk_cli.books.sources import MAIN, LedgerFile, LedgerFiles, OnRead, hand_over, read_files
from sambruk_cli.books.suspects import lives_of, suspects
from sambruk_cli.books.transform import Converter, in_order, needs_whole, transform
from sambruk_cli.books.vouchers import Account, Assertion, Budget, Voucher
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace

_DAY = timedelta(days=1)


def load_ledger(
    workspace: Workspace, years: Iterable[FiscalYear] = (), report: OnRead | None = None
) -> Ledger:
    """Load ledger/main.beancount and the files it includes.

    Args:
      years: fiscal years, to tell an opening balance that fails from any other balance.
      report: called after each file with the bytes read and the bytes known of so far.
    Raises:
      Unreadable: when the main file cannot be read at all.
    """
    read = read_vouchers(workspace, report)
    books = Books(
        read.accounts,
        months_of(read.vouchers),
        read.files,
        tuple(read.assertions),
        tuple(read.budgets),
    )
    findings = [*read.findings, *(as_finding(workspace, error) for error in read.errors)]
    findings += failing(read.vouchers, read.assertions, first_days(years))
    if not read.vouchers and not findings:
        findings.append(finding("BOK216", file=MAIN))
    return Ledger(books, (*findings, *planted_caches(workspace)), read.parts)


@dataclass(frozen=True, slots=True)
class ReadLedger:
    """What the files hold, in order of date. `read_anew` names the files that were read."""

    accounts: dict[str, Account]
    vouchers: list[Voucher]
    assertions: list[Assertion]
    budgets: list[Budget]
    files: tuple[str, ...]
    findings: list[Finding]
    errors: list[Any]
    parts: tuple[Part, ...]
    read_anew: tuple[str, ...]


def read_vouchers(
    workspace: Workspace, report: OnRead | None = None, *, plainly: bool = True
) -> ReadLedger:
    """Read every file, leaving plain vouchers out of Beancount's work where that is safe.

    Args:
      plainly: whether plain vouchers may be read here; False gives Beancount every line.
    Raises:
      Unreadable: when the main file cannot be read at all.
    """
    sources = read_files(workspace, plainly=plainly, report=report)
    if not sources.files:
        raise Unreadable(*sources.findings)
    read = read_of(workspace, sources) if plainly else _read(workspace, sources, whole=True)
    return read or read_vouchers(workspace, report, plainly=False)


def read_of(workspace: Workspace, sources: LedgerFiles) -> ReadLedger | None:
    """The ledger of files whose plain vouchers were read here; None if Beancount needs them all."""
    return (
        _read(workspace, sources, whole=False)
        if leave_doubtful_to_beancount(workspace, sources)
        else None
    )


def _read(workspace: Workspace, sources: LedgerFiles, *, whole: bool) -> ReadLedger | None:
    entries, errors = transform(sources, whole=whole)
    convert = Converter(workspace)
    booked = convert.vouchers(entries)
    assertions = convert.assertions(entries)
    budgets, misread = convert.budgets(entries)
    names = set(sources.names)
    named = {*(voucher.file for voucher in booked), *(a.file for a in assertions)}
    if not whole and not named <= names:
        return None  # metadata gives a file another name
    plain = (voucher for file in sources.files for voucher in file.vouchers)
    only_kronor = all(p.currency == "SEK" for v in booked for p in v.postings)
    can_resume = only_kronor and not whole
    return ReadLedger(
        convert.accounts(entries),
        booked if whole else in_order([*plain, *booked], sources.names),
        assertions,
        budgets,
        tuple(sources.names),
        [*sources.findings, *misread],
        errors,
        parts_of(sources.files, booked, assertions) if can_resume else (),
        tuple(file.name for file in sources.files),
    )


def leave_doubtful_to_beancount(workspace: Workspace, sources: LedgerFiles) -> bool:
    """Have Beancount read the plain vouchers that it may report after all.

    Returns:
      False where Beancount must read every voucher.
    """
    entries = [entry for file in sources.files for entry in file.entries]
    lives = lives_of(entries)
    if lives is None or needs_whole(sources, lives):
        return False
    for index, file in enumerate(sources.files):
        doubtful = suspects(file.vouchers, lives)
        if doubtful:
            sources.files[index] = hand_over(workspace, file, doubtful)
    return not needs_whole(sources, lives)


def parts_of(
    files: Sequence[LedgerFile], booked: Sequence[Voucher], assertions: Sequence[Assertion]
) -> tuple[Part, ...]:
    """First and last day of each file, so that a later run can tell what a change affects."""
    days: dict[str, list[date]] = {file.name: [v.date for v in file.vouchers] for file in files}
    for voucher in booked:
        days[voucher.file].append(voucher.date)
    said = {name: list(of_file) for name, of_file in days.items()}
    for assertion in assertions:
        days[assertion.file].append(assertion.date)
        said[assertion.file].append(assertion.date - _DAY)
    return tuple(
        Part(
            file.name,
            min(days[file.name], default=None),
            max(said[file.name], default=None),
            file.is_plain,
        )
        for file in files
    )


def first_days(years: Iterable[FiscalYear]) -> set[date]:
    """The first days of fiscal years: a `balance` on one of them is an opening balance."""
    return {year.start for year in years}


def planted_caches(workspace: Workspace) -> list[Finding]:
    """Warn of Beancount's pickle caches: sambruk never reads one, but Beancount's tools do."""
    return [
        finding("WSP007", file=cache)
        for pattern in ("ledger/**/.*.picklecache", "ledger/**/*.picklecache", ".*.picklecache")
        for cache in workspace.glob(pattern)
    ]
