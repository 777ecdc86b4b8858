"""What an import of members shows before it writes."""

from __future__ import annotations

from typing import Any

from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.exchange.members.plan import MembersImport
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_count
from sambruk_cli.views.members_edit import edit_payload, edit_summary

MOST_NAMED = 20  # of those that are not in the file


def import_payload(
    found: MembersImport, file: str, written: bool, language: Language, *, diff: bool
) -> dict[str, Any]:
    """The import as JSON."""
    return {
        "file": file,
        "columns": [{"column": c.heading, "key": c.key} for c in found.columns],
        "missing": list(found.missing),
        **edit_payload(found.edit, written, language, diff=diff),
    }


def import_summary(found: MembersImport, language: Language) -> list[Block]:
    """What each column is taken for, who is changed, and who is not in the file."""
    heads = (Column(say(language, "Column")), Column(say(language, "Key")))
    unused = say(language, "left out")
    rows = (Row((c.heading, c.key or unused)) for c in found.columns if c.heading)
    blocks: list[Block] = [Table("", heads, tuple(rows)), *edit_summary(found.edit, language)]
    if found.missing:
        names = ", ".join(found.missing[:MOST_NAMED])
        more = ", ..." if len(found.missing) > MOST_NAMED else ""
        text = say_count(
            language,
            len(found.missing),
            "Not in the file, and left as it is: 1 member ({names}).",
            "Not in the file, and left as they are: {number} members ({names}).",
            names=names + more,
        )
        blocks.append(Paragraph.of(text))
    if found.unread:
        sheets = ", ".join(found.unread)
        blocks.append(
            Paragraph.of(say(language, "Sheets that are not read: {sheets}.", sheets=sheets))
        )
    return blocks
