"""A planned change on the terminal: each file with the lines that come and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sambruk_cli.edits.diff import unified
from sambruk_cli.edits.plan import Plan
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say_count
from sambruk_cli.render.lines import Line
from sambruk_cli.render.printable import printable


def diff_lines(plan: Plan, language: Language, most: int | None = None) -> list[Line]:
    """The unified diff of every file, what could steer a terminal written out.

    Args:
      most: lines at most, None for all; how many are left out is said in their place.
    """
    lines = _lines(plan)
    shown = list(islice(lines, most))
    left = sum(1 for _ in lines)
    if left:
        text = say_count(
            language,
            left,
            "... 1 more line; it is shown in a pipe or file",
            "... {number} more lines; they are shown in a pipe or file",
        )
        shown += [Line(""), Line(text, "dim")]
    return shown


def _lines(plan: Plan) -> Iterator[Line]:
    for number, change in enumerate(plan.changes):
        if number:
            yield Line("")
        yield from _styled(unified(plan, change))


def _styled(lines: Iterable[str]) -> Iterator[Line]:
    is_head = True
    for line in lines:
        text = printable(line)
        if line.startswith("@@"):
            is_head = False
            yield Line(text, "dim")
        else:
            yield Line(text, "bold" if is_head or line.startswith(("+", "-")) else "")
