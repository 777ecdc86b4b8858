"""What a plan changes, line by line, as a unified diff."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Literal

from sambruk_cli.edits.lines import line_end
from sambruk_cli.edits.plan import Change, Plan
from sambruk_cli.frozen import frozen

Mark = Literal[" ", "+", "-"]

CONTEXT = 3  # lines that stay, around those that change
_LONG = 4000  # lines of a text that is parted before it is compared
_Span = tuple[int, int, int, int]


@frozen
class Hunk:
    """A run of lines: where it begins before and after (from 1), and each line with its mark."""

    before: int
    after: int
    lines: tuple[tuple[Mark, str], ...]

    @property
    def head(self) -> str:
        """@@ -1,3 +1,4 @@"""
        counts = [sum(mark != other for mark, _ in self.lines) for other in "+-"]
        starts = [
            start - (count == 0)
            for start, count in zip((self.before, self.after), counts, strict=True)
        ]
        old, new = (
            f"{start},{count}" if count != 1 else f"{start}"
            for start, count in zip(starts, counts, strict=True)
        )
        return f"@@ -{old} +{new} @@"


def hunks(change: Change) -> list[Hunk]:
    """The hunks of one file. Only what differs is compared, so that a long file costs little."""
    old, new = _lines(change.before), _lines(change.after)
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    tail = next((n for n in range(least - head) if old[-1 - n] != new[-1 - n]), least - head)
    changed = [
        (i1 + head, i2 + head, j1 + head, j2 + head)
        for i1, i2, j1, j2 in differences(old[head : len(old) - tail], new[head : len(new) - tail])
    ]
    return [_hunk(group, old, new) for group in _groups(changed)]


def differences(old: Sequence[str], new: Sequence[str]) -> Iterator[_Span]:
    """Runs of lines that differ: first and last line before, first and last line after.

    A long text is parted at lines that stand once in both, in the same order, since comparing each
    line with each other takes minutes where thousands of them are alike.
    """
    at_old = at_new = 0
    anchors = _anchors(old, new) if len(old) + len(new) > _LONG else []
    for old_end, new_end in [*anchors, (len(old), len(new))]:
        matcher = SequenceMatcher(None, old[at_old:old_end], new[at_new:new_end], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag != "equal":
                yield at_old + i1, at_old + i2, at_new + j1, at_new + j2
        at_old, at_new = old_end, new_end


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that stand once in both texts, as many as stand in the same order."""
    once = {line for line, number in Counter(old).items() if number == 1}
    once &= {line for line, number in Counter(new).items() if number == 1}
    places = {line: at for at, line in enumerate(new) if line in once}
    pairs = [(at, places[line]) for at, line in enumerate(old) if line in once]
    # The longest run of growing places, by the smallest last place of each length.
    tails: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        lasts[length : length + 1] = [index]
        before.append(lasts[length - 1] if length else -1)
    found: list[tuple[int, int]] = []
    at = lasts[-1] if lasts else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def unified(plan: Plan, change: Change) -> Iterator[str]:
    """The lines of a unified diff, as `git diff` writes them, without ends of lines.

    Lines that stay are as the plan lets them be shown. Of a document it is said that it differs.
    """
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.after is None else f"b/{change.path}"
    if not change.is_text:
        yield f"Binary files {old} and {new} differ"
        return
    found = hunks(change)
    if not found:
        return
    yield f"--- {old}"
    yield f"+++ {new}"
    for hunk in found:
        yield hunk.head
        for mark, line in hunk.lines:
            yield mark + (plan.shown(change.path, line) if mark == " " else line)


def _lines(content: bytes | None) -> list[str]:
    """Lines without their ends where they are the commonest of the file."""
    if not content:
        return []
    end = line_end(content)
    lines = content.decode(errors="replace").split("\n")
    if end == "\r\n":
        lines = [line.removesuffix("\r") for line in lines]
    return lines[:-1] if lines[-1] == "" else lines


def _groups(changed: list[_Span]) -> Iterator[list[_Span]]:
    """Changes that are so near to each other that their context meets."""
    group: list[_Span] = []
    for span in changed:
        if group and span[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _hunk(group: list[_Span], old: list[str], new: list[str]) -> Hunk:
    first, last = group[0], group[-1]
    before = min(CONTEXT, first[0])
    lines: list[tuple[Mark, str]] = []
    at = first[0] - before
    for i1, i2, j1, j2 in group:
        lines += [(" ", line) for line in old[at:i1]]
        lines += chain((("-", x) for x in old[i1:i2]), (("+", x) for x in new[j1:j2]))
        at = i2
    lines += [(" ", line) for line in old[at : last[1] + CONTEXT]]
    return Hunk(first[0] - before + 1, first[2] - before + 1, tuple(lines))
