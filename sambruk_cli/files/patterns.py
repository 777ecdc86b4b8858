"""Patterns of names: the same rules for every kind of Files.

As in pathlib: * ? and [...] stand for characters of one name, names that begin with a dot
included; ** for any number of folders, and it goes along no link.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from sambruk_cli.files.protocol import Kind, Match, Matches, Place

_WILD = re.compile(r"[*?\[]")


class Child(NamedTuple):
    """A name in a folder. `kind` is None for a link: where it leads must be asked."""

    name: str
    kind: Kind | None


class Tree(Protocol):
    """What patterns need to know of files."""

    def place(self, name: str) -> Place:
        """Where a name leads, and what stands there."""

    def children(self, folder: str) -> Iterable[Child]:
        """What a folder inside the root holds; nothing where it cannot be looked into."""

    def leads_to_folder_outside(self, name: str) -> bool:
        """Whether a link out of the root leads to a folder, as far as that can be known."""


def is_pattern(text: str) -> bool:
    """Whether a text stands for more names than itself."""
    return _WILD.search(text) is not None


def matches(tree: Tree, pattern: str) -> Matches:
    """The names that match a pattern; none where ** stands beside other characters."""
    parts = PurePosixPath(pattern).parts
    if any("**" in part and part != "**" for part in parts):
        return Matches(())
    strays = False
    names = {".": Place(Kind.FOLDER, ".")}
    for part in parts:  # level by level, since folders may lie deeper than functions may call
        entered = [(name, place) for name, place in names.items() if place.kind is Kind.FOLDER]
        strays = strays or any(_strays(tree, name, place) for name, place in names.items())
        if part == "**":
            folders, links = _all_below(tree, entered)
            names = folders
            strays = strays or any(_strays(tree, name, tree.place(name)) for name in links)
        else:
            names = {n: p for name, place in entered for n, p in _within(tree, name, place, part)}
    ordered = sorted(names, key=lambda name: PurePosixPath(name).parts)
    return Matches(tuple(Match(name, names[name]) for name in ordered), strays)


def _within(tree: Tree, folder: str, place: Place, part: str) -> Iterator[tuple[str, Place]]:
    """The names in a folder that match one part of a pattern."""
    if not is_pattern(part):
        name = _join(folder, part)
        there = tree.place(name)
        if there.kind is not Kind.MISSING:
            yield name, there
        return
    fits = re.compile(fnmatch.translate(part)).match
    for child in tree.children(place.name):
        if fits(child.name):
            name = _join(folder, child.name)
            if child.kind is None:
                yield name, tree.place(name)
            else:
                yield name, Place(child.kind, _join(place.name, child.name))


def _all_below(
    tree: Tree, entered: Iterable[tuple[str, Place]]
) -> tuple[dict[str, Place], list[str]]:
    """Folders and all folders below them, and the links met there, which are not followed."""
    folders: dict[str, Place] = {}
    links = []
    waiting = list(entered)
    while waiting:
        name, place = waiting.pop()
        if name in folders:
            continue
        folders[name] = place
        for child in tree.children(place.name):
            below = _join(name, child.name)
            if child.kind is Kind.FOLDER:
                waiting.append((below, Place(Kind.FOLDER, _join(place.name, child.name))))
            elif child.kind is None:
                links.append(below)
    return folders, links


def _strays(tree: Tree, name: str, place: Place) -> bool:
    return place.kind is Kind.OUTSIDE and tree.leads_to_folder_outside(name)


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
