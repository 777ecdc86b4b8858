"""What `sambruk diff --driver` shows: what has changed in one journal."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.books.vouchers import account_parts
from sambruk_cli.diff.journal import JournalChanges
from sambruk_cli.diff.tables import changes_table, voucher_table
from sambruk_cli.document.model import Block, Heading, Paragraph
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.views.diff import counted_vouchers


def file_blocks(path: str, found: JournalChanges, language: Language) -> list[Block]:
    """The vouchers that have come, gone and changed, and the other lines that have."""
    return [Heading(2, path), *_blocks(found, language)]


def _blocks(found: JournalChanges, language: Language) -> Iterator[Block]:
    vouchers = found.vouchers
    yield counted_vouchers(vouchers, language)
    for title, some in (
        (say(language, "Vouchers added"), vouchers.added),
        (say(language, "Vouchers removed"), vouchers.removed),
    ):
        if some:
            yield Heading(3, f"{title} ({len(some)})")
            yield voucher_table(some, _account, language)
    if vouchers.changed:
        yield Heading(3, f"{say(language, 'Vouchers changed')} ({len(vouchers.changed)})")
        yield changes_table(vouchers.changed, _account, language)
    if found.lines:
        yield Heading(3, say(language, "Other lines"))
        yield Paragraph.of("\n".join(found.lines), "code")


def _account(name: str) -> str:
    """An account by its name alone: the chart stands in another file."""
    number, label = account_parts(name)
    return f"{number or ''} {label}".strip()
