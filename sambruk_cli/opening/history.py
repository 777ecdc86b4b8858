"""What every commit has changed in books and register, read from git's objects.

Of a commit only those files are read that it has changed, and of these only the entries that
differ. A commit that touches no file of the workspace costs the reading of its trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sambruk_cli.books.masked import TextMask
from sambruk_cli.books.one_file import differing, vouchers_in
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.entries import asset_changes
from sambruk_cli.diff.fields import masked_entry
from sambruk_cli.diff.history import CommitChange, CommitHistory, in_year
from sambruk_cli.diff.registers import register_changes
from sambruk_cli.diff.vouchers import account_changes, changes_between
from sambruk_cli.files.commits import Commit, Commits, commits_of
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.git import GitFailed, Lacking
from sambruk_cli.files.repository import NotRead, find_repository
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.opening.commit_versions import MEMBERS, CommitVersions, InCommit, files_changed
from sambruk_cli.opening.merges import MergeReader
from sambruk_cli.opening.revisions import HEAD, Revised
from sambruk_cli.register.assets import FILE as ASSETS
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.private import masks_of_all
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.workspace import Workspace

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

    Commits that changed neither a voucher of the year nor register or seals are left out. Entries
    before the first year of the books are of that. What is not committed yet is not told. The same
    commits give the same history.

    Args:
      names: whether the names of private members are shown.
      report: told how many commits of how many are done.
    Raises:
      Unreadable: WSP008 where there is no repository that may be read, or no commit in it.
    """
    reader = open_history(Revised(workspace.root), names=names, report=report)
    years = reader.versions.register(reader.newest).years
    is_first = all(year.start <= each.start for each in years)
    changes = (in_year(change, year, is_first=is_first) for change in reader.changes(report))
    return CommitHistory(tuple(change for change in changes if change is not None), reader.ends)


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
        versions = CommitVersions(where.folder, objects, head)
        on_disk = None if where.is_bare else Workspace(where.folder)
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

    def accounts(self) -> Iterable[str]:
        """The names of the accounts in the commit that is checked out, none where it is broken."""
        is_unread = self.versions.unread_books(self.newest)
        return () if is_unread else self.versions.accounts(self.newest)

    def all_accounts(self) -> Iterator[str]:
        """The names of the accounts of every commit, the newest first."""
        for commit in self._commits.commits:
            version = self.versions.of(commit)
            if not self.versions.unread_books(version):
                yield from self.versions.accounts(version)

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
            return MergeReader(self.versions, self._commits, self._by_id, self._mask).change(
                commit, version, self._hidden
            )
        of_parent = self.versions.nothing
        if commit.parents:
            of_parent = self.versions.of(self._by_id[commit.parents[0]])
        if of_parent.key == version.key:
            return CommitChange(commit)
        of_books = self._books(commit, of_parent, version)
        found = self._with_register(of_books, of_parent, version)
        if any(map(self.versions.unread_books, (of_parent, version))):
            return found
        return replace(found, documents=self.versions.documents_changed(of_parent, version))

    def _before(self, commit: Commit, unread: Callable[[InCommit], Sequence[Finding]]) -> InCommit:
        """The version that a commit was made from; those that cannot be read are passed over."""
        while commit.parents and commit.parents[0] in self._by_id:
            commit = self._by_id[commit.parents[0]]
            version = self.versions.of(commit)
            if not unread(version):
                return version
        return self.versions.nothing

    @property
    def _hidden(self) -> frozenset[str]:
        return frozenset(self.masks.hidden)

    def _years(self, version: InCommit) -> tuple[FiscalYear, ...]:
        """The fiscal years of a version; those of the newest one where its own are not known."""
        own = self.versions.register(version).years
        return own or self.versions.register(self.newest).years

    def _books(self, commit: Commit, parent: InCommit, after: InCommit) -> CommitChange:
        """What a commit has changed of the books."""
        years = self._years(after)
        if unread := self.versions.unread_books(after):
            is_new = unread != self.versions.unread_books(parent)
            return CommitChange(commit, unread=unread if is_new else (), years=years)
        before = self._before(commit, self.versions.unread_books)
        files = files_changed(self.versions.journals(before), self.versions.journals(after))
        if not files:
            return CommitChange(commit, years=years)
        old, new, wrong = self._vouchers(before, after, files)
        vouchers = changes_between(old, new, self._years(before), years, self._mask)
        was, now = self.versions.accounts(before), self.versions.accounts(after)
        return CommitChange(
            commit,
            vouchers,
            account_changes(vouchers, years),
            opened=tuple(name for name in now if name not in was),
            gone=tuple(name for name in was if name not in now),
            files=files,
            wrong=tuple(wrong),
            years=years,
        )

    def _with_register(
        self, found: CommitChange, parent: InCommit, after: InCommit
    ) -> CommitChange:
        """What a commit has changed, with what it has changed of the register."""
        versions = self.versions
        files = files_changed(versions.others(parent), versions.others(after))
        if not files:
            return found
        found = replace(found, files={**files, **found.files})
        if unread := versions.unread_register(after):
            return replace(found, unread=(*found.unread, *unread))
        before = self._before(found.commit, versions.unread_register)
        old, new = versions.register(before), versions.register(after)
        register = register_changes(old, new, self._hidden)
        if ASSETS in files:
            assets = versions.assets(before), versions.assets(after)
            if assets[0] is not None and assets[1] is not None:
                more = asset_changes(assets[0], assets[1])
                register = replace(register, entries=(*register.entries, *more))
        return replace(found, register=register)

    def _vouchers(
        self, before: InCommit, after: InCommit, changed: Iterable[str]
    ) -> tuple[list[Voucher], list[Voucher], list[tuple[str, int]]]:
        """The vouchers of files that differ, but for entries above and below that are the same.

        Returns:
          Those before and after, and the files and lines after that cannot be read.
        """
        versions = self.versions
        if not (versions.is_apart(before) and versions.is_apart(after)):
            return list(versions.all_vouchers(before)), list(versions.all_vouchers(after)), []
        old: list[Voucher] = []
        new: list[Voucher] = []
        wrong: list[tuple[str, int]] = []
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
            if texts[1]:
                read = vouchers_in(after.workspace, name, texts[1])
                new += read.vouchers
                wrong += [(name, line) for line in read.wrong]
        return old, new, wrong

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
        documents = {masks.text(name): what for name, what in found.documents.items()}
        return replace(found, commit=commit, register=register, unread=unread, documents=documents)
