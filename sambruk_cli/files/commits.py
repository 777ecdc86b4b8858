"""The commits that led to a revision: who made each, when, from which, and what it is called."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

from sambruk_cli.files.git import Objects
from sambruk_cli.frozen import frozen

_MOST_MINUTES = 24 * 60 - 1  # that a time zone may be from UTC


@frozen
class Commit:
    """A commit. `tree` is the id of its tree; `subject` the first line of its message."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: str
    email: str
    authored: datetime
    committer: str
    committed: datetime
    subject: str


@frozen
class Commits:
    """Commits, each before those that it was made from, else the newest first.

    `lacking` are ids that commits were made from and that are not there: the clone is shallow.
    """

    commits: tuple[Commit, ...]
    lacking: frozenset[str]

    def common(self, one: str, other: str) -> str | None:
        """A commit that two others have both come from, as late as may be; None where none is."""
        at = {commit.id: index for index, commit in enumerate(self.commits)}
        sides = {one: 1, other: 2} if one != other else {one: 3}
        waiting = sorted(at[name] for name in sides if name in at)
        while waiting:
            commit = self.commits[heapq.heappop(waiting)]
            if sides[commit.id] == 3:
                return commit.id
            for parent in commit.parents:
                if parent in at:
                    if parent not in sides:
                        heapq.heappush(waiting, at[parent])
                    sides[parent] = sides.get(parent, 0) | sides[commit.id]
        return None


def commits_of(
    objects: Objects, start: str, report: Callable[[int, int], None] | None = None
) -> Commits:
    """The commits that led to one, with it.

    Args:
      start: its id.
      report: told how many have been read, of how many that are known of.
    Raises:
      GitFailed: when git cannot read one.
    """
    found: dict[str, Commit] = {}
    lacking = set[str]()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in found or name in lacking:
            continue
        held = objects.get(name)
        if held is None or held.type != "commit":
            lacking.add(name)
            continue
        found[name] = commit = commit_from(held.id, held.data)
        waiting.extend(commit.parents)
        if report is not None:
            report(len(found), len(found) + len(waiting))
    return Commits(tuple(_ordered(found)), frozenset(lacking))


def _ordered(found: Mapping[str, Commit]) -> Iterable[Commit]:
    children = dict.fromkeys(found, 0)
    for commit in found.values():
        for parent in set(commit.parents) & found.keys():
            children[parent] += 1

    def rank(commit: Commit) -> tuple[float, str]:
        return -commit.committed.timestamp(), commit.id

    waiting = [rank(found[name]) for name, number in children.items() if not number]
    heapq.heapify(waiting)
    while waiting:
        commit = found[heapq.heappop(waiting)[1]]
        yield commit
        for parent in set(commit.parents) & found.keys():
            children[parent] -= 1
            if not children[parent]:
                heapq.heappush(waiting, rank(found[parent]))


def commit_from(name: str, data: bytes) -> Commit:
    """A commit as git keeps it; what is not written as git would is left empty."""
    head, _, message = data.partition(b"\n\n")
    fields: dict[str, list[str]] = {}
    encoding = "utf-8"
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        if key == b"encoding":
            encoding = value.decode("ascii", "replace")
        fields.setdefault(key.decode("ascii", "replace"), []).append(_text(value, encoding))
    author, email, authored = _signed(fields.get("author", [""]))
    committer, _, committed = _signed(fields.get("committer", [""]))
    subject = _text(message, encoding).strip().partition("\n")[0].strip()
    tree, parents = fields.get("tree", [""])[0], tuple(fields.get("parent", ()))
    return Commit(name, tree, parents, author, email, authored, committer, committed, subject)


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _signed(values: Sequence[str]) -> tuple[str, str, datetime]:
    """Name, address and time of a line such as "Anna <anna@example.org> 1196424000 +0100"."""
    name, _, rest = values[0].partition(" <")
    email, _, when = rest.rpartition("> ")
    seconds, _, zone = when.partition(" ")
    return name, email, _time(seconds, zone)


def _time(seconds: str, zone: str) -> datetime:
    try:
        sign = -1 if zone.startswith("-") else 1
        minutes = min(int(zone[1:3]) * 60 + int(zone[3:5]), _MOST_MINUTES)
        return datetime.fromtimestamp(int(seconds), timezone(sign * timedelta(minutes=minutes)))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
