"""What is kept, in figures, and its removal."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from sambruk_cli.cache.answers import discard_answers, kept_answers
from sambruk_cli.cache.past import past_of
from sambruk_cli.cache.place import ANSWERS, DATABASE, cache_folder, place_of
from sambruk_cli.cache.recording import recording_of
from sambruk_cli.cache.store import Store
from sambruk_cli.workspace import Workspace


def kept_of(workspace: Workspace, today: date) -> dict[str, str | int]:
    """What is kept of a workspace, and whether it is as it was."""
    file = place_of(str(workspace.root), DATABASE)
    answers = kept_answers(place_of(str(workspace.root), ANSWERS))
    facts: dict[str, str | int] = {"file": file, "bytes": _size(file)}
    past = past_of(workspace, recording_of(workspace), today)
    if past is None:
        facts["state"] = "empty"
    else:
        months = past.snapshot.ledger.books.months
        facts["state"] = "current" if past.is_current else "changed"
        facts["files"] = len(past.snapshot.digests)
        facts["months"] = len(months)
        facts["vouchers_until"] = months[-1].last.isoformat() if months else ""
    return {**facts, "answers": answers.answers, "answer_bytes": answers.bytes}


def discard(workspace: Workspace) -> dict[str, str | int]:
    """Remove what is kept of a workspace."""
    file = place_of(str(workspace.root), DATABASE)
    removed = int(Store.at(Path(file)).discard())
    answers = discard_answers(place_of(str(workspace.root), ANSWERS))
    return {"file": file, "removed": removed, "answers_removed": answers}


def discard_all() -> dict[str, str | int]:
    """Remove what is kept of every workspace."""
    folder = Path(cache_folder())
    removed = sum(Store.at(path).discard() for path in sorted(folder.glob(f"*{DATABASE}")))
    answers = sum(discard_answers(str(path)) for path in sorted(folder.glob(f"*{ANSWERS}")))
    return {"folder": str(folder), "removed": removed, "answers_removed": answers}


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
