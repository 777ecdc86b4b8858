"""The document model: what every printed form of a report or table is made from.

It holds content and its meaning, never looks: cells are values, rows have roles, and a renderer
decides how that is drawn. Whatever stands in it is text, not markup.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any, Literal

from sambruk_cli.language import Language
from sambruk_cli.money import plain

Cell = str | Decimal | int | datetime.date | None
ColumnKind = Literal["text", "amount", "count", "date"]
RowRole = Literal["plain", "heading", "subtotal", "total", "account"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Literal["plain", "strong", "emphasis", "code"] = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter. `number` as in 3.1, "" where it has none."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; every item is a run of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `decimals` is for amounts. `note` marks references to notes."""

    title: str
    kind: ColumnKind = "text"
    decimals: int = 0
    note: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One cell per column."""

    cells: tuple[Cell, ...]
    role: RowRole = "plain"
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `id` names it in JSON and for links."""

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, with whom they represent and in whose place."""

    name: str
    title: str = ""
    represents: str = ""
    in_place_of: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """A place for signatures, by hand or by name."""

    place: str
    date: datetime.date | None
    people: tuple[Signature, ...]


Block = Paragraph | Heading | Items | Table | Signatures


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Chapter:
    """A numbered chapter."""

    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """An annual report (årsredovisning). `warning` is set when it must not be trusted."""

    title: str
    language: Language
    header: Header
    chapters: tuple[Chapter, ...]
    warning: str = ""


def as_json(value: Any) -> Any:
    """Any part of the model as JSON values: kronor as strings, days as ISO dates.

    Blocks carry a "type", since a list of blocks mixes them.
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        content = {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, Block):
            return {"type": type(value).__name__.lower(), **content}
        return content
    return value
