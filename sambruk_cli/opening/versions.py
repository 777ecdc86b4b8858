"""Two versions of a workspace, read and checked: what both have alike is read once.

A version in a commit is read through git's objects, and nothing of it is kept. Of two versions
most files are the same. What they hold is taken over: whole years where the ledger can be resumed
from the other version's, else the vouchers of each file whose content is the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date

from sambruk_cli.books.includes import included
from sambruk_cli.books.ledger import Ledger
from sambruk_cli.books.load import load_ledger, planted_caches
from sambruk_cli.books.plain import OnRead, ScannedFile
from sambruk_cli.cache import past_of, recording_of, resumed_ledger
from sambruk_cli.checks.review import Reviews, reviews_in
from sambruk_cli.checks.run import run_checks
from sambruk_cli.collector import collector_paused
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.opening.masking import masked_by
from sambruk_cli.opening.reading import read_checked
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.private import masks_of_all
from sambruk_cli.register.read import read_register
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

_INCLUDE = re.compile(r'^[ \t]*(?:include|option[ \t]+"include")[ \t]+"([^"\n]*)"', re.MULTILINE)
# Findings on files that are not there or not read: another version may have them.
_NOT_READ = frozenset({"BOK220", "BOK221", "BOK251"})
# What names files: whether they are there may have changed although the ledger has not.
_NAMES_FILES = re.compile(r"^\d{4}[-/]\d\d?[-/]\d\d?\s+document\b", re.MULTILINE)


@frozen
class Versions:
    """Two versions of a workspace.

    `before` and `after` are as they are written; `shown_before` and `shown_after` without what
    identifies those who are private in either of them, which `masks` keep out.
    """

    before: Session
    after: Session
    shown_before: Session
    shown_after: Session
    masks: Masks


@frozen
class _Version:
    """A version that has been read: what of it the other one can take over."""

    session: Session
    ledger: Ledger | None = None
    reviews: Reviews = field(default_factory=dict)
    scans: Mapping[str, ScannedFile] = field(default_factory=dict)


@collector_paused()
def read_versions(
    before: Workspace,
    after: Workspace,
    terms: Terms,
    *,
    cache: bool,
    report: OnRead | None = None,
    names: bool = False,
    on_disk: Workspace | None = None,
) -> Versions:
    """Read books and register of two versions of a workspace, and run every check on both.

    Args:
      cache: whether what is kept of the working tree may be used, and is to be kept.
      report: told how much of the ledger of the later one has been read.
      names: whether the names of private members are shown.
      on_disk: the working tree beside two commits, of which most may be kept already.
    """
    if cache and after.files.commit is None:
        known = _kept(after, terms, report)
    else:
        beside = _current(on_disk, terms) if cache and on_disk is not None else None
        known = _read(after, terms, beside, report)
    later, earlier = known.session, _read(before, terms, known).session
    masks = Masks() if names else masks_of_all((earlier.register, later.register))
    shown = masked_by(earlier, masks), masked_by(later, masks)
    return Versions(earlier, later, *shown, masks)


def _current(workspace: Workspace, terms: Terms) -> _Version | None:
    """The working tree where all of it is kept as it is; None where it would have to be read."""
    past = past_of(workspace, recording_of(workspace), terms.today)
    return _kept(workspace, terms, None) if past is not None and past.is_current else None


def _kept(workspace: Workspace, terms: Terms, report: OnRead | None) -> _Version:
    """The working tree, with what is kept of it."""
    session = read_checked(workspace, terms, cache=True, report=report, shown=None)
    past = past_of(workspace, recording_of(workspace), terms.today)
    if session.ledger is None or past is None or not past.is_current:
        return _Version(session)
    ledger = past.snapshot.ledger  # the same, and its months are those that are taken over
    reviews = reviews_in(past.snapshot.reviews)
    return _Version(replace(session, ledger=ledger.books), ledger, reviews)


def _read(
    workspace: Workspace,
    terms: Terms,
    other: _Version | None = None,
    report: OnRead | None = None,
) -> _Version:
    """A version read and checked anew, but for what another one has alike."""
    register, found = read_register(workspace)
    session = Session(workspace, register, None, tuple(found), register.years, terms)
    scans: dict[str, ScannedFile] = {}
    try:
        ledger, until = _load(workspace, register.years, other, scans, report)
    except Unreadable as error:
        session = replace(session, findings=(*found, *error.findings))
        return _Version(replace(session, findings=run_checks(session).findings))
    session = replace(session, ledger=ledger.books, findings=(*found, *ledger.findings))
    known: Reviews = {}
    if other is not None and until is not None and _have_same_register(session, other.session):
        ended = {year.label for year in register.years if year.end <= until}
        known = {label: kept for label, kept in other.reviews.items() if label in ended}
    checked = run_checks(session, known)
    return _Version(replace(session, findings=checked.findings), ledger, checked.reviews, scans)


def _load(
    workspace: Workspace,
    years: tuple[FiscalYear, ...],
    other: _Version | None,
    scans: dict[str, ScannedFile],
    report: OnRead | None,
) -> tuple[Ledger, date | None]:
    """The ledger, and the last day of what is as in the other version.

    Raises:
      Unreadable: when the main file cannot be read at all.
    """
    if other is not None and other.ledger is not None:
        alike = _alike(workspace, other)
        scans.update({name: scan for name, scan in other.scans.items() if name in alike})
        files = other.ledger.books.files
        if other.session.register.years == years and _is_whole(other.ledger):
            changed = [name for name in files if name not in alike]
            if not changed and _includes_the_same(workspace, other):
                findings = [f for f in other.ledger.findings if f.code != "WSP007"]
                found: tuple[Finding, ...] = (*findings, *planted_caches(workspace))
                return replace(other.ledger, findings=found), date.max
            resumed = resumed_ledger(workspace, other.ledger, changed, years, report)
            if resumed is not None:
                return resumed
    return load_ledger(workspace, years, report, scans), None


def _is_whole(ledger: Ledger) -> bool:
    """Whether every file could be read, and it is known which days each speaks of."""
    return bool(ledger.parts) and not any(
        item.code in _NOT_READ or (item.code.startswith("WSP") and item.code != "WSP007")
        for item in ledger.findings
    )


def _alike(workspace: Workspace, other: _Version) -> set[str]:
    """The files of the ledger that hold the same in both versions."""
    assert other.ledger is not None
    digests = other.session.workspace.digests
    found = set()
    for name in other.ledger.books.files:
        try:
            workspace.read_bytes(name)
        except Unreadable:
            continue
        if workspace.digests[name] == digests.get(name):
            found.add(name)
    return found


def _includes_the_same(workspace: Workspace, other: _Version) -> bool:
    """Whether files that are all the same include the same files, and name no others."""
    assert other.ledger is not None
    for part in other.ledger.parts:
        if part.is_plain:
            continue
        text = workspace.read_text(part.file, keep=False)
        if _NAMES_FILES.search(text):
            return False
        for pattern in _INCLUDE.findall(text):
            faults: list[Finding] = []
            names = [
                included(each, pattern, part.file, 1, faults)
                for each in (workspace, other.session.workspace)
            ]
            if faults or names[0] != names[1]:
                return False
    return True


def _have_same_register(one: Session, other: Session) -> bool:
    """Whether the files that the register is read from are the same."""
    digests, others = one.workspace.digests, other.workspace.digests
    files = {place.file for s in (one, other) for place in s.register.places.values()}
    return all(digests.get(file) == others.get(file) for file in files)
