"""What a change of files says of itself."""

from __future__ import annotations

from typing import Any, Protocol

from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.edits.diff import unified
from sambruk_cli.edits.plan import Plan
from sambruk_cli.findings import Finding
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_in


class ChangeSaid(Protocol):
    """What a command would change, or what stands in its way, and what is to be noted."""

    @property
    def plan(self) -> Plan | None: ...

    @property
    def findings(self) -> tuple[Finding, ...]: ...

    @property
    def notes(self) -> tuple[Finding, ...]: ...


def change_payload(
    said: ChangeSaid, written: bool, language: Language, *, diff: bool
) -> dict[str, Any]:
    """What the JSON of every command that changes files holds.

    Args:
      diff: whether every line that comes or goes is in it.
    """
    return {
        "files": files_payload(said.plan, diff=diff) if said.plan else [],
        "written": written,
        "notes": [item.as_json(language) for item in said.notes],
        "findings": [item.as_json(language) for item in said.findings],
    }


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


def files_table(plan: Plan | None, language: Language) -> Table:
    """The files of a change, with the size that each will have."""
    columns = (Column(say_in(language, "a file's name", "File")), Column("Byte", "count"))
    changes = plan.changes if plan else ()
    return Table(
        "", columns, tuple(Row((change.path, len(change.after or b""))) for change in changes)
    )


def outcome(written: bool, language: Language, *, is_nothing: bool = False) -> Block:
    """The last line: whether anything has been written."""
    if is_nothing:
        return Paragraph.of(say(language, "Nothing changes."))
    if written:
        return Paragraph.of(say(language, "The files are written."))
    return Paragraph.of(say(language, "Nothing is written: add --write."))
