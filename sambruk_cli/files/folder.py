"""A folder on disk, outside which nothing is read."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sambruk_cli.files import patterns
from sambruk_cli.files.patterns import Child
from sambruk_cli.files.protocol import Content, Head, Kind, Matches, Outside, Place
from sambruk_cli.files.state import FileState, Stat, now

_MOST = 2 << 30  # bytes of a file: more than any books are, less than what a machine holds
_NOWHERE = Place(Kind.OUTSIDE, "")
_NOT_PLAIN = frozenset({"", ".", ".."})  # parts of a name that are no name of what it leads to


class Folder:
    """Files on disk below one folder, which may itself be reached through a link."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = root.resolve()

    @property
    def root(self) -> Path:
        return self._root

    @property
    def commit(self) -> None:
        return None

    def place(self, name: str) -> Place:
        """Where a name leads, all symbolic links followed; a loop of links leads outside."""
        try:
            found = self._without_links(name)
        except (FileNotFoundError, NotADirectoryError):
            return Place(Kind.MISSING, name)
        except (OSError, ValueError):
            found = None
        if found is not None:
            return Place(_kind(found.st_mode), name)
        real = self._real(name)
        if real is None:
            return _NOWHERE
        inside = real.relative_to(self._real_root).as_posix()
        try:
            mode = real.lstat().st_mode
        except FileNotFoundError:
            is_link = os.path.lexists(self._root / name)
            return Place(Kind.BROKEN if is_link else Kind.MISSING, inside)
        except PermissionError:
            return Place(Kind.OTHER, inside)
        except OSError:  # below a file, or a name that is too long
            return Place(Kind.MISSING, inside)
        return Place(_kind(mode), inside)

    def read(self, name: str) -> Content:
        """The content of an ordinary file, with its state before and after reading."""
        real = self._real(name)
        if real is None:
            raise Outside(name)
        # What stands where can be asked, as the cache does, without the words for what is wrong.
        from sambruk_cli.files.disk import open_file

        with open_file(real, most=_MOST, is_resolved=True) as file:
            seen, before = now(), Stat.of(os.fstat(file.fileno()))
            data = file.read()
            after = Stat.of(os.fstat(file.fileno()))
        digest = hashlib.sha256(data).hexdigest()
        return Content(data, digest, FileState.between(before, after, seen, digest))

    def matches(self, pattern: str) -> Matches:
        """The names that match a pattern, in folders inside the root."""
        return patterns.matches(self, pattern)

    def size(self, name: str) -> int:
        found = self.stat(name)
        return found.size if found else 0

    def head(self) -> Head:
        """The commit that is checked out in the folder, or in one above it."""
        # What only files are asked of needs no git.
        from sambruk_cli.files.head import head_of

        return head_of(self._root)

    def stat(self, name: str) -> Stat | None:
        """What the file system says of a file; None where there is none inside the root."""
        try:
            if (found := self._without_links(name)) is not None:
                return Stat.of(found)
            real = self._real(name)
            return Stat.of(real.stat()) if real else None
        except (OSError, ValueError):
            return None

    def children(self, folder: str) -> Iterator[Child]:
        """What a folder inside the root holds; nothing where it cannot be looked into."""
        try:
            entries = list(os.scandir(self._real_root / folder))
        except OSError:
            return
        for entry in entries:
            if entry.is_symlink():
                yield Child(entry.name, None)
            elif entry.is_dir():
                yield Child(entry.name, Kind.FOLDER)
            else:
                is_file = entry.is_file(follow_symlinks=False)
                yield Child(entry.name, Kind.FILE if is_file else Kind.OTHER)

    def leads_to_folder_outside(self, name: str) -> bool:
        return (self._real_root / name).is_dir()

    def _real(self, name: str) -> Path | None:
        with suppress(OSError, ValueError):
            if self._without_links(name) is not None:
                return Path(f"{self._real_root}/{name}")
        try:
            real = (self._real_root / name).resolve()
        except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL in the name
            return None
        return real if real.is_relative_to(self._real_root) else None

    def _without_links(self, name: str) -> os.stat_result | None:
        """What stands under a name that leads there without a link, as nearly all do.

        None where that cannot be said, and the name has to be resolved. To ask for each part of
        it takes a fifth of the time of that.

        Raises:
          OSError: what asking for a part raises; no part before that is a link.
          ValueError: the name can be none of a file.
        """
        parts = name.split("/")
        if os.sep != "/" or b"\0" in os.fsencode(name) or not _NOT_PLAIN.isdisjoint(parts):
            return None
        found, path = None, str(self._real_root)
        for part in parts:
            path = f"{path}/{part}"
            found = os.lstat(path)
            if stat.S_ISLNK(found.st_mode):
                return None
        return found


def _kind(mode: int) -> Kind:
    if stat.S_ISREG(mode):
        return Kind.FILE
    return Kind.FOLDER if stat.S_ISDIR(mode) else Kind.OTHER
