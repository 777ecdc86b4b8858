"""What a merge has that does not follow from what its two sides have made of their common past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sambruk_cli.books.masked import TextMask
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.history import CommitChange, merged, merged_id
from sambruk_cli.diff.registers import RegisterChanges, in_both, register_changes
from sambruk_cli.diff.vouchers import account_changes, changes_between
from sambruk_cli.files.commits import Commit, Commits
from sambruk_cli.files.overlaid import Overlaid
from sambruk_cli.frozen import frozen
from sambruk_cli.opening.commit_versions import CommitVersions, InCommit
from sambruk_cli.register.read import read_register
from sambruk_cli.workspace import Workspace


@frozen
class MergeReader:
    """Compares a merge with what git would have made of its sides, had nobody touched it."""

    versions: CommitVersions
    commits: Commits
    by_id: Mapping[str, Commit]
    mask: TextMask | None

    def change(self, commit: Commit, version: InCommit, hidden: frozenset[str]) -> CommitChange:
        """What a merge has changed itself.

        Args:
          version: the workspace in it.
          hidden: ids of private members.
        """
        sides = [self.versions.of(self.by_id[name]) for name in commit.parents]
        common = self.commits.common(*commit.parents[:2])
        base = self.versions.nothing if common is None else self.versions.of(self.by_id[common])
        every = [base, *sides, version]
        if len(sides) > 2:  # git merges more than two only where nothing meets
            return CommitChange(commit)
        years = self.versions.register(version).years or self.versions.register(sides[0]).years
        found = self._books(CommitChange(commit, years=years), every)
        others = self._unforeseen([self.versions.others(each) for each in every])
        if others and not any(map(self.versions.unread_register, every)):
            register = self._register(base, sides, version, hidden)
            found = replace(found, register=register)
        elif others and (unread := self.versions.unread_register(version)):
            found = replace(found, unread=(*found.unread, *unread))
        return replace(found, files={**others, **found.files}) if found else found

    def _books(self, found: CommitChange, every: list[InCommit]) -> CommitChange:
        """What a merge has made of the books that does not follow from its sides."""
        unread = self.versions.unread_books(every[-1])
        if unread or any(map(self.versions.unread_books, every)):
            is_new = unread not in [self.versions.unread_books(each) for each in every[1:-1]]
            return replace(found, unread=unread if is_new else ())
        files = self._unforeseen([self.versions.journals(each) for each in every])
        if not files:
            return found
        of = [self._vouchers(each, files) for each in every]
        years = [self.versions.register(each).years or found.years for each in every]
        vouchers = changes_between(merged(*of[:3]), of[3], years[1], years[3], self.mask)
        # Where vouchers stand follows from how git has put the two together.
        vouchers = replace(vouchers, in_other_file=0, on_other_line=0)
        if not any(True for _ in vouchers.touched):
            return found
        accounts = account_changes(vouchers, found.years)
        return replace(found, vouchers=vouchers, accounts=accounts, files=files)

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
