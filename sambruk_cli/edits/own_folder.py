"""A folder of files with a manifest, that may be made anew where nobody has touched it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sambruk_cli.edits.new_folder import no_place
from sambruk_cli.files.disk import open_file
from sambruk_cli.files.errors import reason
from sambruk_cli.findings import Finding, finding

_MOST = 64 << 20  # bytes of a manifest


def obstacle(folder: Path, manifest: str, mark: str) -> tuple[Finding | None, bool]:
    """What stands in the way of making a folder, and whether one is there to be replaced.

    One may be replaced that is made by this program, with nothing in it changed or added.

    Args:
      manifest: the name of the file of digests in it, as `sha256sum -c` reads it.
      mark: how that file begins.
    Returns:
      USE940 or None; and whether the folder is there and not empty.
    """
    found = no_place(folder)
    if found is None:
        return None, False
    why, values = found
    if why != "full":
        return finding(f"USE940.{why}", **values), False
    try:
        listed = _listed(folder / manifest, mark)
        if listed is None:
            return finding("USE940", folder=str(folder)), True
        for name, path in _files(folder, ""):
            if name == manifest:
                continue
            if path is None or name not in listed:
                return finding("USE940.added", folder=str(folder), name=name), True
            if _digest(path) != listed[name]:
                return finding("USE940.changed", folder=str(folder), name=name), True
    except (OSError, ValueError) as error:
        return finding("USE940.unseen", folder=str(folder), reason=reason(error)), True
    return None, True


def _listed(path: Path, mark: str) -> dict[str, str] | None:
    """Digests by name; None where it is no manifest of ours."""
    try:
        with open_file(path, most=_MOST, is_resolved=True) as file:
            text = file.read().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    if not text.startswith(mark):
        return None
    lines = (line.partition("  ") for line in text.split("\n") if not line.startswith("#"))
    return {name: digest for digest, _, name in lines if name}


def _files(folder: Path, within: str) -> Iterator[tuple[str, Path | None]]:
    """Every file below a folder, links not followed; without a path what is no ordinary file."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        name = f"{within}{entry.name}"
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from _files(Path(entry.path), f"{name}/")
        else:
            yield name, Path(entry.path) if stat.S_ISREG(mode) else None


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    with open_file(path, is_resolved=True) as file:
        while part := file.read(1 << 20):
            total.update(part)
    return total.hexdigest()
