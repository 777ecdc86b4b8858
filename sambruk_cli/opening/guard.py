"""Keeping commands from changing what a sealed year rests on, be the year reopened.

Every command that changes a user's files asks here, when it only shows the change as when it
writes: `planned_and_done` in console/changes.py is the one place where plans are carried out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sambruk_cli.books.load import load_ledger
from sambruk_cli.closing.canonical import book_lines
from sambruk_cli.closing.compared import named
from sambruk_cli.closing.proof import OF_BOOKS, called, content_lines, read_seals
from sambruk_cli.closing.rests_on import changed_parts, charge_lines, part_said, register_parts
from sambruk_cli.edits.plan import Plan
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.messages import Message
from sambruk_cli.messages.message import Value
from sambruk_cli.opening.planned import planned_session
from sambruk_cli.register.seals import FOLDER, Seal, seal_file
from sambruk_cli.session import Session

_DAY = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)\s")
# Directives that book nothing, whatever their day.
_ASIDE = re.compile(r"\S+\s+(?:open|commodity|note|event|query)\b")
_INCLUDE = re.compile(r'include\s+"([^"*?\[]+)"')
_MOST = 5  # of what a finding names; the others are counted


def touched_seals(session: Session, plan: Plan) -> tuple[Finding, ...]:
    """USE920 for each sealed year that a plan would take further from what was sealed.

    What has been changed since may be put back as it was.
    """
    if not plan.changes or not session.workspace.is_there(FOLDER):
        return ()
    seals = read_seals(session)[0]
    made = [change.path for change in plan.changes if change.before is not None]
    found = [finding("USE920.made", file=path) for path in made if path.startswith(f"{FOLDER}/")]
    if not seals:
        return tuple(found)
    planned = planned_session(session, plan)
    of_register = any(change.path.startswith("config/") for change in plan.changes)
    of_books = session.ledger is not None and _reaches(plan, max(seal.end for seal in seals))
    if of_books:
        planned = _with_books(planned)
    for seal in seals:
        file = seal_file(seal.year)
        what = list(_documents(session, planned, plan, seal))
        if of_register:
            what += _register(session, planned, seal)
        if len(what) > _MOST:
            what[_MOST:] = [Message.of("{number} more", number=len(what) - _MOST)]
        if what:
            found.append(finding("USE920.rests", year=seal.year, what=tuple(what), file=file))
        if of_books and _is_booked_otherwise(session, planned, seal):
            found.append(finding("USE920.touched", year=seal.year, file=file))
    return tuple(found)


def _with_books(planned: Session) -> Session:
    try:
        ledger = load_ledger(planned.workspace, planned.register.years)
    except Unreadable:
        return planned
    return replace(planned, ledger=ledger.books)


def _register(session: Session, planned: Session, seal: Seal) -> Iterator[Value]:
    """The parts of the register, and the charges, that would come to differ from the seal."""
    was, now = session.register.year(seal.year), planned.register.year(seal.year)
    if was is None or planned.register.unreadable:  # others say so
        return
    if now is None:
        yield part_said("fiscal year")
        return
    old, new = (
        {part.name: part.digest for part in register_parts(side, year, seal.format)}
        for side, year in ((session, was), (planned, now))
    )
    parts = changed_parts(planned, seal, now)
    yield from (part_said(name) for name in parts if old.get(name) != new.get(name))
    before, after = (
        charge_lines(side.register, year) for side, year in ((session, was), (planned, now))
    )
    sealed = content_lines(session.workspace, seal, ("charge ",))
    for line in _further(sealed, before, after):
        yield called(*named(line))


def _further(sealed: Sequence[str], before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The lines in which what will be differs from the seal, where what is does not."""
    if before == after:
        return []
    apart = (_apart(Counter(sealed), Counter(lines)) for lines in (before, after))
    known, coming = apart
    lines = dict.fromkeys(coming - known)
    return list({named(line): line for line in lines}.values())


def _apart(one: Counter[str], other: Counter[str]) -> Counter[str]:
    return (one - other) + (other - one)


def _documents(session: Session, planned: Session, plan: Plan, seal: Seal) -> Iterator[Value]:
    """The documents that would come to differ from the seal."""
    others = {
        change.path
        for change in plan.changes
        if change.before is not None and not change.path.endswith((".beancount", ".toml"))
    }
    if not others:
        return
    for line in content_lines(session.workspace, seal, ("document ",)):
        digest, _, name = line.removeprefix("document ").partition("  ")
        if name in others:
            planned.workspace.read_bytes(name)
            if planned.workspace.digests[name] != digest:
                yield called("document", name)


def _is_booked_otherwise(session: Session, planned: Session, seal: Seal) -> bool:
    """Whether what is booked would come to differ from the seal."""
    year = session.register.year(seal.year)
    if year is None:
        return False
    if planned.ledger is None:
        return True
    old, new = (
        book_lines(side.books, year, side.books.in_year(year)) for side in (session, planned)
    )
    return old != new and new != content_lines(session.workspace, seal, OF_BOOKS)


def _reaches(plan: Plan, last: date) -> bool:
    """Whether a plan may change what is booked through a day; what comes later does not.

    Only then are the books read as they would be.
    """
    made = {change.path for change in plan.changes}
    for change in plan.changes:
        if change.path.endswith((".beancount", ".bean")):
            before, after = (Counter(_entries(x)) for x in (change.before, change.after))
            gone, come = before - after, after - before
            if any(_counts(x, last) for x in gone) or any(_counts(x, last, made) for x in come):
                return True
    return False


def _counts(entry: str, last: date, made: Collection[str] = ()) -> bool:
    """Whether an entry can be of a day or before it.

    Args:
      made: files whose own entries are looked at, so that to include them is nothing more.
    """
    included = _INCLUDE.match(entry)
    if included is not None:
        return not any(path.endswith(f"/{included[1]}") for path in made)
    found = _DAY.match(entry)
    try:
        return found is None or (
            date(*map(int, found.groups())) <= last and not _ASIDE.match(entry)
        )
    except ValueError:
        return True


def _entries(content: bytes | None) -> Iterator[str]:
    """What stands in a journal: a line with all that is indented below it, comments left out."""
    lines: list[str] = []
    for line in (content or b"").decode("utf-8", "replace").splitlines():
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        if line[0] not in " \t" and lines:
            yield "\n".join(lines)
            lines = []
        lines.append(" ".join(line.split()))
    if lines:
        yield "\n".join(lines)
