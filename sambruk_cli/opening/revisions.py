"""The two versions that a command compares: commits, or a commit and the working tree."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.marker import MARKER
from sambruk_cli.files.repository import NotRead, find_repository
from sambruk_cli.files.revision import Revision, open_in_bare, open_revision
from sambruk_cli.findings import Stop, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.workspace import Workspace

HEAD = "HEAD"


@frozen
class Revised:
    """Where a history is read: the folder of a workspace, or a bare repository."""

    folder: Path
    is_bare: bool = False

    def head(self) -> Revision:
        """The workspace in the commit that is checked out.

        Raises:
          Unreadable: WSP008 where it cannot be read.
        """
        if self.is_bare:
            return open_in_bare(self.folder, HEAD, MARKER)
        return open_revision(self.folder, HEAD)


@frozen
class Revisions:
    """From which revision to which one; "" is the working tree."""

    old: str
    new: str


def revisions_of(text: str | None) -> Revisions:
    """What REV or REV..REV names; where a side of .. is left out it is HEAD.

    Raises:
      Stop: USE905 where that is neither.
    """
    if text is None:
        return Revisions(HEAD, "")
    old, dots, new = text.partition("..")
    if not text.strip(". ") or new.startswith(".") or ".." in new:
        raise Stop(finding("USE905.revisions", text=text))
    return Revisions(old or HEAD, new or HEAD) if dots else Revisions(old, "")


def workspaces_of(
    span: Revisions, root: Path | None, opened: Callable[[], Workspace]
) -> tuple[Workspace, Workspace, Workspace | None]:
    """The workspace in both versions, and as it is on disk where it is there.

    Args:
      root: the folder that was named, if any: that of a workspace, or a bare repository.
      opened: opens the workspace on disk, and raises where there is none.
    Raises:
      Unreadable: WSP001 where there is neither; WSP008 where a revision cannot be read.
    """
    try:
        on_disk = opened()
    except Unreadable:
        bare = _bare(root)
        if bare is None:
            raise
        if not span.new:
            raise Unreadable(finding("WSP008.bare", folder=str(bare))) from None
        old, new = (open_in_bare(bare, each, MARKER) for each in (span.old, span.new))
        return Workspace(bare, old), Workspace(bare, new), None
    folder = on_disk.root
    before = Workspace(folder, open_revision(folder, span.old))
    if not span.new:
        return before, on_disk, on_disk
    return before, Workspace(folder, open_revision(folder, span.new)), on_disk


def history_place(
    root: Path | None, opened: Callable[[], Workspace]
) -> tuple[Revised, Workspace | None]:
    """Where commits of the workspace are read, and the workspace on disk where it is there.

    Args:
      root, opened: as `workspaces_of`.
    Raises:
      Unreadable: WSP001 where there is neither a workspace nor a bare repository.
    """
    try:
        on_disk = opened()
    except Unreadable:
        bare = _bare(root)
        if bare is None:
            raise
        return Revised(bare, is_bare=True), None
    return Revised(on_disk.root), on_disk


def _bare(root: Path | None) -> Path | None:
    """The bare repository that is named, else that of GIT_DIR, else the folder of the moment."""
    folder = root or Path(os.environ.get("GIT_DIR") or ".")
    try:
        here = folder.absolute()
        return here if find_repository(here, bare=True).is_bare else None
    except (NotRead, OSError):
        return None
