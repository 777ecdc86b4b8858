"""What python-docx has no words for: fields, bookmarks, links within the document, borders.

Elements are built by name and attribute; no text ever becomes markup here.
"""

from __future__ import annotations

import re

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_ELEMENTS = {"\t": "w:tab", "\N{SOFT HYPHEN}": "w:softHyphen"}
_SPECIAL = re.compile("([\t\N{SOFT HYPHEN}])")
# The order that the schema asks for in a cell's properties; Word refuses any other.
_CELL_ORDER = ("w:tcW", "w:gridSpan", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")


def word_element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element with attributes of Word's own namespace: `word_element("w:tab", pos="680")`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_text(paragraph: Paragraph, text: str, style: str | None = None) -> Run:
    """A run of text that is already safe; tabs and soft hyphens become Word's own."""
    run = paragraph.add_run(style=style)
    for part in _SPECIAL.split(text):
        if part in _ELEMENTS:
            run._r.append(word_element(_ELEMENTS[part]))
        elif part:
            run.add_text(part)
    return run


def add_field(paragraph: Paragraph, code: str, shown: str = "") -> None:
    """A field with what it showed last. `code` is the program's own, never a user's text."""
    begin_field(paragraph, code)
    if shown:
        paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, code: str) -> None:
    """The part of a field before what it shows."""
    instruction = word_element("w:instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    paragraph.add_run()._r.append(word_element("w:fldChar", fldCharType="begin"))
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(word_element("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    """The end of a field."""
    paragraph.add_run()._r.append(word_element("w:fldChar", fldCharType="end"))


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark around the whole of a paragraph."""
    start = word_element("w:bookmarkStart", id=str(number), name=name)
    first = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(first, start)
    paragraph._p.append(word_element("w:bookmarkEnd", id=str(number)))


def link_within(paragraph: Paragraph, bookmark: str) -> None:
    """Make all runs of a paragraph lead to a bookmark of the document."""
    link = word_element("w:hyperlink", anchor=bookmark, history="1")
    for run in paragraph.runs:
        link.append(run._r)
    paragraph._p.append(link)


def add_break(paragraph: Paragraph) -> None:
    """A new line within the paragraph."""
    paragraph.add_run().add_break()


def set_cell(cell: _Cell, tag: str, made: BaseOxmlElement) -> None:
    """Put a property into a cell at the place that the schema gives it."""
    properties = cell._tc.get_or_add_tcPr()
    later = _CELL_ORDER[_CELL_ORDER.index(tag) + 1 :]
    for child in properties:
        if child.tag in {qn(name) for name in later}:
            child.addprevious(made)
            return
    properties.append(made)


def rule_above(cell: _Cell, eighths: int, colour: str) -> None:
    """A line above a cell, its width in eighths of a point."""
    _rule(cell, "w:top", eighths, colour)


def rule_below(cell: _Cell, eighths: int, colour: str) -> None:
    """A line below a cell, its width in eighths of a point."""
    _rule(cell, "w:bottom", eighths, colour)


def _rule(cell: _Cell, edge: str, eighths: int, colour: str) -> None:
    borders = word_element("w:tcBorders")
    borders.append(word_element(edge, val="single", sz=str(eighths), space="0", color=colour))
    set_cell(cell, "w:tcBorders", borders)


def keep_row_whole(row: BaseOxmlElement, *, repeat: bool = False) -> None:
    """A row that does not break over pages; `repeat` it at the top of each page it heads."""
    properties = row.get_or_add_trPr()
    properties.append(word_element("w:cantSplit"))
    if repeat:
        properties.append(word_element("w:tblHeader"))


def numbered_list(document: Document, start: int) -> int:
    """A new numbered list that begins at `start`; its number."""
    numbering = document.part.numbering_part.element
    made = numbering.add_num(1)
    for level in range(4):
        made.add_lvlOverride(level).add_startOverride(start)
    return int(made.numId)


def twips(length: Length) -> str:
    """A length as Word writes it."""
    return str(round(length.twips))


def set_list(paragraph: Paragraph, number: int, level: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
