"""Load the ledger, without giving Beancount more to do than it must.

Beancount's parser and booking take most of the time that a large ledger needs. A plain voucher
(books.scan) in kronor, on open accounts, that sums to zero, is one that Beancount neither changes
nor reports. Such vouchers are read here, and Beancount reads the others. Where one voucher can
affect another (lots, prices, pads, plugins) Beancount reads all of them. Where there is nothing
but plain vouchers and plain directives (books.directives), Beancount is not even imported, which
takes longer than to read a year of a small association. Tests compare the three ways: they give
the same books and the same findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sambruk_cli.books.assertions import failing
from sambruk_cli.books.books import Books
from sambruk_cli.books.errors import as_finding
from sambruk_cli.books.ledger import Ledger
from sambruk_cli.books.months import months_of
from sambruk_cli.books.parts import ReadLedger
from sambruk_cli.books.plain import MAIN, OnRead, ScannedFile, read_plainly
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace


def load_ledger(
    workspace: Workspace,
    years: Iterable[FiscalYear] = (),
    report: OnRead | None = None,
    scans: dict[str, ScannedFile] | None = None,
) -> Ledger:
    """Load ledger/main.beancount and the files it includes.

    Args:
      years: fiscal years, to tell an opening balance that fails from any other balance.
      report: called after each file with the bytes read and the bytes known of so far.
      scans: files whose plain vouchers have been looked for already; those that are read are
        added, as far as they were.
    Raises:
      Unreadable: when the main file cannot be read at all.
    """
    read = read_vouchers(workspace, report, scans)
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


def read_vouchers(
    workspace: Workspace,
    report: OnRead | None = None,
    scans: dict[str, ScannedFile] | None = None,
) -> ReadLedger:
    """Read every file.

    Args:
      scans: as `load_ledger`.
    Raises:
      Unreadable: when the main file cannot be read at all.
    """
    read, scanned = read_plainly(workspace, report, scans or {})
    if scans is not None:
        scanned = {**scans, **scanned}
        scans.update(scanned)
    if read is not None:
        return read
    # Only what is not plain needs Beancount.
    from sambruk_cli.books.with_beancount import read_with_beancount

    return read_with_beancount(workspace, report, scanned)


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
