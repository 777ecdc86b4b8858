"""Files that are on no disk: a folder that has not been made yet, with what it would hold."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath

from sambruk_cli.files import patterns
from sambruk_cli.files.errors import NOT_ORDINARY, Unusable
from sambruk_cli.files.patterns import Child
from sambruk_cli.files.protocol import Content, Head, Kind, Matches, Outside, Place


class Unmade:
    """The files of a plan that makes a folder, read as if it had been carried out."""

    def __init__(self, root: Path, contents: Mapping[str, bytes]) -> None:
        """
        Args:
          root: where the folder would stand; a name only.
          contents: by path, with forward slashes.
        """
        self._root = Path(os.path.normpath(root))
        self._contents = dict(contents)
        self._folders: dict[str, dict[str, Kind]] = {".": {}}
        for path in self._contents:
            parts = (path, *map(str, PurePosixPath(path).parents))
            for below, above in pairwise(parts):
                kind = Kind.FILE if below == path else Kind.FOLDER
                self._folders.setdefault(above, {})[PurePosixPath(below).name] = kind

    @property
    def root(self) -> Path:
        return self._root

    @property
    def commit(self) -> str | None:
        return None

    def place(self, name: str) -> Place:
        """Where a name leads, with .. followed by its text."""
        inside = self._inside(name)
        if inside is None:
            return Place(Kind.OUTSIDE, "")
        if inside in self._contents:
            return Place(Kind.FILE, inside)
        return Place(Kind.FOLDER if inside in self._folders else Kind.MISSING, inside)

    def read(self, name: str) -> Content:
        """The content of a file.

        Raises:
          OSError: when there is none.
          Outside: when the name leads out of the folder.
        """
        place = self.place(name)
        match place.kind:
            case Kind.FILE:
                data = self._contents[place.name]
                return Content(data, hashlib.sha256(data).hexdigest(), None)
            case Kind.FOLDER:
                raise Unusable(NOT_ORDINARY)
            case Kind.OUTSIDE:
                raise Outside(name)
            case _:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    def matches(self, pattern: str) -> Matches:
        """The names that match a pattern."""
        return patterns.matches(self, pattern)

    def children(self, folder: str) -> Iterator[Child]:
        """What a folder would hold."""
        for name, kind in sorted(self._folders.get(folder, {}).items()):
            yield Child(name, kind)

    def leads_to_folder_outside(self, name: str) -> bool:
        """Never: there are no links."""
        return False

    def size(self, name: str) -> int:
        return len(self._contents.get(self.place(name).name, b""))

    def head(self) -> Head:
        """No commit: nothing has been made."""
        return Head(None, ())

    def _inside(self, name: str) -> str | None:
        """The name below the root without . and ..; None where it leads out."""
        path = Path(os.path.normpath(self._root / name))
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else None
