"""The commit that is checked out in a folder, and the files that decide which one it is."""

from __future__ import annotations

import os
from pathlib import Path

from sambruk_cli.files.git import GitFailed
from sambruk_cli.files.protocol import Head
from sambruk_cli.files.repository import NotRead, Refusal, Repository, find_repository
from sambruk_cli.files.revision import read_revision


def head_of(folder: Path) -> Head:
    """The commit checked out, none where there is no repository that may be read."""
    try:
        repository = find_repository(folder)
        revision = read_revision(repository, folder, "HEAD")
    except NotRead as error:
        above = _above(folder)
        is_none = error.why is Refusal.NO_REPOSITORY and not any(map(os.path.lexists, above))
        return Head(None, above if is_none else None)
    except GitFailed:
        return Head(None, None)
    return Head(revision, _deciding(folder, repository))


def _above(folder: Path) -> tuple[str, ...]:
    """Where a repository would be looked for."""
    real = folder.resolve()
    return tuple(str(above / ".git") for above in (real, *real.parents))


def _deciding(folder: Path, repository: Repository) -> tuple[str, ...] | None:
    """What git reads to know which commit HEAD is; None where it is not the usual layout.

    Worktrees, submodules and branches that stand for others are not: git is asked of them.
    """
    git_dir = repository.git_dir
    if git_dir != repository.top / ".git" or repository.common != git_dir:
        return None
    try:
        said = (git_dir / "HEAD").read_text("utf-8").strip()
    except (OSError, ValueError):
        return None
    names = ["HEAD", "config", "packed-refs", "reftable/tables.list", "objects/info/alternates"]
    if said.startswith("ref: "):
        branch = said.removeprefix("ref: ")
        if ".." in branch or _stands_for_another(git_dir / branch):
            return None
        names.append(branch)
    home = os.environ.get("HOME", "")
    other = os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
    of_the_user = (f"{home}/.gitconfig", f"{other}/git/config")  # whose repositories are trusted
    above = [path for path in _above(folder) if Path(path).parent.is_relative_to(repository.top)]
    return (*above, *(str(git_dir / name) for name in names), *of_the_user)


def _stands_for_another(branch: Path) -> bool:
    try:
        return branch.is_symlink() or branch.read_bytes().startswith(b"ref:")
    except OSError:
        return False  # packed
