"""Reading files that the user names, and writing so that nothing is ever half written."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from sambruk_cli.files.errors import NOT_ORDINARY, Unreadable, Unusable, reason
from sambruk_cli.findings import finding
from sambruk_cli.messages import Message

_UMASK = Lock()
_WAIT = 1.0  # seconds for whoever reads a pipe to open it
_STEP = 0.02  # seconds between two attempts


@contextmanager
def open_ordinary(path: Path, most: int) -> Iterator[BinaryIO]:
    """An ordinary file of at most `most` bytes that the user names, open for reading.

    Raises:
      Unreadable: WSP002 when it is missing, not to be read, a pipe or a device, or larger; also
        when reading it fails later, within the block.
    """
    try:
        if path.is_dir():
            raise Unusable(Message.of("is a folder"))
        file = open_file(path, most=most)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    with file:
        try:
            yield file
        except OSError as error:
            raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError | ValueError) -> Unreadable:
    said = finding("WSP002.named", path=str(path), reason=reason(error), file=str(path))
    return Unreadable(said)


def open_file(path: Path, *, most: int | None = None, is_resolved: bool = False) -> BinaryIO:
    """An ordinary file, open for reading.

    Args:
      most: bytes that it may have; None for any number.
      is_resolved: a link is refused: one has come there since the path was resolved.
    Raises:
      OSError: when it cannot be opened, is no ordinary file, or is larger.
    """
    # Without O_NONBLOCK a pipe that nobody writes to would never open.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags | (getattr(os, "O_NOFOLLOW", 0) if is_resolved else 0))
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unusable(NOT_ORDINARY)
        if most is not None and found.st_size > most:
            raise Unusable(Message.of("larger than {most} MB", most=most >> 20))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by new content, or leave it exactly as it was.

    The content goes to a temporary file in the same folder, is flushed to disk and renamed over.

    Raises:
      Unreadable: USE904 when the folder is missing, not writable or full, or nobody reads a pipe.
    """
    try:
        if _is_special(path):
            _write_into(path, content)  # a device or pipe cannot be renamed over
        else:
            _replace(Path(os.path.realpath(path)), content)
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from None


def _is_special(path: Path) -> bool:
    """Whether there is something that is no ordinary file.

    Raises:
      OSError: when that cannot be found out, as with links that go in a circle.
    """
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False


def _write_into(path: Path, content: bytes) -> None:
    handle = _opened_for_writing(path, time.monotonic() + _WAIT)
    with os.fdopen(handle, "wb") as file:
        os.set_blocking(handle, True)
        file.write(content)


def _opened_for_writing(path: Path, until: float) -> int:
    """A device or pipe, opened without waiting longer than for a reader that is just starting.

    Raises:
      OSError: when nobody reads the pipe, which would never open.
    """
    while True:
        try:
            return os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > until:
                raise
        time.sleep(_STEP)


def cannot_write(path: Path, error: OSError | ValueError) -> Unreadable:
    """USE904, with what the system says."""
    variant = "USE904.folder" if isinstance(error, IsADirectoryError) else "USE904"
    return Unreadable(finding(variant, path=str(path), reason=reason(error)))


def permissions(mode: int) -> int:
    """What the user's umask leaves of the permissions of something new."""
    with _UMASK:  # it can only be read by being set, for all threads
        umask = os.umask(0)
        os.umask(umask)
    return mode & ~umask


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else permissions(0o666)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
