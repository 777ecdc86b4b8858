"""What a change of the register of members shows before it is written."""

from __future__ import annotations

from typing import Any

from sambruk_cli.document.model import Block, Column, Row, Table
from sambruk_cli.edits.members import MembersEdit
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_in
from sambruk_cli.views.plan import change_payload

FEW = 10  # so many members are listed one by one


def edit_payload(
    edit: MembersEdit, written: bool, language: Language, *, diff: bool
) -> dict[str, Any]:
    """The change as JSON."""
    return {
        "members": [
            {"id": each.id, "name": each.name, "change": each.kind, "keys": list(each.keys)}
            for each in edit.changes
        ],
        **change_payload(edit, written, language, diff=diff),
    }


def edit_summary(edit: MembersEdit, language: Language) -> list[Block]:
    """Who is changed: one by one where they are few, else how many."""
    words = {
        "added": say(language, "added"),
        "changed": say(language, "changed"),
        "left": say_in(language, "member", "left"),
        "returned": say(language, "returned"),
        "forgotten": say(language, "forgotten"),
    }
    if not edit.changes:
        return []
    if len(edit.changes) > FEW:
        counted = (
            (word, sum(1 for e in edit.changes if e.kind == kind)) for kind, word in words.items()
        )
        heads = (Column(say(language, "Change")), Column(say(language, "Members"), "count"))
        return [Table("", heads, tuple(Row(row) for row in counted if row[1]))]
    columns = (
        Column("Id"),
        Column(say_in(language, "person", "Name")),
        Column(say(language, "Change")),
        Column(say(language, "Keys")),
    )
    rows = (Row((e.id, e.name, words[e.kind], ", ".join(e.keys))) for e in edit.changes)
    return [Table("", columns, tuple(rows))]
