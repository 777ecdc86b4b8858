"""Closed and sealed years that are not what they were, although nothing in them may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sambruk_cli.closing.proof import content_lines
from sambruk_cli.closing.rests_on import register_parts
from sambruk_cli.diff.association import locks_of
from sambruk_cli.diff.figures import FigureChange
from sambruk_cli.diff.registers import ChargeChange
from sambruk_cli.diff.vouchers import VoucherChanges
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.register.seals import (
    Seal,
    content_file,
    read_seal,
    seal_file,
    signature_file,
)
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace


@frozen
class TouchedYear:
    """A fiscal year that was closed or sealed, and what has been changed in it all the same.

    `vouchers` and `figures` say how many; `is_reopened` whether the register says no longer that
    it is closed, `seal` whether its seal has been "changed" or "removed", "" where it has not; the
    year in canonical form and a signature beside it are of the seal, but it may be signed later.
    Of a sealed year `charges` says how many are others, `parts` and `documents` which of those
    that it rests on.
    """

    year: str
    is_closed: bool
    is_sealed: bool
    vouchers: int
    figures: int
    is_reopened: bool
    seal: str
    charges: int = 0
    parts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything is not as it was."""
        numbers = self.vouchers or self.figures or self.charges
        return bool(numbers or self.is_reopened or self.seal or self.parts or self.documents)


@frozen
class TouchedPeriod:
    """A period that was locked through a day, and what has been changed in it all the same.

    `vouchers` says how many since the lock before it in the fiscal year; `lock` whether the lock
    has been "changed" or "removed", "" where it has not.
    """

    through: date
    vouchers: int
    lock: str


def touched_periods(
    before: Session, after: Session, vouchers: VoucherChanges
) -> Iterator[TouchedPeriod]:
    """The periods that were locked before, and in which something has changed, in order.

    Of a year that is closed or sealed itself nothing is said: `touched_years` speaks of it.
    """
    old, new = locks_of(before.register), locks_of(after.register)
    since: dict[str, date] = {}
    for through, lock in old.items():
        year = year_of(before.register.years, through)
        if year is None or year.closed or before.workspace.is_there(seal_file(year.label)):
            continue
        first = since.get(year.label, year.start)
        since[year.label] = through + timedelta(days=1)
        number = _number_in(FiscalYear(year.label, first, through), vouchers)
        now = new.get(through)
        # A lock that held nothing yet may be given its digest.
        is_same = now and (lock.on, lock.digest or now.digest) == (now.on, now.digest)
        what = "" if is_same else "removed" if now is None else "changed"
        if number or what:
            yield TouchedPeriod(through, number, what)


def touched_years(
    before: Session,
    after: Session,
    vouchers: VoucherChanges,
    figures: Iterable[FigureChange],
    charges: Sequence[ChargeChange],
) -> Iterator[TouchedYear]:
    """The years that were closed or sealed before, and in which something has changed."""
    figures = list(figures)
    for year in before.register.years:
        seal = digest_in(before.workspace, seal_file(year.label))
        if not year.closed and seal is None:
            continue
        now = after.register.year(year.label)
        touched = TouchedYear(
            year.label,
            year.closed,
            seal is not None,
            _number_in(year, vouchers),
            sum(1 for figure in figures if figure.year == year.label),
            year.closed and (now is None or not now.closed),
            "" if seal is None else _broken(before.workspace, after.workspace, year.label),
            sum(1 for c in charges if c.year == year.label) if seal is not None else 0,
            *_rested_on(before, after, year, now),
        )
        if touched.is_changed:
            yield touched


def _broken(before: Workspace, after: Workspace, label: str) -> str:
    """What has become of the files of a seal that was there: "" where they are as they were."""
    if not after.is_there(seal_file(label)):
        return "removed"
    names = (seal_file(label), content_file(label), signature_file(label))
    was = {name: digest_in(before, name) for name in names}
    return "changed" if any(d and d != digest_in(after, n) for n, d in was.items()) else ""


def _number_in(year: FiscalYear, vouchers: VoucherChanges) -> int:
    added = sum(1 for v in (*vouchers.added, *vouchers.removed) if v.date in year)
    changed = (c for c in vouchers.changed if c.before.date in year or c.after.date in year)
    return added + sum(1 for _ in changed)


def _rested_on(
    before: Session, after: Session, year: FiscalYear, now: FiscalYear | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of the register, and the documents, of a sealed year that are not as they were."""
    try:
        seal = read_seal(before.workspace, seal_file(year.label))[0]
    except Unreadable:
        seal = None
    if seal is None or now is None:
        return (), ()
    return tuple(_parts(before, after, year, now, seal)), tuple(_documents(before, after, seal))


def _parts(
    before: Session, after: Session, year: FiscalYear, now: FiscalYear, seal: Seal
) -> Iterator[str]:
    if before.register.unreadable or after.register.unreadable:
        return
    old, new = (
        {part.name: part for part in register_parts(side, of_year, seal.format)}
        for side, of_year in ((before, year), (after, now))
    )
    for name in sorted(old.keys() | new.keys()):
        was, part = old.get(name), new.get(name)
        may_come = part is not None and part.may_come and name not in seal.register
        if not may_come and (was and was.digest) != (part and part.digest):
            yield name


def _documents(before: Session, after: Session, seal: Seal) -> Iterator[str]:
    """Documents of a seal that hold something else than it says, and than they did before."""
    try:
        lines = content_lines(before.workspace, seal, ("document ",))
    except Unreadable:
        return
    for line in lines:
        sealed, _, name = line.removeprefix("document ").partition("  ")
        found = digest_in(after.workspace, name)
        if found != sealed and found != digest_in(before.workspace, name):
            yield name


def digest_in(workspace: Workspace, name: str) -> str | None:
    """The SHA-256 of a file, None where there is none; of one that cannot be read no text's."""
    if not workspace.is_there(name):
        return None
    try:
        workspace.read_bytes(name)
    except Unreadable:
        return "unreadable"
    return workspace.digests[name]
