"""A new folder of files, such as a workspace of its own: whole in its place, or not there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from sambruk_cli.edits.lock import try_lock
from sambruk_cli.edits.pending import sync_folder, temporary_name
from sambruk_cli.edits.plan import Plan
from sambruk_cli.files.disk import cannot_write, write_whole
from sambruk_cli.files.errors import reason

_GIT = ".git"


def no_place(folder: Path) -> tuple[str, dict[str, Any]] | None:
    """Why a new workspace cannot stand in a folder, None where it can.

    Returns:
      The variant of the command's finding (full, file, nowhere, unseen) and its values.
    """
    try:
        if folder.is_dir():
            return ("full", {"folder": str(folder)}) if any(folder.iterdir()) else None
        if folder.exists():
            return "file", {"folder": str(folder)}
        if not folder.absolute().parent.is_dir():
            return "nowhere", {"parent": str(folder.parent), "folder": folder.name}
    except (OSError, ValueError) as error:  # a NUL in the name
        return "unseen", {"folder": str(folder), "reason": reason(error)}
    return None


def write_folder(
    folder: Path, plan: Plan, finish: Callable[[Path], None] = lambda folder: None
) -> None:
    """Make a folder of the files that a plan makes.

    It is built beside its place and renamed into it; a process that is stopped before that leaves
    `.NAME.xxxxxxxx.tmp`, which the next one takes away.

    Args:
      folder: not there, or empty.
      finish: what is done with the folder once its files are there, before it gets its name.
    Raises:
      Unreadable: USE904 when the folder around it is missing, not writable or full, or when
        something has come into the folder meanwhile.
    """
    files = [(change.path, change.after or b"") for change in plan.changes]

    def fill(made: Path) -> None:
        _fill(made, files)
        finish(made)

    _build(folder, fill, {_GIT, *(PurePosixPath(path).parts[0] for path, _ in files)})


def write_files(
    folder: Path,
    files: Iterable[tuple[str, bytes]],
    names: Collection[str],
    *,
    instead: bool = False,
) -> None:
    """Make a folder of files that are made one after the other, as `write_folder` does.

    Args:
      files: path within the folder, and content; read as they are written, so that not all of
        them are in memory at once.
      names: what may stand in the folder itself, by which a leftover is known.
      instead: the folder is there, and goes as the new one takes its place.
    Raises:
      Unreadable: as `write_folder`; also what making the files raises.
    """
    _build(folder, lambda made: _fill(made, files), set(names), instead=instead)


def _build(
    folder: Path, fill: Callable[[Path], None], names: set[str], *, instead: bool = False
) -> None:
    target = folder.absolute()
    _clean(target, names)
    try:
        made, handle = _new_folder(target)
    except OSError as error:
        raise cannot_write(folder, error) from None
    try:
        fill(made)
        if instead:
            _exchange(made, target)
        else:
            made.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise cannot_write(folder, error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _exchange(made: Path, target: Path) -> None:
    """Put a folder in the place of another, which goes; one of the two is there at any time but for
    a moment."""
    old = target.with_name(temporary_name(target.name))
    target.replace(old)
    try:
        made.replace(target)
    except OSError:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _new_folder(target: Path) -> tuple[Path, int | None]:
    """An empty folder beside a place, locked so that nobody takes it for a leftover.

    Without a handle where the file system has no locks: there nobody takes leftovers away.

    Raises:
      OSError: when it cannot be made.
    """
    while True:
        made = target.with_name(temporary_name(target.name))
        made.mkdir()
        try:
            handle = try_lock(made)
        except FileNotFoundError:  # taken away before it was locked
            continue
        except OSError:
            return made, None
        if handle is not None and made.is_dir():
            return made, handle
        if handle is not None:
            os.close(handle)


def _fill(made: Path, files: Iterable[tuple[str, bytes]]) -> None:
    folders: set[PurePosixPath] = set()
    for path, content in files:
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(made / path, content)
        folders.update(PurePosixPath(path).parents)
    for folder in folders:
        sync_folder(made / folder)


def _clean(target: Path, names: set[str]) -> None:
    """Take away what a process that was stopped had built so far.

    Only folders that hold nothing but what would be built are taken for such.
    """
    left = re.compile(rf"\.{re.escape(target.name[:80])}\.[a-z0-9_]{{8}}\.tmp")
    with suppress(OSError):
        for found in [path for path in target.parent.iterdir() if left.fullmatch(path.name)]:
            if found.is_symlink() or not names.issuperset(path.name for path in found.iterdir()):
                continue
            handle = try_lock(found)
            if handle is not None:
                shutil.rmtree(found, ignore_errors=True)
                os.close(handle)
