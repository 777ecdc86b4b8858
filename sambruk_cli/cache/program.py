"""Which program made a result: sambruk, Beancount and its plugins, and what stands beside them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from sambruk_cli import __version__

FORMAT = "1"  # of the cache


def program_key() -> str:
    """A digest that is another one once any part of the program is.

    Every module of sambruk counts with its size and time, so that a changed checkout is noticed;
    of Beancount, whose package holds the plugins too, and of the packages installed beside it,
    the version file, the parser and the folder do.
    """
    lines = [FORMAT, __version__, sys.version, str(sys.flags.utf8_mode)]
    lines += [*_own(), *_beancount()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _own() -> Iterator[str]:
    waiting = [str(Path(__file__).parents[1])]
    while waiting:
        folder = waiting.pop()
        for entry in sorted(os.scandir(folder), key=lambda e: e.name):
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                yield _stat(entry.path)


def _beancount() -> Iterator[str]:
    spec = find_spec("beancount")
    if spec is None or spec.origin is None:
        return
    package = Path(spec.origin).parent
    files = [package / "VERSION", package / "plugins", package.parent]
    for path in (*files, *sorted((package / "parser").glob("_parser*"))):
        if path.exists():
            yield _stat(path)


def _stat(path: str | Path) -> str:
    found = Path(path).stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}"
