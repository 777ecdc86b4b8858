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


def planned_workspace(session: Session, plan: Plan) -> Session:
    """Books and register as they would be, with all that the checks would find."""
    contents = {change.path: change.after for change in plan.changes if change.after is not None}
    workspace = Workspace(session.workspace.root, Overlaid(session.workspace.files, contents))
    return read_anew(workspace, session.terms, None, None)


def standing_errors(
    before: Session, after: Session, year: FiscalYear
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What stands in the way of a change of the books of a year, and what it would bring besides.

    Returns:
      The errors that concern the year and would still be there, with those that the change itself
      would make anywhere; and the warnings that it would make.
    """
    new = only_after(before.findings, after.findings)
    left = [item for item in errors(after.findings) if concerns(after, item, year)]
    warnings = tuple(item for item in new if item not in errors(new) and not item.is_reminder)
    return in_order((*left, *errors(new))), in_order(warnings)
