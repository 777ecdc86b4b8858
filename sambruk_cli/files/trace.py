"""What a run has read: the state of each file, and the answer to each question about files.

While every file is in the same state and every question has the same answer, whatever follows
from them is the same.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import NamedTuple

# A file that changed this shortly before it was read may have changed again within the same
# tick of the file system's clock (git calls it racily clean): its content decides. 2 s is the
# coarsest tick in use, FAT's.
_TICK = 2_000_000_000  # nanoseconds

Answer = bool | tuple[str, ...]


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

    def is_surely(self, stat: Stat) -> bool:
        """Whether a stat taken now proves that the content is the same."""
        return stat == self.stat and max(stat.mtime, stat.ctime) + _TICK < self.seen


@dataclass(slots=True)
class Trace:
    """Files read and questions asked, by name; `is_whole` is lost where something escaped it."""

    files: dict[str, FileState] = field(default_factory=dict)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    is_whole: bool = True

    def read(self, name: str, state: FileState) -> None:
        """Note a file that has been read."""
        self.files[name] = state

    def asked(self, question: str, about: str, answer: Answer) -> None:
        """Note the answer to a question about files."""
        self.answers[question, about] = answer


def now() -> int:
    """Nanoseconds, as the file system counts them."""
    return time.time_ns()
