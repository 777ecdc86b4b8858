"""Trees and names of objects as git keeps them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import NamedTuple

from sambruk_cli.files.protocol import Kind

TREE = 0o040000
_LINK = 0o120000


class TreeEntry(NamedTuple):
    """What a tree holds under a name: how it is kept, and the id of its object."""

    mode: int
    id: str

    @property
    def is_link(self) -> bool:
        return self.mode == _LINK

    @property
    def kind(self) -> Kind:
        """What stands there; a link is none of these, and a submodule is not looked into."""
        if self.mode == TREE:
            return Kind.FOLDER
        return Kind.FILE if self.mode & 0o170000 == 0o100000 else Kind.OTHER


def tree_entries(data: bytes, length: int) -> Iterator[tuple[str, TreeEntry]]:
    """The names in a tree object, but for those that no file can have.

    Args:
      data: mode, space, name, NUL, id in bytes; over and over.
      length: of an id in bytes.
    """
    at = 0
    while at < len(data):
        mode, _, rest = data[at : data.index(b"\0", at)].partition(b" ")
        at += len(mode) + len(rest) + 2
        name = os.fsdecode(rest)
        if name not in {"", ".", ".."} and "/" not in name:
            yield name, TreeEntry(int(mode, 8), data[at : at + length].hex())
        at += length


def blob_id(data: bytes, length: int) -> str:
    """The name that git gives a file's content: SHA-1, or SHA-256 in a newer repository.

    Args:
      length: of the id in hexadecimal digits.
    """
    algorithm = "sha256" if length == 64 else "sha1"
    blob = hashlib.new(algorithm, usedforsecurity=False)
    blob.update(b"blob %d\0" % len(data))
    blob.update(data)
    return blob.hexdigest()
