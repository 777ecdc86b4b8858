"""What `sambruk members forget` does: look whether it may, plan, write, and say what is left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import typer

from sambruk_cli import cache
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.edits.forget import (
    MemberForgotten,
    forgotten,
    in_the_way,
    masks_of_one,
    still_named,
)
from sambruk_cli.edits.members import FILE, MembersEdit
from sambruk_cli.files.history import history_of
from sambruk_cli.findings import Severity, finding
from sambruk_cli.opening.planned import checked, planned_session
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.members import Member
from sambruk_cli.session import Session, known_member
from sambruk_cli.views.members_forget import forget_payload, forget_summary


def run_forget(context: typer.Context, member_id: str, *, write: bool, format_: str) -> int:
    """`sambruk members forget`."""
    settings = run.settings_of(context)
    found = planned_and_done(
        context, partial(_planned, member_id=member_id), write=write, about=member_id
    )
    if write and not found.findings:
        cache.discard(run.opened(settings))  # answers that were kept have the name
    terms = settings.terms
    return show_change(
        found,
        lambda: forget_summary(found, terms.language, written=write),
        lambda written: forget_payload(found, written, terms.messages),
        terms,
        format_,
        write=write,
        diff=True,
    )


def _planned(session: Session, member_id: str) -> MemberForgotten:
    member = known_member(session.register, member_id)
    wrong = tuple(in_the_way(session, member))
    if wrong:
        return MemberForgotten(MembersEdit((), None, wrong))
    edit = forgotten(session, member, with_attributes=True)
    if edit.plan is not None and _charges_differ(session, edit):
        edit = forgotten(session, member, with_attributes=False)
        note = finding("USE911.attributes", name=member.id, file=FILE, severity=Severity.WARNING)
        edit = replace(edit, notes=(*edit.notes, note))
    edit = checked(session, edit)
    if edit.findings:
        return MemberForgotten(edit)
    masks = masks_of_one(member)
    history = history_of(session.workspace.root, FILE, partial(_names, masks, member))
    return MemberForgotten(
        edit,
        still_named(session, member, edit),
        None if history is None else history.commits,
        history is None or history.is_whole,
    )


def _charges_differ(session: Session, edit: MembersEdit) -> bool:
    """Whether fees of some year would be others without what is taken away."""
    if edit.plan is None or not edit.plan.changes:
        return False
    planned = planned_session(session, edit.plan)
    for year in session.register.years:
        before, after = (
            [
                (c.member.id, c.kind, c.day, c.amount)
                for c in compute_dues(register, year)[0].charges
            ]
            for register in (session.register, planned.register)
        )
        if before != after:
            return True
    return False


def _names(masks: Masks, member: Member, content: bytes) -> bool:
    """Whether a file identifies the member."""
    text = content.decode("utf-8", "replace")
    return masks.line(text) != text
