"""What `sambruk diff` does, apart from its arguments: a command's help does without."""

from __future__ import annotations

from pathlib import Path

import typer

from sambruk_cli.console import printing, run, target
from sambruk_cli.console.options import DiffFormat, Format
from sambruk_cli.console.progress import progress
from sambruk_cli.findings import Finding, Stop, errors, finding
from sambruk_cli.messages import say
from sambruk_cli.opening.revisions import Revisions, revisions_of, workspaces_of
from sambruk_cli.opening.versions import Versions, read_versions
from sambruk_cli.report.changed_figures import what_changed
from sambruk_cli.session import Session
from sambruk_cli.views.diff import Compared, Version, diff_view

_MOST = 100  # of each kind in a comment: GitHub takes 65 536 characters


def print_diff(
    context: typer.Context, revisions: str | None, form: DiffFormat, output: Path | None
) -> int:
    """Compare two versions, print what has changed, and return the exit code.

    Raises:
      Stop: when one of them is not there, or cannot be read.
    """
    span = revisions_of(revisions)
    versions = _read(context, span)
    before, after = versions.before, versions.after
    target.refuse_source(output, after.workspace)
    shown = versions.shown_before, versions.shown_after
    found = what_changed(before, after, shown, versions.masks)
    sides = Compared(
        Version(span.old, before.workspace.files.commit or ""),
        Version(span.new, after.workspace.files.commit or ""),
        *shown,
    )
    most = _MOST if form is DiffFormat.markdown else None
    printing.show(diff_view(found, sides, most), Format(form.value), output, after.language)
    return run.FINDINGS if errors(found.new_findings) else run.OK


def _read(context: typer.Context, span: Revisions) -> Versions:
    settings = run.settings_of(context)
    before, after = workspaces_of(span, settings.root, lambda: run.opened(settings))
    with progress(say(settings.terms.messages, "Reading the books")) as report:
        versions = read_versions(
            before,
            after,
            settings.terms,
            cache=settings.cache,
            report=report,
            names=settings.names,
        )
    settings.masks = versions.masks
    for session, revision in ((versions.shown_after, span.new), (versions.shown_before, span.old)):
        if not _is_readable(session):
            raise Stop(*_unfit(revision), *errors(session.findings))
    return versions


def _unfit(revision: str) -> tuple[Finding, ...]:
    return (finding("WSP008.unfit", revision=revision),) if revision else ()


def _is_readable(session: Session) -> bool:
    """Whether nothing is missing that could be taken for a change: every file could be read."""
    register = session.register
    is_whole = register.association is not None and not register.unreadable
    unread = (f for f in errors(session.findings) if f.code.startswith("WSP"))
    lacks = any((f.file or "").startswith("ledger/") for f in unread)
    return session.ledger is not None and is_whole and not lacks
