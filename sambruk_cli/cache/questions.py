"""What an answer rests on: questions that know how to ask themselves again.

While every one of them is answered as before, whatever followed from the answers follows again.
Answers are plain data (texts, numbers, lists), so that they can be kept as JSON and compared.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from sambruk_cli.files.folder import Folder
from sambruk_cli.files.protocol import Head, Kind, Matches, Outside, Place
from sambruk_cli.files.state import FileState, Stat, now

MISSING = "missing"


class World(NamedTuple):
    """What questions are asked of: the files of a workspace, and the day as an ISO date."""

    files: Folder
    today: str


class Question:
    """One thing that was asked about the world; `about` says of what."""

    __slots__ = ("about",)
    kind: ClassVar[str]

    def __init__(self, about: str = "") -> None:
        self.about = about

    def ask(self, world: World) -> Any:
        """The answer now."""
        raise NotImplementedError

    def stands(self, answer: Any, world: World) -> bool:
        """Whether the answer is surely the same now."""
        return bool(self.ask(world) == answer)

    def is_same(self, one: Any, other: Any) -> bool:
        """Whether two answers say the same, be it with other states of the files."""
        return bool(one == other)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.about == getattr(other, "about", None)

    def __hash__(self) -> int:
        return hash((self.kind, self.about))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.about!r})"


class Held(Question):
    """What a file holds. The answer is its state, or why it could not be read."""

    __slots__ = ()
    kind = "content"

    def ask(self, world: World) -> Any:
        try:
            state = world.files.read(self.about).state
        except (OSError, Outside) as error:
            return why_not(error)
        return state_out(state) if state else None

    def stands(self, answer: Any, world: World) -> bool:
        """Whether the file is surely the same, without reading it."""
        if answer == MISSING and world.files.place(self.about).kind is Kind.MISSING:
            return True
        if isinstance(answer, str):
            return bool(self.ask(world) == answer)
        found = world.files.stat(self.about)
        return found is not None and answer is not None and state_in(answer).is_surely(found)

    def is_same(self, one: Any, other: Any) -> bool:
        if isinstance(one, list) and isinstance(other, list):
            return bool(one[-1] == other[-1])  # the digest
        return bool(one == other)


class Stands(Question):
    """What stands at a name, and where the name leads."""

    __slots__ = ()
    kind = "stands"

    def ask(self, world: World) -> Any:
        return place_out(world.files.place(self.about))


class Matching(Question):
    """Which names match a pattern, and where each leads."""

    __slots__ = ()
    kind = "matching"

    def ask(self, world: World) -> Any:
        return matches_out(world.files.matches(self.about))


class Size(Question):
    """How many bytes a file has."""

    __slots__ = ()
    kind = "size"

    def ask(self, world: World) -> Any:
        return world.files.size(self.about)


class CheckedOut(Question):
    """Which commit is checked out. The answer names it, and the state of the files that decide it.

    The state is None where git must be asked, which takes longer than all other questions.
    """

    __slots__ = ()
    kind = "checked out"

    def ask(self, world: World) -> Any:
        return head_out(world.files.head())

    def stands(self, answer: Any, world: World) -> bool:
        commit, state = answer
        if state is None:
            return bool(self.ask(world)[0] == commit)
        seen, files = state
        return all(_state(path) == before and _settled(before, seen) for path, before in files)

    def is_same(self, one: Any, other: Any) -> bool:
        return bool(one[0] == other[0])


class Day(Question):
    """Which day it is."""

    __slots__ = ()
    kind = "day"

    def ask(self, world: World) -> Any:
        return world.today


KINDS: dict[str, type[Question]] = {
    question.kind: question for question in (Held, Stands, Matching, Size, CheckedOut, Day)
}


def why_not(error: Exception) -> str:
    """Why a file could not be read, as a text that is another one for another reason."""
    return MISSING if isinstance(error, FileNotFoundError) else f"{type(error).__name__}: {error}"


def state_out(state: FileState) -> list[Any]:
    return [*state.stat, state.seen, state.digest]


def state_in(row: list[Any]) -> FileState:
    return FileState(Stat(*row[:-2]), row[-2], row[-1])


def place_out(place: Place) -> list[str]:
    return [str(place.kind), place.name]


def matches_out(matches: Matches) -> list[Any]:
    return [matches.strays, [[match.name, *place_out(match.place)] for match in matches.found]]


def head_out(head: Head) -> list[Any]:
    """The commit, and the states of the files that decide it with the time they were taken at."""
    commit = head.committed.commit if head.committed is not None else ""
    if head.decided_by is None:
        return [commit, None]
    seen = now()
    return [commit, [seen, [[path, _state(path)] for path in head.decided_by]]]


def _state(path: str) -> list[int] | None:
    """What tells that a file is another one; None where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return [found.st_ino, found.st_dev, found.st_mode]  # what a folder holds is not meant
    return list(Stat.of(found))


def _settled(state: list[int] | None, seen: int) -> bool:
    return state is None or len(state) == 3 or FileState(Stat(*state), seen, "").is_settled


class Basis:
    """Questions with their answers; `is_whole` is lost where one was answered in two ways."""

    __slots__ = ("answers", "is_whole")

    def __init__(self) -> None:
        self.answers: dict[Question, Any] = {}
        self.is_whole = True

    def note(self, question: Question, answer: Any) -> None:
        """Note an answer. One that differs from an earlier one means that something changed."""
        before = self.answers.setdefault(question, answer)
        if before != answer:
            self.is_whole = self.is_whole and question.is_same(before, answer)
            self.answers[question] = answer

    def add(self, other: Basis) -> None:
        """Note all that another basis holds."""
        self.is_whole = self.is_whole and other.is_whole
        for question, answer in other.answers.items():
            self.note(question, answer)

    @property
    def files(self) -> dict[str, FileState]:
        """The files that were read, by name."""
        return {
            question.about: state_in(answer)
            for question, answer in self.answers.items()
            if isinstance(question, Held) and isinstance(answer, list)
        }

    @property
    def others(self) -> dict[Question, Any]:
        """All the other answers, that a file could not be read among them."""
        return {
            question: answer
            for question, answer in self.answers.items()
            if not (isinstance(question, Held) and isinstance(answer, list))
        }

    def stands(self, world: World) -> bool:
        """Whether every question is surely answered as before."""
        return self.is_whole and all(q.stands(a, world) for q, a in self.answers.items())

    def to_rows(self) -> list[Any]:
        """The basis as plain data."""
        return [self.is_whole, [[q.kind, q.about, answer] for q, answer in self.answers.items()]]

    @classmethod
    def from_rows(cls, rows: Any) -> Basis:
        """The basis again.

        Raises:
          KeyError: when it holds a question that this program does not know.
        """
        found = cls()
        found.is_whole, asked = rows
        found.answers = {KINDS[kind](about): answer for kind, about, answer in asked}
        return found


def union(bases: Iterable[Basis]) -> Basis:
    """All that several bases hold."""
    every = Basis()
    for basis in bases:
        every.add(basis)
    return every
