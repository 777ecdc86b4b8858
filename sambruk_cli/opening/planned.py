"""What the register would say of itself with a change carried out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sambruk_cli.checks.run import check_register_alone
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.edits.plan import Plan
from sambruk_cli.files.overlaid import Overlaid
from sambruk_cli.findings import Finding, errors, in_order
from sambruk_cli.messages import Message
from sambruk_cli.register.read import read_register
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace

_Said = tuple[str, Message, str | None]


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
    found = _new(check_register_alone(session), check_register_alone(planned))
    if not errors(found):  # else what is charged only says the same once more
        found = [*found, *_new(_without_amount(session), _without_amount(planned))]
    return in_order(found)


def _without_amount(session: Session) -> Iterator[Finding]:
    """Members that a schedule covers and gives no amount."""
    for year in session.register.years:
        yield from compute_dues(session.register, year)[1]


def _new(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
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
