"""PDF by typst: the document model as JSON, set by a template that treats it as text.

The fonts are those that the typst package carries (Libertinus, DejaVu Sans Mono; open
licences); the system's fonts are not looked at, so every machine gives the same bytes.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

import typst

from sambruk_cli import formats
from sambruk_cli.document.figures import bar_text, cell_text
from sambruk_cli.document.front import header_fields, stamp_text
from sambruk_cli.document.model import (
    Block,
    Chart,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Signatures,
    Table,
    with_keeping,
)
from sambruk_cli.document.signing import below_name, place_and_day
from sambruk_cli.findings import Stop, finding
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.render.letters import letters_refused, named
from sambruk_cli.render.pdf.settable import settable
from sambruk_cli.render.text import table_lines

# Archiving (ISO 19005-2, level A) and accessibility (ISO 14289-1) in one file.
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


# A listing of more rows than this is set as lines of text. To set cells takes ten times as long and
# as much memory: 25 seconds and 1.5 GB for 20 000 rows.
MOST_ROWS = 2000
_KEPT_FOR = 10  # documents
_LISTED_WIDTH = 98  # characters of a line in it
_EMPTY = "\N{NO-BREAK SPACE}"
_PART = 60  # lines that are set together


class PdfFault(Stop):
    """typst refused the document or warned about it: a fault in the template or a picture.

    Args:
      said: what it said.
      of: the letter that it was, "" for a report.
    """

    def __init__(self, said: str, of: str = "") -> None:
        letters = tuple(map(named, letters_refused(said)))
        first = said.strip().splitlines()[0]
        if letters and of:
            super().__init__(finding("RPT513.letter", letter=of, letters=letters))
        elif letters:
            super().__init__(finding("RPT513.letters", letters=letters))
        else:
            super().__init__(finding("RPT513", fault=first))


def report_pdf(report: Report) -> bytes:
    """The whole report, paged A4.

    Raises:
      PdfFault: RPT513 on any error or warning of typst's.
    """
    content = json.dumps(settable(_document(report)), ensure_ascii=False)
    compiler = typst.Compiler(_template(), ignore_system_fonts=True, sys_inputs={"data": content})
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=_timestamp(report)
        )
    except typst.TypstError as error:
        raise PdfFault(str(error.diagnostic or error.message)) from None
    if _rows_of(report) > MOST_ROWS:
        _forget()
    if warnings:
        raise PdfFault("\n".join(str(warning.diagnostic) for warning in warnings))
    assert isinstance(pdf, bytes)  # PDF comes as one file
    return pdf


def _forget() -> None:
    """Have typst let go of a large document: a gigabyte for a year of 20 000 vouchers.

    It keeps what it has laid out until ten documents have been set that do not use it.
    """
    for _ in range(_KEPT_FOR + 1):
        typst.Compiler(b"", ignore_system_fonts=True).compile(format="pdf", timestamp=0)


_ACROSS = 65  # letters that columns may hold before the first gets too little room


def _template() -> bytes:
    return (files(__package__) / "report.typ").read_bytes()


def _day(report: Report) -> datetime.date:
    return report.header.date or report.header.period_end


def _timestamp(report: Report) -> int:
    """The report's own date: a file made again tomorrow is the same file."""
    day = _day(report)
    at = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    return int(at.timestamp())


def _document(report: Report) -> dict[str, Any]:
    language, header = report.language, report.header
    day = _day(report)
    is_listed = not report.has_cover and _rows_of(report) > MOST_ROWS
    period = f"{header.period_start.isoformat()}–{header.period_end.isoformat()}"
    return {
        "title": report.title,
        "association": header.association,
        "number": header.organisation_number,
        "author": header.association,
        "description": f"{report.title}, {header.association}, {period}",
        "language": language,
        "region": formats.LOCALES[language].partition("_")[2],
        "date": [day.year, day.month, day.day],
        "cover": report.has_cover,
        "draft": report.is_draft,
        "warning": report.warning,
        "stamp": stamp_text(report),
        "words": {
            "page": say(language, "Page"),
            "draft": say(language, "DRAFT"),
            "contents": say(language, "Contents"),
        },
        "frame": _frame(report),
        "notes": _anchors(report),
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "new_page": chapter.begins_page,
                "blocks": _blocks(_stepwise(chapter.blocks)[0], report, is_listed=is_listed),
            }
            for chapter in report.chapters
        ],
    }


def _frame(report: Report) -> list[list[str]]:
    """The header of every page, three to a line, with room for the page number at the end."""
    if not report.has_cover:
        fields = header_fields(report.header, report.language)
        return [list(fields[0]), list(fields[2])]
    name, number, period, prepared, day, approved, version = (
        list(field) for field in header_fields(report.header, report.language)
    )
    return [name, number, version, prepared, period, day, approved, ["", ""]]


def _anchors(report: Report) -> list[str]:
    """The numbers of the notes that a reference can lead to."""
    return [
        block.id.removeprefix("note-")
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Heading) and block.id.startswith("note-")
    ]


def _rows_of(report: Report) -> int:
    """Rows of all tables, except those within lists, which are few."""
    blocks = (block for chapter in report.chapters for block in chapter.blocks)
    return sum(len(block.rows) for block in blocks if isinstance(block, Table))


def _blocks(
    blocks: Sequence[Block], report: Report, *, is_listed: bool = False
) -> list[dict[str, Any]]:
    return [
        {
            **(
                _listing(block, report)
                if is_listed and isinstance(block, Table)
                else _block(block, report)
            ),
            "keep": keep,
        }
        for block, keep in with_keeping(blocks)
    ]


def _listing(table: Table, report: Report) -> dict[str, Any]:
    """A table as lines of text in letters of one width: its head, and parts of some lines each."""
    # A block of text loses the empty lines that it begins or ends with.
    lines = [line.text or _EMPTY for line in table_lines(table, report.language, _LISTED_WIDTH)]
    bare = replace(table, rows=())
    head = len(table_lines(bare, report.language, _LISTED_WIDTH))
    parts = range(head, len(lines), _PART)
    return {
        "type": "listing",
        "head": "\n".join(lines[:head]),
        "parts": ["\n".join(lines[start : start + _PART]) for start in parts],
    }


def _stepwise(blocks: Sequence[Block], level: int = 1) -> tuple[list[Block], int]:
    """Blocks with no level of heading left out, which PDF/UA does not allow.

    That one is left out is RPT507; the report is set all the same.

    Args:
      level: of the heading before them, by default the chapter's own.
    Returns:
      The blocks, and the level of their last heading.
    """
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            found.append(replace(block, level=level))
        elif isinstance(block, Items):
            items = []
            for item in block.items:
                inner, level = _stepwise(item, level)
                items.append(tuple(inner))
            found.append(replace(block, items=tuple(items)))
        else:
            found.append(block)
    return found, level


def _block(block: Block, report: Report) -> dict[str, Any]:
    match block:
        case Heading():
            return {
                "type": "heading",
                "level": block.level,
                "number": block.number,
                "text": block.text,
                "id": block.id,
            }
        case Paragraph():
            spans = [{"text": span.text, "style": span.style} for span in block.spans]
            return {"type": "paragraph", "spans": spans}
        case Items():
            items = [_blocks(item, report) for item in block.items]
            return {"type": "items", "ordered": block.ordered, "start": block.start, "items": items}
        case Table():
            return _table(block, report)
        case Chart():
            return _chart(block, report)
        case Image():
            picture = list(block.content)
            return {"type": "image", "alt": block.alt, "content": picture}
        case Signatures():
            return _signatures(block, report)


def _table(table: Table, report: Report) -> dict[str, Any]:
    return {
        "type": "table",
        "wide": _wide(table, report.language),
        "breakable": _is_long(table),
        "columns": [
            {
                "title": column.title,
                "align": "right" if column.kind in {"amount", "count"} else "left",
                "note": column.note,
            }
            for column in table.columns
        ],
        "rows": [
            {
                "role": row.role,
                "indent": row.indent,
                "cells": [
                    cell_text(cell, column, report.language)
                    for cell, column in zip(row.cells, table.columns, strict=True)
                ],
            }
            for row in table.rows
        ],
    }


def _is_long(table: Table) -> bool:
    """Whether a table may not fit on a page: one that does is never broken, so that no total
    stands alone; a longer one breaks between rows with its header repeated."""
    lines = sum(
        max(len(cell) // 30 + 1 if isinstance(cell, str) else 1 for cell in row.cells)
        for row in table.rows
    )
    return lines > 45


def _wide(table: Table, language: Language) -> int:
    """The text column that takes the room left, -1 where a table has no numbers to align.

    It is the first column of all, unless the others may fill the width of the page: then the
    longest.
    """
    if all(column.kind == "text" for column in table.columns):
        return -1
    first = next((i for i, column in enumerate(table.columns) if column.kind == "text"), -1)
    longest = [
        max((len(cell_text(row.cells[i], column, language)) for row in table.rows), default=0)
        for i, column in enumerate(table.columns)
    ]
    if first == 0 and sum(longest) - longest[0] <= _ACROSS:
        return first
    texts = [i for i, column in enumerate(table.columns) if column.kind == "text"]
    return max(texts, key=lambda i: longest[i], default=-1)


def _chart(chart: Chart, report: Report) -> dict[str, Any]:
    """Lengths in thousandths of the longest bar: whole numbers, so that no float is involved."""
    most = max((value for bar in chart.bars for value in bar.values), default=0) or 1
    return {
        "type": "chart",
        "title": chart.title,
        "alt": chart.alt,
        "series": list(chart.series),
        "bars": [
            {
                "label": bar.label,
                "values": [
                    {
                        "size": max(0, int(value * 1000 / most)),
                        "text": bar_text(value, chart.unit, report.language),
                    }
                    for value in bar.values
                ],
            }
            for bar in chart.bars
        ],
    }


def _signatures(signatures: Signatures, report: Report) -> dict[str, Any]:
    language = report.language
    return {
        "type": "signatures",
        "date": place_and_day(signatures, language),
        "people": [
            {"name": person.name, "details": below_name(person, language)}
            for person in signatures.people
        ],
    }
