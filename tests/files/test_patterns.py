"""Patterns of names mean what pathlib makes of them, and look into nothing outside."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sambruk_cli.files.folder import Folder
from sambruk_cli.files.patterns import Child, matches
from sambruk_cli.files.protocol import Kind, Place
from tests.files.repositories import put_file

NAMES = (
    "main.txt",
    "a/one.txt",
    "a/two.md",
    "a/b/three.txt",
    "a/b/c/four.txt",
    "a/.hidden/five.txt",
    ".dot/six.txt",
    "ä/sju.txt",
    "[x]/eight.txt",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    for name in NAMES:
        put_file(folder, name, "x")
    (folder / "link").symlink_to("a")
    (folder / "a/up").symlink_to("..")
    return folder


@pytest.mark.parametrize(
    "pattern",
    [
        "*",
        "*.txt",
        "*/*.txt",
        "a/*",
        "a/b/three.txt",
        "missing/*",
        "main.txt/*",
        "**",
        "**/*",
        "**/*.txt",
        "a/**/*.txt",
        "**/b/**",
        "**/**/c/*",
        "?/*.m?",
        "[!a]/*",
        "[[]x]/*",
        "link/*",
        "link/b/*.txt",
        "*/up/*.txt",
        ".*/*",
        "./a/./*.txt",
    ],
)
def test_what_matches_is_what_matches_for_pathlib(root: Path, pattern: str) -> None:
    found = Folder(root).matches(pattern)
    expected = {path.relative_to(root).as_posix() for path in root.glob(pattern)}
    assert {match.name for match in found.found} == expected
    assert not found.strays
    assert [match.name for match in found.found] == sorted(
        expected, key=lambda name: Path(name).parts
    )


def test_a_match_tells_where_it_leads(root: Path) -> None:
    found = {match.name: match.place for match in Folder(root).matches("link/b/*").found}
    assert {name: (place.kind, place.name) for name, place in found.items()} == {
        "link/b/c": (Kind.FOLDER, "a/b/c"),
        "link/b/three.txt": (Kind.FILE, "a/b/three.txt"),
    }


@pytest.mark.parametrize("pattern", ["x**/*", "a/***", "**.txt"])
def test_two_stars_beside_other_characters_match_nothing(root: Path, pattern: str) -> None:
    assert Folder(root).matches(pattern).found == ()


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("out/*", []),
        ("*/secret.txt", []),
        ("out/**/*.txt", []),
        ("**/secret.txt", []),
        ("a/**", ["a", "a/.hidden", "a/b", "a/b/c"]),
    ],
)
def test_a_folder_outside_is_told_of_and_not_looked_into(
    root: Path, pattern: str, names: list[str]
) -> None:
    put_file(root.parent, "outside/secret.txt", "secret")
    (root / "out").symlink_to("../outside")
    (root / "a/out").symlink_to("../../outside")
    found = Folder(root).matches(pattern)
    assert [match.name for match in found.found] == names
    assert found.strays


def test_a_link_to_a_file_outside_does_not_make_a_pattern_stray(root: Path) -> None:
    """As those of a store of documents beside the workspace."""
    put_file(root.parent, "receipt.pdf", "x")
    (root / "a/receipt.pdf").symlink_to("../../receipt.pdf")
    found = Folder(root).matches("**/*.txt")
    assert not found.strays
    (match,) = Folder(root).matches("a/*.pdf").found
    assert match.place.kind is Kind.OUTSIDE


def test_a_link_that_leads_nowhere_matches_whatever_lies_outside(root: Path) -> None:
    """Else a pattern would tell whether there is anything."""
    put_file(root.parent, "there", "x")
    (root / "a/l1").symlink_to("../../there")
    (root / "a/l2").symlink_to("../../not-there")
    for pattern in ("a/l*", "*/l1", "*/l2"):
        places = {match.place for match in Folder(root).matches(pattern).found}
        assert [place.kind for place in places] == [Kind.OUTSIDE]


class Deep:
    """Folders within folders, 3 000 deep, with one file in the innermost."""

    def place(self, name: str) -> Place:
        is_there = name == "d/" * 3000 + "x.txt"
        return Place(Kind.FILE if is_there else Kind.MISSING, name)

    def children(self, folder: str) -> list[Child]:
        deep = folder.count("d") == 3000
        return [Child("x.txt", Kind.FILE)] if deep else [Child("d", Kind.FOLDER)]

    def leads_to_folder_outside(self, name: str) -> bool:
        return False


def test_folders_deeper_than_functions_may_call_are_searched() -> None:
    (match,) = matches(Deep(), "**/x.txt").found
    assert match.name == "d/" * 3000 + "x.txt"
    assert len(matches(Deep(), "/".join(["*"] * 2000)).found) == 1


def test_a_folder_that_is_closed_holds_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def closed(path: Path) -> Iterator[os.DirEntry[str]]:
        if path == root / "a/b":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    names = [match.name for match in Folder(root).matches("a/**/*.txt").found]
    assert names == ["a/.hidden/five.txt", "a/one.txt"]
