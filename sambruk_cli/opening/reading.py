"""Reading a workspace and checking it, with as little work as what has changed asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sambruk_cli.cache import Basis, Past, past_of, recording_of
from sambruk_cli.collector import collector_paused
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

if TYPE_CHECKING:
    from sambruk_cli.books.sources import OnRead
    from sambruk_cli.opening.checking import YearsOf


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
    # Pydantic's models of config/ are not needed to say again what all checks said.
    from sambruk_cli.register.read import read_register

    recording = recording_of(workspace) if cache else None
    if recording is not None and past is None:
        past = past_of(workspace, terms.today)
    settings = recording.begin() if recording else Basis()
    register, found = read_register(workspace)
    if past is not None and past.is_current and years_of is None:
        past.take_up(workspace)
        ledger = past.snapshot.ledger.books
        return Session(workspace, register, ledger, past.findings, register.years, terms)
    # Where nothing has changed, all that the checks need is not loaded.
    from sambruk_cli.opening.checking import Task, check

    session = Session(workspace, register, None, tuple(found), register.years, terms)
    return check(session, Task(recording, past, settings, report, years_of))
