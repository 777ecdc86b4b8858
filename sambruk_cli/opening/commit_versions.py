"""The workspace as it was in each commit: its journals and its register, each read once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sambruk_cli.books.documents import documents_in
from sambruk_cli.books.includes import included
from sambruk_cli.books.load import read_vouchers
from sambruk_cli.books.oddities import LONGEST_LINE, endless_line
from sambruk_cli.books.one_file import FileFacts, facts_of, vouchers_in
from sambruk_cli.books.plain import MAIN
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.files.commits import Commit
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.git import Objects
from sambruk_cli.files.marker import MARKER
from sambruk_cli.files.protocol import Kind
from sambruk_cli.files.revision import Revision
from sambruk_cli.files.trees import TreeEntry
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.register.assets import AssetsFile, read_assets
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.workspace import Workspace

K = TypeVar("K")
V = TypeVar("V")

MEMBERS = "config/members.toml"
_DEPTH, _MOST_FOLDERS = 2, 500  # of folders that are looked at for a workspace that was elsewhere
_NO_TREE = ""  # stands for the tree of a version in which there is no workspace
_FOLDERS = ("config", "ledger/seals")  # whose files are told of, beside journals


@frozen
class InCommit:
    """The workspace in a commit: `key` is the id of its tree, "" where there was none."""

    files: Revision
    key: str

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.files.root, self.files)


class LastMade(Generic[K, V]):
    """What was made of the last keys that were asked for: commits have most with the next alike."""

    def __init__(self, most: int) -> None:
        self._held: dict[K, V] = {}
        self._most = most

    def get(self, key: K, make: Callable[[], V]) -> V:
        """What is kept of a key, and is made where nothing is."""
        if key not in self._held:
            self.put(key, make())
        return self._held[key]

    def put(self, key: K, made: V) -> None:
        """Keep what was made of a key."""
        self._held.pop(key, None)
        while len(self._held) >= self._most:
            del self._held[next(iter(self._held))]
        self._held[key] = made


class CommitVersions:
    """Reads the workspace of any commit. What commits have alike is looked at once."""

    def __init__(self, root: Path, objects: Objects, last: Revision) -> None:
        """
        Args:
          root: the folder of the workspace, by name.
          last: the workspace in the last commit.
        """
        self._root, self._objects, self._below = root, objects, last.below
        self._trees: dict[str, dict[str, TreeEntry]] = {_NO_TREE: {}}
        self._shapes: dict[str, str] = {}
        self._includes: LastMade[str, dict[str, tuple[str, ...]]] = LastMade(8)
        self._elsewhere: LastMade[str, str | None] = LastMade(1000)
        self._facts: dict[str, FileFacts] = {}
        self._texts: LastMade[str, str] = LastMade(24)
        self._journals: LastMade[str, Mapping[str, str]] = LastMade(64)
        self._documents: LastMade[tuple[str, str], frozenset[str]] = LastMade(1000)
        self._registers: LastMade[str, Register] = LastMade(8)
        self._whole: LastMade[str, tuple[Voucher, ...]] = LastMade(4)
        self.nothing = InCommit(self._revision("", _NO_TREE, ""), "")
        self._now = self._revision(last.commit, last.tree, "")

    def of(self, commit: Commit) -> InCommit:
        """The workspace in a commit, in whichever folder it was."""
        found: Revision | None = self._revision(commit.id, commit.tree, self._below)
        assert found is not None
        if found.id_of(MARKER) is None:
            below = self._elsewhere.get(commit.tree, lambda: self._look_for(commit))
            found = None if below is None else self._revision(commit.id, commit.tree, below)
        key = found.id_of(".") if found is not None else None
        return self.nothing if found is None or key is None else InCommit(found, key)

    def _look_for(self, commit: Commit) -> str | None:
        """The folder near the top of a commit from which the workspace has moved; None for none.

        It is the only one that was a workspace and is none in the last commit: a folder that still
        is one is another association's. No more is looked at: a tree from a stranger can hold
        itself many times over.
        """
        top = self._revision(commit.id, commit.tree, "")
        folders = [""]
        for folder in folders:
            if folder.count("/") < _DEPTH and len(folders) < _MOST_FOLDERS:
                below = (c.name for c in top.children(folder or ".") if c.kind is Kind.FOLDER)
                folders += [f"{folder}/{name}" if folder else name for name in below]
        markers = {x: f"{x}/{MARKER}" if x else MARKER for x in folders}
        found = [x for x, marker in markers.items() if top.id_of(marker) is not None]
        left = [x for x in found if self._now.id_of(markers[x]) is None]
        return left[0] if len(left) == 1 else None

    def _revision(self, commit: str, tree: str, below: str) -> Revision:
        return Revision(self._root, self._objects, commit, tree, below, self._trees, self._shapes)

    def unread_books(self, version: InCommit) -> tuple[Finding, ...]:
        """Why the books of a version cannot be compared with others; nothing where they can."""
        try:
            self.journals(version)
        except Unreadable as error:
            return tuple(error.findings)
        return ()

    def unread_register(self, version: InCommit) -> tuple[Finding, ...]:
        """Why the register of a version cannot be compared; nothing where it can."""
        if version is self.nothing or not self.register(version).unreadable:
            return ()
        return tuple(read_register(version.workspace)[1])

    def journals(self, version: InCommit) -> Mapping[str, str]:
        """The files of the ledger in a version, with the ids of what they hold.

        Raises:
          Unreadable: when one of them cannot be read.
        """
        return self._journals.get(version.key, lambda: self._find_journals(version))

    def _find_journals(self, version: InCommit) -> Mapping[str, str]:
        # Which files there are follows from their names and includes, and so seldom changes.
        shape = version.files.shape()
        known = self._includes.get(shape, lambda: self._follow_includes(version))
        while True:
            found = {name: version.files.id_of(name) or "" for name in known}
            facts = {name: self.facts(version, name, identity) for name, identity in found.items()}
            if all(facts[name].includes == includes for name, includes in known.items()):
                return found
            known = self._follow_includes(version)
            self._includes.put(shape, known)

    def _follow_includes(self, version: InCommit) -> dict[str, tuple[str, ...]]:
        """The files of the ledger, with the patterns of files that each includes."""
        workspace, found = version.workspace, dict[str, tuple[str, ...]]()
        waiting = deque([MAIN])
        while waiting:
            name = waiting.popleft()
            identity = version.files.id_of(name)
            if name in found or identity is None:
                continue
            found[name] = self.facts(version, name, identity).includes
            faults: list[Finding] = []  # validate reports them
            for pattern in found[name]:
                waiting.extend(included(workspace, pattern, name, None, faults))
        return found

    def facts(self, version: InCommit, name: str, identity: str) -> FileFacts:
        """What a file of the ledger says of others."""
        if identity not in self._facts:
            self._facts[identity] = facts_of(self.text(version, name, identity))
        return self._facts[identity]

    def text(self, version: InCommit, name: str, identity: str) -> str:
        """The text of a file.

        Raises:
          Unreadable: when it cannot be read.
        """
        return self._texts.get(identity, lambda: _read_text(version.workspace, name))

    def others(self, version: InCommit) -> dict[str, str]:
        """The files of the register, and the seals, with the ids of what they hold."""
        found: dict[str, str] = {}
        for folder in _FOLDERS:
            files = version.files.files_in(folder)
            found |= {f"{folder}/{name}": identity for name, identity in files.items()}
        return found

    def documents_changed(self, before: InCommit, after: InCommit) -> dict[str, str]:
        """The documents that journals name in one of two versions, "changed" or "removed"."""
        unlike = sorted(name for name, _ in before.files.files_unlike(after.files))
        candidates = [name for name in unlike if not name.startswith(("config/", "ledger/seals/"))]
        sides = [(side, self.journals(side)) for side in (before, after)]
        candidates = [name for name in candidates if not any(name in x for _, x in sides)]
        if not candidates:
            return {}
        named: set[str] = set()
        for side, journals in sides:
            for name, identity in journals.items():
                named |= self._documents.get(
                    (name, identity), partial(self._documents_in, side, name, identity)
                )
        return {
            name: "removed" if after.files.id_of(name) is None else "changed"
            for name in candidates
            if name in named
        }

    def _documents_in(self, version: InCommit, name: str, identity: str) -> frozenset[str]:
        return documents_in(self.text(version, name, identity), name)

    def register(self, version: InCommit) -> Register:
        """The register of a version."""
        key = version.files.id_of("config") or ""
        return self._registers.get(key, lambda: read_register(version.workspace)[0])

    def accounts(self, version: InCommit) -> dict[str, None]:
        """The names of the accounts that a version opens, in the order of its files."""
        found = self.journals(version).items()
        opened = (self.facts(version, name, identity).opens for name, identity in found)
        return dict.fromkeys(name for of_file in opened for name in of_file)

    def assets(self, version: InCommit) -> AssetsFile | None:
        """The fixed assets of a version; None where their file cannot be read."""
        found, _, faults = read_assets(version.workspace)
        return None if faults else found

    def is_apart(self, version: InCommit) -> bool:
        """Whether each file of the ledger can be read without the others."""
        found = self.journals(version).items()
        return all(self.facts(version, name, identity).is_apart for name, identity in found)

    def all_vouchers(self, version: InCommit) -> tuple[Voucher, ...]:
        """Every voucher of a version, the ledger read whole."""
        if MAIN not in self.journals(version):
            return ()
        workspace = version.workspace
        return self._whole.get(version.key, lambda: tuple(read_vouchers(workspace).vouchers))

    def vouchers_of(self, version: InCommit, names: Iterable[str]) -> list[Voucher]:
        """The vouchers of some files of the ledger, each read by itself."""
        found: list[Voucher] = []
        for name in names:
            identity = self.journals(version).get(name)
            if identity is not None:
                text = self.text(version, name, identity)
                found += vouchers_in(version.workspace, name, text).vouchers
        return found


def _read_text(workspace: Workspace, name: str) -> str:
    """The text of a file of the ledger, as `scan_file` takes it.

    Raises:
      Unreadable: also BOK251 (a line without end).
    """
    text = workspace.read_text(name, keep=False)
    if (line := endless_line(text)) is not None:
        raise Unreadable(finding("BOK251", most=LONGEST_LINE, file=name, line=line))
    return text


def files_changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The files whose content differs, each "added", "removed" or "changed"."""
    return {
        name: "added" if name not in before else "removed" if name not in after else "changed"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }
