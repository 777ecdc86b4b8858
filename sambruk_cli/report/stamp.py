"""What a printed report was made from: commit, changes since, digest of every file, program."""

from __future__ import annotations

import hashlib

from sambruk_cli import __version__
from sambruk_cli.document.model import Stamp
from sambruk_cli.files.git import GitFailed
from sambruk_cli.files.protocol import Committed, Files, Outside
from sambruk_cli.workspace import Workspace


def make_stamp(workspace: Workspace) -> Stamp:
    """The stamp of what has been read from the workspace so far."""
    return Stamp(*_commit(workspace), _digest(workspace), __version__)


def _digest(workspace: Workspace) -> str:
    """SHA-256 over names and digests of all files read, in order of name."""
    total = hashlib.sha256()
    for name, digest in sorted(workspace.digests.items()):
        total.update(f"{digest}  {name}\n".encode())
    return total.hexdigest()


def _commit(workspace: Workspace) -> tuple[str, bool]:
    """The commit checked out, and whether a file read differs from it.

    No commit where there is no repository, or none that belongs to the folder. `git status` would
    run programs that a repository names, so the files are compared here.
    """
    files = workspace.files
    if files.commit is not None:
        return files.commit, False
    head = files.head().committed
    if head is None:
        return "", False
    try:
        unchanged = all(_is_in(head, files, name) for name in workspace.digests)
    except GitFailed:
        return "", False
    return head.commit or "", not unchanged


def _is_in(head: Committed, files: Files, name: str) -> bool:
    """Whether a file on disk is as it was committed."""
    try:
        return head.holds(name, files.read(name).data)
    except (Outside, OSError):
        return False
