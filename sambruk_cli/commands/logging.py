"""What `sambruk log` does, apart from its arguments: a command's help does without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from sambruk_cli.console import printing, run, target
from sambruk_cli.console.options import DiffFormat, Format
from sambruk_cli.console.progress import progress
from sambruk_cli.diff.history import touched_by
from sambruk_cli.diff.subjects import Follower
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.messages import say
from sambruk_cli.opening.history import open_history
from sambruk_cli.opening.revisions import history_place
from sambruk_cli.opening.subjects import subject_of
from sambruk_cli.views.log import log_view


def print_log(
    context: typer.Context,
    name: str | None,
    *,
    limit: int | None,
    since: date | None,
    form: DiffFormat,
    output: Path | None,
) -> int:
    """Print the commits that have changed what is named, and return the exit code.

    Raises:
      Stop: when there is no history, or nothing in it has that name.
    """
    settings = run.settings_of(context)
    where, workspace = history_place(settings.root, lambda: run.opened(settings))
    if workspace is not None:
        target.refuse_source(output, workspace)
    with progress(say(settings.terms.messages, "Reading the commits")) as report:
        reader = open_history(where, names=settings.names, report=report)
        settings.masks = reader.masks
        subject = None if name is None else subject_of(name, reader)
        found, numbers = [], dict[str, None]()
        follower = None if subject is None else Follower(subject)
        for change in reader.changes(report, since):
            kept = change if follower is None else follower.of(change)
            if kept is not None:
                found.append(kept)
            elif subject is not None and subject.kind == "voucher" and not found:
                numbers |= dict.fromkeys(
                    v.ver for pair in touched_by(change) for v in pair if v and v.ver
                )
            if limit is not None and len(found) >= limit:
                break
    if subject is not None and subject.kind == "voucher" and not (found or reader.ends or since):
        hint = nearest(subject.id, numbers)
        raise Stop(finding("USE905.of_log", name=subject.title, hint=hint))
    languages = settings.language, settings.terms.messages
    printing.show(
        log_view(found, reader.ends, subject, languages),
        Format(form.value),
        output,
        languages[0],
        for_comment=True,
    )
    return run.OK
