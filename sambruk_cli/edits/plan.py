"""A change to a user's files before it is carried out: every file, as it is and as it will be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import PurePosixPath

from sambruk_cli.edits.lines import joined, with_ends
from sambruk_cli.frozen import frozen

# The only hidden files that a plan makes, in a folder of its own: no program runs what they hold
# on this machine.
HIDDEN = frozenset({".gitignore", ".github/workflows/sambruk.yml"})
# Documents, which nobody reads line by line.
_DOCUMENTS = (".pdf", ".xml", ".eml", ".xlsx", ".docx")


class ChangeKind(StrEnum):
    """What becomes of a file."""

    MADE = "made"
    REPLACED = "replaced"
    APPENDED = "appended"
    REMOVED = "removed"


@frozen
class Change:
    """What becomes of one file.

    `path` is relative to the workspace, with forward slashes. `before` is the content that the
    change was planned against, None where there is no file; `after` the new one, None where the
    file goes.
    """

    path: str
    before: bytes | None
    after: bytes | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError(f"{self.path} is neither there nor made")
        if not is_plain(self.path) and not (self.path in HIDDEN and self.before is None):
            raise ValueError(f"{self.path!r} is no path of a workspace")

    @property
    def is_text(self) -> bool:
        """Whether its lines are shown: those of documents are not."""
        return not self.path.casefold().endswith(_DOCUMENTS)

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return ChangeKind.MADE
        if self.after is None:
            return ChangeKind.REMOVED
        return ChangeKind.APPENDED if self.after.startswith(self.before) else ChangeKind.REPLACED


def _as_it_is(_: str, line: str) -> str:
    return line


@frozen
class Plan:
    """Changes that are carried out together or not at all.

    `rests_on` is the SHA-256, in hexadecimal digits, of further files that the plan was made from,
    by path: where one of them has changed, the plan no longer holds (the next free number of a
    series rests on every journal). `shown` says how a line of a file that stays is shown beside
    those that change, given the path of its file.
    """

    changes: tuple[Change, ...]
    rests_on: Mapping[str, str] = field(default_factory=dict)
    shown: Callable[[str, str], str] = field(default=_as_it_is, repr=False, compare=False)

    @classmethod
    def of(cls, changes: Iterable[Change], rests_on: Mapping[str, str] | None = None) -> Plan:
        """A plan of the changes that change anything.

        Raises:
          ValueError: when two are of the same file.
        """
        found = tuple(change for change in changes if change.before != change.after)
        paths = [change.path for change in found]
        if len(set(paths)) < len(paths):
            raise ValueError(f"a file stands twice in {paths}")
        return cls(found, rests_on or {})

    def content(self, path: str) -> bytes:
        """What a file will hold.

        Raises:
          KeyError: when the plan makes and changes no such file.
        """
        for change in self.changes:
            if change.path == path and change.after is not None:
                return change.after
        raise KeyError(path)


def is_plain(path: str) -> bool:
    """Whether a path stays below the root by its text, and names nothing hidden.

    Hidden folders are other programs' own: what is written into .git can run code.
    """
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith(".") or "\\" in part or "\0" in part for part in parts)
    return bool(parts) and not hidden and not PurePosixPath(path).is_absolute()


def made(path: str, text: str) -> Change:
    """A new file."""
    return Change(path, None, text.encode())


def appended(path: str, before: bytes | None, text: str) -> Change:
    """Text at the end of a file, a blank line before it; a new file where there is none.

    The text ends its lines as the file does. A last line without an end gets one.
    """
    return made(path, text) if before is None else Change(path, before, joined(before, text))


def rewritten(path: str, before: bytes | None, text: str) -> Change:
    """A file with another text: line ends and byte order mark stay as they are.

    Args:
      text: the whole text, lines ended by LF.
    """
    return made(path, text) if before is None else Change(path, before, with_ends(before, text))


def removed(path: str, before: bytes) -> Change:
    """A file that goes."""
    return Change(path, before, None)
