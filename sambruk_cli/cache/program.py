"""Which program made a result: sambruk, Beancount and its plugins, and what stands beside them.

It is asked for at every start, so only what every Python has loaded already is used here.
"""

from __future__ import annotations

import hashlib
import os
import sys

from sambruk_cli import __version__

FORMAT = "2"  # of the cache

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def program_key() -> str:
    """A digest that is another one once any part of the program is.

    Every file of sambruk counts with its size and time, so that a changed checkout is noticed;
    of Beancount, whose package holds the plugins too, and of the packages installed beside it,
    the version file, the parser and the folders do.
    """
    lines = [FORMAT, __version__, sys.version, str(sys.flags)]
    _add_below(_OURS, lines)
    _add_beancount(lines)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _add_below(folder: str, lines: list[str]) -> None:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                _add_below(entry.path, lines)
        else:
            lines.append(_stated(entry.path, entry.stat()))


def _add_beancount(lines: list[str]) -> None:
    # Where Python would find it; its own search takes a hundred modules to import.
    package = next((p for folder in sys.path if os.path.isdir(p := f"{folder}/beancount")), None)
    if package is None:
        return
    parser = f"{package}/parser"
    compiled = [f"{parser}/{n}" for n in sorted(os.listdir(parser)) if n.startswith("_parser")]
    beside = os.path.dirname(package)
    for path in (f"{package}/VERSION", f"{package}/plugins", beside, *compiled):
        try:
            lines.append(_stated(path, os.stat(path)))
        except OSError:
            lines.append(path)


def _stated(path: str, found: os.stat_result) -> str:
    return f"{path} {found.st_size} {found.st_mtime_ns}"
