"""Reading a workspace and checking it, with as little work as what has changed asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from sambruk_cli.collector import collector_paused
from sambruk_cli.opening.masking import masked
from sambruk_cli.register.read import read_register
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

if TYPE_CHECKING:
    from sambruk_cli.books.plain import OnRead
    from sambruk_cli.fiscal import FiscalYear
    from sambruk_cli.register.register import Register

YearsOf = Callable[["Register"], "tuple[FiscalYear, ...]"]


@collector_paused()
def read_checked(
    workspace: Workspace,
    terms: Terms,
    *,
    cache: bool,
    report: OnRead | None = None,
    years_of: YearsOf | None = None,
    shown: Collection[str] | None = (),
    to_edit: bool = False,
) -> Session:
    """Read books and register, and run every check.

    What identifies private members is kept out of it, once all is checked.

    Args:
      terms: languages and the day.
      cache: whether what is kept of earlier runs may be used, and is to be kept for later ones.
      report: told how much of the ledger has been read.
      years_of: the fiscal years to be checked, where not all are.
      shown: ids of members whose names are shown, although they are private; None for all.
      to_edit: leave register and books as they are: files of the user's are made of them.
    """
    return masked(_read(workspace, terms, report, years_of, cache=cache), shown, to_edit=to_edit)


@collector_paused()
def read_to_edit(
    workspace: Workspace, terms: Terms, *, shown: Collection[str] | None = ()
) -> Session:
    """Read the register alone, of which a change is made: no books, and no checks.

    Args:
      shown: as `read_checked`.
    """
    register, found = read_register(workspace)
    session = Session(workspace, register, None, tuple(found), register.years, terms)
    return masked(session, shown, to_edit=True)


def _read(
    workspace: Workspace,
    terms: Terms,
    report: OnRead | None,
    years_of: YearsOf | None,
    *,
    cache: bool,
) -> Session:
    # Each way without what only the other needs: Beancount and the checks, or the database.
    if cache:
        from sambruk_cli.opening.kept import read_kept

        return read_kept(workspace, terms, report, years_of)
    from sambruk_cli.opening.anew import read_anew

    return read_anew(workspace, terms, report, years_of)
