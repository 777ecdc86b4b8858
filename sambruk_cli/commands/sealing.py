"""What `sambruk seal` does: plans the seal, has it signed, writes and shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from sambruk_cli.closing.sealing import (
    SealEdit,
    sealed,
    to_be_tagged,
    with_signature,
    with_signed_tag,
)
from sambruk_cli.closing.signing import sign
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.files.first_commit import identity
from sambruk_cli.files.signed_tag import NotTagged, SignedTag, write_tag
from sambruk_cli.findings import Stop, finding
from sambruk_cli.register.seals import seal_file, signature_file
from sambruk_cli.session import Session, known_year
from sambruk_cli.views.plan import change_payload
from sambruk_cli.views.seal import seal_payload, seal_summary


def run_seal(
    context: typer.Context,
    label: str,
    by: str | None,
    key: Path | None,
    *,
    tag: bool,
    write: bool,
    format_: str,
) -> int:
    """Seal a year, and return the exit code.

    Raises:
      Stop: USE901 when there is no such year, USE920 when the key does not sign.
    """
    terms = run.settings_of(context).terms
    who = "".join(x for x in (identity() if by is None else by) if x.isprintable() or x.isspace())

    def make(session: Session) -> SealEdit:
        edit = sealed(session, known_year(session.register, label), " ".join(who.split()))
        if tag:
            edit = to_be_tagged(session, edit)
        if edit.plan is None or not write:  # nothing is signed that is only looked at
            return edit
        if key is not None:
            signature = sign(key, edit.plan.content(seal_file(label)))
            edit = replace(edit, plan=with_signature(edit.plan, signature_file(label), signature))
        return with_signed_tag(session, edit)

    edit = planned_and_done(context, make, write=write)
    if edit.signed is not None and not edit.findings:
        _put(run.opened(run.settings_of(context)).root, edit.signed)
    return show_change(
        edit,
        lambda: seal_summary(edit, terms.language),
        lambda written: {
            "seal": seal_payload(edit),
            **change_payload(edit, written, terms.messages, diff=False),
        },
        terms,
        format_,
        write=write,
        diff=False,
    )


def _put(root: Path, tag: SignedTag) -> None:
    """Put the tag into the repository, once the seal that it is of is written.

    Raises:
      Stop: USE920; the seal stands without it.
    """
    try:
        write_tag(root, tag)
    except NotTagged:
        raise Stop(finding("USE920.tag_unwritten", tag=tag.name)) from None
