"""What a printed report was made from: commit, changes since, digest of every file, program."""

from __future__ import annotations

import hashlib

from sambruk_cli import __version__
from sambruk_cli.document.model import Stamp
from sambruk_cli.files.git import GitFailed
from sambruk_cli.files.protocol import Files, Outside
from sambruk_cli.workspace import Workspace


def make_stamp(workspace: Workspace) -> Stamp:
    """The stamp of what has been read from the workspace so far.

    The digest is SHA-256 over names and digests of all files read, in order of name, of texts with
    LF at their line ends: git may have given them others when it wrote them to disk. A name is the
    bytes that it has on disk, which need not be UTF-8.
    """
    files = workspace.files
    head = None if files.commit is not None else files.head().committed
    total = hashlib.sha256()
    changed = False
    for name, digest in sorted(workspace.digests.items()):
        data = _content(files, name)
        total.update(f"{_digest(data, digest)}  {name}\n".encode("utf-8", "surrogateescape"))
        if head is not None and not changed:
            try:
                changed = data is None or not head.holds(name, data)
            except GitFailed:  # no commit, as where there is no repository that may be read
                head = None
            except OSError:
                changed = True
    commit = files.commit or (head.commit if head is not None else None) or ""
    return Stamp(commit, changed and head is not None, total.hexdigest(), __version__)


def _content(files: Files, name: str) -> bytes | None:
    try:
        return files.read(name).data
    except (Outside, OSError):
        return None


def _digest(data: bytes | None, digest: str) -> str:
    """The digest of what was read, as if each line of a text ended in LF."""
    if data is None or b"\r\n" not in data or b"\0" in data:
        return digest
    if hashlib.sha256(data).hexdigest() != digest:
        return digest  # the file has been changed since it was read
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
