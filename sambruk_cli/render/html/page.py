"""What the parts of an HTML page must know of each other: ids, links, the heading above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sambruk_cli.document.model import Heading, Report
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language

_NOTE = re.compile(r"note-[0-9]{1,9}")


@frozen
class ContentsLink:
    """A line of the contents; level 1 is a chapter."""

    level: int
    number: str
    text: str
    id: str


@dataclass(slots=True)
class Page:
    """A page while it is written.

    `notes` are the ids that references to notes can lead to. `level` is that of the last heading
    written (2 for h2), and `heading` its text, or the name of the row that is being unfolded.
    """

    language: Language
    notes: frozenset[str]
    contents: list[ContentsLink] = field(default_factory=list)
    level: int = 1
    heading: str = ""
    unfolding: int = 0
    _given: Counter[str] = field(default_factory=Counter)

    def new_id(self, kind: str) -> str:
        """An id that nothing else on the page has; never made from a text of the report."""
        self._given[kind] += 1
        return f"{kind}-{self._given[kind]}"

    def heading_id(self, heading: Heading) -> str:
        """The id of a note's heading, where it is the first with it; else a new one."""
        if heading.id in self.notes and not self._given[heading.id]:
            self._given[heading.id] = 1
            return heading.id
        return self.new_id("section")

    def has_details(self) -> bool:
        return self._given["detail"] > 0

    @contextmanager
    def unfolded(self, row: str) -> Iterator[None]:
        """While what a row is made of is written."""
        heading, self.heading = self.heading, row
        self.unfolding += 1
        yield
        self.unfolding -= 1
        self.heading = heading


def page_of(report: Report) -> Page:
    """An empty page that knows the notes of a report."""
    ids = (
        block.id
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    )
    return Page(report.language, frozenset(name for name in ids if _NOTE.fullmatch(name)))
