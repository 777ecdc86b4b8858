"""What is wrong with a SIE file: problems, and the one exception that carries them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

Severity = Literal["error", "warning", "note"]

# A reader that has met this many errors stops; as many warnings and notes are listed.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1; 0 is the file as a whole. `kind` is a short name, such as `date`."""

    line: int
    kind: str
    message: str
    severity: Severity = "error"


class SieError(Exception):
    """A file that cannot be read, or written, as SIE.

    `problems` holds everything that was found; `line` and the text are those of the first error.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = next(problem for problem in problems if problem.severity == "error")
        self.line = first.line
        self.message = first.message
        super().__init__(f"line {first.line}: {first.message}" if first.line else first.message)


class Collector:
    """Gathers the problems of one reading."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.failed = False
        self._errors = 0
        self._lenient = 0

    def fail(self, line: int, kind: str, message: str) -> None:
        """An error that makes the file unreadable. Raises SieError after a thousand."""
        self.failed = True
        self._errors += 1
        self.problems.append(Problem(line, kind, message))
        if self._errors >= MOST:
            self.stop(line, "many", f"reading stopped after {MOST} errors")

    def stop(self, line: int, kind: str, message: str) -> NoReturn:
        """An error after which reading on has no meaning. Raises SieError."""
        self.problems.append(Problem(line, kind, message))
        raise SieError(self.problems)

    def error(self, line: int, kind: str, message: str) -> None:
        """An error in a file whose every field can be read all the same."""
        self.problems.append(Problem(line, kind, message))

    def warn(self, line: int, kind: str, message: str) -> None:
        self._mild(Problem(line, kind, message, "warning"))

    def note(self, line: int, kind: str, message: str) -> None:
        self._mild(Problem(line, kind, message, "note"))

    def _mild(self, problem: Problem) -> None:
        self._lenient += 1
        if self._lenient < MOST:
            self.problems.append(problem)
        elif self._lenient == MOST:
            message = f"further warnings and notes are not listed: there are more than {MOST - 1}"
            self.problems.append(Problem(problem.line, "many", message, "note"))


def quoted(text: str) -> str:
    """A text from the file, short enough to stand in a message."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:37]}..."'
