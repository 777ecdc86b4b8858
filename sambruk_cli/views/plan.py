"""What a change of files says of itself."""

from __future__ import annotations

from typing import Any

from sambruk_cli.document.model import Block, Paragraph
from sambruk_cli.edits.diff import unified
from sambruk_cli.edits.plan import Plan
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say


def files_payload(plan: Plan, *, diff: bool) -> list[dict[str, Any]]:
    """The files of a change as JSON: `bytes` is the size that each will have."""
    return [
        {
            "path": change.path,
            "bytes": len(change.after or b""),
            "change": str(change.kind),
            **({"diff": "".join(f"{line}\n" for line in unified(plan, change))} if diff else {}),
        }
        for change in plan.changes
    ]


def outcome(written: bool, language: Language, *, is_nothing: bool = False) -> Block:
    """The last line: whether anything has been written."""
    if is_nothing:
        return Paragraph.of(say(language, "Nothing changes."))
    if written:
        return Paragraph.of(say(language, "The files are written."))
    return Paragraph.of(say(language, "Nothing is written: add --write."))
