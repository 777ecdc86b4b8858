"""A change that has been decided on, kept in the workspace until it is done.

The new contents are written into a folder of their own first, with a list of what they are for,
and all of it is on the disk before the folder gets its name (FOLDER). That rename is the moment at
which the change happens: a process that ends before it has changed nothing, and whoever comes
after one that ended later finishes what the list says.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from sambruk_cli.edits import FOLDER
from sambruk_cli.edits.plan import Change, is_plain
from sambruk_cli.frozen import frozen

_Each = TypeVar("_Each")

_LIST = "list.json"
_MANY, _AT_ONCE = 50, 16  # files; how many of them at a time
_LEFT = re.compile(rf"{re.escape(FOLDER)}\.[a-z0-9_]{{8}}\.tmp")
_NO_FSYNC = frozenset({errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EACCES, errno.EISDIR})


@frozen
class Step:
    """One file of a change: SHA-256 before and after (None: not there), and the content."""

    path: str
    before: str | None
    after: str | None
    content: bytes | None


def digest(content: bytes | None) -> str | None:
    """SHA-256 in hexadecimal digits."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def decide(root: Path, changes: Iterable[Change]) -> None:
    """Put a change into the workspace so that it will be finished whatever happens.

    Raises:
      OSError: when it cannot be written; then nothing has happened.
    """
    folder = root / temporary_name(FOLDER)
    folder.mkdir(mode=0o700)  # what a private file will hold is nobody else's business
    try:
        listed: list[dict[str, Any]] = []
        staged: list[tuple[Path, bytes]] = []
        for number, change in enumerate(changes):
            if change.after is not None:
                staged.append((folder / str(number), change.after))
            before, after = digest(change.before), digest(change.after)
            listed.append({"path": change.path, "before": before, "after": after})
        together(lambda each: _write(*each), staged)
        # A copy of the folder, in a clone or an archive from a stranger, has another inode: what
        # a process on this disk decided on is not to be taken for what somebody else wrote.
        known = {"inode": folder.stat().st_ino, "changes": listed}
        _write(folder / _LIST, json.dumps(known, ensure_ascii=False).encode())
        sync_folder(folder)
        folder.rename(root / FOLDER)
        sync_folder(root)
    except BaseException:
        with suppress(OSError):
            (root / FOLDER).rename(folder)  # it has its name, but not surely on the disk
        shutil.rmtree(folder, ignore_errors=True)
        raise


def together(work: Callable[[_Each], object], items: Sequence[_Each]) -> None:
    """Do something with each of some files, several at a time where they are many.

    Each waits until it is on the disk; those that wait together are waited for once.

    Raises:
      Exception: what the first of them raises that fails; the others are done all the same.
    """
    if len(items) < _MANY:
        for item in items:
            work(item)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(work, items):
            pass


def is_pending(root: Path) -> bool:
    """Whether a change has been decided on and not been finished."""
    return os.path.lexists(root / FOLDER)


def steps(root: Path) -> tuple[Step, ...] | None:
    """The change that has been decided on; None where the folder holds none of this disk."""
    folder = root / FOLDER
    try:
        if folder.is_symlink():
            return None
        known = json.loads((folder / _LIST).read_bytes())
        if known["inode"] != folder.stat().st_ino:
            return None
        found = []
        for number, item in enumerate(known["changes"]):
            path, before, after = item["path"], item["before"], item["after"]
            staged = folder / str(number)
            if staged.is_symlink() or not is_plain(path):
                return None
            content = None if after is None else staged.read_bytes()
            if digest(content) != after:
                return None
            found.append(Step(path, before, after, content))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return tuple(found)


def forget(root: Path) -> None:
    """Take away a change that is finished."""
    done = root / temporary_name(FOLDER)
    (root / FOLDER).rename(done)
    sync_folder(root)
    shutil.rmtree(done, ignore_errors=True)


def clean(root: Path) -> None:
    """Take away what processes that were stopped left behind. The workspace has to be locked."""
    with suppress(OSError):
        for path in root.iterdir():
            if _LEFT.fullmatch(path.name):
                shutil.rmtree(path, ignore_errors=True)


def temporary_name(name: str) -> str:
    """A name beside another one that nobody else has."""
    return f".{name.removeprefix('.')[:80]}.{secrets.token_hex(4)}.tmp"


def sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the file system can promise that.

    Raises:
      OSError: when the disk fails.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
