"""Where names lead, held against pathlib, which resolves each of them from the root of the disk."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from sambruk_cli.files.folder import Folder
from sambruk_cli.files.protocol import Kind, Place

PARTS = ("a", "b", "file", "out", "in", "round", "broken", "no", "..", ".", "", "ö")
ODD = ("x" * 300, "\0", "\ud800", "a\\b", "~")


def resolved(root: Path, name: str) -> Place:
    try:
        real = (root / name).resolve()
    except (OSError, RuntimeError, ValueError):
        return Place(Kind.OUTSIDE, "")
    if not real.is_relative_to(root):
        return Place(Kind.OUTSIDE, "")
    inside = real.relative_to(root).as_posix()
    try:
        if real.is_dir():
            return Place(Kind.FOLDER, inside)
        if real.is_file():
            return Place(Kind.FILE, inside)
    except OSError:
        return Place(Kind.MISSING, inside)
    is_link = any(p.is_symlink() for p in ((root / name),) if len(name) < 255)
    return Place(Kind.BROKEN if is_link else Kind.MISSING, inside)


@pytest.mark.longer
def test_a_name_leads_where_it_does_for_pathlib(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "file").write_text("x")
    (root / "a" / "out").symlink_to(tmp_path)
    (root / "a" / "in").symlink_to("b")
    (root / "round").symlink_to("round")
    (root / "broken").symlink_to("gone")
    folder = Folder(root)
    names = [
        "/".join(parts)
        for number in (1, 2, 3)
        for parts in itertools.product(PARTS if number > 2 else (*PARTS, *ODD), repeat=number)
        # What comes after a loop is up to the system.
        if "round" not in parts[:-1]
    ]
    for name in names:
        expected = resolved(root, name)
        assert folder.place(name) == expected, name
        found = folder.stat(name)
        is_there = expected.kind in {Kind.FILE, Kind.FOLDER}
        assert (found is not None) == is_there, name
        if found is not None:
            assert found.size == (root / expected.name).stat().st_size, name
