"""The file that a workspace's snapshot is kept in: SQLite, data only, in the user's cache folder.

A head names the parts by their digests; a part is stored under its digest. So what has been
damaged, belongs to another workspace or was made by another program does not fit and counts as
absent. Nothing here may fail: a cache that cannot be read or written is no cache.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sambruk_cli.cache.place import (
    DATABASE,
    Damaged,
    digest_of,
    is_ours,
    make_folder,
    place_of,
    seal_of,
)

_WAIT = 2.0  # seconds for another process to finish writing
# Busy, locked, read-only, full or out of reach: the next run may have more luck.
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
    }
)
# The second where a damaged file makes SQLite's own words no UTF-8.
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
_TABLES = (
    "CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY, digest TEXT, content BLOB)",
    "CREATE TABLE IF NOT EXISTS part (digest TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID",
)


class Store:
    """The snapshot of one workspace, for one program.

    Args:
      root: the workspace.
      program: the key of the program; a head that another has written is not read.
    """

    def __init__(self, root: Path, program: str) -> None:
        self.path = Path(place_of(str(root), DATABASE))
        self._key = seal_of(str(root), program)

    @classmethod
    def at(cls, path: Path) -> Store:
        """The store of an unknown workspace, to be discarded."""
        store = cls(path, "")
        store.path = path
        return store

    def head(self) -> bytes | None:
        """The head, None where there is none that fits."""
        for digest, content in self._rows("SELECT digest, content FROM head WHERE id = 1"):
            if isinstance(content, bytes) and digest == self._sealed(content):
                return content
        return None

    def part(self, digest: str) -> bytes:
        """A part by its digest.

        Raises:
          Damaged: when it is not there, or not what it was.
        """
        for (content,) in self._rows("SELECT content FROM part WHERE digest = ?", digest):
            if isinstance(content, bytes) and digest_of(content) == digest:
                return content
        raise Damaged(str(self.path), self.discard)

    def save(self, head: bytes, parts: Mapping[str, bytes], kept: set[str]) -> None:
        """Put a new head in place with its parts, and drop the parts that it does not name.

        Args:
          parts: new parts by digest.
          kept: digests of parts stored before that the head names.
        """
        if not self._prepare():
            return
        try:
            self._write(head, parts, kept)
        except _FAULTS as error:
            # An error of Python's own module, as of a text that is none, has no code.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _PASSING:
                self.discard()  # no database, or one of another kind: the next run makes it anew

    def discard(self) -> bool:
        """Remove the file; whether there was one."""
        removed = False
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{self.path}{end}").unlink()
                removed = True
        return removed

    def _write(self, head: bytes, parts: Mapping[str, bytes], kept: set[str]) -> None:
        connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                connection.execute(table)
            stored = {row[0] for row in connection.execute("SELECT digest FROM part")}
            gone = stored - kept - set(parts)
            connection.executemany("DELETE FROM part WHERE digest = ?", ((d,) for d in gone))
            connection.executemany("INSERT OR REPLACE INTO part VALUES (?, ?)", parts.items())
            connection.execute("INSERT OR REPLACE INTO head VALUES (1, ?, ?)", self._row(head))
            connection.execute("COMMIT")
        finally:
            connection.close()

    def _row(self, head: bytes) -> tuple[str, bytes]:
        return self._sealed(head), head

    def _sealed(self, head: bytes) -> str:
        return digest_of(self._key + head)

    def _prepare(self) -> bool:
        """Make the folder, for the user alone; whether it can be used."""
        try:
            make_folder(str(self.path.parent))
            if not self.path.exists():
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError:
            return False
        return self._is_ours()

    def _is_ours(self) -> bool:
        """Whether the file is an ordinary one of the user's own."""
        try:
            return is_ours(os.lstat(self.path))
        except OSError:
            return False

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """What a query finds; nothing where it cannot be asked."""
        if not self._is_ours():
            return []
        try:
            connection = sqlite3.connect(self.path, timeout=_WAIT)
            try:
                return connection.execute(query, values).fetchall()
            finally:
                connection.close()
        except _FAULTS:
            return []
