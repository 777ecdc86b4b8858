"""What a printed report was made from: commit, changes since, digest of every file, program."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from sambruk_cli import __version__
from sambruk_cli.document.model import Stamp
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

    A repository from a stranger can name programs in its configuration that `git status` would
    run. So only two commands that read objects and run nothing are used, and the files are
    compared here.
    """
    git = shutil.which("git")
    if git is None:
        return "", False
    head = _git(git, workspace.root, "rev-parse", "--verify", "--quiet", "HEAD")
    if head is None:
        return "", False
    listing = _git(git, workspace.root, "ls-tree", "-r", "-z", "HEAD", "--", ".")
    committed: dict[str, str] = {}
    for entry in (listing or b"").split(b"\0"):
        about, _, name = entry.partition(b"\t")
        parts = about.split()
        if len(parts) == 3:
            committed[os.fsdecode(name)] = parts[2].decode()
    length = len(head.strip())
    changed = any(
        committed.get(name) != _blob(workspace.root / name, length) for name in workspace.digests
    )
    return head.strip().decode(), changed


def _git(git: str, folder: Path, *arguments: str) -> bytes | None:
    safe = ("--no-optional-locks", "--no-replace-objects", "-c", "protocol.allow=never")
    environment = {
        **os.environ,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        result = subprocess.run(  # noqa: S603 - git itself, with arguments that are all ours
            [git, *safe, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout if result.returncode == 0 else None


def _blob(path: Path, length: int) -> str:
    """The name that git gives a file's content: SHA-1, or SHA-256 in a newer repository."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    algorithm = "sha256" if length == 64 else "sha1"
    blob = hashlib.new(algorithm, usedforsecurity=False)
    blob.update(b"blob %d\0" % len(content))
    blob.update(content)
    return blob.hexdigest()
