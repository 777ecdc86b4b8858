"""Loading the books and running the checks, as far as what is kept does not spare it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sambruk_cli.books.load import load_ledger
from sambruk_cli.cache import Basis, Loaded, Past, Recording, Snapshot, keep_for_later
from sambruk_cli.checks.review import reviews_in, reviews_out
from sambruk_cli.checks.run import run_checks
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session

if TYPE_CHECKING:
    from sambruk_cli.books.plain import OnRead


@frozen
class Task:
    """What the cache has to do with a reading.

    `settings` is the basis of the register; `report` is told how much of the ledger has been
    read; `years_of` gives the fiscal years to be checked, where not all are.
    """

    recording: Recording
    past: Past | None
    settings: Basis
    report: OnRead | None
    years_of: Callable[[Register], tuple[FiscalYear, ...]] | None


def check(session: Session, task: Task) -> Session:
    """The session with its books and with what every check says, kept for later.

    Args:
      session: with the register and what reading it has found, and all fiscal years.
    """
    try:
        loaded = _load(session, task)
    except Unreadable as error:
        unread = replace(session, findings=(*session.findings, *error.findings))
        return replace(unread, findings=run_checks(unread).findings)
    ledger = loaded.ledger
    years = session.years if task.years_of is None else task.years_of(session.register)
    findings = (*session.findings, *ledger.findings)
    return _checked(
        replace(session, ledger=ledger.books, findings=findings, years=years), task, loaded
    )


def _load(session: Session, task: Task) -> Loaded:
    workspace, years = session.workspace, session.register.years
    if task.past is not None:
        known = task.past.ledger(workspace, years, task.report)
        if known is not None:
            return known
    basis = task.recording.begin()
    return Loaded(load_ledger(workspace, years, task.report), basis, None)


def _checked(session: Session, task: Task, loaded: Loaded) -> Session:
    register, past, recording = session.register, task.past, task.recording
    known = reviews_in(past.reviews(task.settings, loaded, register.years) if past else {})
    basis = recording.begin()
    if known and past is not None and past.holds_for_a_day:
        recording.asked_day(session.terms.today)  # so do the records that are taken over
    checked = run_checks(replace(session, day_asked=recording.asked_day), known)
    # What was checked of some years must not take the place of what was checked of all.
    is_kept = past is not None and past.is_current
    if register.association is not None and not is_kept:
        findings = checked.findings if task.years_of is None and not register.unreadable else None
        snapshot = Snapshot(
            register.years,
            loaded.ledger,
            loaded.basis,
            task.settings,
            basis,
            findings,
            reviews_out({**known, **checked.reviews}),
        )
        keep_for_later(session.workspace, past, snapshot)
    return replace(session, findings=checked.findings)
