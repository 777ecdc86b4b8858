"""Files that note what is asked of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sambruk_cli.cache.questions import (
    Basis,
    CheckedOut,
    Day,
    Held,
    Matching,
    Size,
    Stands,
    head_out,
    matches_out,
    place_out,
    state_out,
    union,
    why_not,
)
from sambruk_cli.files.folder import Folder
from sambruk_cli.files.protocol import Committed, Content, Head, Matches, Outside, Place
from sambruk_cli.workspace import Workspace


class _Watched:
    """A commit; where it cannot be read, that may be otherwise the next time."""

    def __init__(self, committed: Committed, basis: Basis) -> None:
        self._committed, self._basis = committed, basis

    @property
    def commit(self) -> str | None:
        return self._committed.commit

    def holds(self, name: str, data: bytes) -> bool:
        try:
            return self._committed.holds(name, data)
        except OSError:
            self._basis.is_whole = False
            raise

    def day(self) -> date | None:
        try:
            return self._committed.day()
        except OSError:
            self._basis.is_whole = False
            raise


class Recording:
    """The files of a folder, with a note of every question and its answer.

    Work is done in layers, each of which may be taken up again without the others: `begin` opens
    the basis of the next one. What a layer that is taken up again rests on is added with `rest_on`.
    """

    def __init__(self, files: Folder) -> None:
        self.folder = files
        self._layers = [Basis()]

    def begin(self) -> Basis:
        """The basis on which everything rests that is asked from now on."""
        self._layers.append(Basis())
        return self._layers[-1]

    def rest_on(self, *bases: Basis) -> None:
        """Note that the run rests on these, too."""
        self._layers[:0] = bases

    def all(self) -> Basis:
        """All that the run has rested on so far."""
        return union(self._layers)

    def asked_day(self, today: date) -> None:
        """Note that what follows holds for this day alone."""
        self._layers[-1].note(Day(), today.isoformat())

    @property
    def root(self) -> Path:
        return self.folder.root

    def place(self, name: str) -> Place:
        place = self.folder.place(name)
        self._layers[-1].note(Stands(name), place_out(place))
        return place

    def read(self, name: str) -> Content:
        try:
            content = self.folder.read(name)
        except (OSError, Outside) as error:
            self._layers[-1].note(Held(name), why_not(error))
            raise
        state = content.state
        self._layers[-1].note(Held(name), state_out(state) if state else None)
        return content

    def matches(self, pattern: str) -> Matches:
        found = self.folder.matches(pattern)
        self._layers[-1].note(Matching(pattern), matches_out(found))
        return found

    def head(self) -> Head:
        head = self.folder.head()
        layer = self._layers[-1]
        layer.note(CheckedOut(), head_out(head))
        return head._replace(committed=head.committed and _Watched(head.committed, layer))

    @property
    def commit(self) -> None:
        """None: the files are on disk."""

    def size(self, name: str) -> int:
        size = self.folder.size(name)
        self._layers[-1].note(Size(name), size)
        return size


def recording_of(workspace: Workspace) -> Recording:
    """The recording that a workspace on disk is read through; begun where there is none.

    Raises:
      TypeError: for a workspace in a commit, of which nothing is kept.
    """
    files = workspace.files
    if isinstance(files, Recording):
        return files
    if not isinstance(files, Folder):
        raise TypeError(f"nothing is kept of {type(files).__name__}")
    recording = workspace.files = Recording(files)
    return recording
