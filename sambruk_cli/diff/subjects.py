"""What of a history is about one member, one account or one voucher."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from sambruk_cli.books.vouchers import Posting, Voucher, account_parts
from sambruk_cli.diff.fields import EntryChange
from sambruk_cli.diff.history import CommitChange
from sambruk_cli.diff.registers import MemberChanges, RegisterChanges
from sambruk_cli.diff.vouchers import VoucherChanges, account_changes
from sambruk_cli.fiscal import year_of
from sambruk_cli.frozen import frozen

SubjectKind = Literal["member", "account", "voucher"]


@frozen
class Subject:
    """What is asked about: the id of a member, the number or name of an account, or a voucher.

    `title` is what people call it. `year` is the fiscal year of the voucher, None for every one.
    """

    kind: SubjectKind
    id: str
    title: str
    year: str | None = None


def is_account(subject: Subject, name: str) -> bool:
    """Whether an account is the one that is asked about, by its number or by its name."""
    return subject.id in (name, account_parts(name)[0])


def postings_about(subject: Subject, voucher: Voucher) -> tuple[Posting, ...]:
    """The postings of a voucher that are about a subject; all of a voucher that is it itself."""
    match subject.kind:
        case "account":
            return tuple(p for p in voucher.postings if is_account(subject, p.account))
        case "member":
            return tuple(p for p in voucher.postings if p.tag("member") == subject.id)
        case "voucher":
            return voucher.postings


class Follower:
    """Takes what is about a subject out of one commit after the other, the newest first.

    A voucher is followed under the numbers that it had before.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._earlier: dict[str, set[str]] = {}

    def of(self, change: CommitChange) -> CommitChange | None:
        """What a commit has changed of the subject; None where that is nothing."""
        vouchers = self._vouchers(change)
        kept = replace(
            change,
            vouchers=vouchers,
            accounts=self._accounts(change, vouchers),
            opened=self._chart(change.opened),
            gone=self._chart(change.gone),
            register=self._register(change.register),
            documents={},
        )
        is_told = any(True for _ in vouchers.touched) or vouchers.in_other_file
        return kept if is_told or kept.register or kept.opened or kept.gone else None

    def _accounts(
        self, change: CommitChange, vouchers: VoucherChanges
    ) -> dict[tuple[str, str], Decimal]:
        """Kronor of the postings that are about the subject, not of whole vouchers."""

        def part(voucher: Voucher) -> Voucher:
            return voucher._replace(postings=postings_about(self._subject, voucher))

        parts = VoucherChanges(
            tuple(map(part, vouchers.added)),
            tuple(map(part, vouchers.removed)),
            tuple(
                replace(each, before=part(each.before), after=part(each.after))
                for each in vouchers.changed
            ),
        )
        return account_changes(parts, change.years)

    def _chart(self, accounts: Iterable[str]) -> tuple[str, ...]:
        return tuple(filter(self._is_account, accounts)) if self._subject.kind == "account" else ()

    def _is_account(self, name: str) -> bool:
        return is_account(self._subject, name)

    def _vouchers(self, change: CommitChange) -> VoucherChanges:
        of = change.vouchers
        if self._subject.kind == "voucher":
            return self._followed(change)
        return VoucherChanges(
            tuple(filter(self._is_about, of.added)),
            tuple(filter(self._is_about, of.removed)),
            tuple(c for c in of.changed if self._is_about(c.before) or self._is_about(c.after)),
        )

    def _is_about(self, voucher: Voucher) -> bool:
        return bool(postings_about(self._subject, voucher))

    def _followed(self, change: CommitChange) -> VoucherChanges:
        """The voucher by its number, and from where it got that on by the one that it had."""
        label = _labels(change)
        of = change.vouchers
        changed = [
            c for c in of.changed if self._is_it(c.after, label) or self._is_it(c.before, label)
        ]
        found = VoucherChanges(
            tuple(v for v in of.added if self._is_it(v, label)),
            tuple(v for v in of.removed if self._is_it(v, label)),
            tuple(changed),
        )
        renumbered = [c for c in changed if self._is_it(c.after, label) and c.before.ver]
        earlier = [
            (label(c.after), c.after.ver or "", label(c.before), c.before.ver or "")
            for c in renumbered
            if (label(c.before), c.before.ver) != (label(c.after), c.after.ver)
        ]
        for year, number, _, _ in earlier:
            self._earlier[year] = self._numbers(year) - {number}
        for _, _, year, number in earlier:
            self._earlier[year] = self._numbers(year) | {number}
        return found

    def _numbers(self, year: str) -> set[str]:
        """What the voucher is called in a fiscal year, as far back as has been followed."""
        if year in self._earlier:
            return self._earlier[year]
        return {self._subject.id} if self._subject.year in (None, year) else set()

    def _is_it(self, voucher: Voucher, label: Callable[[Voucher], str]) -> bool:
        return voucher.ver is not None and voucher.ver in self._numbers(label(voucher))

    def _register(self, changes: RegisterChanges) -> RegisterChanges:
        if self._subject.kind != "member":
            return RegisterChanges()
        of, id_ = changes.members, self._subject.id
        members = MemberChanges(
            tuple(event for event in of.joined if event.id == id_),
            tuple(event for event in of.left if event.id == id_),
            tuple(move for move in of.tiers if move.id == id_),
            tuple(entry for entry in of.entries if entry.id == id_),
        )
        return RegisterChanges(members, entries=tuple(filter(self._is_theirs, changes.entries)))

    def _is_theirs(self, entry: EntryChange) -> bool:
        return entry.what == "agreement" and entry.id == self._subject.id


def _labels(change: CommitChange) -> Callable[[Voucher], str]:
    def label(voucher: Voucher) -> str:
        year = year_of(change.years, voucher.date)
        return year.label if year else ""

    return label
