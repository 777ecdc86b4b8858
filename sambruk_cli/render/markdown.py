"""Markdown: the same content as text, for a repository or a wiki to show.

All text is data and is escaped; only the renderer writes markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sambruk_cli.document.figures import cell_text
from sambruk_cli.document.front import header_fields
from sambruk_cli.document.model import (
    Block,
    Chart,
    Column,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Row,
    Signatures,
    Span,
    Table,
)
from sambruk_cli.document.signing import below_name, place_and_day
from sambruk_cli.language import Language
from sambruk_cli.render.printable import on_keyboard, printable

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_BULLET = re.compile(r"^(\s*)([-+=])")
_ORDINAL = re.compile(r"^(\s*\d+)([.)])(?=\s|$)")
# What GitHub makes mentions, links, formulas and small pictures (:tada:) of.
# Names of pictures are in small letters; Assets:1930-Bank: is none.
_FOUND = re.compile(r"@|\\#|\$|(?i:GH-|://|www\.)|:(?=[+-]?[a-z0-9][a-z0-9+\\_-]*:)")


def escape(text: str) -> str:
    """Text that a Markdown reader shows letter for letter."""
    text = on_keyboard(printable(text)).replace("&", "&amp;")
    text = _SPECIAL.sub(r"\\\1", text)
    return _ORDINAL.sub(r"\1\\\2", text)


def report_markdown(report: Report) -> str:
    """A whole report."""
    header, language = report.header, report.language
    parts = [f"**{escape(report.warning)}**"] if report.warning else []
    parts.append(f"# {escape(report.title)}")
    fields = header_fields(header, language)
    parts.append("\n".join(f"- {name}: {escape(value)}" for name, value in fields))
    for chapter in report.chapters:
        parts.append(f"## {chapter.number} {escape(chapter.title)}")
        parts += [_block(block, language, 1) for block in chapter.blocks]
    return "\n\n".join(parts) + "\n"


def blocks_markdown(blocks: Sequence[Block], language: Language) -> str:
    """Blocks of any other document."""
    return "\n\n".join(_block(block, language, 0) for block in blocks) + "\n"


def defused(markdown: str) -> str:
    """Markdown for a comment: GitHub finds nobody to mention in it, no issue, address, formula
    or name of a small picture (:tada:).

    An empty comment parts what would be found; a reader sees no difference.

    Args:
      markdown: without code, in which nothing is found anyway.
    """
    return _FOUND.sub(_parted, markdown)


def _parted(found: re.Match[str]) -> str:
    """What was found, as it is written, with something in between."""
    text = found[0]
    return {"@": "@<!-- -->", "\\#": "\\#<!-- -->", "$": "<span>$</span>"}.get(
        text, f"{text[0]}<!-- -->{text[1:]}"
    )


def _block(block: Block, language: Language, deeper: int) -> str:
    match block:
        case Heading():
            marks = "#" * min(block.level + deeper, 6)
            return f"{marks} {f'{block.number} {escape(block.text)}'.strip()}"
        case Paragraph():
            return _paragraph(block)
        case Items():
            return _items(block, language, deeper)
        case Table():
            return _table(block, language)
        case Signatures():
            return _signatures(block, language)
        case Chart():
            return _chart(block, language)
        case Image():
            return f"![{escape(block.alt)}](<{block.file}>)"


def _paragraph(paragraph: Paragraph) -> str:
    if len(paragraph.spans) == 1 and paragraph.spans[0].style == "code":
        return "\n".join(f"    {printable(line)}" for line in paragraph.text.split("\n"))
    text = "".join(_span(span) for span in paragraph.spans)
    return _BULLET.sub(r"\1\\\2", text)  # a sentence that begins with a dash is no list


def _span(span: Span) -> str:
    if span.text == "\n":
        return "\\\n"
    text = escape(span.text)
    core = text.strip()
    if not core or span.style == "plain":
        return text
    mark = {"strong": "**", "emphasis": "*"}.get(span.style)
    if mark is None:
        fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", span.text)), default=0))
        shown = printable(span.text)
        return f"{fence} {shown} {fence}" if "`" in shown else f"`{shown}`"
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{mark}{core}{mark}{trail}"


def _items(items: Items, language: Language, deeper: int) -> str:
    written = []
    for number, blocks in enumerate(items.items, start=items.start):
        lead = f"{number}. " if items.ordered else "- "
        text = "\n\n".join(_block(block, language, deeper) for block in blocks)
        written.append(lead + text.replace("\n", "\n" + " " * len(lead)))
    return "\n".join(written)


def _table(table: Table, language: Language) -> str:
    lines = [
        _line([escape(column.title) for column in table.columns]),
        _line(["---:" if c.kind in {"amount", "count"} else "---" for c in table.columns]),
    ]
    lines += [_line(_cells(row, table.columns, language)) for row in table.rows]
    return "\n".join(lines)


def _chart(chart: Chart, language: Language) -> str:
    """A chart as the table of its figures: Markdown cannot draw."""
    columns = (Column(""), *(Column(series or chart.unit, "amount") for series in chart.series))
    rows = tuple(Row((bar.label, *bar.values)) for bar in chart.bars)
    table = _table(Table(chart.id, columns, rows), language)
    return f"**{escape(chart.title)}**\n\n{table}"


def _cells(row: Row, columns: Sequence[Column], language: Language) -> list[str]:
    texts = []
    for cell, column in zip(row.cells, columns, strict=True):
        text = escape(cell_text(cell, column, language)).replace("\n", " ")
        texts.append(
            f"**{text}**" if text and row.role in {"heading", "subtotal", "total"} else text
        )
    texts[0] = "&emsp;" * row.indent + texts[0]
    return texts


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _signatures(signatures: Signatures, language: Language) -> str:
    parts = []
    if where := place_and_day(signatures, language):
        parts.append(escape(where))
    for person in signatures.people:
        lines = [person.name, *below_name(person, language)]
        parts.append("\\\n".join(escape(text) for text in lines if text))
    return "\n\n".join(parts)
