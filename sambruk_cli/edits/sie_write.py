"""Writing what an import has planned: all of it, or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sambruk_cli.files.disk import cannot_write, write_whole
from sambruk_cli.workspace import Unreadable, Workspace


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder of files; it stands whole beside its place before it is renamed into it.

    Raises:
      Unreadable: USE904 when the folder around it is missing, not writable or full.
    """
    target = folder.absolute()
    try:
        made = Path(
            tempfile.mkdtemp(prefix=f".{target.name[:80]}.", suffix=".tmp", dir=target.parent)
        )
    except OSError as error:
        raise cannot_write(folder, error) from None
    try:
        for path, content in files.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(made / path, content)
        made.chmod(0o777 & ~_umask())
        made.replace(target)
    except OSError as error:
        raise cannot_write(folder, error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_into(workspace: Workspace, files: Mapping[str, bytes]) -> None:
    """Files of a workspace; where one cannot be written, the others become what they were.

    Raises:
      Unreadable: USE904 when one cannot be written, WSP005 when one leads outside.
    """
    paths = {workspace.resolve(name): content for name, content in files.items()}
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    folders = [path.parent for path in paths if not path.parent.exists()]
    try:
        for path, content in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
    except (OSError, Unreadable) as error:
        for path, content_before in before.items():
            if content_before is None:
                if path.exists():
                    path.unlink()
            elif path.read_bytes() != content_before:
                write_whole(path, content_before)
        for folder in folders:
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()
        if isinstance(error, OSError):
            raise cannot_write(workspace.root, error) from None
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
