"""What the register would say of itself with a change carried out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sambruk_cli.checks.run import check_register_alone
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.members import FILE, MembersEdit
from sambruk_cli.edits.plan import Plan
from sambruk_cli.files.overlaid import Overlaid
from sambruk_cli.findings import Finding, errors, in_order
from sambruk_cli.messages import Message
from sambruk_cli.register.read import read_register
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace

_HEAD = re.compile(r"[ \t]*\[\[[ \t]*members[ \t]*\]\]")
_Said = tuple[str, Message, str | None]


def checked(session: Session, edit: MembersEdit) -> MembersEdit:
    """The same, or in its place what would be wrong with the register once it is carried out.

    Where a member of the change is wrong that was read from a row of a file, that row is named.
    """
    if edit.plan is None or not edit.plan.changes:
        return edit
    found = new_findings(session, planned_session(session, edit.plan))
    if not errors(found):
        return replace(edit, notes=(*edit.notes, *found))
    return MembersEdit((), None, in_order(at_rows(found, edit)))


def at_rows(found: Iterable[Finding], edit: MembersEdit) -> Iterator[Finding]:
    """The findings, with those of members that were read from rows of a file at these rows."""
    assert edit.plan is not None
    heads: list[int] = []
    if edit.rows:
        text = text_of(edit.plan.content(FILE))
        heads = [at for at, x in enumerate(text.split("\n"), 1) if _HEAD.match(x)]
    for item in found:
        at = bisect_right(heads, item.line or 0) - 1
        row = edit.rows.get(at) if item.file == FILE and at >= 0 else None
        yield item if row is None else replace(item, file=edit.source, line=row)


def planned_session(session: Session, plan: Plan) -> Session:
    """The register as it would be, with what reading it would find; no books."""
    contents = {change.path: change.after for change in plan.changes if change.after is not None}
    workspace = Workspace(session.workspace.root, Overlaid(session.workspace.files, contents))
    register, found = read_register(workspace)
    return replace(
        session,
        workspace=workspace,
        register=register,
        ledger=None,
        findings=tuple(found),
        years=register.years,
    )


def new_findings(session: Session, planned: Session) -> tuple[Finding, ...]:
    """What would be wrong with the register that is not wrong with it today.

    Lines are those of the files as they would be.
    """
    if planned.register.unreadable:
        return in_order(planned.findings)
    found = only_after(check_register_alone(session), check_register_alone(planned))
    if not errors(found):  # else what is charged only says the same once more
        found = [*found, *only_after(_without_amount(session), _without_amount(planned))]
    return in_order(found)


def _without_amount(session: Session) -> Iterator[Finding]:
    """Members that a schedule covers and gives no amount."""
    for year in session.register.years:
        yield from compute_dues(session.register, year)[1]


def only_after(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings of the second that the first does not have, wherever they stand."""
    known = Counter(_said(item) for item in before)
    found = []
    for item in after:
        if known[_said(item)]:
            known[_said(item)] -= 1
        else:
            found.append(item)
    return found


def _said(item: Finding) -> _Said:
    """What a finding says, wherever it stands; how many others there are of a kind aside."""
    template = re.sub(r"\(\w+: \{number\}\)", "", item.said.template)
    if template != item.said.template:
        return item.code, Message(template), item.file
    return item.code, item.said, item.file
