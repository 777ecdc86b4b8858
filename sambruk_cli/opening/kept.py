"""Reading a workspace with what is kept of it, and keeping it for later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sambruk_cli.cache import past_of, recording_of
from sambruk_cli.register.read import read_register
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

if TYPE_CHECKING:
    from sambruk_cli.books.plain import OnRead
    from sambruk_cli.fiscal import FiscalYear
    from sambruk_cli.register.register import Register


def read_kept(
    workspace: Workspace,
    terms: Terms,
    report: OnRead | None,
    years_of: Callable[[Register], tuple[FiscalYear, ...]] | None,
) -> Session:
    """Read and check what has changed; the arguments are those of `read_checked`."""
    recording = recording_of(workspace)
    past = past_of(workspace, recording, terms.today)
    settings = recording.begin()
    register, found = read_register(workspace)
    session = Session(workspace, register, None, tuple(found), register.years, terms)
    if past is not None and past.is_current and years_of is None:
        return past.taken_up(session)
    # Where nothing has changed, Beancount and the checks are not loaded.
    from sambruk_cli.opening.checking import Task, check

    return check(session, Task(recording, past, settings, report, years_of))
