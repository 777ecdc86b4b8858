"""What is wrong with a SIE file: problems, and the one exception that carries them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from sambruk_cli.messages import Message

Severity = Literal["error", "warning", "note"]

# A reader that has met this many errors stops; as many warnings and notes are listed.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1; 0 is the file as a whole. `kind` is a short name, such as `date`.

    `said` is kept as template and values, so that it can be said in any language.
    """

    line: int
    kind: str
    said: Message
    severity: Severity = "error"

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.said.text("en")


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


@dataclass(slots=True)
class Tally:
    """Something that a program does throughout a file: the first place of it, and how often."""

    line: int
    first: Message
    number: int = 0

    def said(self) -> Message:
        if self.number == 1:
            return self.first
        return Message.of(
            "{problem} ({number} times in the file, the first here)",
            problem=self.first,
            number=self.number,
        )


class Collector:
    """Gathers the problems of one reading."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.failed = False
        self._errors = 0
        self._lenient = 0
        self._tallies: dict[tuple[str, str], Tally] = {}
        self._thousands: tuple[int, str] | None = None

    def fail(self, line: int, kind: str, said: Message) -> None:
        """An error that makes the file unreadable. Raises SieError after a thousand."""
        self.failed = True
        self._errors += 1
        self.problems.append(Problem(line, kind, said))
        if self._errors >= MOST:
            self.stop(line, "many", Message.of("reading stopped after {most} errors", most=MOST))

    def stop(self, line: int, kind: str, said: Message) -> NoReturn:
        """An error after which reading on has no meaning. Raises SieError."""
        self.problems.append(Problem(line, kind, said))
        raise SieError(self.problems)

    def error(self, line: int, kind: str, said: Message) -> None:
        """An error in a file whose every field can be read all the same."""
        self.problems.append(Problem(line, kind, said))

    def warn(self, line: int, kind: str, said: Message) -> None:
        self._mild(Problem(line, kind, said, "warning"))

    def note(self, line: int, kind: str, said: Message) -> None:
        self._mild(Problem(line, kind, said, "note"))

    def tally(self, line: int, kind: str, form: str, said: Message) -> None:
        """A warning that is given once for the file; what is said is that of the first place."""
        self._tallies.setdefault((kind, form), Tally(line, said)).number += 1

    def may_be_thousands(self, line: int, text: str) -> None:
        """An amount such as 1.000, which is a thousand where decimals come after a comma."""
        self._thousands = self._thousands or (line, text)

    def tell_tallies(self) -> None:
        """A warning for each tally; these are few, so that all are listed.

        Fails for an amount whose point may part thousands, in a file with commas before decimals.
        """
        if self._thousands and ("amount", "comma") in self._tallies:
            line, text = self._thousands
            said = Message.of(
                '"{text}" may be thousands: other amounts of the file have a comma before decimals',
                text=short(text),
            )
            self.fail(line, "amount", said)
        for (kind, _), tally in self._tallies.items():
            self.problems.append(Problem(tally.line, kind, tally.said(), "warning"))
        self._tallies.clear()

    def _mild(self, problem: Problem) -> None:
        self._lenient += 1
        if self._lenient < MOST:
            self.problems.append(problem)
        elif self._lenient == MOST:
            said = Message.of(
                "further warnings and notes are not listed: there are more than {most}",
                most=MOST - 1,
            )
            self.problems.append(Problem(problem.line, "many", said, "note"))


def short(text: str) -> str:
    """A text from the file, short enough to stand in a message."""
    return text if len(text) <= 40 else f"{text[:37]}..."
