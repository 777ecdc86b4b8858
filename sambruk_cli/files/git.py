"""Git started to read objects, and nothing else; sambruk_cli/files/first_commit.py makes one.

A repository may come from a stranger, and its configuration can name programs for git to run.
`git cat-file --batch` reads objects and runs none of them: it touches neither index nor files,
so no filter, hook, text conversion or monitor has anything to do. What could still start
something, fetching objects that a partial clone lacks, is switched off.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import IO, NamedTuple

from sambruk_cli.files.errors import Unusable
from sambruk_cli.messages import Message

_SECONDS = 10  # for one object; a process that takes longer is ended
_LONGEST = 1000  # characters in the name of an object: more is no revision, and could fill a pipe

SAFELY = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    # Indexes that could name files elsewhere; without them git reads the packs themselves.
    *("-c", "core.multiPackIndex=false"),
    *("-c", "core.commitGraph=false"),
    # Nothing here asks for these. They are named in case some git some day does.
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
    *("-c", "credential.helper="),
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",  # known to git from 2.39.4
    "GIT_ALLOW_PROTOCOL": "none",  # for older ones; a repository cannot allow what this does not
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


class GitFailed(Unusable):
    """Git is not there, does not trust the repository, or cannot read it."""


class Lacking(GitFailed):
    """An object is not in the clone, which holds a part of the repository only."""

    def __init__(self) -> None:
        super().__init__(Message.of("this clone of the repository does not hold it"))


class Object(NamedTuple):
    """An object of a repository: its id in hexadecimal, its type, its size and its content."""

    id: str
    type: str
    size: int
    data: bytes


def git_program() -> str | None:
    """The path of git. One in the folder of the moment is not taken: a stranger may own that."""
    found = shutil.which("git")
    return found if found and Path(found).is_absolute() else None


def environment(folder: Path) -> dict[str, str]:
    """The environment for git in a folder, above which it looks for no repository.

    What the environment says to git already is left out: it may speak of another repository, as
    it does within a hook.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **_ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(folder.parent)}


def git_output(
    arguments: Sequence[str],
    folder: Path | str,
    environment: Mapping[str, str],
    seconds: int = _SECONDS,
) -> str | None:
    """What a command of git's prints; None where it fails or takes too long.

    Args:
      arguments: git itself first, and then SAFELY.
    """
    try:
        result = subprocess.run(  # noqa: S603 - git itself, with arguments that are all ours
            arguments,
            cwd=folder,
            env=environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return os.fsdecode(result.stdout.removesuffix(b"\n")) if result.returncode == 0 else None


def git_value(git_dir: Path, name: str) -> str | None:
    """A value of a repository's own configuration file, other files left out."""
    command = ("config", "--file", str(git_dir / "config"), "--no-includes", "--get", name)
    git = git_program()
    if git is None:
        return None
    return git_output([git, *SAFELY, *command], git_dir.anchor, environment(git_dir))


class Objects:
    """The objects of one repository, read by processes that wait for names of objects."""

    def __init__(self, folder: Path, git_dir: Path, *, bare: bool, partial: bool) -> None:
        """
        Args:
          folder: where git is started. It finds `git_dir` from there by itself, and judges whether
            it may be trusted by its owner, but for a bare one, which has to be named.
          partial: whether objects can be missing that were left where it was cloned from.
        """
        self._folder = folder
        self._named = (f"--git-dir={git_dir}",) if bare else ()
        self._partial = partial
        self._running: dict[str, _Process] = {}

    def get(self, name: str) -> Object | None:
        """The object that a name stands for; None where there is none.

        Args:
          name: an id, or a revision as git understands it.
        Raises:
          GitFailed: when git cannot be started, or ends, or takes too long.
          Lacking: when the object was not brought into the clone.
        """
        return self._ask("--batch", name)

    def size(self, name: str) -> int:
        """The size of an object in bytes, without reading it; 0 where there is none.

        Raises:
          GitFailed: as `get`.
        """
        found = self._ask("--batch-check", name)
        return found.size if found else 0

    def _ask(self, what: str, name: str) -> Object | None:
        # A line break would be two questions, a leading colon one about the index.
        if name.startswith(":") or not name.isprintable() or len(name) > _LONGEST:
            return None
        try:
            if what not in self._running:
                self._running[what] = _Process(self._start(what))
            return self._running[what].ask(name, has_content=what == "--batch")
        except EOFError:
            del self._running[what]
            if self._partial:  # git ends where it may not bring what it lacks
                raise Lacking from None
            raise GitFailed(Message.of("git has ended")) from None

    def _start(self, what: str) -> subprocess.Popen[bytes]:
        git = git_program()
        if git is None:
            raise GitFailed(Message.of("git is not installed"))
        try:
            return subprocess.Popen(  # noqa: S603 - git itself, with arguments that are all ours
                [git, *SAFELY, *self._named, "cat-file", what],
                cwd=self._folder,
                env=environment(self._folder),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise GitFailed(Message.of("git cannot be started")) from error


class _Process:
    """A process of git's that answers one question at a time, and ends with this object."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._watch = _Watch(process)
        weakref.finalize(self, _end, process, self._watch)

    def ask(self, name: str, *, has_content: bool) -> Object | None:
        """
        Raises:
          EOFError: when it has ended, or takes too long and is ended.
        """
        self._watch.asked = monotonic()
        try:
            question, answer = _pipe(self._process.stdin), _pipe(self._process.stdout)
            question.write(os.fsencode(name) + b"\n")
            question.flush()
            line = answer.readline()
            if not line.endswith(b"\n"):
                raise EOFError
            *identity, kind, size = os.fsdecode(line).rsplit(None, 2)
            if not identity or not size.isdigit():
                return None  # "NAME missing", "NAME ambiguous"
            data = answer.read(int(size) + 1)[:-1] if has_content else b""
            if has_content and len(data) < int(size):
                raise EOFError
            return Object(identity[0], kind, int(size), data)
        except OSError:
            raise EOFError from None
        finally:
            self._watch.asked = None


class _Watch:
    """Ends a process that does not answer. One for all of its questions: there are thousands."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.asked: float | None = None  # when it was asked what it has not answered yet
        self.done = Event()
        Thread(target=self._look, args=(process,), daemon=True).start()

    def _look(self, process: subprocess.Popen[bytes]) -> None:
        while not self.done.wait(_SECONDS / 10):
            asked = self.asked
            if asked is not None and monotonic() - asked > _SECONDS:
                process.kill()
                return


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _end(process: subprocess.Popen[bytes], watch: _Watch) -> None:
    """End a process that waits for names: it ends by itself when no more can come."""
    watch.done.set()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            _pipe(pipe).close()
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
