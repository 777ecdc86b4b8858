"""What a workspace is read from: a folder on disk, or the tree of a git commit.

Three questions are enough: what stands at a name, what a file holds, and which names match a
pattern. Each answer is a plain value that can be kept and compared.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from sambruk_cli.files.state import FileState


class Kind(StrEnum):
    """What stands at a name, links followed."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"  # there, but nothing to read: a pipe, a device, a submodule, no permission
    OUTSIDE = "outside"  # the name leads out of the root; whether anything is there is not asked
    BROKEN = "broken"  # a link that leads to nothing
    MISSING = "missing"

    @property
    def exists(self) -> bool:
        """Whether there is something inside the root."""
        return self in {Kind.FILE, Kind.FOLDER, Kind.OTHER}


class Place(NamedTuple):
    """Where a name leads: what stands there, and its name without links.

    `name` is relative to the root, with forward slashes, "." for the root itself, and empty
    where the kind is OUTSIDE.
    """

    kind: Kind
    name: str


class Match(NamedTuple):
    """A name that matches a pattern, and where it leads."""

    name: str
    place: Place


class Matches(NamedTuple):
    """What matches a pattern, in order of the parts of the names.

    `strays` is set where the pattern met a folder that lies outside, which was not looked into.
    """

    found: tuple[Match, ...]
    strays: bool = False


class Content(NamedTuple):
    """What a file holds, its SHA-256, and its state on disk; None where it cannot change."""

    data: bytes
    digest: str
    state: FileState | None


class Committed(Protocol):
    """The files of a folder as they are in a commit."""

    @property
    def commit(self) -> str | None:
        """The id of the commit."""

    def holds(self, name: str, data: bytes) -> bool:
        """Whether a file has this content there."""

    def day(self) -> date | None:
        """The day that the commit was made, where it was made; None where that is not known."""


class Head(NamedTuple):
    """The commit that is checked out, if any.

    While no file of `decided_by` changes, appears or goes, it is the same one; None where that
    cannot be said.
    """

    committed: Committed | None
    decided_by: tuple[str, ...] | None


class Outside(Exception):
    """A name leads out of the root and was not followed."""


class Files(Protocol):
    """Files below one root. Names are relative to it, as users write them, or absolute.

    Nothing outside the root is ever read, and not even its existence shows.
    """

    @property
    def root(self) -> Path:
        """The folder that names are relative to. It is a name only: read through this class."""

    @property
    def commit(self) -> str | None:
        """The id of the commit that the files are of; None for a folder on disk."""

    def place(self, name: str) -> Place:
        """Where a name leads, and what stands there."""

    def read(self, name: str) -> Content:
        """The content of an ordinary file.

        Raises:
          OSError: when it is missing, no ordinary file, or cannot be read.
          Outside: when the name leads out of the root.
        """

    def matches(self, pattern: str) -> Matches:
        """The names that match a pattern as pathlib understands it, relative to the root."""

    def size(self, name: str) -> int:
        """Bytes of a file; 0 where there is none."""

    def head(self) -> Head:
        """The commit that is checked out."""
