"""Where the repository of a folder lies, and whether it is the folder's own.

`.git` can be a file or a link that leads anywhere, and so can what lies in it. A folder from a
stranger could so make a repository of the user's speak in its own place. What leads out of the
folder is therefore followed only where the other end names this folder too, as it does for a
worktree (`git worktree add`) and a submodule. See docs/security.md.
"""

from __future__ import annotations

import os
import stat
from enum import Enum
from pathlib import Path

from sambruk_cli.files.git import Objects, git_program, git_value
from sambruk_cli.frozen import frozen

# What git reads in its folder; the rest (hooks, index, programs of others) is not looked at.
_FILES = ("HEAD", "config", "config.worktree", "packed-refs", "shallow")
_FOLDERS = ("objects", "refs", "logs", "info", "reftable")


class Refusal(Enum):
    """Why a repository is not read."""

    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    ELSEWHERE = "elsewhere"  # it leads to another repository


class NotRead(Exception):
    """There is no repository that may be read."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@frozen
class Repository:
    """A repository that belongs to a folder.

    `top` is the folder that has `.git`, or the repository itself where it is bare; `below` the
    path of the folder asked about in it, empty for `top` itself. `git_dir` and `common` are the
    same but in a worktree, which shares all but a few files with the repository it was made from.
    """

    top: Path
    below: str
    git_dir: Path
    common: Path
    is_bare: bool = False

    def objects(self) -> Objects:
        return Objects(self.top, self.git_dir, bare=self.is_bare, partial=self.is_partial)

    @property
    def is_partial(self) -> bool:
        """Whether it was cloned without all of its objects (`git clone --filter`)."""
        return any((self.common / "objects/pack").glob("*.promisor"))

    @property
    def borrows(self) -> bool:
        """Whether it takes objects from another repository (`git clone --shared`)."""
        return os.path.lexists(self.common / "objects/info/alternates")

    @property
    def is_shallow(self) -> bool:
        """Whether it was cloned without its whole history."""
        return (self.common / "shallow").exists()


def find_repository(folder: Path, *, bare: bool = False) -> Repository:
    """The repository that a folder lies in.

    Args:
      bare: whether the folder may itself be a bare repository. Otherwise only `.git` counts, since
        a folder that looks like a bare repository can come as part of another one.
    Raises:
      NotRead: when there is none, or none that belongs to the folder.
    """
    if git_program() is None:
        raise NotRead(Refusal.NO_GIT)
    real = folder.resolve()
    for top in (real, *real.parents):
        if os.path.lexists(top / ".git"):
            found = _of_entry(top, real.relative_to(top).as_posix())
            break
        if bare and top == real and _is_bare(top):
            found = Repository(top, "", top, top, is_bare=True)
            break
    else:
        raise NotRead(Refusal.NO_REPOSITORY)
    if not _is_all_its_own(found):
        raise NotRead(Refusal.ELSEWHERE)
    return found


def head_marks(folder: Path) -> tuple[str, ...]:
    """What decides which commit is checked out, without starting git.

    While the marks are the same, so is the commit, and so is whether it may be named. They are to
    be compared, not understood.
    """
    real = folder.resolve()
    top = next((top for top in (real, *real.parents) if os.path.lexists(top / ".git")), None)
    if top is None or git_program() is None:
        return ()
    try:
        git_dir = _target(top / ".git")
    except NotRead:
        return (str(top),)
    common = (git_dir / _text(git_dir / "commondir")).resolve()
    head = _text(git_dir / "HEAD")
    ref = head.removeprefix("ref: ")
    return (
        str(top),
        str(git_dir),
        str(common),
        head,
        *(_text(folder / ref) for folder in (git_dir, common) if ref != head),
        _text(git_dir / "gitdir"),
        _text(common / "reftable/tables.list"),
        *(_stat(common / name) for name in ("packed-refs", "config")),
    )


def _is_bare(folder: Path) -> bool:
    """Whether a folder looks like a bare repository. In a workspace, config is a folder."""
    return (folder / "config").is_file() and (folder / "objects").is_dir()


def _of_entry(top: Path, below: str) -> Repository:
    entry = top / ".git"
    target = _target(entry)
    below = "" if below == "." else below
    if not target.is_relative_to(top) and not _points_back(target, top):
        raise NotRead(Refusal.ELSEWHERE)
    if not os.path.lexists(target / "commondir"):
        return Repository(top, below, target, target)
    common = (target / _text(target / "commondir")).resolve()
    # Only who can write to the other repository can have made this folder in it.
    is_worktree = target.parent == common / "worktrees" and _points_back(target, top)
    if not is_worktree:
        raise NotRead(Refusal.ELSEWHERE)
    return Repository(top, below, target, common)


def _target(entry: Path) -> Path:
    """The folder that .git is or names.

    Raises:
      NotRead: when it names none.
    """
    if entry.is_file():
        said = _text(entry)
        if not said.startswith("gitdir: "):
            raise NotRead(Refusal.NO_REPOSITORY)
        entry = entry.parent / said.removeprefix("gitdir: ")
    try:
        real = entry.resolve()
    except (OSError, RuntimeError, ValueError):
        raise NotRead(Refusal.NO_REPOSITORY) from None
    if not real.is_dir():
        raise NotRead(Refusal.NO_REPOSITORY)
    return real


def _points_back(git_dir: Path, top: Path) -> bool:
    """Whether a repository elsewhere says itself that it belongs to a folder."""
    worktree = _text(git_dir / "gitdir")
    if worktree:
        return (git_dir / worktree).resolve().parent == top
    said = git_value(git_dir, "core.worktree")
    return bool(said) and (git_dir / str(said)).resolve() == top


def _text(path: Path) -> str:
    """The one line of a small file of git's; empty where there is none."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return os.fsdecode(file.read(8192)).rstrip("\r\n")
    except (OSError, ValueError):
        return ""


def _is_special(path: Path) -> bool:
    """Whether there is a pipe or a device at a path, or at the end of a link."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _stat(path: Path) -> str:
    """Size and times of a file; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _is_all_its_own(repository: Repository) -> bool:
    """Whether all that git reads in a repository are files and folders in it.

    A link may lead out of it, and a pipe would hold git up.
    """
    named = [
        folder / name
        for folder in {repository.git_dir, repository.common}
        for name in (*_FILES, *_FOLDERS)
    ]
    if any(map(_is_special, named)):
        return False
    links = [path for path in named if path.is_symlink()]
    waiting = [repository.git_dir / name for name in _FOLDERS]
    waiting += [repository.common / name for name in _FOLDERS]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue
        links += [Path(entry.path) for entry in entries if entry.is_symlink()]
        if any(_is_special(Path(entry.path)) for entry in entries if not entry.is_file()):
            return False
        waiting += [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False)]
    return all(link.resolve().is_relative_to(repository.common) for link in links)
