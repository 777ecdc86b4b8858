"""What `sambruk audit` shows of the pack that it has made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count


@frozen
class WrittenFile:
    """A file of the pack: its path within it, its size in bytes, its SHA-256, and the key of the
    section that it is of, "" for what is of the whole."""

    path: str
    size: int
    digest: str
    section: str


def audit_blocks(year: AuditYear, folder: str, files: Sequence[WrittenFile]) -> list[Block]:
    """The files of the pack, documents counted and not named."""
    language: Language = year.session.terms.messages
    own = [file for file in files if "/" not in file.path]
    copied = len(files) - len(own)
    columns = (Column(say(language, "File")), Column(say(language, "Bytes"), "count"))
    rows = tuple(Row((file.path, file.size)) for file in own)
    title = say(language, "Audit pack {year}", year=year.label)
    blocks: list[Block] = [Heading(2, title), Table("files", columns, rows)]
    if copied:
        said = say_count(
            language, copied, "1 document of vouchers.", "{number} documents of vouchers."
        )
        blocks.append(Paragraph.of(said))
    blocks.append(Paragraph.of(say(language, "Written to {folder}.", folder=folder)))
    return blocks


def audit_payload(year: AuditYear, folder: str, files: Sequence[WrittenFile]) -> dict[str, Any]:
    """The same as JSON."""
    stamp = year.stamp
    return {
        "year": year.label,
        "folder": folder,
        "program": stamp.program,
        "commit": stamp.commit or None,
        "changed": stamp.changed,
        "digest": stamp.digest,
        "files": [
            {
                "path": file.path,
                "bytes": file.size,
                "sha256": file.digest,
                "section": file.section or None,
            }
            for file in files
        ],
    }
