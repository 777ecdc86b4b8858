"""Where what is kept lies: files in the user's cache folder, for the user alone."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable

DATABASE = ".sqlite"
ANSWERS = ".answers"


class Damaged(Exception):
    """A part that the head of a snapshot names is not there, or is not what it was."""

    def __init__(self, path: str, discard: Callable[[], object]) -> None:
        super().__init__(path)
        self.discard = discard


def cache_folder() -> str:
    """The folder for sambruk's caches: below XDG_CACHE_HOME or ~/.cache.

    For a user without a home, or with an empty HOME, it is one that cannot be made.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        home = os.path.expanduser("~") if os.environ.get("HOME") != "" else ""
        base = os.path.join(home, ".cache") if os.path.isabs(home) else os.devnull
    return os.path.join(base, "sambruk")


def place_of(root: str, end: str) -> str:
    """Where a workspace's snapshot (`DATABASE`) or its answers (`ANSWERS`) lie."""
    name = digest_of(os.fsencode(os.path.realpath(root)))[:32]
    return os.path.join(cache_folder(), f"{name}{end}")


def seal_of(root: str, program: str) -> bytes:
    """What is mixed into the digests of what is kept, so that nothing else will fit.

    Args:
      root: the workspace.
      program: the key of the program: what another one has written is not read.
    """
    return digest_of(f"{program}\n".encode() + os.fsencode(os.path.realpath(root))).encode()


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def make_folder(folder: str) -> None:
    """Make a folder for the user alone.

    Raises:
      OSError: when it cannot be made.
    """
    os.makedirs(folder, mode=0o700, exist_ok=True)


def is_ours(found: os.stat_result) -> bool:
    """Whether a file is an ordinary one of the user's own."""
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid()
