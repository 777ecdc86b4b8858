"""Word: the whole report with headings, contents, tables and signatures that Word knows as such.

What Word can hold only as text, it gets as text: no name becomes a field, a link or markup.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from docx.document import Document
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from sambruk_cli.document.model import (
    Block,
    Chart,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Signatures,
    Span,
    Table,
    with_keeping,
)
from sambruk_cli.messages import say
from sambruk_cli.render.office.archive import pack, unpack
from sambruk_cli.render.office.front import cut
from sambruk_cli.render.office.template import empty_document
from sambruk_cli.render.office.word_chart import add_chart
from sambruk_cli.render.office.word_contents import add_contents, bookmark, in_contents
from sambruk_cli.render.office.word_page import add_front, add_page_frame, set_properties
from sambruk_cli.render.office.word_tables import TEXT_WIDTH, add_signatures, add_table
from sambruk_cli.render.office.word_xml import (
    add_bookmark,
    add_break,
    add_text,
    numbered_list,
    set_list,
)
from sambruk_cli.render.printable import printable_xml

_STYLES = {"strong": "Strong", "emphasis": "Emphasis", "code": "Kodord"}
_TALLEST = Cm(18)
_WIDEST = Length(TEXT_WIDTH)
_DEEPEST = 3  # levels of lists and of headings below which all look alike
_ALT = 4000
_NOTE = re.compile(r"note-(\d+)", re.ASCII)


def report_docx(report: Report) -> bytes:
    """The whole report as a Word document."""
    document = empty_document(report.language)
    set_properties(document, report)
    add_page_frame(document, report)
    add_front(document, report)
    add_contents(document, report)
    writer = _Writer(document, report)
    for index, chapter in enumerate(report.chapters):
        starts = index == 0 or chapter.begins_page
        title = writer.heading(Heading(1, chapter.title, chapter.number))
        title.paragraph_format.page_break_before = starts or None
        writer.blocks(chapter.blocks)
    buffer = io.BytesIO()
    document.save(buffer)
    return pack(unpack(buffer.getvalue()))


def _anchor(heading: Heading) -> str:
    """The bookmark of a note, "" for any other heading."""
    found = _NOTE.fullmatch(heading.id)
    return f"note_{found[1]}" if found else ""


@dataclass(slots=True)
class _Writer:
    """Writes blocks one after another, counting what Word wants numbered."""

    document: Document
    report: Report
    bookmarks: int = 0
    listed: int = 0
    charts: int = 0
    last: WordParagraph | None = None
    marked: set[str] = field(default_factory=set)
    anchors: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        headings = (b for c in self.report.chapters for b in c.blocks if isinstance(b, Heading))
        self.anchors = frozenset(filter(None, (_anchor(heading) for heading in headings)))

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Blocks in order; what introduces a table or a list stays with it."""
        for block, keep in with_keeping(blocks):
            self.block(block, keep=keep)

    def block(self, block: Block, *, keep: bool = False) -> None:
        """One block; `keep` a paragraph on the page of what follows."""
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                self.paragraph(block).paragraph_format.keep_with_next = keep or None
            case Items():
                self.items(block, 0)
                if self.last is not None:
                    self.last.paragraph_format.space_after = Pt(6)
            case Table():
                add_table(self.document, block, self.report.language, self.anchors)
            case Chart():
                self.charts += 1
                add_chart(self.document, block, self.charts)
            case Image():
                self.image(block)
            case Signatures():
                add_signatures(self.document, block, self.report.language)
            case _:
                assert_never(block)

    def heading(self, heading: Heading) -> WordParagraph:
        """A heading of Word's own, which contents and links can lead to."""
        level = min(heading.level, _DEEPEST)
        paragraph = self.document.add_paragraph(style=f"Heading {level}")
        lead = f"{printable_xml(heading.number)}\t" if heading.number else ""
        add_text(paragraph, f"{lead}{printable_xml(heading.text)}")
        if not heading.number:
            paragraph.paragraph_format.left_indent = Length(0)
            paragraph.paragraph_format.first_line_indent = Length(0)
        if in_contents(heading):
            self.listed += 1
            self._mark(paragraph, bookmark(self.listed))
        anchor = _anchor(heading)
        if anchor and anchor not in self.marked:
            self.marked.add(anchor)
            self._mark(paragraph, anchor)
        return paragraph

    def _mark(self, paragraph: WordParagraph, name: str) -> None:
        self.bookmarks += 1
        add_bookmark(paragraph, name, self.bookmarks)

    def paragraph(self, paragraph: Paragraph, style: str = "Normal") -> WordParagraph:
        """Running text; a paragraph of code alone stands apart."""
        alone = len(paragraph.spans) == 1 and paragraph.spans[0].style == "code"
        is_block = alone and "\n" in paragraph.text
        written = self.document.add_paragraph(style="Kod" if is_block else style)
        for span in paragraph.spans:
            _write_span(written, span, None if is_block else _STYLES.get(span.style))
        self.last = written
        return written

    def items(self, items: Items, depth: int) -> None:
        """A list; what an item holds besides its first paragraph stands below it, indented."""
        level = min(depth, _DEEPEST)
        number = numbered_list(self.document, items.start) if items.ordered else 1
        style = "List Number" if items.ordered else "List Bullet"
        for item in items.items:
            for index, block in enumerate(item):
                if isinstance(block, Items):
                    self.items(block, depth + 1)
                elif isinstance(block, Paragraph) and index == 0:
                    set_list(self.paragraph(block, style), number, level)
                elif isinstance(block, Paragraph):
                    below = self.paragraph(block, "List Continue")
                    below.paragraph_format.left_indent = Cm(0.7 * (level + 1))
                else:
                    self.block(block)

    def image(self, image: Image) -> None:
        """A picture no larger than the page, with what it shows for those who cannot see it."""
        paragraph = self.document.add_paragraph()
        try:
            picture = paragraph.add_run().add_picture(io.BytesIO(image.content))
        except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
            shown = printable_xml(image.alt)
            add_text(paragraph, say(self.report.language, "[Picture: {text}]", text=shown))
            return
        width, height = max(int(picture.width), 1), max(int(picture.height), 1)
        scale = min(1.0, _WIDEST / width, _TALLEST / height)
        picture.width, picture.height = Length(int(width * scale)), Length(int(height * scale))
        picture._inline.find(qn("wp:docPr")).set("descr", cut(printable_xml(image.alt), _ALT))


def _write_span(paragraph: WordParagraph, span: Span, style: str | None) -> None:
    for index, line in enumerate(span.text.split("\n")):
        if index:
            add_break(paragraph)
        if line:
            add_text(paragraph, printable_xml(line), style)
