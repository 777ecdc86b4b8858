"""The text of a note, from the year's folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from os.path import normpath

from sambruk_cli.document.model import Block, Heading, Items
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.register.year_files import folder_of, read_facts, translated
from sambruk_cli.report.facts import fact_blocks
from sambruk_cli.report.narrative import MOST_OF_CHAPTER, Narrative, read_narrative
from sambruk_cli.report.values import inline_values
from sambruk_cli.report.year import ReportYear

# A note stands below a heading of level 3: its own first is one of level 4.
_FIRST = 4


def read_note(
    year: ReportYear, name: str, blocks: Mapping[str, Callable[[], Sequence[Block]]]
) -> Narrative:
    """The text of a note with its placeholders filled in, read as a chapter is.

    In English it is the file that ends in .en.md, where there is one. Nothing where it cannot be
    read, which `note_text_findings` says.

    Args:
      blocks: what a note may ask for beside tables of facts, by name.
    """
    file = f"config/report/{folder_of(year.label)}/{name}"
    file = translated(year.workspace, file, year.language)
    try:
        text = year.workspace.read_text(file, most=MOST_OF_CHAPTER)
    except Unreadable:
        return Narrative()
    facts, _, _ = read_facts(year.workspace, year.label)
    is_english = file.endswith(".en.md")
    values = inline_values(year if is_english else year.in_swedish(), facts)

    def pictures(picture: str) -> bytes:
        return year.workspace.read_bytes(f"config/report/{folder_of(year.label)}/{picture}")

    generated = {**blocks, **fact_blocks(year, facts)}
    narrative = read_narrative(text, file, values, generated, pictures)
    first = next((b.level for b in narrative.blocks if isinstance(b, Heading)), 1)
    narrative.blocks = [_lowered(block, _FIRST - first) for block in narrative.blocks]
    return narrative


def note_text_findings(year: ReportYear) -> Iterator[Finding]:
    """The texts of notes that cannot be read, by the names that the layout gives them."""
    workspace, place = year.workspace, year.register.places["statements"]
    entry = year.register.layout_entry(year.layout)
    for index, note in enumerate(year.layout.notes):
        if note.text is None:
            continue
        file = f"config/report/{folder_of(year.label)}/{note.text}"
        try:
            if normpath(file).startswith(".."):
                line = place.line("layouts", entry, "notes", index, "text")
                workspace.place(file, source=place.file, line=line)
            workspace.read_text(file, most=MOST_OF_CHAPTER)
        except Unreadable as error:
            yield from error.findings


def _lowered(block: Block, levels: int) -> Block:
    match block:
        case Heading():
            return replace(block, level=max(_FIRST, min(block.level + levels, 6)))
        case Items():
            items = tuple(tuple(_lowered(inner, levels) for inner in item) for item in block.items)
            return replace(block, items=items)
        case _:
            return block
