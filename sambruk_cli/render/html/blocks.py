"""The blocks of a report as elements of an HTML page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence

from sambruk_cli.document.cell import Cell
from sambruk_cli.document.figures import cell_text
from sambruk_cli.document.model import (
    Block,
    Chart,
    Column,
    Heading,
    Image,
    Items,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Span,
    Table,
)
from sambruk_cli.document.signing import below_name, place_and_day
from sambruk_cli.messages import say
from sambruk_cli.render.html.chart import chart_element
from sambruk_cli.render.html.elements import Element, element, heard
from sambruk_cli.render.html.page import ContentsLink, Page

_LONG = 30  # rows; a longer table may go over several printed pages
_SHORT = 12  # characters of a column's title that are kept on one line, a day's for instance
_DEEPEST = 6  # steps of indentation
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def block_elements(blocks: Sequence[Block], page: Page) -> list[Element]:
    """Blocks one after another."""
    return [_block(block, page) for block in blocks]


def _block(block: Block, page: Page) -> Element:
    match block:
        case Heading():
            return _heading(block, page)
        case Paragraph():
            return _paragraph(block)
        case Items():
            items = (element("li", *block_elements(item, page)) for item in block.items)
            if not block.ordered:
                return element("ul", *items)
            start = {"start": str(block.start)} if block.start != 1 else {}
            return element("ol", *items, **start)
        case Table():
            return _table(block, page)
        case Chart():
            return chart_element(block, page)
        case Image():
            return _image(block)
        case Signatures():
            return _signatures(block, page)


def _heading(heading: Heading, page: Page) -> Element:
    """A heading one level below the one above it at most; within a table it is no landmark."""
    if page.unfolding:
        return element("p", element("strong", heading.text))
    page.level = min(heading.level + 1, page.level + 1, 6)
    page.heading = heading.text
    name = page.heading_id(heading)
    if heading.number or name == heading.id:
        page.contents.append(ContentsLink(page.level - 1, heading.number, heading.text, name))
    return with_number(f"h{page.level}", heading.number, heading.text, id=name)


def with_number(tag: str, number: str, text: str, **attributes: str) -> Element:
    """A number and a text, told apart."""
    if not number:
        return element(tag, text, **attributes)
    return element(tag, element("span", number, class_="ordinal"), " ", text, **attributes)


def _paragraph(paragraph: Paragraph) -> Element:
    if len(paragraph.spans) == 1 and paragraph.spans[0].style == "code":
        return element("pre", element("code", paragraph.text), tabindex="0")
    return element("p", *(part for span in paragraph.spans for part in _span(span)))


def _span(span: Span) -> Iterator[Element | str]:
    for index, line in enumerate(span.text.split("\n")):
        if index:
            yield element("br")
        if line:
            yield element(_TAGS[span.style], line) if span.style in _TAGS else line


def _image(image: Image) -> Element:
    """A picture within the file; its text where it is neither PNG nor JPEG."""
    kind = next((kind for mark, kind in _PICTURES.items() if image.content.startswith(mark)), None)
    if kind is None:
        return element("p", element("em", image.alt))
    source = f"data:{kind};base64,{b64encode(image.content).decode()}"
    return element("figure", element("img", src=source, alt=image.alt))


def _signatures(signatures: Signatures, page: Page) -> Element:
    where = place_and_day(signatures, page.language)
    people = (_signature(person, page) for person in signatures.people)
    return element(
        "div",
        element("p", where) if where else None,
        element("ul", *people, role="list"),
        class_="signatures",
    )


def _signature(person: Signature, page: Page) -> Element:
    lines = (element("span", text) for text in below_name(person, page.language))
    return element("li", element("strong", person.name), *lines)


def _table(table: Table, page: Page) -> Element:
    """A table in a box of its own, which scrolls sideways where the screen is narrow."""
    name = page.new_id("table")
    caption = table.caption or _described(table, page)
    is_shown = bool(table.caption) and table.caption != page.heading
    if is_shown and not page.unfolding:
        page.contents.append(ContentsLink(page.level, "", caption, name))
    drawn = element(
        "table",
        element("caption", caption if is_shown else heard(caption), id=f"{name}-caption"),
        _head(table, caption if is_shown else ""),
        element("tbody", *_rows(table, page)),
        class_="long" if len(table.rows) > _LONG else None,
    )
    labelled = f"{name}-caption"
    return element(
        "div",
        drawn,
        id=name,
        class_="scroll",
        role="group",
        aria_labelledby=labelled,
        tabindex="0",
    )


def _described(table: Table, page: Page) -> str:
    """The caption of a table that has none: where it stands, and its columns."""
    titles = ", ".join(column.title for column in table.columns if column.title)
    return ": ".join(part for part in (page.heading, titles) if part) or table.id


def _head(table: Table, caption: str) -> Element | None:
    if not any(column.title for column in table.columns):
        return None
    cells = (_column_header(column, caption) for column in table.columns)
    return element("thead", element("tr", *cells))


def _column_header(column: Column, caption: str) -> Element:
    kind = _kind(column)
    if not column.title:
        return element("td", class_=kind)
    if len(column.title) <= _SHORT:
        kind = f"{kind} short" if kind else "short"
    # Under a caption in the same words the title of a column need not be seen.
    title = heard(column.title) if column.title == caption else column.title
    return element("th", title, scope="col", class_=kind)


def _kind(column: Column) -> str | None:
    """How a column is drawn: "number", "note", "date", or as text."""
    if column.note:
        return "note"
    if column.kind in {"amount", "count"}:
        return "number"
    return "date" if column.kind == "date" else None


def _rows(table: Table, page: Page) -> Iterator[Element]:
    named = next((i for i, column in enumerate(table.columns) if column.kind == "text"), 0)
    for row in table.rows:
        label = cell_text(row.cells[named], table.columns[named], page.language)
        detail = page.new_id("detail") if row.detail else None
        cells = (
            _row_header(label, row, page, detail) if index == named else _cell(cell, column, page)
            for index, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
        )
        yield element("tr", *cells, class_=row.role if row.role != "plain" else None)
        if detail is not None:
            with page.unfolded(label):
                inner = element(
                    "td", *block_elements(row.detail, page), colspan=str(len(table.columns))
                )
            yield element("tr", inner, id=detail, class_="detail")


def _row_header(label: str, row: Row, page: Page, detail: str | None) -> Element:
    """The name of the row, as a button where the row unfolds.

    The button is true without a script: it can do nothing, and everything is unfolded.
    """
    indent = f"indent-{min(row.indent, _DEEPEST)}" if row.indent else None
    if detail is not None:
        button = element(
            "button",
            label or say(page.language, "Show what this is made of"),
            type="button",
            aria_expanded="true",
            aria_controls=detail,
            disabled=True,
        )
        return element("th", button, scope="row", class_=indent)
    if not label:
        return element("td", class_=indent)
    return element("th", label, scope="row", class_=indent)


def _cell(cell: Cell, column: Column, page: Page) -> Element:
    text = cell_text(cell, column, page.language)
    if not column.note:
        return element("td", text, class_=_kind(column))
    parts: list[Element | str] = []
    for number in text.split(", "):
        target = f"note-{number}"
        parts += [", "] if parts else []
        if target in page.notes:
            said = f"{column.title} {number}"
            parts.append(element("a", number, href=f"#{target}", aria_label=said))
        else:
            parts.append(number)
    return element("td", *parts, class_=_kind(column))
