"""Reading a workspace and checking it, with as little work as what has changed asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sambruk_cli.cache.changes import Changes, changes_since
from sambruk_cli.cache.program import program_key
from sambruk_cli.cache.snapshot import Snapshot, keep, kept
from sambruk_cli.cache.store import Damaged, Store
from sambruk_cli.collector import collector_paused
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.trace import Trace
from sambruk_cli.findings import Finding
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

if TYPE_CHECKING:
    from sambruk_cli.books.ledger import Ledger
    from sambruk_cli.books.sources import OnRead
    from sambruk_cli.fiscal import FiscalYear
    from sambruk_cli.register.register import Register


YearsOf = Callable[["Register"], "tuple[FiscalYear, ...]"]


@dataclass(frozen=True, slots=True)
class Past:
    """What is kept of an earlier run, and what has changed in each of its layers since."""

    store: Store
    snapshot: Snapshot
    settings: Changes
    read: Changes
    checked: Changes

    @property
    def is_current(self) -> bool:
        """Whether all was checked and nothing has changed."""
        layers = (self.settings, self.read, self.checked)
        return self.snapshot.findings is not None and all(layer.none for layer in layers)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What all checks said."""
        return self.snapshot.findings or ()

    def renew(self) -> None:
        """Remember what had to be looked at, so that it need not be the next time."""
        if any(layer.looked for layer in (self.settings, self.read, self.checked)):
            keep(self.store, self.snapshot)


def past_of(workspace: Workspace) -> Past | None:
    """What is kept of a workspace, held against what it is now."""
    store = Store(workspace.root, program_key())
    try:
        snapshot = kept(store)
    except Damaged:
        return None
    if snapshot is None:
        return None
    traces = (snapshot.settings, snapshot.read, snapshot.checked)
    return Past(store, snapshot, *(changes_since(workspace, trace) for trace in traces))


def workspace_state(workspace: Workspace) -> dict[str, str | int]:
    """What is kept of a workspace, in figures, and whether it is as it was."""
    past = past_of(workspace)
    if past is None:
        return {"state": "empty"}
    snapshot = past.snapshot
    months = snapshot.ledger.books.months
    return {
        "state": "current" if past.is_current else "changed",
        "files": len(snapshot.digests),
        "months": len(months),
        "vouchers_until": months[-1].last.isoformat() if months else "",
    }


@collector_paused()
def read_checked(
    workspace: Workspace,
    terms: Terms,
    *,
    cache: bool,
    past: Past | None = None,
    report: OnRead | None = None,
    years_of: YearsOf | None = None,
) -> Session:
    """Read books and register, and run every check.

    Args:
      terms: languages and the day.
      cache: whether what is kept of earlier runs may be used, and is to be kept for later ones.
      past: what is kept, where the caller has looked at it already.
      report: told how much of the ledger has been read.
      years_of: the fiscal years to be checked, where not all are.
    """
    from sambruk_cli.register.read import read_register

    if cache and past is None:
        past = past_of(workspace)
    if past is not None and past.is_current and years_of is None:
        past.renew()
        register, found = read_register(workspace)
        workspace.digests = past.snapshot.digests
        ledger = past.snapshot.ledger
        findings = past.findings
        years = register.years
        return Session(workspace, register, ledger.books, findings, years, terms)
    settings = workspace.trace = Trace()
    register, found = read_register(workspace)
    try:
        loaded = _load(workspace, past, register.years, report)
    except Unreadable as error:
        years, reading = register.years, (*found, *error.findings)
        return _checked_session(Session(workspace, register, None, reading, years, terms))
    store = None
    # What was checked of some years must not take the place of what was checked of all.
    if cache and not (past is not None and past.is_current):
        store = past.store if past else Store(workspace.root, program_key())
    before = past.snapshot if past else None
    years = register.years if years_of is None else years_of(register)
    reading = (*found, *loaded.ledger.findings)
    session = Session(workspace, register, loaded.ledger.books, reading, years, terms)
    return _checked(session, store, before, settings, loaded, is_all=years_of is None)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The ledger, its trace, and the last day of what is as it was before: None where all is."""

    ledger: Ledger
    trace: Trace
    until: date | None


def _load(
    workspace: Workspace,
    past: Past | None,
    years: tuple[FiscalYear, ...],
    report: OnRead | None,
) -> _Loaded:
    if past is not None and past.snapshot.years == years:
        before = past.snapshot
        if past.read.none:
            workspace.digests |= {n: s.digest for n, s in before.read.files.items()}
            return _Loaded(before.ledger, before.read, date.max)
        if not past.read.other:
            resumed = _resume(workspace, before, past.read, years, report)
            if resumed is not None:
                return resumed
    from sambruk_cli.books.load import load_ledger

    trace = workspace.trace = Trace()
    return _Loaded(load_ledger(workspace, years, report), trace, None)


def _resume(
    workspace: Workspace,
    before: Snapshot,
    changes: Changes,
    years: tuple[FiscalYear, ...],
    report: OnRead | None,
) -> _Loaded | None:
    from sambruk_cli.cache.resume import resume

    trace = workspace.trace = Trace(dict(before.read.files), dict(before.read.answers))
    resumed = resume(workspace, before.ledger, changes.files, years, report)
    if resumed is None or not trace.is_whole:
        return None
    as_before = (name for name in before.read.files if name not in changes.files)
    if any(trace.files[name].digest != before.read.files[name].digest for name in as_before):
        return None  # another file was changed in the meantime
    workspace.digests |= {name: state.digest for name, state in trace.files.items()}
    return _Loaded(resumed.ledger, trace, resumed.until)


def _checked(
    session: Session,
    store: Store | None,
    before: Snapshot | None,
    settings: Trace,
    loaded: _Loaded,
    *,
    is_all: bool,
) -> Session:
    """The session with what every check says, kept for later where there is a store."""
    from sambruk_cli.checks.review import Reviews, reviews_in, reviews_out
    from sambruk_cli.checks.run import run_checks

    register = session.register
    reviews: Reviews = {}
    if before is not None and loaded.until is not None and _same(before.settings, settings):
        ended = {year.label for year in register.years if year.end <= loaded.until}
        reviews = reviews_in({k: v for k, v in before.reviews.items() if k in ended})
    trace = session.workspace.trace = Trace()
    checked = run_checks(session, reviews)
    if store is not None and register.association is not None:
        findings = checked.findings if is_all and not register.unreadable else None
        every: Mapping[str, Any] = reviews_out({**reviews, **checked.reviews})
        snapshot = Snapshot(
            register.years, loaded.ledger, loaded.trace, settings, trace, findings, every
        )
        keep(store, snapshot)
    return replace(session, findings=checked.findings)


def _checked_session(session: Session) -> Session:
    from sambruk_cli.checks.run import run_checks

    return replace(session, findings=run_checks(session).findings)


def _same(one: Trace, other: Trace) -> bool:
    """Whether two traces saw the same."""
    return (
        one.is_whole
        and other.is_whole
        and one.answers == other.answers
        and {n: s.digest for n, s in one.files.items()}
        == {n: s.digest for n, s in other.files.items()}
    )
