"""What surrounds every command: the workspace opened, faults shown, an exit code given."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, cast

import typer

from sambruk_cli import cache
from sambruk_cli.console.keeping import keep, keeper_of
from sambruk_cli.console.languages import spoken
from sambruk_cli.console.options import Settings
from sambruk_cli.console.printing import show_findings
from sambruk_cli.console.progress import progress
from sambruk_cli.console.streams import silence
from sambruk_cli.console.target import fitted_output, refuse_source
from sambruk_cli.edits import FOLDER
from sambruk_cli.findings import Finding, Stop
from sambruk_cli.messages import say
from sambruk_cli.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from sambruk_cli.fiscal import FiscalYear
    from sambruk_cli.register.register import Register
    from sambruk_cli.session import Session

P = ParamSpec("P")

READINGS = 3  # at most, of a workspace that changes while it is read
OK, FINDINGS, USAGE = 0, 1, 2  # exit codes


def command(function: Callable[P, int]) -> Callable[P, None]:
    """Turn a function that returns an exit code into a command: faults become findings."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            fitted: dict[str, Any] = {**kwargs, **fitted_output(kwargs)}
            code = _kept(function, *args, **fitted)
            sys.stdout.flush()
        except Stop as error:
            language = spoken(sys.argv[1:])
            found = _printable(error.findings, cast(typer.Context | None, kwargs.get("context")))
            show_findings(found, language, as_json=kwargs.get("format_") == "json")
            code = USAGE
        except BrokenPipeError:
            # The reader has gone (`| head`): nothing is wrong. Python would complain at exit.
            silence()
            code = OK
        if getattr(kwargs.get("context"), "invoked_subcommand", None) is not None:
            return  # a group's own function, with the command proper still to come
        raise typer.Exit(code)

    return run


def _printable(findings: tuple[Finding, ...], context: typer.Context | None) -> tuple[Finding, ...]:
    """Findings that stopped a command, without names of private members."""
    settings = context.find_object(Settings) if context is not None else None
    masks = settings.masks if settings is not None else None
    return findings if masks is None else tuple(map(masks.finding, findings))


def _kept(function: Callable[P, int], *args: P.args, **kwargs: P.kwargs) -> int:
    """Run a command, and keep what it prints where it may be asked again."""
    context = cast(typer.Context | None, kwargs.get("context"))
    keeper = keeper_of(context, kwargs) if context is not None else None
    if context is None or keeper is None:
        return _run(function, *args, **kwargs)
    with keeper:
        code = _run(function, *args, **kwargs)
    keep(keeper, settings_of(context), code)
    return code


def _run(function: Callable[P, int], *args: P.args, **kwargs: P.kwargs) -> int:
    """Run a command; where the cache turns out to be damaged, once more without it.

    Commands print when all is computed, so nothing is printed twice.
    """
    try:
        return function(*args, **kwargs)
    except cache.Damaged as damaged:
        damaged.discard()
        settings = settings_of(kwargs["context"])  # type: ignore[arg-type]
        settings.cache = False
        return function(*args, **kwargs)


def settings_of(context: typer.Context) -> Settings:
    """What was said before the command's name."""
    found = context.find_object(Settings)
    assert found is not None  # the program's own callback has put it there
    return found


def opened(settings: Settings) -> Workspace:
    """The workspace asked for. A change of it that was broken off is finished first.

    Raises:
      Stop: WSP001 when there is none, WSP009 when the change cannot be finished.
    """
    workspace = open_workspace(settings.root)
    if settings.cache:
        settings.recording = cache.recording_of(workspace)
    if workspace.is_there(FOLDER):  # seldom: what finishes it is loaded only then
        from sambruk_cli.edits.carry_out import settle

        settle(workspace)
    return workspace


def read_between_changes(settings: Settings, read: Callable[[Workspace], Session]) -> Session:
    """Read a workspace, and again where another process changed it meanwhile.

    So a change of several files is seen whole or not at all: each makes and takes away a folder in
    the root, which gives the root another time. A disk that is never quiet is read as it is.
    """
    for _ in range(READINGS):
        workspace = opened(settings)
        before = workspace.root.stat().st_mtime_ns
        session = read(workspace)
        if workspace.root.stat().st_mtime_ns == before:
            break
    return session


def open_year(
    context: typer.Context, label: str | None, about: str | None = None
) -> tuple[Session, FiscalYear]:
    """The session of a command that prints something of one year, and the year.

    Args:
      about: as `open_session`.
    Raises:
      Stop: as `open_session`, or USE901 when there is no such year.
    """
    session = open_session(context, about)
    year = session.year(label)
    return session.on(year), year


def open_session(
    context: typer.Context, about: str | None = None, *, to_edit: bool = False
) -> Session:
    """Read books and register, and run every check.

    Args:
      about: id of a member that the command prints something of, with its name though it be
        private.
      to_edit: whether the user's files are changed by what is read: nothing is masked in it then,
        and what is printed of it has to go through its `masks`.
    Raises:
      Stop: when a part cannot be read, with all that is wrong.
    """
    settings = settings_of(context)
    doing = say(settings.terms.messages, "Reading the books")
    session = checked_session(settings, doing, about=about, to_edit=to_edit)
    refuse_source(context.params.get("output"), session.workspace)
    if session.ledger is None or session.register.association is None:
        raise Stop(*session.findings)
    if session.register.unreadable:
        raise Stop(*session.findings)
    return session


def open_register(context: typer.Context, about: str | None = None) -> Session:
    """Read the register alone, to change it: no books, and no checks.

    Args:
      about: as `open_session`.
    Raises:
      Stop: when a part of the register cannot be read, with all that is wrong.
    """
    # A command's help does without.
    from sambruk_cli.opening.reading import read_to_edit

    settings = settings_of(context)
    shown = None if settings.names else () if about is None else (about,)
    session = read_between_changes(
        settings, lambda workspace: read_to_edit(workspace, settings.terms, shown=shown)
    )
    settings.masks = session.masks
    if session.register.association is None or session.register.unreadable:
        raise Stop(*session.findings)
    return session


def checked_session(
    settings: Settings,
    doing: str,
    years_of: Callable[[Register], tuple[FiscalYear, ...]] | None = None,
    *,
    about: str | None = None,
    to_edit: bool = False,
) -> Session:
    """Read books and register and run every check, whatever is found, with progress.

    Args:
      doing: what is said of it meanwhile.
      years_of: which fiscal years are looked at; all of them where it is None.
      about, to_edit: as `open_session`.
    Raises:
      Stop: when there is no workspace.
    """
    # A command's help does without.
    from sambruk_cli.opening.reading import read_checked

    shown = None if settings.names else () if about is None else (about,)

    def read(workspace: Workspace) -> Session:
        with progress(doing) as report:
            return read_checked(
                workspace,
                settings.terms,
                cache=settings.cache,
                report=report,
                years_of=years_of,
                shown=shown,
                to_edit=to_edit,
            )

    session = read_between_changes(settings, read)
    settings.masks = session.masks
    return session
