"""What the parts of the section on patterns are made of."""

from __future__ import annotations

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.document.model import Block, Heading, Paragraph, Table

MOST_SHOWN = 25  # rows that the PDF lists of each kind; the workbook has all

PatternPart = tuple[list[Block], Table | None]


def part_of(title: str, said: str, table: Table | None) -> PatternPart:
    """A heading, a sentence and the first rows of a table."""
    blocks: list[Block] = [Heading(2, title), Paragraph.of(said)]
    if table is not None and table.rows:
        blocks.append(Table(table.id, table.columns, table.rows[:MOST_SHOWN]))
    return blocks, table


def voucher_name(voucher: Voucher) -> str:
    return voucher.ver or f"{voucher.file}:{voucher.line}"
