"""Two versions of a workspace in two folders, and what changed between them."""

from __future__ import annotations

from pathlib import Path

from sambruk_cli.diff.compare import Difference
from sambruk_cli.opening.versions import Versions, read_versions
from sambruk_cli.report.changed_figures import what_changed
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes
from tests.sessions import TERMS
from tests.workspaces import write_workspace


def versions_of(folder: Path, before: Changes, after: Changes, *, cache: bool = False) -> Versions:
    """Föreningen Exempel with some files as they were, and as they are."""
    old = Workspace(write_workspace(folder / "old", before))
    new = Workspace(write_workspace(folder / "new", after))
    return read_versions(old, new, TERMS, cache=cache)


def changed(folder: Path, before: Changes, after: Changes, *, cache: bool = False) -> Difference:
    """What has changed between two versions of Föreningen Exempel."""
    found = versions_of(folder, before, after, cache=cache)
    shown = found.shown_before, found.shown_after
    return what_changed(found.before, found.after, shown, found.masks)
