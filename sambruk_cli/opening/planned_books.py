"""What the whole workspace, books among it, would say of itself with a change carried out."""

from __future__ import annotations

from sambruk_cli.edits.plan import Plan
from sambruk_cli.files.overlaid import Overlaid
from sambruk_cli.findings import Finding, errors, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.opening.anew import read_anew
from sambruk_cli.opening.planned import only_after
from sambruk_cli.session import Session, concerns
from sambruk_cli.workspace import Workspace

# What the change adds to the journals of another year, or to the register, must be right there.
_BOOKED = ("BOK", "REG", "WSP")


def planned_workspace(session: Session, plan: Plan) -> Session:
    """Books and register as they would be, with all that the checks would find."""
    contents = {change.path: change.after for change in plan.changes if change.after is not None}
    workspace = Workspace(session.workspace.root, Overlaid(session.workspace.files, contents))
    return read_anew(workspace, session.terms, None, None)


def only_planned(before: Session, after: Session) -> list[Finding]:
    """What a change would bring that is not found today, in the words of a masked session."""
    return only_after(before.findings, map(before.masks.finding, after.findings))


def standing_errors(
    before: Session, after: Session, year: FiscalYear
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What stands in the way of a change of the books of a year, and what it would bring besides.

    Returns:
      The errors that concern the year and would still be there, with those that the change itself
      would make of what is booked elsewhere; and what else it would bring: warnings, and what the
      figures of later years then say. That is put right there, and only once this year is closed.
    """
    new = only_after(before.findings, after.findings)
    stands = [item for item in errors(after.findings) if concerns(after, item, year)]
    stands += [item for item in errors(new) if item.code.startswith(_BOOKED)]
    told = (item for item in new if item not in stands and not item.is_reminder)
    return in_order(stands), in_order(told)
