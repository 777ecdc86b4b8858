"""The document model: what every printed form of a report or table is made from.

It holds content and its meaning, never looks: cells are values, rows have roles, and a renderer
decides how that is drawn. Whatever stands in it is text, not markup.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import field, fields, is_dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Literal

from sambruk_cli.document.cell import Cell
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.money import plain

ColumnKind = Literal["text", "amount", "count", "date"]
Carries = Literal["", "details", "appendices"]
Style = Literal["plain", "strong", "emphasis", "code"]
RowRole = Literal["plain", "heading", "subtotal", "total", "account"]


@frozen
class Span:
    """A run of text in one style."""

    text: str
    style: Style = "plain"


@frozen
class Paragraph:
    """Running text."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, style: Style = "plain") -> Paragraph:
        """A paragraph in one style."""
        return cls((Span(text, style),))

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@frozen
class Heading:
    """A heading; level 1 is a chapter. `number` as in 3.1, "" where it has none.

    `id` is what links lead to: note-2 for a note.
    """

    level: int
    text: str
    number: str = ""
    id: str = ""


@frozen
class Items:
    """A list; every item is a run of blocks. An ordered one counts from `start`."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@frozen
class Column:
    """A column of a table. `decimals` is for amounts. `note` marks references to notes.

    `title` is for people, in their language; `key` names the column in JSON and CSV, in no
    language. A column without a key is only printed.
    """

    title: str
    kind: ColumnKind = "text"
    decimals: int = 0
    note: bool = False
    key: str = ""


@frozen
class Row:
    """One cell per column.

    `sums` are the indices of the rows of the table whose amounts it is the sum of, for forms
    that can compute; `detail` is what the row is made of, for forms that can unfold it.
    """

    cells: tuple[Cell, ...]
    role: RowRole = "plain"
    indent: int = 0
    sums: tuple[int, ...] = ()
    detail: tuple[Block, ...] = ()


@frozen
class Table:
    """A table. `id` names it in JSON and for links."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@frozen
class Bar:
    """One bar of a chart for each series, in the chart's unit."""

    label: str
    values: tuple[Decimal, ...]


@frozen
class Chart:
    """A bar chart. `alt` says in words all that it shows; `unit` is "kr" or "" for numbers."""

    id: str
    title: str
    alt: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    unit: str = "kr"


@frozen
class Image:
    """A picture of the workspace's: its path relative to the root, and what it shows."""

    file: str
    alt: str
    content: bytes


@frozen
class Signature:
    """Who signs, with whom they represent and in whose place."""

    name: str
    title: str = ""
    represents: str = ""
    in_place_of: str = ""


@frozen
class Signatures:
    """A place for signatures, by hand or by name."""

    place: str
    date: datetime.date | None
    people: tuple[Signature, ...]


Block = Paragraph | Heading | Items | Table | Chart | Image | Signatures


@frozen
class Header:
    """What stands on the front and on every printed page."""

    association: str
    organisation_number: str
    prepared_by: str
    date: datetime.date | None
    approved_by: str
    period_start: datetime.date
    period_end: datetime.date
    version: str
    of_year: bool = field(default=True, metadata={"in_json": False})  # the period is a fiscal year


@frozen
class Chapter:
    """A numbered chapter."""

    number: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def begins_page(self) -> bool:
        """Whether it is printed from the top of a page, as statements and signatures are."""
        return any(
            isinstance(block, Signatures)
            or (isinstance(block, Table) and block.id == "income_statement")
            for block in self.blocks
        )


@frozen
class Stamp:
    """What a printed report was made from: `commit` is "" outside a git repository.

    `changed` says whether books or register differ from the commit; `digest` is that of every
    file that was read; `program` the version of sambruk.
    """

    commit: str
    changed: bool
    digest: str
    program: str


@frozen
class Report:
    """An annual report (årsredovisning). `warning` is set when it must not be trusted.

    It is a draft until somebody has approved it, unless it needs no approval. `appendices` are
    tables of the books that no chapter holds, for forms that carry them. Without a cover it begins
    with its first chapter.
    """

    title: str
    language: Language
    header: Header
    chapters: tuple[Chapter, ...]
    warning: str = ""
    stamp: Stamp | None = None
    appendices: tuple[Table, ...] = field(default=(), metadata={"in_json": False})
    needs_approval: bool = field(default=True, metadata={"in_json": False})
    has_cover: bool = field(default=True, metadata={"in_json": False})

    @property
    def is_draft(self) -> bool:
        return self.needs_approval and not self.header.approved_by


def with_keeping(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it is a paragraph that stays on the page of what follows.

    So is one that introduces a table, a list or a picture, or is a title: strong from end to end.
    """
    for block, below in zip_longest(blocks, blocks[1:]):
        introduces = isinstance(below, Table | Items | Signatures | Chart | Image)
        yield block, isinstance(block, Paragraph) and (introduces or _is_title(block))


def _is_title(paragraph: Paragraph) -> bool:
    return all(span.style == "strong" for span in paragraph.spans)


def as_json(value: Any) -> Any:
    """Any part of the model as JSON values: kronor as strings, days as ISO dates.

    Blocks carry a "type", since a list of blocks mixes them; of a picture the size in bytes.
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, tuple | list):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        content = {
            f.name: as_json(getattr(value, f.name))
            for f in fields(value)
            if f.metadata.get("in_json", True)
        }
        if isinstance(value, Column) and not value.key:
            del content["key"]
        if isinstance(value, Items) and value.start == 1:
            del content["start"]
        if isinstance(value, Block):
            return {"type": type(value).__name__.lower(), **content}
        return content
    return value
