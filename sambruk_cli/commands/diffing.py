"""What `sambruk diff` does, apart from its arguments: a command's help does without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from sambruk_cli.console import printing, run, target
from sambruk_cli.console.options import DiffFormat, Format
from sambruk_cli.console.progress import progress
from sambruk_cli.findings import Finding, Stop, errors, finding
from sambruk_cli.messages import say
from sambruk_cli.opening.one_journal import file_changes
from sambruk_cli.opening.revisions import Revisions, revisions_of, workspaces_of
from sambruk_cli.opening.versions import Versions, read_versions
from sambruk_cli.render.findings import finding_lines
from sambruk_cli.render.lines import Line
from sambruk_cli.render.text import block_lines
from sambruk_cli.report.changed_figures import what_changed
from sambruk_cli.session import Session
from sambruk_cli.views.diff import Compared, Version, diff_view
from sambruk_cli.views.diff_file import file_blocks

_MOST = 100  # of each kind in a comment: GitHub takes 65 536 characters


def print_diff(
    context: typer.Context, revisions: Sequence[str], form: DiffFormat, output: Path | None
) -> int:
    """Compare two versions, print what has changed, and return the exit code.

    Raises:
      Stop: when one of them is not there, or cannot be read.
    """
    if len(revisions) > 1:
        raise Stop(finding("USE905.revisions", text=" ".join(revisions)))
    span = revisions_of(next(iter(revisions), None))
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
    printing.show(
        diff_view(found, sides, most), Format(form.value), output, after.language, for_comment=True
    )
    is_broken = any(year.is_sealed for year in found.touched)
    return run.FINDINGS if is_broken or errors(found.new_findings) else run.OK


def print_file_diff(context: typer.Context, given: Sequence[str]) -> int:
    """Print what has changed in one journal, as a diff driver of git's does.

    Args:
      given: what git hands over: the path, then file, object and mode as it was and as it is; of a
        file that was renamed its new path and a text besides; of one in conflict the path alone.
    Returns:
      0 whatever has changed: git takes anything else for a driver that has broken down.
    """
    settings = run.settings_of(context)
    language = settings.terms.messages
    if len(given) not in (1, 7, 9):
        raise typer.BadParameter(say(language, "--driver is for git: see docs/commands/diff.md"))
    path = given[7] if len(given) == 9 else given[0]
    try:
        if len(given) == 1:
            raise Stop(finding("WSP004", file=path))
        found = file_changes(path, Path(given[1]), Path(given[4]), names=settings.names)
    except Stop as stopped:
        lines = finding_lines(stopped.findings, language)
        printing.emit_lines([Line(path, "bold"), *lines], None)
        return run.OK
    lines = block_lines(file_blocks(path, found, settings.language), settings.language)
    printing.emit_lines([*lines, Line("")], None)
    return run.OK


def _read(context: typer.Context, span: Revisions) -> Versions:
    settings = run.settings_of(context)
    before, after, on_disk = workspaces_of(span, settings.root, lambda: run.opened(settings))
    with progress(say(settings.terms.messages, "Reading the books")) as report:
        versions = read_versions(
            before,
            after,
            settings.terms,
            cache=settings.cache,
            report=report,
            names=settings.names,
            on_disk=on_disk,
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
