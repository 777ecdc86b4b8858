"""Writing files so that nothing is ever half written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sambruk_cli.findings import finding
from sambruk_cli.workspace import Unreadable


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
        raise Unreadable(
            finding(
                "USE904",
                f"cannot write {path}: {(error.strerror or str(error)).lower()}",
                hint="choose a folder that exists and may be written to, with room left",
            )
        ) from None


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
