"""Tables and signatures in Word."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from sambruk_cli.document.cell import Cell
from sambruk_cli.document.figures import cell_text
from sambruk_cli.document.model import Column, Row, Signature, Signatures, Table
from sambruk_cli.document.signing import below_name, place_and_day
from sambruk_cli.language import Language
from sambruk_cli.render.office.front import INK, PROPERTY, QUIET, cut
from sambruk_cli.render.office.word_xml import (
    add_text,
    keep_row_whole,
    link_within,
    rule_above,
    twips,
    word_element,
)
from sambruk_cli.render.printable import printable_xml

TEXT_WIDTH = Cm(16)
_INDENT = Cm(0.45)
# Tables of figures, and of words, that stand whole on a page; longer ones break between rows.
_WHOLE, _SHORT = 32, 6
# A row with a text of so many characters may not fit on a page; then nothing is held together.
_TALL = 600
# A lone column of figures does not stand far from what it belongs to.
_LONE = Cm(11.5)
_FIGURES = 0.7  # the share of a table that figures may take from texts
_LABEL = 3.2  # centimetres that a column of texts keeps beside figures whose titles are cut
_SUMS = {"subtotal", "total"}


def add_grid(
    document: Document, rows: int, widths: Sequence[Length], style: str = "Ram"
) -> WordTable:
    """A table whose columns keep their widths whatever is written into them."""
    table: WordTable = document.add_table(rows, len(widths))
    table.style = style
    fix_widths(table, widths)
    return table


def fix_widths(table: WordTable, widths: Sequence[Length]) -> None:
    """Set the widths of all columns, and that they do not follow what stands in them."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    total = table._tbl.tblPr.xpath("w:tblW")
    for width in total:
        table._tbl.tblPr.remove(width)
    table._tbl.tblPr.insert_element_before(
        word_element("w:tblW", w=twips(Length(sum(widths))), type="dxa"),
        *("w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout"),
        *("w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"),
    )
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = width


def add_table(
    document: Document, table: Table, language: Language, anchors: frozenset[str]
) -> None:
    """A table of the report.

    Args:
      anchors: bookmarks of the document, so that a reference to a note leads there.
    """
    has_head = any(column.title for column in table.columns)
    if not has_head and not table.rows:
        return
    texts = [
        [printable_xml(cell_text(cell, column, language)) for cell, column in _pairs(row, table)]
        for row in table.rows
    ]
    grid = add_grid(document, len(texts) + has_head, _widths(table, texts), "Årsredovisning")
    _describe(grid, table, has_head=has_head)
    rows = list(grid.rows)
    is_long = any(_is_tall(cells) for cells in texts)
    if has_head:
        _write_head(rows.pop(0), table, keep=not is_long)
    for index, (row, line, cells) in enumerate(zip(table.rows, rows, texts, strict=True)):
        if not _is_tall(cells):
            keep_row_whole(line._tr)
        keep = _keeps_next(table, index) and not is_long
        _write_row(line, row, table.columns, cells, keep=keep, first=index == 0)
        _link_notes(line, table.columns, cells, anchors)
    document.add_paragraph(style="Tabellslut")


def _is_tall(texts: Sequence[str]) -> bool:
    """Whether a row with these texts may be taller than a page."""
    return max(map(len, texts), default=0) >= _TALL


def _pairs(row: Row, table: Table) -> list[tuple[Cell, Column]]:
    return list(zip(row.cells, table.columns, strict=True))


def _describe(grid: WordTable, table: Table, *, has_head: bool) -> None:
    """What a screen reader says of the table, and which of its rows is the header."""
    properties = grid._tbl.tblPr
    for look in properties.xpath("w:tblLook"):
        properties.remove(look)
    flag = "1" if has_head else "0"
    properties.append(
        word_element(
            "w:tblLook",
            val="0020" if has_head else "0000",
            firstRow=flag,
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        )
    )
    caption = table.caption or table.columns[0].title
    if caption:
        properties.append(word_element("w:tblCaption", val=cut(printable_xml(caption), PROPERTY)))


def _keeps_next(table: Table, index: int) -> bool:
    """Whether a row stands on the same page as the one below it."""
    last = len(table.rows) - 1
    if index == last:
        return False
    has_figures = any(column.kind != "text" for column in table.columns)
    if last < (_WHOLE if has_figures else _SHORT):
        return True
    role, below = table.rows[index].role, table.rows[index + 1].role
    return index in {0, last - 1} or role == "heading" or below in _SUMS


def _numeric(column: Column) -> bool:
    return column.kind in {"amount", "count"}


def _write_head(line: _Row, table: Table, *, keep: bool) -> None:
    if not _is_tall([column.title for column in table.columns]):
        keep_row_whole(line._tr, repeat=True)
    for cell, column in zip(line.cells, table.columns, strict=True):
        style = "Tabellbelopp" if _numeric(column) else "Tabelltext"
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        paragraph.paragraph_format.keep_with_next = keep
        add_text(paragraph, printable_xml(column.title))


def _write_row(
    line: _Row, row: Row, columns: Sequence[Column], texts: list[str], *, keep: bool, first: bool
) -> None:
    is_part = row.role == "heading" and not row.indent and not first
    for index, (cell, column, text) in enumerate(zip(line.cells, columns, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Tabellbelopp" if _numeric(column) else "Tabelltext"
        layout = paragraph.paragraph_format
        layout.keep_with_next = keep or None
        if is_part:
            layout.space_before = Pt(8)
        if index == 0 and row.indent:
            layout.left_indent = Length(_INDENT * row.indent)
        if _numeric(column):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        if row.role in _SUMS and _numeric(column) and not column.note:
            rule_above(cell, 6 if row.role == "total" else 4, INK)
        run = add_text(paragraph, text)
        if row.role in _SUMS or row.role == "heading":
            run.bold = True
        elif row.role == "account":
            run.font.color.rgb = RGBColor.from_string(QUIET)


def _link_notes(
    line: _Row, columns: Sequence[Column], texts: list[str], anchors: frozenset[str]
) -> None:
    for cell, column, text in zip(line.cells, columns, texts, strict=True):
        if column.note and f"note_{text}" in anchors:
            for run in cell.paragraphs[0].runs:
                run.style = "Nothänvisning"
            link_within(cell.paragraphs[0], f"note_{text}")


def _widths(table: Table, texts: list[list[str]]) -> list[Length]:
    """Figures get what they need and texts share the rest; texts alone take what they need.

    Where the titles above figures ask for too much, they are broken between words, and then cut.
    """
    is_text = [column.kind == "text" for column in table.columns]
    room = (_LONE if is_text == [True, False] else TEXT_WIDTH).cm
    for titles in ("whole", "broken", "cut"):
        widths = [
            _natural(column, [row[index] for row in texts], titles)
            for index, column in enumerate(table.columns)
        ]
        figures = sum(w for w, text in zip(widths, is_text, strict=True) if not text)
        most = room * _FIGURES if titles != "cut" else room - _LABEL * is_text.count(True)
        if figures <= most:
            break
    words = sum(widths) - figures
    most = most if words else room
    of_figures = min(1.0, most / figures) if figures else 1.0
    left = room - figures * of_figures
    of_words = left / words if words and (figures or words > room) else 1.0
    return [
        Cm(width * (of_words if text else of_figures))
        for width, text in zip(widths, is_text, strict=True)
    ]


def _natural(column: Column, cells: list[str], titles: str) -> float:
    """Centimetres that the longest cell takes on one line, with its title whole, broken or cut."""
    title, is_cut = printable_xml(column.title), titles == "cut" and _numeric(column)
    words = title.split() if titles == "broken" and _numeric(column) else [title]
    longest = max(map(len, [*cells, *([] if is_cut else words)]), default=0)
    least = 1.2 if column.note or is_cut else 2.6 if column.kind == "amount" else 2.0
    # Figures are never broken: they get what they need in bold, and in a font a little wider.
    each = 0.23 if _numeric(column) else 0.19
    return max(least, min(longest, 200) * each + 0.4)


def add_signatures(document: Document, signatures: Signatures, language: Language) -> None:
    """Place and day, then two to a row a line for ink with the name below it."""
    if where := place_and_day(signatures, language):
        document.add_paragraph(printable_xml(where)).paragraph_format.keep_with_next = True
    people = signatures.people
    if not people:
        return
    grid = add_grid(document, (len(people) + 1) // 2, (Cm(7.2), Cm(1.6), Cm(7.2)))
    for index, row in enumerate(grid.rows):
        pair = people[2 * index : 2 * index + 2]
        if not _is_tall([text for person in pair for text in _words(person, language)]):
            keep_row_whole(row._tr)
        for cell, person in zip(row.cells[::2], pair, strict=False):
            _sign(cell, _words(person, language))
    document.add_paragraph(style="Tabellslut").paragraph_format.space_after = Pt(24)


def _words(person: Signature, language: Language) -> list[str]:
    """What stands below the line, the name first."""
    return [printable_xml(text) for text in (person.name or "–", *below_name(person, language))]


def _sign(cell: _Cell, words: Sequence[str]) -> None:
    name, *details = words
    line = cell.paragraphs[0]
    line.style = "Underskrift"
    add_text(line, name)
    for text in details:
        add_text(cell.add_paragraph(style="Underskrift uppgift"), text)
