"""Reading a workspace where nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from sambruk_cli.books.load import load_ledger
from sambruk_cli.books.plain import OnRead
from sambruk_cli.checks.run import run_checks
from sambruk_cli.collector import collector_paused
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.opening.masking import masked
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace


def read_anew(
    workspace: Workspace,
    terms: Terms,
    report: OnRead | None,
    years_of: Callable[[Register], tuple[FiscalYear, ...]] | None,
) -> Session:
    """Read and check everything; the arguments are those of `read_checked`."""
    session = _read(workspace, terms, report)
    if session.ledger is not None and years_of is not None:
        session = replace(session, years=years_of(session.register))
    return replace(session, findings=run_checks(session).findings)


@collector_paused()
def read_to_verify(
    workspace: Workspace, terms: Terms, *, shown: Collection[str] | None = ()
) -> Session:
    """Read register and books as they stand on disk, whatever is kept, and run no checks.

    Nothing is masked in it: what is printed of it goes through its `masks`.

    Args:
      shown: ids of members whose names are shown, although they are private; None for all.
    """
    return masked(_read(workspace, terms, None), shown, to_edit=True)


def _read(workspace: Workspace, terms: Terms, report: OnRead | None) -> Session:
    """Register and books, and what is wrong with their form."""
    register, found = read_register(workspace)
    session = Session(workspace, register, None, tuple(found), register.years, terms)
    try:
        ledger = load_ledger(workspace, register.years, report)
    except Unreadable as error:
        return replace(session, findings=(*found, *error.findings))
    return replace(session, ledger=ledger.books, findings=(*found, *ledger.findings))
