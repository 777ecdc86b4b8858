"""What every commit has changed in books and register, read from git's objects.

Of a commit only those files are read that it has changed, and of these only the entries that
differ. A commit that touches no file of the workspace costs the reading of its trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from sambruk_cli.books.masked import TextMask
from sambruk_cli.books.one_file import differing, vouchers_in
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.fields import masked_entry
from sambruk_cli.diff.history import CommitChange, CommitHistory, in_year, merged, merged_id
from sambruk_cli.diff.registers import RegisterChanges, in_both, register_changes
from sambruk_cli.diff.vouchers import VoucherChanges, account_changes, changes_between
from sambruk_cli.files.commits import Commit, Commits, commits_of
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.git import GitFailed, Lacking
from sambruk_cli.files.marker import MARKER
from sambruk_cli.files.overlaid import Overlaid
from sambruk_cli.files.repository import NotRead, find_repository
from sambruk_cli.files.revision import Revision, open_in_bare, open_revision
from sambruk_cli.findings import finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.opening.commit_versions import MEMBERS, CommitVersions, InCommit
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.private import masks_of_all
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.workspace import Workspace

HEAD = "HEAD"
OnCommit = Callable[[int, int], None]


def year_history(
    workspace: Workspace, year: FiscalYear, *, names: bool = False, report: OnCommit | None = None
) -> CommitHistory:
    """Who registered and changed what of a fiscal year, and when: the behandlingshistorik.

    For `sambruk audit`: the command (or another module of this floor) calls it with the workspace
    on disk and hands the value down, since what makes documents stands below this floor:

        history = year_history(session.workspace, year, names=settings.names)
        for change in history.commits:            # the newest first
            change.commit.id, change.commit.author, change.commit.committed, change.commit.subject
            change.vouchers.added, .removed       # Voucher, of that fiscal year
            change.vouchers.changed               # ChangedVoucher: before, after, fields, postings
            change.accounts                       # kronor by (year's label, account)
            change.register, change.register_files   # entries; names as config/members.toml
        history.ends                              # not empty: the clone is shallow, so say that
                                                  # what was done before these commits is not known

    Commits that changed neither a voucher of the year nor the register are left out. What is
    not committed yet is not told. The same commits give the same history.

    Args:
      names: whether the names of private members are shown.
      report: told how many commits of how many are done.
    Raises:
      Unreadable: WSP008 where there is no repository that may be read, or no commit in it.
    """
    reader = open_history(Revised(workspace.root, None), names=names, report=report)
    changes = (in_year(change, year) for change in reader.changes(report))
    return CommitHistory(tuple(change for change in changes if change is not None), reader.ends)


@frozen
class Revised:
    """Where a history is read: a folder, and the bare repository that it is, where it is one."""

    folder: Path
    bare: Path | None

    def head(self) -> Revision:
        """The workspace in the commit that is checked out.

        Raises:
          Unreadable: WSP008 where it cannot be read.
        """
        if self.bare is not None:
            return open_in_bare(self.bare, HEAD, MARKER)
        return open_revision(self.folder, HEAD)


def open_history(
    where: Revised, *, names: bool = False, report: OnCommit | None = None
) -> HistoryReader:
    """Read which commits there are, and who must not be named.

    Raises:
      Unreadable: WSP008 where there is no repository that may be read, or no commit in it.
    """
    head = where.head()
    try:
        repository = find_repository(where.folder, bare=True)
        objects = repository.objects()
        commits = commits_of(objects, head.commit, report)
        versions = CommitVersions(where.folder, objects, head.below)
        on_disk = None if where.bare is not None else Workspace(where.folder)
        masks = Masks() if names else _masks(versions, commits, on_disk)
    except NotRead:  # it was there a moment ago
        raise Unreadable(finding("WSP008", folder=str(where.folder), revision=HEAD)) from None
    except GitFailed as error:
        raise _failed(error, where.folder) from None
    return HistoryReader(where.folder, versions, commits, masks)


def _failed(error: GitFailed, folder: Path) -> Unreadable:
    if isinstance(error, Lacking):
        return Unreadable(finding("WSP008.lacking", folder=str(folder), revision=HEAD))
    return Unreadable(finding("WSP008.failed", folder=str(folder), reason=error.why))


def _masks(versions: CommitVersions, commits: Commits, on_disk: Workspace | None) -> Masks:
    """What keeps those out who are private in any version."""
    registers: list[Register] = []
    seen = set[str]()
    if on_disk is not None:
        registers.append(read_register(on_disk)[0])
    for commit in commits.commits:
        version = versions.of(commit)
        identity = version.files.id_of(MEMBERS)
        if identity is None or identity in seen:
            continue
        seen.add(identity)
        try:
            content = version.workspace.read_bytes(MEMBERS)
        except Unreadable:
            continue
        if b"private" in content:
            registers.append(versions.register(version))
    return masks_of_all(registers)


class HistoryReader:
    """The commits that led to the one checked out, and what each has changed."""

    def __init__(
        self, folder: Path, versions: CommitVersions, commits: Commits, masks: Masks
    ) -> None:
        self.masks = masks
        self.versions = versions
        self._folder, self._commits = folder, commits
        self._by_id = {commit.id: commit for commit in commits.commits}
        self._mask = TextMask(masks.members, masks.text, masks.about) if masks else None
        self.ends = tuple(c.id for c in commits.commits if commits.lacking.intersection(c.parents))

    @property
    def newest(self) -> InCommit:
        """The workspace in the commit that is checked out."""
        return self.versions.of(self._commits.commits[0])

    def registers(self) -> Iterator[Register]:
        """The register in every commit, the newest first, each once."""
        seen = set[str | None]()
        for commit in self._commits.commits:
            version = self.versions.of(commit)
            key = version.files.id_of("config")
            if key not in seen:
                seen.add(key)
                yield self.versions.register(version)

    def changes(
        self, report: OnCommit | None = None, since: date | None = None
    ) -> Iterator[CommitChange]:
        """What each commit has changed, the newest first; those that changed nothing are left out.

        Args:
          report: told how many commits of how many are done.
          since: commits made before that day are left out.
        Raises:
          Unreadable: WSP008 where the clone lacks an object, or git fails.
        """
        for number, commit in enumerate(self._commits.commits, 1):
            if since is not None and commit.committed.date() < since:
                continue
            try:
                found = self._change(commit)
            except GitFailed as error:
                raise _failed(error, self._folder) from None
            if found:
                yield self._shown(found)
            if report is not None:
                report(number, len(self._commits.commits))

    def _change(self, commit: Commit) -> CommitChange:
        if not self._by_id.keys() >= set(commit.parents):
            return CommitChange(commit)  # what it was made from is not in the clone
        version = self.versions.of(commit)
        if len(commit.parents) > 1:
            return _Merge(self.versions, self._commits, self._by_id, self._mask).change(
                commit, version, self._hidden
            )
        before = self._before(commit)
        if before.key == version.key:
            return CommitChange(commit)
        if unread := self.versions.unread(version):
            return CommitChange(commit, unread=unread)
        return self._between(commit, before, version)

    def _before(self, commit: Commit) -> InCommit:
        """The version that a commit was made from; one that cannot be read is passed over."""
        while commit.parents and commit.parents[0] in self._by_id:
            commit = self._by_id[commit.parents[0]]
            version = self.versions.of(commit)
            if not self.versions.unread(version):
                return version
        return self.versions.nothing

    @property
    def _hidden(self) -> frozenset[str]:
        return frozenset(self.masks.hidden)

    def _between(self, commit: Commit, before: InCommit, after: InCommit) -> CommitChange:
        journals = self.versions.journals(before), self.versions.journals(after)
        others = self.versions.others(before), self.versions.others(after)
        files = files_changed({**others[0], **journals[0]}, {**others[1], **journals[1]})
        if not files:
            return CommitChange(commit)
        old, new = self.versions.register(before), self.versions.register(after)
        register, vouchers = RegisterChanges(), VoucherChanges()
        if any(name.startswith("config/") for name in files):
            register = register_changes(old, new, self._hidden)
        changed = files_changed(*journals)
        if changed:
            pair = self._vouchers(before, after, changed)
            vouchers = changes_between(*pair, old.years, new.years, self._mask)
        years = new.years or old.years
        accounts = account_changes(vouchers, years)
        return CommitChange(commit, vouchers, accounts, register, files, (), years)

    def _vouchers(
        self, before: InCommit, after: InCommit, changed: Iterable[str]
    ) -> tuple[list[Voucher], list[Voucher]]:
        """The vouchers of files that differ, but for entries above and below that are the same."""
        versions = self.versions
        if not (versions.is_apart(before) and versions.is_apart(after)):
            return list(versions.all_vouchers(before)), list(versions.all_vouchers(after))
        old: list[Voucher] = []
        new: list[Voucher] = []
        for name in changed:
            was, now = versions.journals(before).get(name), versions.journals(after).get(name)
            texts = ("", "")
            if was is not None and now is not None:
                texts = versions.text(before, name, was), versions.text(after, name, now)
                of = versions.facts(before, name, was), versions.facts(after, name, now)
                if all(each.is_in_lines for each in of):
                    texts = differing(*texts)
            elif was is not None:
                texts = versions.text(before, name, was), ""
            elif now is not None:
                texts = "", versions.text(after, name, now)
            old += vouchers_in(before.workspace, name, texts[0]).vouchers if texts[0] else ()
            new += vouchers_in(after.workspace, name, texts[1]).vouchers if texts[1] else ()
        return old, new

    def _shown(self, found: CommitChange) -> CommitChange:
        """What a commit has changed, without what identifies private members."""
        masks = self.masks
        if not masks:
            return found
        commit = replace(
            found.commit,
            author=masks.text(found.commit.author),
            committer=masks.text(found.commit.committer),
            email=masks.text(found.commit.email),
            subject=masks.text(found.commit.subject),
        )
        of = found.register
        register = replace(
            of,
            board=tuple(masked_entry(each, masks.text) for each in of.board),
            projects=tuple(masked_entry(each, masks.text) for each in of.projects),
            entries=tuple(masked_entry(each, masks.text) for each in of.entries),
        )
        unread = tuple(map(masks.finding, found.unread))
        return replace(found, commit=commit, register=register, unread=unread)


def files_changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The files whose content differs, each "added", "removed" or "changed"."""
    return {
        name: "added" if name not in before else "removed" if name not in after else "changed"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }


@frozen
class _Merge:
    """What a merge has that does not follow from what its sides have made of their common past."""

    versions: CommitVersions
    commits: Commits
    by_id: Mapping[str, Commit]
    mask: TextMask | None

    def change(self, commit: Commit, version: InCommit, hidden: frozenset[str]) -> CommitChange:
        sides = [self.versions.of(self.by_id[name]) for name in commit.parents]
        common = self.commits.common(*commit.parents[:2])
        base = self.versions.nothing if common is None else self.versions.of(self.by_id[common])
        every = [base, *sides, version]
        for each in every:
            if unread := self.versions.unread(each):
                return CommitChange(commit, unread=unread if each is version else ())
        files = self._unforeseen([self._all_files(each) for each in every])
        if not files or len(sides) > 2:  # git merges more than two only where nothing meets
            return CommitChange(commit)
        register = RegisterChanges()
        if any(name.startswith("config/") for name in files):
            register = self._register(base, sides, version, hidden)
        journals = self._unforeseen([self.versions.journals(each) for each in every])
        old, new = self.versions.register(sides[0]), self.versions.register(version)
        vouchers = VoucherChanges()
        if journals:
            of = [self._vouchers(each, journals) for each in every]
            vouchers = changes_between(merged(*of[:3]), of[3], old.years, new.years, self.mask)
            # Where vouchers stand follows from how git has put the two together.
            vouchers = replace(vouchers, in_other_file=0, on_other_line=0)
        found = CommitChange(
            commit, vouchers, account_changes(vouchers, new.years), register, years=new.years
        )
        return replace(found, files=files) if found else found

    def _all_files(self, version: InCommit) -> Mapping[str, str]:
        return {**self.versions.others(version), **self.versions.journals(version)}

    def _unforeseen(self, maps: list[Mapping[str, str]]) -> dict[str, str]:
        """The files that are not what follows from both sides, with what has become of them."""
        base, one, *others, now = maps
        found = {}
        for name in sorted(set().union(*maps)):
            expected, is_known = one.get(name), True
            for other in others:
                expected, knows = merged_id(base.get(name), expected, other.get(name))
                is_known = is_known and knows
            if not is_known or expected != now.get(name):
                found[name] = "removed" if name not in now else "changed"
        return found

    def _vouchers(self, version: InCommit, names: Iterable[str]) -> list[Voucher]:
        if self.versions.is_apart(version):
            return self.versions.vouchers_of(version, names)
        return list(self.versions.all_vouchers(version))

    def _register(
        self, base: InCommit, sides: list[InCommit], version: InCommit, hidden: frozenset[str]
    ) -> RegisterChanges:
        """Entries that are others than on both sides, or than what only one side has changed."""
        now = self.versions.register(version)
        maps = [self.versions.others(each) for each in (base, *sides)]
        contents: dict[str, bytes] = {}
        for name in self.versions.others(version):
            expected, is_known = merged_id(*(each.get(name) for each in maps))
            if not is_known:
                changes = (
                    register_changes(self.versions.register(side), now, hidden) for side in sides
                )
                return in_both(*changes)
            side = next(
                (s for s, m in zip(sides, maps[1:], strict=True) if m.get(name) == expected), None
            )
            if side is not None and expected is not None:
                contents[name] = side.workspace.read_bytes(name)
        foreseen = Workspace(version.files.root, Overlaid(version.files, contents))
        return register_changes(read_register(foreseen)[0], now, hidden)
