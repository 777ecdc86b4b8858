"""Carrying out a plan in a workspace: all of it or nothing, whenever the process is stopped."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sambruk_cli.edits import FOLDER, pending
from sambruk_cli.edits.lock import Lock, locked
from sambruk_cli.edits.pending import digest, together
from sambruk_cli.edits.plan import Plan
from sambruk_cli.files.disk import cannot_write, write_whole
from sambruk_cli.files.errors import NOT_ORDINARY, Unreadable, Unusable, reason
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.workspace import Workspace

_LEFT_BESIDE = re.compile(r"\.(.+)\.[a-z0-9_]{8}\.tmp", re.DOTALL)


def carry_out(workspace: Workspace, plan: Plan, lock: Lock) -> None:
    """Change the files of a workspace as planned.

    Args:
      lock: of the workspace, held since before anything that the plan rests on was read.
    Raises:
      Stop: nothing has been written. WSP011 when a file is not what it was planned against, WSP005
        when one leads outside, USE904 when one cannot be written, WSP009 when an earlier change
        cannot be finished.
    """
    root = workspace.root.resolve()
    assert root == lock.root
    finish(workspace, lock)
    targets = {change.path: workspace.resolve(change.path) for change in plan.changes}
    if len(set(targets.values())) < len(targets):
        raise ValueError(f"two of {sorted(targets)} are the same file")
    _refuse(workspace, plan)
    for path in targets.values():
        _check_place(path)
    pending.clean(root)
    _clean_beside(targets.values())
    made = _missing_folders(targets.values())
    try:
        pending.decide(root, plan.changes)
    except OSError as error:
        raise cannot_write(root, error) from None
    try:
        _apply_all([(targets[change.path], change.after) for change in plan.changes])
        _conclude(targets.values(), root)
    except (OSError, Unreadable) as error:
        if not _is_put_back(plan, targets, made, root):
            raise Stop(_unfinished(tuple(targets), error)) from None
        raise error if isinstance(error, Stop) else cannot_write(root, error) from None


@contextmanager
def changing(workspace: Workspace) -> Iterator[Lock]:
    """Hold a workspace for a change: what is read within is what the change will meet.

    Raises:
      Stop: WSP010 when another process holds it, WSP009 when an earlier change cannot be finished.
    """
    with locked(workspace.root) as lock:
        finish(workspace, lock)
        yield lock


def settle(workspace: Workspace) -> None:
    """Finish a change that was broken off, before a workspace is read.

    Raises:
      Stop: WSP009 when it cannot be finished here, WSP010 when another process is at it.
    """
    if pending.is_pending(workspace.root):
        with changing(workspace):
            pass


def finish(workspace: Workspace, lock: Lock) -> None:
    """Finish the change that has been decided on, if there is one.

    What the user has changed since the process was stopped is never overwritten.

    Raises:
      Stop: WSP009; files and change are left as they are.
    """
    root = lock.root
    if not pending.is_pending(root):
        return
    steps = pending.steps(root)
    if steps is None:
        raise Stop(finding("WSP009.foreign", file=FOLDER, folder=FOLDER))
    names = tuple(step.path for step in steps)
    left = []
    for step in steps:
        try:
            path = workspace.resolve(step.path)
            found = digest(path.read_bytes() if os.path.lexists(path) else None)
        except (OSError, Unreadable) as error:
            raise Stop(_unfinished(names, error)) from None
        if found == step.after:
            continue
        if found != step.before:
            raise Stop(finding("WSP009.changed", file=step.path, files=names, folder=FOLDER))
        left.append((path, step))
    paths = [workspace.resolve(name) for name in names]
    try:
        _apply_all([(path, step.content) for path, step in left])
        _clean_beside(paths)
        _conclude(paths, root)
    except (OSError, Unreadable) as error:
        raise Stop(_unfinished(names, error)) from None


def _refuse(workspace: Workspace, plan: Plan) -> None:
    """Stop where a file is not what the plan was made from."""
    expected = [(change.path, digest(change.before)) for change in plan.changes]
    for name, wanted in (*plan.rests_on.items(), *expected):
        path = workspace.resolve(name)
        try:
            found = digest(path.read_bytes()) if os.path.lexists(path) else None
        except OSError as error:
            raise cannot_write(path, error) from None
        if found != wanted:
            raise Stop(finding("WSP011", file=name, name=name))


def _check_place(path: Path) -> None:
    """Refuse beforehand what can be seen to fail.

    Raises:
      Unreadable: USE904.
    """
    folder = next(parent for parent in path.parents if os.path.lexists(parent))
    if not folder.is_dir():
        raise cannot_write(path, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise cannot_write(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    if os.path.lexists(path) and not path.is_file():
        raise cannot_write(path, Unusable(NOT_ORDINARY))


def _apply_all(changes: Sequence[tuple[Path, bytes | None]]) -> None:
    for folder in dict.fromkeys(path.parent for path, content in changes if content is not None):
        folder.mkdir(parents=True, exist_ok=True)  # before there are threads: umask is of them all
    together(lambda change: _apply(*change), changes)


def _apply(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def _conclude(paths: Iterable[Path], root: Path) -> None:
    """Let the new names reach the disk, and only then forget what had to be done."""
    folders = {parent for path in paths for parent in path.parents if parent.is_relative_to(root)}
    for folder in folders:
        if folder.is_dir():
            pending.sync_folder(folder)
    pending.forget(root)


def _is_put_back(plan: Plan, targets: dict[str, Path], made: list[Path], root: Path) -> bool:
    """Undo a change that turned out not to be possible, as on a disk without room.

    Until all is as it was the change stays decided on: should this be stopped too, or fail, the
    next command finishes it, and where that is not possible either it says so (WSP009).
    """
    try:
        for change in plan.changes:
            path = targets[change.path]
            found = path.read_bytes() if path.is_file() else None
            if found == change.after:
                _apply(path, change.before)
        for folder in made:
            if folder.is_dir():
                folder.rmdir()
        pending.forget(root)
    except (OSError, Unreadable):
        return False
    return True


def _missing_folders(paths: Iterable[Path]) -> list[Path]:
    """Folders that have to be made, the innermost first."""
    found = {parent for path in paths for parent in path.parents if not os.path.lexists(parent)}
    return sorted(found, key=lambda folder: -len(folder.parts))


def _clean_beside(paths: Iterable[Path]) -> None:
    """Take away what `write_whole` leaves beside a file when its process is stopped."""
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name[:80])
    for folder, known in names.items():
        with suppress(OSError):
            for beside in folder.iterdir():
                found = _LEFT_BESIDE.fullmatch(beside.name)
                is_left = found is not None and found[1] in known
                if is_left and beside.is_file() and not beside.is_symlink():
                    beside.unlink()


def _unfinished(names: tuple[str, ...], error: OSError | Unreadable) -> Finding:
    why = error.findings[0].said if isinstance(error, Stop) else reason(error)
    return finding("WSP009", file=FOLDER, files=names, reason=why)
