"""What a file has held in the commits that led to the one checked out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sambruk_cli.files.git import GitFailed, Objects
from sambruk_cli.files.repository import NotRead, find_repository
from sambruk_cli.frozen import frozen

MOST = 1000  # commits that are looked at, the newest first


@frozen
class History:
    """Ids of commits in which a file is as asked for; whether all commits were looked at."""

    commits: tuple[str, ...]
    is_whole: bool


def history_of(folder: Path, file: str, wanted: Callable[[bytes], bool]) -> History | None:
    """The commits in which a file of a folder is as wanted; None where no repository can be read.

    Objects are read and nothing else: nothing that the repository configures is run.

    Args:
      file: relative to the folder.
      wanted: told what the file holds.
    """
    try:
        repository = find_repository(folder)
    except NotRead:
        return None
    path = f"{repository.below}/{file}" if repository.below not in ("", ".") else file
    try:
        return _walked(repository.objects(), path, wanted)
    except GitFailed:
        return None


def _walked(objects: Objects, path: str, wanted: Callable[[bytes], bool]) -> History | None:
    head = objects.get("HEAD^{commit}")
    if head is None:
        return None
    waiting, seen = [head.id], {head.id}
    found: list[str] = []
    verdicts: dict[str, bool] = {}
    while waiting and len(seen) <= MOST:
        name = waiting.pop(0)
        commit = objects.get(name)
        if commit is None:  # a clone without its whole history
            return History(tuple(found), False)
        blob = objects.get(f"{name}:{path}")
        if blob is not None and blob.type == "blob":
            if blob.id not in verdicts:
                verdicts[blob.id] = wanted(blob.data)
            if verdicts[blob.id]:
                found.append(name)
        for line in commit.data.partition(b"\n\n")[0].split(b"\n"):
            parent = line.removeprefix(b"parent ").decode("ascii", "replace")
            if line.startswith(b"parent ") and parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return History(tuple(found), not waiting)
