"""What is kept of a workspace, held against what the workspace is now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sambruk_cli.books.ledger import Ledger
from sambruk_cli.cache.changes import Changes, changes_since
from sambruk_cli.cache.place import Damaged
from sambruk_cli.cache.program import program_key
from sambruk_cli.cache.questions import Basis, Day, World
from sambruk_cli.cache.recording import Recording
from sambruk_cli.cache.snapshot import Snapshot, keep, kept
from sambruk_cli.cache.store import Store
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace

if TYPE_CHECKING:
    from sambruk_cli.books.plain import OnRead


@frozen
class Loaded:
    """The ledger, its basis, and the last day of what is as it was before: None where all is new.

    `until` is the last of all days where the whole ledger is.
    """

    ledger: Ledger
    basis: Basis
    until: date | None


@frozen
class Past:
    """What is kept of an earlier run, and what has changed in each of its layers since."""

    recording: Recording
    store: Store
    snapshot: Snapshot
    today: str
    settings: Changes
    read: Changes
    checked: Changes

    @property
    def is_current(self) -> bool:
        """Whether all was checked and nothing has changed."""
        layers = (self.settings, self.read, self.checked)
        return self.snapshot.findings is not None and all(layer.none for layer in layers)

    @property
    def holds_for_a_day(self) -> bool:
        """Whether what the checks said rests on the day that it was."""
        return Day() in self.snapshot.checked.answers

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What all checks said."""
        return self.snapshot.findings or ()

    def take_up(self) -> None:
        """Let the run rest on all that is kept; what had to be looked at is remembered as seen."""
        snapshot = self.snapshot
        self.recording.rest_on(snapshot.settings, snapshot.read, snapshot.checked)
        if any(layer.looked for layer in (self.settings, self.read, self.checked)):
            keep(self.store, self.snapshot)

    def taken_up(self, session: Session) -> Session:
        """The session with the books and findings that are kept."""
        self.take_up()
        session.workspace.digests = self.snapshot.digests
        return replace(session, ledger=self.snapshot.ledger.books, findings=self.findings)

    def ledger(
        self,
        workspace: Workspace,
        years: tuple[FiscalYear, ...],
        report: OnRead | None,
    ) -> Loaded | None:
        """The ledger with only what has changed read; None where it must be loaded whole."""
        before = self.snapshot
        if before.years != years or self.read.other:
            return None
        if self.read.none:
            self.recording.rest_on(before.read)
            workspace.digests |= {n: s.digest for n, s in before.read.files.items()}
            return Loaded(before.ledger, before.read, date.max)
        return _resumed(workspace, self.recording, before, self.read.files, report)

    def reviews(
        self, settings: Basis, loaded: Loaded, years: tuple[FiscalYear, ...]
    ) -> Mapping[str, Any]:
        """The checks' records of fiscal years that ended before anything that has changed.

        Args:
          settings: what the register rests on now; another one makes every check anew.
        """
        before = self.snapshot
        day = before.checked.answers.get(Day())
        if loaded.until is None or day not in (None, self.today):
            return {}
        if not _is_same(before.settings, settings):
            return {}
        ended = {year.label for year in years if year.end <= loaded.until}
        return {label: kept for label, kept in before.reviews.items() if label in ended}


def past_of(workspace: Workspace, recording: Recording, today: date) -> Past | None:
    """What is kept of a workspace, held against what it is now."""
    store = Store(workspace.root, program_key())
    try:
        snapshot = kept(store)
    except Damaged:
        return None
    if snapshot is None:
        return None
    world = World(recording.folder, today.isoformat())
    layers = (snapshot.settings, snapshot.read, snapshot.checked)
    changes = (changes_since(world, basis) for basis in layers)
    return Past(recording, store, snapshot, world.today, *changes)


def keep_for_later(workspace: Workspace, past: Past | None, snapshot: Snapshot) -> None:
    """Keep a workspace as it has been read and checked."""
    keep(past.store if past else Store(workspace.root, program_key()), snapshot)


def resumed_ledger(
    workspace: Workspace,
    before: Ledger,
    changed: Collection[str],
    years: tuple[FiscalYear, ...],
    report: OnRead | None = None,
) -> tuple[Ledger, date] | None:
    """A ledger of which another version is at hand, and the last day of what is as it is there.

    Args:
      changed: the files whose content is another one; every other file is the same.
    Returns:
      None where it must be loaded whole.
    """
    # Resuming loads Beancount, which a workspace as it was does without.
    from sambruk_cli.cache.resume import resume

    resumed = resume(workspace, before, changed, years, report)
    return None if resumed is None else (resumed.ledger, resumed.until)


def _resumed(
    workspace: Workspace,
    recording: Recording,
    before: Snapshot,
    changed: Collection[str],
    report: OnRead | None,
) -> Loaded | None:
    anew = recording.begin()
    resumed = resumed_ledger(workspace, before.ledger, changed, before.years, report)
    if resumed is None or not anew.is_whole:
        return None
    states = before.read.files
    as_before = (name for name in anew.files if name not in changed)
    if any(
        name not in states or anew.files[name].digest != states[name].digest for name in as_before
    ):
        return None  # another file was changed in the meantime
    basis = Basis()
    basis.answers = {**before.read.answers, **anew.answers}
    recording.rest_on(basis)
    workspace.digests |= {name: state.digest for name, state in basis.files.items()}
    ledger, until = resumed
    return Loaded(ledger, basis, until)


def _is_same(one: Basis, other: Basis) -> bool:
    """Whether two bases saw the same."""
    return (
        one.is_whole
        and other.is_whole
        and one.others == other.others
        and {n: s.digest for n, s in one.files.items()}
        == {n: s.digest for n, s in other.files.items()}
    )
