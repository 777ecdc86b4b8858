"""One change of a workspace at a time."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sambruk_cli.findings import Stop, finding
from sambruk_cli.frozen import frozen

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

WAIT = 10.0  # seconds for another change to be done
_STEP = 0.02  # seconds between two looks
# Only where the folder itself cannot be locked: NFS locks nothing that is open for reading.
LOCK_FILE = ".sambruk-lock"


@frozen
class Lock:
    """The right to change a workspace.

    `is_held` is false where the file system has no locks: then two changes at once are only told
    apart by what the files hold when they are written.
    """

    root: Path
    is_held: bool


@contextmanager
def locked(root: Path, wait: float = WAIT) -> Iterator[Lock]:
    """Hold a workspace against other changes: from reading what a plan rests on to the writing.

    The folder of the workspace itself is locked (flock), so that no file is left behind. The
    system lets go of it when the process ends, however it ends.

    Args:
      wait: seconds to wait for another process.
    Raises:
      Stop: WSP010 when another process still holds it then.
    """
    handle = _flocked(root.resolve(), time.monotonic() + wait)
    try:
        yield Lock(root.resolve(), handle is not None)
    finally:
        if handle is not None:
            os.close(handle)


def try_lock(path: Path) -> int | None:
    """Lock a folder that is nobody else's; the open handle, None where another process has it.

    Raises:
      OSError: when it cannot be opened or locked at all.
    """
    return _try(os.open(path, os.O_RDONLY))


def _flocked(root: Path, until: float) -> int | None:
    """A handle that holds the lock, None where there are no locks."""
    if fcntl is None:
        return None
    for path, flags in ((root, os.O_RDONLY), (root / LOCK_FILE, os.O_RDWR | os.O_CREAT)):
        try:
            while (handle := _try(os.open(path, flags, 0o666))) is None:
                if time.monotonic() > until:
                    raise Stop(finding("WSP010"))
                time.sleep(_STEP)
        except OSError:
            continue
        return handle
    return None


def _try(handle: int) -> int | None:
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            return None
        raise
    return handle
