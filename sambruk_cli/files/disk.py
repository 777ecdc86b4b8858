"""Reading files that the user names, and writing so that nothing is ever half written."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from sambruk_cli.findings import finding
from sambruk_cli.workspace import Unreadable


def open_ordinary(path: Path, most: int) -> BinaryIO:
    """An ordinary file of at most `most` bytes, open for reading.

    Raises:
      Unreadable: WSP002 when it is missing, not to be read, a pipe or a device, or larger.
    """
    try:
        # Without O_NONBLOCK a pipe that nobody writes to would never open.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            found = os.fstat(handle)
            if stat.S_ISDIR(found.st_mode):
                raise IsADirectoryError(errno.EISDIR, "is a folder")
            if not stat.S_ISREG(found.st_mode):
                raise OSError(errno.EINVAL, "not an ordinary file")
            if found.st_size > most:
                raise OSError(errno.EFBIG, f"larger than {most >> 20} MB")
            return os.fdopen(handle, "rb")
        except BaseException:
            os.close(handle)
            raise
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise Unreadable(
            finding(
                "WSP002",
                f"cannot read {path}: {said.lower()}",
                file=str(path),
                hint="name an ordinary file that may be read",
            )
        ) from None


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by new content, or leave it exactly as it was.

    The content goes to a temporary file in the same folder, is flushed to disk and renamed over.

    Raises:
      Unreadable: USE904 when the folder is missing, not writable or full.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or pipe cannot be renamed over
            return
        _replace(path.resolve(), content)
    except OSError as error:
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: OSError) -> Unreadable:
    """USE904, with what the system says."""
    is_folder = isinstance(error, IsADirectoryError)
    return Unreadable(
        finding(
            "USE904",
            f"cannot write {path}: {(error.strerror or str(error)).lower()}",
            hint="name a file in it"
            if is_folder
            else "choose a folder that exists and may be written to, with room left",
        )
    )


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
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


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
