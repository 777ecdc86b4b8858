"""The first commit of a folder that sambruk has made: git started so that it runs nothing else.

What the user has configured (hooks, templates of repositories, filters, signatures, monitors) is
left aside; only the name that commits carry is read from it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from shutil import rmtree

from sambruk_cli.files.git import SAFELY, environment, git_output, git_program

_SECONDS = 60  # for one command
_NEVER = (
    *SAFELY,
    *("-c", "init.defaultBranch=main"),
    *("-c", f"core.attributesFile={os.devnull}"),
    *("-c", f"core.excludesFile={os.devnull}"),
    *("-c", "core.autocrlf=false"),
    *("-c", "commit.gpgSign=false"),
    *("-c", "gc.auto=0"),
    *("-c", "maintenance.auto=false"),
)


class FirstCommit(StrEnum):
    """What came of a first commit."""

    MADE = "made"
    NO_GIT = "no-git"
    WITHIN = "within"  # the folder lies in a repository, whose commits are the user's own
    NO_NAME = "no-name"  # git does not know who commits
    FAILED = "failed"


def is_within_repository(folder: Path) -> bool:
    """Whether a folder, which need not be there, would lie in somebody's repository."""
    return any(os.path.lexists(above / ".git") for above in folder.absolute().resolve().parents)


def first_commit(folder: Path, message: str, day: date) -> FirstCommit:
    """Make a repository of a folder and commit all that it holds; nothing is left where it fails.

    Args:
      day: that the commit carries, at noon UTC.
    """
    git = git_program()
    if git is None:
        return FirstCommit.NO_GIT
    name, email = (_identity(git, key) for key in ("name", "email"))
    if not name or not email:
        return FirstCommit.NO_NAME
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", name), ("EMAIL", email), ("DATE", f"{day}T12:00:00+0000"))
    }
    steps = (
        ("init", "--quiet", "--template="),
        ("add", "--all"),
        ("commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", message),
    )
    for step in steps:
        if _run(git, folder, step, who) is None:
            rmtree(folder / ".git", ignore_errors=True)
            return FirstCommit.FAILED
    return FirstCommit.MADE


def identity() -> str:
    """Who works here, as git knows it: "Name <address>", or "" where it does not.

    What a repository says is not asked: it may come from a stranger.
    """
    git = git_program()
    if git is None:
        return ""
    name, email = (_identity(git, key) for key in ("name", "email"))
    return f"{name} <{email}>" if name and email else name or email


def _identity(git: str, key: str) -> str:
    """The user's name or address, from the environment or from git's configuration."""
    said = os.environ.get(f"GIT_AUTHOR_{key.upper()}", "").strip()
    if said:
        return said
    # Values are read and nothing is run; where they stand the environment may say.
    told = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")
    where = {name: os.environ[name] for name in told if name in os.environ}
    here = Path(Path.home().anchor or os.sep)
    found = _run(git, here, ("config", "--get", f"user.{key}"), where, is_user=True)
    return (found or "").strip()


def _run(
    git: str,
    folder: Path,
    arguments: tuple[str, ...],
    further: Mapping[str, str],
    *,
    is_user: bool = False,
) -> str | None:
    """What a command of git's prints; None where it fails.

    Args:
      is_user: whether it may see what the user and the system have configured.
    """
    known = environment(folder)
    if is_user:
        del known["GIT_CONFIG_NOSYSTEM"]
    else:
        known["GIT_CONFIG_GLOBAL"] = os.devnull
    return git_output([git, *_NEVER, *arguments], folder, {**known, **further}, _SECONDS)
