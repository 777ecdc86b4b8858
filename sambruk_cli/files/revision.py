"""The tree of a commit, read from the repository without checking anything out."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from sambruk_cli.files import patterns
from sambruk_cli.files.commits import commit_from
from sambruk_cli.files.errors import NOT_ORDINARY, Unreadable, Unusable
from sambruk_cli.files.git import GitFailed, Lacking, Objects
from sambruk_cli.files.patterns import Child
from sambruk_cli.files.protocol import Content, Head, Kind, Matches, Outside, Place
from sambruk_cli.files.repository import NotRead, Refusal, Repository, find_repository
from sambruk_cli.files.trees import TREE, TreeEntry, blob_id, tree_entries
from sambruk_cli.findings import finding
from sambruk_cli.messages import Message

_BEFORE_GIT = 1970
_NOWHERE = Place(Kind.OUTSIDE, "")
_STEPS = frozenset({"", ".", ".."})  # parts of names that lead elsewhere than they say
_DEEPEST = 50  # folders in folders that are looked through to see which names there are
_MOST_FOLDERS = 10_000
_MOST_LINKS = 40  # one after another, as on Linux; more are taken for a circle
_LONGEST_LINK = 4096  # bytes that a link may hold, as on Linux


class Revision:
    """The files of a workspace as they are in a commit.

    `root` is the folder of the workspace on disk. It serves as a name only, so that absolute
    names and links mean the same as on disk; nothing is read there.
    """

    def __init__(
        self,
        root: Path,
        objects: Objects,
        commit: str,
        tree: str,
        below: str = "",
        trees: dict[str, dict[str, TreeEntry]] | None = None,
        shapes: dict[str, str] | None = None,
    ) -> None:
        """
        Args:
          commit: the id of the commit, and `tree` that of its tree.
          below: the path of the workspace in that tree.
          trees: those that have been read, by id, which several commits may share; and `shapes`
            of them.
        """
        self._root = root
        self._base = root.resolve().parts
        self._objects = objects
        self._commit = commit
        self._tree = tree
        self._below = PurePosixPath(below).parts
        self._trees = {} if trees is None else trees
        self._shapes = {} if shapes is None else shapes

    @property
    def root(self) -> Path:
        return self._root

    @property
    def commit(self) -> str:
        return self._commit

    @property
    def tree(self) -> str:
        """The id of the tree of the commit."""
        return self._tree

    @property
    def below(self) -> str:
        """The path of the workspace in the tree of the commit, "" for all of it."""
        return "/".join(self._below)

    def within(self, folder: str) -> Revision:
        """The files of a folder in the same commit."""
        below = "/".join((*self._below, folder))
        known = self._trees, self._shapes
        return Revision(self._root, self._objects, self._commit, self._tree, below, *known)

    def id_of(self, name: str) -> str | None:
        """The id of what a name leads to: the same content has the same; None where nothing is."""
        plain = name.split("/")
        if _STEPS.isdisjoint(plain):  # most lead nowhere else, and it is asked thousands of times
            entry = self._entry(plain)
            if entry is not None and not entry.is_link:
                return entry.id
        parts = self._real(name)
        entry = self._entry(parts) if parts is not None else None
        return entry.id if entry is not None else None

    def files_in(self, folder: str) -> dict[str, str]:
        """The files that stand in a folder, links aside, with the ids of what they hold."""
        parts = self._real(folder)
        entry = self._entry(parts) if parts is not None else None
        if entry is None or entry.kind is not Kind.FOLDER:
            return {}
        children = self._children(entry.id).items()
        return {name: child.id for name, child in children if child.kind is Kind.FILE}

    def files_unlike(self, other: Revision | None) -> Iterator[tuple[str, str]]:
        """The files here that are not the same in another commit, with their ids; None for all.

        Links are not followed. Of a tree with more folders than any association has, as one that
        holds itself many times over, only the first are looked through.
        """
        folders: list[tuple[str, ...]] = [()]
        for folder in folders:
            if len(folders) > _MOST_FOLDERS or len(folder) > _DEEPEST:
                return
            here = self._entry(folder)
            if here is None or here.kind is not Kind.FOLDER:
                continue
            for name, child in self._children(here.id).items():
                parts = (*folder, name)
                if other is not None and other._entry(parts) == child:
                    continue
                if child.kind is Kind.FOLDER:
                    folders.append(parts)
                elif child.kind is Kind.FILE:
                    yield "/".join(parts), child.id

    def shape(self) -> str:
        """A digest of the names of all files and folders, and where links lead: not of contents."""
        entry = self._entry(())
        return "" if entry is None else self._shape(entry.id, 0)

    def _shape(self, tree: str, depth: int) -> str:
        if depth > _DEEPEST:
            return tree  # which says more than has to be alike
        if tree not in self._shapes:
            digest = hashlib.sha256()
            for name, child in self._children(tree).items():
                below = child.id if child.is_link else child.kind.value
                if child.kind is Kind.FOLDER:
                    below = self._shape(child.id, depth + 1)
                digest.update(os.fsencode(name) + b"\0" + below.encode() + b"\0")
            self._shapes[tree] = digest.hexdigest()
        return self._shapes[tree]

    def place(self, name: str) -> Place:
        """Where a name leads, all links of the tree followed; a circle of links leads outside."""
        parts = self._real(name)
        if parts is None:
            return _NOWHERE
        entry = self._entry(parts)
        real = "/".join(parts) or "."
        if entry is not None:
            return Place(entry.kind, real)
        return Place(Kind.BROKEN if self._is_link(name) else Kind.MISSING, real)

    def read(self, name: str) -> Content:
        """The content of a file.

        Raises:
          GitFailed: also when the clone lacks the object.
        """
        parts = self._real(name)
        if parts is None:
            raise Outside(name)
        entry = self._entry(parts)
        if entry is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if entry.kind is not Kind.FILE:
            raise Unusable(NOT_ORDINARY)
        data = self._object(entry.id)
        return Content(data, hashlib.sha256(data).hexdigest(), None)

    def matches(self, pattern: str) -> Matches:
        """The names that match a pattern."""
        return patterns.matches(self, pattern)

    def size(self, name: str) -> int:
        parts = self._real(name)
        entry = self._entry(parts) if parts is not None else None
        try:
            return self._objects.size(entry.id) if entry and entry.kind is Kind.FILE else 0
        except GitFailed:
            return 0

    def head(self) -> Head:
        """The commit itself, which stays what it is."""
        return Head(self, ())

    def children(self, folder: str) -> Iterator[Child]:
        """What a folder of the tree holds."""
        entry = self._entry(PurePosixPath(folder).parts)
        if entry is not None and entry.kind is Kind.FOLDER:
            for name, child in self._children(entry.id).items():
                yield Child(name, None if child.is_link else child.kind)

    def leads_to_folder_outside(self, name: str) -> bool:
        """Never known, since nothing outside is looked at; links out are not followed anyway."""
        return False

    def holds(self, name: str, data: bytes) -> bool:
        """Whether a file has this content here, but for how its lines end.

        Git may have given the lines of a text other ends when it wrote the file to disk
        (core.autocrlf). What is read from it is the same.
        """
        parts = self._real(name)
        entry = self._entry(parts) if parts is not None else None
        if entry is None or entry.kind is not Kind.FILE:
            return False
        if blob_id(data, len(entry.id)) == entry.id:
            return True
        if b"\0" in data or b"\r\n" not in data:
            return False
        return blob_id(data.replace(b"\r\n", b"\n"), len(entry.id)) == entry.id

    def day(self) -> date | None:
        found = self._objects.get(self._commit)
        if found is None or found.type != "commit":
            return None
        made = commit_from(found.id, found.data).committed.date()
        return made if made.year > _BEFORE_GIT else None  # of a time that cannot be read

    def _real(self, name: str) -> Sequence[str] | None:
        """The parts of a name without links, below the root; None where it leads outside."""
        if "\0" in name:
            return None
        base = list(self._base)
        at = list(base)
        waiting = self._steps(name)
        links = 0
        while waiting:
            part = waiting.pop()
            if part == os.sep:
                at = [part]
            elif part == "..":
                at = at[:-1] or at
            elif part != ".":
                at.append(part)
                inside = at[len(base) :] if at[: len(base)] == base else []
                entry = self._entry(inside) if inside else None
                if entry is not None and entry.is_link:
                    links += 1
                    target = self._target(entry)
                    if links > _MOST_LINKS or target is None:
                        return None
                    at.pop()
                    waiting += self._steps(target)
        return at[len(base) :] if at[: len(base)] == base else None

    def _steps(self, name: str) -> list[str]:
        """The parts of a name, the first one last. One below the root is taken from there."""
        path = PurePosixPath(name)
        if path.is_absolute() and path.is_relative_to(self._root):
            return [*reversed(path.relative_to(self._root).parts), *reversed(self._base)]
        return list(reversed(path.parts))

    def _target(self, link: TreeEntry) -> str | None:
        """Where a link leads, as it says; None where it says nothing that can be followed."""
        data = self._object(link.id)
        return os.fsdecode(data) if 0 < len(data) < _LONGEST_LINK and b"\0" not in data else None

    def _is_link(self, name: str) -> bool:
        path = PurePosixPath(name)
        above = self._real(str(path.parent))
        entry = self._entry([*above, path.name]) if above is not None and path.name else None
        return entry is not None and entry.is_link

    def _entry(self, parts: Sequence[str]) -> TreeEntry | None:
        entry = TreeEntry(TREE, self._tree)
        for part in (*self._below, *parts):
            if entry.kind is not Kind.FOLDER:
                return None
            below = self._children(entry.id).get(part)
            if below is None:
                return None
            entry = below
        return entry

    def _children(self, tree: str) -> dict[str, TreeEntry]:
        if tree not in self._trees:
            try:
                entries = dict(tree_entries(self._object(tree), len(tree) // 2))
            except ValueError:  # git hands out what it has, whatever that is
                raise GitFailed(Message.of("a folder in a commit is damaged")) from None
            self._trees[tree] = entries
        return self._trees[tree]

    def _object(self, identity: str) -> bytes:
        found = self._objects.get(identity)
        if found is None:
            raise Lacking
        return found.data


def open_in_bare(folder: Path, revision: str, marker: str) -> Revision:
    """The files of the workspace that a bare repository has in a commit.

    It is the repository itself, or the only folder in it that holds the marker.

    Raises:
      Unreadable: as `open_revision`, and WSP008 where there is no workspace, or more than one.
    """
    opened = workspace_in(open_revision(folder, revision), marker)
    if opened is None:
        where = str(folder)
        raise Unreadable(finding("WSP008.nowhere", marker=marker, revision=revision, folder=where))
    return opened


def workspace_in(opened: Revision, marker: str) -> Revision | None:
    """The files of a folder that holds the marker, or of the only one in it that does, if any."""
    if opened.place(marker).kind is Kind.FILE:
        return opened
    found = [m.name for m in opened.matches(f"**/{marker}").found if m.place.kind is Kind.FILE]
    return opened.within(found[0].removesuffix(f"/{marker}")) if len(found) == 1 else None


def open_revision(folder: Path, revision: str) -> Revision:
    """The files that a folder of a repository has in a commit.

    Args:
      folder: the workspace on disk, or a bare repository.
      revision: a commit, as git understands it: an id, a branch, a tag, HEAD~2.
    Raises:
      Unreadable: WSP008 when there is no such commit, or no repository that may be read.
    """
    where = str(folder)
    try:
        repository = find_repository(folder, bare=True)
    except NotRead as error:
        raise _not_read(error.why, where, revision) from None
    if repository.borrows:
        raise Unreadable(finding("WSP008.borrows", folder=where))
    try:
        opened = read_revision(repository, folder, revision)
        # Git keeps no empty folders.
        is_there = opened is not None and any(opened.children("."))
    except Lacking:
        lacking = finding("WSP008.lacking", folder=where, revision=revision)
        raise Unreadable(lacking) from None
    except GitFailed as error:
        raise Unreadable(finding("WSP008.failed", folder=where, reason=error.why)) from None
    if opened is None:
        variant = "WSP008.shallow" if repository.is_shallow else "WSP008"
        raise Unreadable(finding(variant, folder=where, revision=revision))
    if not is_there:
        raise Unreadable(finding("WSP008.absent", folder=where, revision=revision))
    return opened


def _not_read(why: Refusal, folder: str, revision: str) -> Unreadable:
    match why:
        case Refusal.ELSEWHERE:
            return Unreadable(finding("WSP008.elsewhere", folder=folder))
        case Refusal.NO_REPOSITORY:
            return Unreadable(finding("WSP008.no_repository", folder=folder, revision=revision))
        case Refusal.NO_GIT:
            return Unreadable(finding("WSP008.no_git", folder=folder, revision=revision))


def read_revision(repository: Repository, folder: Path, revision: str) -> Revision | None:
    """The files of a folder in a commit; None where there is no such commit.

    Raises:
      GitFailed: when git cannot read the repository.
    """
    objects = repository.objects()
    commit = objects.get(f"{revision}^{{commit}}")
    if commit is None:
        return None
    tree = commit.data.split(b"\n", 1)[0].removeprefix(b"tree ").decode()
    return Revision(folder, objects, commit.id, tree, repository.below)
