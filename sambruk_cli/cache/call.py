"""A command as it was typed, where and when: what its kept answer is found by.

Looked at before the command line is parsed, so that nothing need be imported for it but what
every Python has loaded already.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from sambruk_cli.cache.place import ANSWERS, place_of
from sambruk_cli.files.marker import MARKER

# What changes the bytes that are printed, besides the arguments and the workspace: by name, or by
# how the name begins. Ours; languages and encodings; terminals (rich); where git is and what it
# is told; Python's own.
_VARIABLES = {
    *("COLUMNS", "COLORTERM", "DATABRICKS_RUNTIME_VERSION", "FORCE_COLOR", "HOME", "LANG"),
    *("LANGUAGE", "LINES", "NO_COLOR", "PATH", "TERM", "TZ", "UNICODE_VERSION"),
}
_FAMILIES = ("SAMBRUK_", "LC_", "GIT_", "JUPYTER_", "PYTHON", "TTY_", "TYPER_", "XDG_CONFIG_")
_NOT_COUNTED = frozenset({"SAMBRUK_DEBUG"})

# What is never answered from what is kept.
_ANEW = frozenset({"--no-cache", "--version", "--help", "-h"})


class Call(NamedTuple):
    """One command: the folder of its workspace, the day, and a digest of all else."""

    root: str
    day: str
    digest: str

    @property
    def path(self) -> str:
        """Where its answer is kept."""
        return os.path.join(place_of(self.root, ANSWERS), self.digest)


def call_of(arguments: Sequence[str]) -> Call | None:
    """The command that has been typed; None where its answer is never kept."""
    if not _ANEW.isdisjoint(arguments) or any(n.startswith("_SAMBRUK") for n in os.environ):
        return None
    if sys.stdout is None or sys.stderr is None:
        return None
    try:
        here = os.getcwd()
    except OSError:
        return None
    root = _root(arguments, here)
    if root is None:
        return None
    said = {
        name: value
        for name, value in os.environ.items()
        if (name in _VARIABLES or name.startswith(_FAMILIES)) and name not in _NOT_COUNTED
    }
    streams = [(s.encoding, s.errors, s.isatty()) for s in (sys.stdout, sys.stderr)]
    sizes = [_size(number) for number in range(3)] if any(s[2] for s in streams) else []
    typed = repr((list(arguments), here, sorted(said.items()), streams, sizes))
    day = time.strftime("%Y-%m-%d")
    return Call(root, day, hashlib.sha256(typed.encode("utf-8", "backslashreplace")).hexdigest())


def _root(arguments: Sequence[str], here: str) -> str | None:
    """The folder of the workspace, as the command line will find it.

    Should it come to find another one, nothing is lost: what is kept lies with that one.
    """
    for index, argument in enumerate(arguments):
        if argument == "--root" and index + 1 < len(arguments):
            return os.path.join(here, arguments[index + 1])
        if argument.startswith("--root="):
            return os.path.join(here, argument.removeprefix("--root="))
    folder = here
    while not os.path.isfile(f"{folder}/{MARKER}"):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _size(number: int) -> tuple[int, int] | None:
    try:
        columns, lines = os.get_terminal_size(number)
    except OSError:
        return None
    return columns, lines
