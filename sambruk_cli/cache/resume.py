"""Loading again after an edit: what earlier years hold is taken up as it was.

A ledger's files speak of days. What a changed file said and says begins on some day; the years
that ended before it are as they were, down to every finding. So only the files that speak of
later days are read, on top of what the books stood at when the last of those years ended.
Wherever that is in doubt nothing is taken up, and the ledger is loaded whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sambruk_cli.books.assertions import failing
from sambruk_cli.books.books import Books
from sambruk_cli.books.errors import as_finding
from sambruk_cli.books.ledger import Ledger, Part
from sambruk_cli.books.load import first_days, planted_caches
from sambruk_cli.books.months import Month, months_of
from sambruk_cli.books.parts import ReadLedger
from sambruk_cli.books.plain import OnRead
from sambruk_cli.books.sources import LedgerFile, read_file, read_files
from sambruk_cli.books.vouchers import Assertion, Voucher
from sambruk_cli.books.with_beancount import read_of
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.workspace import Workspace


@frozen
class Resumed:
    """The ledger after an edit, and the last day of the years that it left alone."""

    ledger: Ledger
    until: date


def resume(
    workspace: Workspace,
    before: Ledger,
    changed: Collection[str],
    years: Sequence[FiscalYear],
    report: OnRead | None = None,
) -> Resumed | None:
    """The ledger as a full load would give it.

    Args:
      before: the ledger as it was loaded.
      changed: the files whose content is another since; every other file is as it was.
    Returns:
      None where it must be loaded whole.
    """
    parts = {part.file: part for part in before.parts}
    if not changed or not all(name in parts and parts[name].is_plain for name in changed):
        return None
    try:
        edited = {name: read_file(workspace, name, plainly=True) for name in changed}
    except Unreadable:
        return None
    if not all(file.is_plain for file in edited.values()):
        return None
    days = [day for file in edited.values() for day in _days(file)]
    days += [day for name in changed if (day := parts[name].first) is not None]
    first = min(days, default=date.max)
    until = max((year.end for year in years if year.end < first), default=None)
    if until is None:
        return None
    skip = {part.file for part in before.parts if _is_done(part, until)} - set(changed)
    if any(_straddles(part, until) for part in before.parts if part.file not in skip):
        return None
    read = _read_later(workspace, before, skip, edited, report)
    if read is None or _contradicts(before.books.assertions, read):
        return None
    ledger = _joined(workspace, before, read, until, years)
    return Resumed(ledger, until) if ledger.books.months else None


def _days(file: LedgerFile) -> Iterable[date]:
    """The days that a plain file's vouchers and balance directives are dated."""
    return [v.date for v in file.vouchers] + [entry.date for entry in file.entries]


def _is_done(part: Part, until: date) -> bool:
    """Whether a file says nothing of any day after."""
    return part.is_plain and (part.last is None or part.last <= until)


def _straddles(part: Part, until: date) -> bool:
    """Whether a file speaks of days up to a day and of later ones, as its settings may not."""
    if part.first is None or part.last is None:
        return False
    return part.first <= until < part.last


def _read_later(
    workspace: Workspace,
    before: Ledger,
    skip: Collection[str],
    known: Mapping[str, LedgerFile],
    report: OnRead | None,
) -> ReadLedger | None:
    sources = read_files(workspace, plainly=True, report=report, skip=skip, known=known)
    if tuple(sources.names) != before.books.files:
        return None
    return read_of(workspace, sources)


def _contradicts(before: Sequence[Assertion], read: ReadLedger) -> bool:
    """Whether a balance directive says, or said, another thing than one in a file not read."""
    unread = (a for a in before if a.file not in read.read_anew)
    said = {(a.account, a.currency, a.date): a.amount for a in unread}
    others = [*read.assertions, *(a for a in before if a.file in read.read_anew)]
    return any(said.get((a.account, a.currency, a.date), a.amount) != a.amount for a in others)


def _joined(
    workspace: Workspace,
    before: Ledger,
    read: ReadLedger,
    until: date,
    years: Sequence[FiscalYear],
) -> Ledger:
    """What was before a day, and what has been read of the days after it."""
    fresh = set(read.read_anew)
    vouchers = [v for v in read.vouchers if v.date > until]
    assertions = [a for a in read.assertions if a.date > until]
    settled = [a for a in read.assertions if a.date <= until]
    start = before.books.standing(until).totals
    totals = {(account, "SEK"): total.amount for account, total in start.items()}
    findings = [
        *_kept(before.findings, fresh, settled),
        *read.findings,
        *(as_finding(workspace, error) for error in read.errors),
        *failing(vouchers, assertions, first_days(years), totals),
        *planted_caches(workspace),
    ]
    months = _months(before.books, vouchers, until)
    every = [a for a in before.books.assertions if a.file not in fresh]
    every += [*settled, *assertions]
    order = {name: index for index, name in enumerate(before.books.files)}
    every.sort(key=lambda a: (a.date, a.line, order.get(a.file, 0)))
    books = Books(read.accounts, months, before.books.files, tuple(every), tuple(read.budgets))
    parts = {part.file: part for part in (*before.parts, *read.parts)}
    # Budgets stand in files that are not plain, and those have all been read anew.
    in_order = tuple(parts[name] for name in before.books.files) if read.parts else ()
    return Ledger(books, tuple(dict.fromkeys(findings)), in_order)


def _kept(
    findings: Iterable[Finding], fresh: Collection[str], settled: Iterable[Assertion]
) -> list[Finding]:
    """The findings that stand: on files not read again, and on balances of before."""
    at = {(assertion.file, assertion.line) for assertion in settled}
    return [
        f
        for f in findings
        if f.code != "WSP007"
        and (f.file not in fresh or (f.code in {"BOK210", "BOK211"} and (f.file, f.line) in at))
    ]


def _months(books: Books, vouchers: Sequence[Voucher], until: date) -> tuple[Month, ...]:
    kept = [month for month in books.months if month.last <= until]
    split = [v for m in books.months if m.first <= until < m.last for v in m.vouchers]
    begun = [v for v in split if v.date <= until]
    return (*kept, *months_of([*begun, *vouchers], kept[-1] if kept else None))
