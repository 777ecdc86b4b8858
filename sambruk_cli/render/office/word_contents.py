"""The table of contents: Word's own field, already filled with the headings of the report."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from sambruk_cli.document.model import Heading, Report
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say
from sambruk_cli.render.office.word_xml import (
    add_field,
    add_text,
    begin_field,
    end_field,
    link_within,
    word_element,
)
from sambruk_cli.render.printable import printable_xml

_DEPTH = 2


@frozen
class BookmarkedHeading:
    """A heading of the report as the contents list it."""

    level: int
    number: str
    text: str
    bookmark: str


def in_contents(heading: Heading) -> bool:
    """Whether a heading stands in the table of contents."""
    return heading.level <= _DEPTH


def bookmark(index: int) -> str:
    """The bookmark of the `index`th heading of the contents, named as Word names them."""
    return f"_Toc{index:09}"


def contents_of(report: Report) -> list[BookmarkedHeading]:
    """Chapters and their sections, in order."""
    found: list[BookmarkedHeading] = []
    for chapter in report.chapters:
        headings = [Heading(1, chapter.title, chapter.number)]
        headings += [b for b in chapter.blocks if isinstance(b, Heading) and in_contents(b)]
        for heading in headings:
            name = bookmark(len(found) + 1)
            found.append(BookmarkedHeading(heading.level, heading.number, heading.text, name))
    return found


def add_contents(document: Document, report: Report) -> None:
    """The contents on a page of their own; Word fills in the page numbers."""
    lines = [document.add_paragraph(style="TOC Heading")]
    add_text(lines[0], say(report.language, "Contents"))
    for index, entry in enumerate(contents_of(report)):
        line = document.add_paragraph(style=f"toc {entry.level}")
        lines.append(line)
        _fill(line, entry)
        if index == 0:
            _open(line)
    last = document.add_paragraph(style="Tabellslut")
    if len(lines) > 1:
        end_field(last)
    _enclose([*lines, last])


def _fill(line: Paragraph, entry: BookmarkedHeading) -> None:
    lead = f"{printable_xml(entry.number)}\t" if entry.number else ""
    add_text(line, f"{lead}{printable_xml(entry.text)}\t")
    add_field(line, f"PAGEREF {entry.bookmark} \\h")
    link_within(line, entry.bookmark)


def _open(line: Paragraph) -> None:
    """Put the beginning of the field before the first line's text."""
    before = len(line._p)
    begin_field(line, f'TOC \\o "1-{_DEPTH}" \\h \\z \\u')
    made = list(line._p)[before:]
    link = line._p.find(word_element("w:hyperlink").tag)
    for run in made:
        link.addprevious(run)


def _enclose(lines: list[Paragraph]) -> None:
    """Tell Word that these are the contents, so that it offers to update them."""
    block = word_element("w:sdt")
    properties, kind = word_element("w:sdtPr"), word_element("w:docPartObj")
    kind.append(word_element("w:docPartGallery", val="Table of Contents"))
    kind.append(word_element("w:docPartUnique"))
    properties.append(kind)
    content: BaseOxmlElement = word_element("w:sdtContent")
    block.append(properties)
    block.append(content)
    lines[0]._p.addprevious(block)
    for line in lines:
        content.append(line._p)
