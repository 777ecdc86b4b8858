"""Files of a workspace with some contents in place of those that are there: a change tried out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from sambruk_cli.files.protocol import Content, Files, Head, Kind, Match, Matches, Place


class Overlaid:
    """Files as they would be with a change carried out. What is not changed is read as it is."""

    def __init__(self, files: Files, contents: Mapping[str, bytes]) -> None:
        """Files below the same root, those named with other contents."""
        self._files = files
        self._contents = contents

    @property
    def root(self) -> Path:
        return self._files.root

    @property
    def commit(self) -> str | None:
        return self._files.commit

    def place(self, name: str) -> Place:
        """Where a name leads: a file where the change makes one."""
        found = self._files.place(name)
        is_made = name in self._contents and found.kind is Kind.MISSING
        return Place(Kind.FILE, name) if is_made else found

    def read(self, name: str) -> Content:
        """The content of a file, with the change carried out."""
        if name in self._contents:
            data = self._contents[name]
            return Content(data, hashlib.sha256(data).hexdigest(), None)
        return self._files.read(name)

    def matches(self, pattern: str) -> Matches:
        """The names that match a pattern, with those of files that the change makes.

        A pattern with ** finds only files that are there already.
        """
        there = self._files.matches(pattern)
        known = {match.name for match in there.found}
        made = [
            Match(name, self.place(name))
            for name in self._contents
            if name not in known and _fits(name, pattern)
        ]
        found = sorted((*there.found, *made), key=lambda match: PurePosixPath(match.name).parts)
        return Matches(tuple(found), there.strays)

    def size(self, name: str) -> int:
        return len(self._contents[name]) if name in self._contents else self._files.size(name)

    def head(self) -> Head:
        return self._files.head()


def _fits(name: str, pattern: str) -> bool:
    """Whether each part of a name matches the same part of a pattern."""
    parts, wanted = PurePosixPath(name).parts, PurePosixPath(pattern).parts
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
