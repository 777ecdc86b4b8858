"""What a new schedule of fees shows before it is written."""

from __future__ import annotations

from sambruk_cli.document.model import Block, Paragraph
from sambruk_cli.edits.fees import FeeEdit
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say_count

MOST_NAMED = 20  # of those that something must be known of


def needs_summary(edit: FeeEdit, language: Language) -> list[Block]:
    """What must be known of members before the schedule can charge them."""
    blocks: list[Block] = []
    for name, ids in edit.needs.items():
        more = ", ..." if len(ids) > MOST_NAMED else ""
        text = say_count(
            language,
            len(ids),
            "It needs {attribute} of 1 member: {ids}.",
            "It needs {attribute} of {number} members: {ids}.",
            attribute=name,
            ids=", ".join(ids[:MOST_NAMED]) + more,
        )
        blocks.append(Paragraph.of(text))
    return blocks
