"""A signed tag of git's: made with what the user has configured and never what a repository has.

A repository may come from a stranger, and its configuration can name the programs that sign. The
tag is therefore made by `git tag -s` in an empty repository of the moment, which borrows the
objects of the workspace's: only the configuration of the user and of the system is read there. It
is then put into the workspace's repository as it is, by commands that start no other program.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from sambruk_cli.files.git import SAFELY, GitFailed, Objects, environment, git_program
from sambruk_cli.files.repository import NotRead, Repository, find_repository

_SECONDS = 120  # the time to type a passphrase, or to touch a key of hardware
_SIGNATURE = b"\n-----BEGIN "
_OBJECTS = "GIT_ALTERNATE_OBJECT_DIRECTORIES"


class TagFailed(StrEnum):
    """Why a tag is not made."""

    NO_REPOSITORY = "no-repository"
    UNSIGNED = "unsigned"
    UNWRITTEN = "unwritten"


class NotTagged(Exception):
    """A tag has not been made."""

    def __init__(self, why: TagFailed) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class SignedTag:
    """A tag that is made and not yet in the repository; `data` is the object as git writes it."""

    name: str
    data: bytes


class SealTags:
    """The tags of sealed years in the repository of a workspace, if there is one to be read."""

    def __init__(self, folder: Path) -> None:
        self._below = ""
        self._objects: Objects | None = None
        with suppress(NotRead):
            repository = find_repository(folder)
            if not repository.borrows:
                self._below, self._objects = repository.below, repository.objects()

    def name(self, label: str) -> str:
        """What the tag of a sealed year is called.

        A workspace that lies in a folder of its repository has the folder in the name of its tags.

        Args:
          label: of the year, as files are named for it.
        """
        return f"{self._below}/sealed-{label}" if self._below else f"sealed-{label}"

    @property
    def can_be_made(self) -> bool:
        """Whether there is a repository that can be read."""
        return self._objects is not None

    def read(self, name: str) -> bytes | None:
        """The tag with a name as git wrote it, b"" where what has the name is no tag of its own.

        None where there is none, and where it cannot be read.
        """
        if self._objects is None:
            return None
        try:
            found = self._objects.get(f"refs/tags/{name}")
        except GitFailed:
            return None
        if found is None:
            return None
        return found.data if found.type == "tag" else b""


def sign_tag(folder: Path, name: str, commit: str, message: str, day: date) -> SignedTag:
    """A signed tag of a commit, which is not yet in the repository.

    Args:
      day: that the tag carries, at noon UTC.
    Raises:
      NotTagged: where there is no repository, or git does not sign.
    """
    repository, git = _found(folder)
    when = f"{day}T12:00:00+0000"
    form = "sha256" if len(commit) == 64 else "sha1"
    with tempfile.TemporaryDirectory() as made:
        known = {
            **environment(Path(made)),
            _OBJECTS: str(repository.common / "objects"),
            "GIT_COMMITTER_DATE": when,
        }
        del known["GIT_CONFIG_NOSYSTEM"]
        here = (git, *SAFELY, f"--git-dir={made}/tag.git")
        init = ("init", "--quiet", "--bare", "--template=", f"--object-format={form}")
        start = _run((*here, *init), made, known, b"")
        sign = ("tag", "--sign", "--file=-", name, commit)
        if start is None or _run((*here, *sign), made, known, message.encode()) is None:
            raise NotTagged(TagFailed.UNSIGNED)
        data = _run((*here, "cat-file", "tag", f"refs/tags/{name}"), made, known, b"")
    # Where ssh-keygen fails git 2.39 makes a tag all the same, without a signature.
    if data is None or _SIGNATURE not in data:
        raise NotTagged(TagFailed.UNSIGNED)
    return SignedTag(name, data)


def write_tag(folder: Path, tag: SignedTag) -> None:
    """Put a tag into the repository of a folder. One that is there by its name is not replaced.

    Raises:
      NotTagged: where git does not.
    """
    repository, git = _found(folder)
    known = environment(repository.top)
    here = (git, *SAFELY)
    top = str(repository.top)
    found = _run((*here, "hash-object", "-t", "tag", "-w", "--stdin"), top, known, tag.data)
    made = (found or b"").decode("ascii", "replace").strip()
    new = ("update-ref", f"refs/tags/{tag.name}", made, "0" * len(made))
    if not made or _run((*here, *new), top, known, b"") is None:
        raise NotTagged(TagFailed.UNWRITTEN)


def _found(folder: Path) -> tuple[Repository, str]:
    git = git_program()
    try:
        repository = find_repository(folder)
    except NotRead:
        raise NotTagged(TagFailed.NO_REPOSITORY) from None
    if git is None or repository.borrows:
        raise NotTagged(TagFailed.NO_REPOSITORY)
    return repository, git


def _run(
    command: Sequence[str], folder: str, known: Mapping[str, str], text: bytes
) -> bytes | None:
    """What a command of git's prints; None where it fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - git itself, with arguments that are all ours
            command,
            input=text,
            cwd=folder,
            env=dict(known),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
