"""A sealed year against the books: which vouchers were changed, added, removed or reordered."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from sambruk_cli.frozen import frozen


class LineChange(StrEnum):
    """What has happened to a line of a sealed year."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    REORDERED = "reordered"


@frozen
class SealDifference:
    """A line that is not as it was sealed.

    `what` is the word it begins with (voucher, balance, charge...) and `name` what it is called:
    the number of a voucher or its day. `was` and `now` are the line, "" where there is none;
    `index` is its place among those of the books, `sealed` among those of the seal.
    """

    kind: LineChange
    what: str
    name: str
    was: str = ""
    now: str = ""
    index: int | None = None
    sealed: int | None = None


def differences(
    was: Sequence[str],
    now: Sequence[str],
    files_then: Sequence[str] = (),
    files_now: Sequence[str] = (),
) -> list[SealDifference]:
    """What differs between the lines of a seal and those made of the books.

    Args:
      files_then, files_now: the file of each voucher, which are the first of the lines. Two of a
        day have changed places where they stood in one file, and still do, the other way round:
        what moves between files is no difference.
    """
    if was == now:
        return []
    gone, come = Counter(was), Counter(now)
    gone.subtract(now)
    come.subtract(was)
    old = [i for i, line in enumerate(was) if _taken(gone, line)]
    new = [i for i, line in enumerate(now) if _taken(come, line)]
    found = _paired(was, now, old, new)
    found += _reordered(was, now, files_then, files_now, set(old), set(new))
    return sorted(found, key=lambda d: (d.sealed if d.sealed is not None else d.index or 0, d.kind))


def _taken(counts: Counter[str], line: str) -> bool:
    """Whether a line is among those that are counted; it is counted down then."""
    if counts[line] > 0:
        counts[line] -= 1
        return True
    return False


def _paired(
    was: Sequence[str], now: Sequence[str], old: Sequence[int], new: Sequence[int]
) -> list[SealDifference]:
    """Lines that went and came, those of the same thing together."""
    left = dict.fromkeys(new)
    pairs: dict[int, int] = {}
    for key_of in (_by_name, _without_name):
        waiting: dict[Any, list[int]] = defaultdict(list)
        for index in reversed(left):
            if (key := key_of(now[index])) is not None:
                waiting[key].append(index)
        for index in old:
            key = key_of(was[index])
            if index not in pairs and key is not None and waiting.get(key):
                pairs[index] = waiting[key].pop()
                del left[pairs[index]]
    found = []
    for index in old:
        what, name = named(was[index])
        if index in pairs:
            other = pairs[index]
            found.append(
                SealDifference(LineChange.CHANGED, what, name, was[index], now[other], other, index)
            )
        else:
            found.append(SealDifference(LineChange.REMOVED, what, name, was[index], sealed=index))
    for index in left:
        what, name = named(now[index])
        found.append(SealDifference(LineChange.ADDED, what, name, now=now[index], index=index))
    return found


def _by_name(line: str) -> Any:
    """What a line is about: a voucher by its number, a balance by day and account."""
    what, _, rest = line.partition(" ")
    if what == "document":
        return what, rest.partition("  ")[2]
    if what == "voucher":
        voucher = voucher_values(line)
        return (what, voucher[1]) if voucher and voucher[1] is not None else None
    values = loaded(rest)
    width = {"opening": 1, "budget": 3, "charge": 3}.get(what, 2)
    return (what, *map(str, values[:width]))


def _without_name(line: str) -> Any:
    """A voucher but for its number, or but for its day: one that was renumbered or moved."""
    voucher = voucher_values(line)
    return str(voucher[3:]) if voucher else None


def named(line: str) -> tuple[str, str]:
    """The kind of a line, and what to call it."""
    what, _, rest = line.partition(" ")
    if what == "document":
        return what, rest.partition("  ")[2]
    if what == "voucher":
        voucher = voucher_values(line)
        return what, str(voucher[1] or voucher[0]) if voucher else rest[:40]
    values = loaded(rest)
    return what, " ".join(str(plain(value)) for value in values[: 1 if what == "opening" else 2])


def loaded(text: str) -> list[Any]:
    """The values of a line; none where it holds no list."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return values if isinstance(values, list) else []


def voucher_values(line: str) -> list[Any] | None:
    """The seven values of the line of a voucher; None where it is none that sambruk has made."""
    what, _, rest = line.partition(" ")
    values = loaded(rest) if what == "voucher" else []
    if len(values) != 7:
        return None
    *texts, meta, rows = values
    is_made = (
        all(isinstance(x, str) or (x is None and at in (1, 3)) for at, x in enumerate(texts))
        and isinstance(meta, dict)
        and isinstance(rows, list)
        and all(_is_row(row) for row in rows)
    )
    return values if is_made else None


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 4
        and all(isinstance(x, str) for x in row[:3])
        and isinstance(row[3], dict)
    )


def plain(value: Any) -> Any:
    """A value without the word that says its type."""
    if isinstance(value, dict) and len(value) == 1 and value.keys() <= {"number", "date"}:
        return next(iter(value.values()))
    return value


def _reordered(
    was: Sequence[str],
    now: Sequence[str],
    files_then: Sequence[str],
    files_now: Sequence[str],
    old: set[int],
    new: set[int],
) -> Iterator[SealDifference]:
    """Vouchers that stand the same, but in another order within their day and file."""
    ranks: dict[str, list[int]] = defaultdict(list)
    for index in range(min(len(files_then), len(was)) - 1, -1, -1):
        if index not in old:
            ranks[was[index]].append(index)
    chains: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for index in range(min(len(files_now), len(now))):
        if index not in new and ranks[now[index]]:
            rank = ranks[now[index]].pop()
            day = now[index][9:21]  # voucher ["2006-02-28"
            chains[day, files_then[rank], files_now[index]].append((rank, index))
    for chain in chains.values():
        stays = _longest([rank for rank, _ in chain])
        for rank, index in chain:
            if rank not in stays:
                what, name = named(now[index])
                yield SealDifference(
                    LineChange.REORDERED, what, name, was[rank], now[index], index, rank
                )


def _longest(ranks: Sequence[int]) -> set[int]:
    """The longest row of ranks that rises: those stand where they stood."""
    ends: list[int] = []
    chains: list[tuple[int, Any]] = []  # a rank and the chain before it
    for rank in ranks:
        at = bisect_left(ends, rank)
        link = (rank, chains[at - 1] if at else None)
        if at == len(ends):
            ends.append(rank)
            chains.append(link)
        else:
            ends[at], chains[at] = rank, link
    found: set[int] = set()
    at_end: Any = chains[-1] if chains else None
    while at_end is not None:
        found.add(at_end[0])
        at_end = at_end[1]
    return found
