"""What each commit of a history has changed, as plain values; sambruk_cli/opening/history.py reads.

Behandlingshistorik (BFNAR 2013:2, chapter 8) is told from these: who registered what, and when.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.registers import RegisterChanges
from sambruk_cli.diff.vouchers import VoucherChanges, account_changes, content_of
from sambruk_cli.files.commits import Commit
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.seals import FOLDER as SEALS


@frozen
class CommitChange:
    """What a commit has changed in books and register.

    Of a merge that is what neither side of it brings. `accounts` are kronor by fiscal year ("" for
    days outside of all) and account; `opened` and `gone` are accounts of the chart. `files` are
    journals and files of config/, each "added", "removed" or "changed". `unread` is why the files
    of a commit cannot be read: what it has changed is then told of the next one that can be.
    `wrong` are files and lines, of what it has changed, that hold no voucher that can be read.
    `years` are the fiscal years of that version. `documents` are those that journals name and that
    are "changed" or "removed"; of a merge its sides tell.
    """

    commit: Commit
    vouchers: VoucherChanges = VoucherChanges()
    accounts: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    opened: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    register: RegisterChanges = RegisterChanges()
    files: Mapping[str, str] = field(default_factory=dict)
    wrong: tuple[tuple[str, int], ...] = ()
    unread: tuple[Finding, ...] = ()
    years: tuple[FiscalYear, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_merge(self) -> bool:
        return len(self.commit.parents) > 1

    @property
    def register_files(self) -> tuple[str, ...]:
        """The files of config/ that are others: config/members.toml."""
        return tuple(name for name in self.files if name.startswith("config/"))

    @property
    def seal_files(self) -> tuple[str, ...]:
        """The files of seals that are others: ledger/seals/2021.toml, and what lies beside it."""
        return tuple(name for name in self.files if name.startswith(f"{SEALS}/"))

    def __bool__(self) -> bool:
        """Whether anything has changed that books or register hold, or may have, unread."""
        moved = self.vouchers.in_other_file or self.vouchers.on_other_line
        is_touched = any(True for _ in self.vouchers.touched)
        return bool(
            is_touched or moved or self.register or self.files or self.unread or self.documents
        )


@frozen
class CommitHistory:
    """What commits have changed, the newest first.

    `ends` are ids of commits with which the history ends although it goes on elsewhere: the clone
    is shallow, and what they have changed themselves is not known.
    """

    commits: tuple[CommitChange, ...]
    ends: tuple[str, ...] = ()

    @property
    def authors(self) -> dict[str, str]:
        """Who first committed each voucher, by its number."""
        found: dict[str, str] = {}
        for change in self.commits:  # the newest first
            for voucher in change.vouchers.added:
                if voucher.ver and not voucher.is_opening:
                    found[voucher.ver] = change.commit.author
        return found


def in_year(
    change: CommitChange, year: FiscalYear, *, is_first: bool = False
) -> CommitChange | None:
    """What a commit has changed of a fiscal year: its vouchers, the register, and seals.

    A voucher that was moved from another year, or to it, is of both. Vouchers that have only moved
    to another file or line are not counted.

    Args:
      is_first: whether the books begin with the year: entries before it say what it opens with.
    Returns:
      None where nothing of that has changed.
    """

    def tells(day: date) -> bool:
        return day in year or (is_first and day < year.start)

    of = change.vouchers
    vouchers = VoucherChanges(
        tuple(v for v in of.added if tells(v.date)),
        tuple(v for v in of.removed if tells(v.date)),
        tuple(c for c in of.changed if tells(c.before.date) or tells(c.after.date)),
    )
    kept = replace(
        change,
        vouchers=vouchers,
        accounts={key: kr for key, kr in account_changes(vouchers, [year]).items() if key[0]},
    )
    is_told = any(True for _ in vouchers.touched) or kept.register or kept.unread
    return kept if is_told or kept.register_files or kept.seal_files else None


def merged(
    base: Sequence[Voucher], one: Sequence[Voucher], other: Sequence[Voucher]
) -> list[Voucher]:
    """The vouchers that follow from what two sides have made of a base, before anyone merges.

    A voucher that one side has added or removed is added or removed. Where both have changed one
    in two ways, both are there.
    """
    sides = [Counter(map(content_of, side)) for side in (base, one, other)]
    known: dict[Hashable, list[Voucher]] = defaultdict(list)
    for voucher in (*one, *other):
        known[content_of(voucher)].append(voucher)
    found: list[Voucher] = []
    for key, vouchers in known.items():
        was, here, there = (side[key] for side in sides)
        number = here if there in (here, was) else here + there - was
        found += vouchers[: max(number, 0)]
    return found


def merged_id(base: str | None, one: str | None, other: str | None) -> tuple[str | None, bool]:
    """What a file follows to be from what two sides have made of it, and whether that is known.

    Args:
      base, one, other: ids of its content, None where it is not there.
    """
    if other in (one, base):
        return one, True
    return (other, True) if one == base else (None, False)


def touched_by(change: CommitChange) -> Iterator[tuple[Voucher | None, Voucher | None]]:
    """Every voucher that a commit has changed, as it was and as it is; None where it is not."""
    yield from ((None, voucher) for voucher in change.vouchers.added)
    yield from ((voucher, None) for voucher in change.vouchers.removed)
    yield from ((each.before, each.after) for each in change.vouchers.changed)
