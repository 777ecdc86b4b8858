"""The state of a file on disk: enough to know, without reading it, that it has not changed."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

# A file that changed this shortly before it was read may have changed again within the same
# tick of the file system's clock (git calls it racily clean): its content decides. 2 s is the
# coarsest tick in use, FAT's.
_TICK = 2_000_000_000  # nanoseconds


class Stat(NamedTuple):
    """What the file system says of a file without its content; times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int
    device: int
    mode: int

    @classmethod
    def of(cls, found: os.stat_result) -> Stat:
        return cls(
            found.st_size,
            found.st_mtime_ns,
            found.st_ctime_ns,
            found.st_ino,
            found.st_dev,
            found.st_mode,
        )


class FileState(NamedTuple):
    """A file as it was read: its stat, when that was taken, and the SHA-256 of its content.

    `seen` is nought where the file changed while it was read.
    """

    stat: Stat
    seen: int
    digest: str

    @classmethod
    def between(cls, before: Stat, after: Stat, seen: int, digest: str) -> FileState:
        """The state of a file whose stat was taken before and after it was read."""
        return cls(after, seen if before == after else 0, digest)

    @property
    def is_settled(self) -> bool:
        """Whether the file was left alone for so long that its stat will tell of any change."""
        return max(self.stat.mtime, self.stat.ctime) + _TICK < self.seen

    def is_surely(self, stat: Stat) -> bool:
        """Whether a stat taken now proves that the content is the same."""
        return stat == self.stat and self.is_settled


def now() -> int:
    """Nanoseconds, as the file system counts them."""
    return time.time_ns()
