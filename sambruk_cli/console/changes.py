"""What surrounds a command that changes a user's files: held, planned, shown, and carried out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import Field, replace
from functools import partial
from typing import Any, ClassVar, Protocol, TypeVar

import typer

from sambruk_cli.collector import collector_paused
from sambruk_cli.console import printing, run
from sambruk_cli.document.model import Block
from sambruk_cli.edits.carry_out import carry_out, changing
from sambruk_cli.edits.lock import Lock
from sambruk_cli.edits.members import MembersEdit
from sambruk_cli.edits.plan import Change, Plan
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.opening.guard import touched_seals
from sambruk_cli.opening.masking import shown_beside
from sambruk_cli.register.dispatch import FILE as DISPATCH
from sambruk_cli.register.masks import Masks
from sambruk_cli.render.diff import diff_lines
from sambruk_cli.render.lines import Line
from sambruk_cli.render.text import block_lines
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.views.plan import ChangeSaid, outcome
from sambruk_cli.workspace import Workspace

MOST_NOTES = 20  # on the terminal; the JSON holds all
MOST_LINES = 200  # of a diff on a terminal; a pipe or file gets all


class Planned(ChangeSaid, Protocol):
    """The same as a data class."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


P = TypeVar("P", bound=Planned)


@collector_paused()
def planned_and_done(
    context: typer.Context,
    make: Callable[[Session], P],
    *,
    write: bool,
    about: str | None = None,
    of_books: bool = True,
) -> P:
    """Plan a change of the workspace, and carry it out if it is to be written.

    Nobody else changes the workspace between what is read and what is written. Findings, and the
    lines that stay beside those that change, name no private member but the one it is about.

    Args:
      about: id of that member.
      of_books: whether it rests on the books and on all checks; else on the register alone.
    Returns:
      What was planned; how it was carried out is among its notes.
    """
    workspace = run.opened(run.settings_of(context))
    notes: tuple[Finding, ...] = ()
    with changing(workspace) if write else nullcontext() as lock:
        session = (
            run.open_session(context, about, to_edit=True)
            if of_books
            else run.open_register(context, about)
        )
        found = _sparing_seals(session, make(session))
        if lock is not None and found.plan is not None and not found.findings:
            carry_out(session.workspace, found.plan, lock)
            if not lock.is_held:
                notes = (finding("WSP010.unlocked", severity=Severity.WARNING),)
    return printable(found, session.masks, notes)


def note_what_is_done(workspace: Workspace, change: Change, lock: Lock) -> None:
    """Write into the register of dispatch while a command is at work, letter by letter.

    What no seal rests on; every other change goes through `planned_and_done`.

    Raises:
      Stop: as `carry_out`.
    """
    assert change.path == DISPATCH
    carry_out(workspace, Plan.of([change]), lock)


def _sparing_seals(session: Session, found: P) -> P:
    """What has been planned, or that it would change what a sealed year rests on."""
    touched = touched_seals(session, found.plan) if found.plan is not None else ()
    if not touched or found.findings:
        return found
    edit = getattr(found, "edit", None)
    if edit is not None:
        return replace(found, edit=replace(edit, findings=touched))
    return replace(found, findings=touched)


def printable(found: P, masks: Masks, notes: tuple[Finding, ...] = ()) -> P:
    """What has been planned, without names of private members in what is said of it.

    Its fields are those of `Planned`, or it has them in a field `edit`.

    Args:
      notes: further ones.
    """
    edit = getattr(found, "edit", None)
    if edit is not None:
        return replace(found, edit=printable(edit, masks, notes))
    made: Any = found.masked(masks) if isinstance(found, MembersEdit) else found
    return replace(  # type: ignore[no-any-return]
        made,
        findings=tuple(map(masks.finding, found.findings)),
        notes=tuple(map(masks.finding, (*found.notes, *notes))),
        plan=found.plan and replace(found.plan, shown=partial(shown_beside, masks)),
    )


def show_change(
    planned: Planned,
    summary: Callable[[], Iterable[Block]],
    payload: Callable[[bool], Mapping[str, Any]],
    terms: Terms,
    format_: str,
    *,
    write: bool,
    diff: bool,
    notes: Sequence[Finding] = (),
) -> int:
    """Show what a command would change, or has changed, and return its exit code.

    Args:
      summary: what is shown above the diff.
      payload: the JSON, of whether it is written.
      diff: whether every line that comes or goes is shown.
      notes: in place of those of `planned`.
    """
    notes = notes or planned.notes
    written = write and not planned.findings
    if format_ == "json":
        printing.emit_data(printing.to_json(payload(written)), None)
        return run.FINDINGS if planned.findings else run.OK
    if planned.findings or notes:
        found = planned.findings or notes[:MOST_NOTES]
        printing.show_findings(found, terms.messages, as_json=False)
    if planned.findings:
        return run.FINDINGS
    lines = list(block_lines(list(summary()), terms.language))
    if diff and planned.plan is not None:
        most = MOST_LINES if sys.stdout.isatty() else None
        lines += [*([Line("")] if lines else []), *diff_lines(planned.plan, terms.messages, most)]
    is_nothing = planned.plan is None or not planned.plan.changes
    last = outcome(written, terms.language, is_nothing=is_nothing)
    lines += [*([Line("")] if lines else []), *block_lines([last], terms.language)]
    printing.emit_lines(lines, None)
    return run.OK
