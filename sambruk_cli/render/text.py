"""Plain text at 80 columns: what a terminal, an e-mail and a diff show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import add

from sambruk_cli.document.cell import Cell
from sambruk_cli.document.figures import bar_text, cell_text
from sambruk_cli.document.front import header_fields
from sambruk_cli.document.model import (
    Block,
    Chart,
    Column,
    Header,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Row,
    Signatures,
    Table,
)
from sambruk_cli.document.signing import below_name, place_and_day
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.render.lines import WIDTH, Line, LineStyle, as_text
from sambruk_cli.render.printable import printable, width_of, wrap

_GAP = 2
# Statements and notes line up when their columns are at least this wide.
_LABEL, _AMOUNT = 48, 10
# A column of texts gets no narrower than the first, or than the other beside titles that are cut.
_LEAST, _LEAST_BESIDE_CUT = 8, 16


def report_text(report: Report) -> str:
    """A whole report as the text of a file."""
    return as_text(report_lines(report))


def report_lines(report: Report) -> list[Line]:
    """A whole report: front, contents, chapters."""
    lines = [Line(report.warning, "warning"), Line("")] if report.warning else []
    lines += [Line(report.title.upper(), "bold"), Line("")]
    lines += _header(report.header, report.language)
    lines += [Line(""), Line(say(report.language, "Contents"), "bold"), Line("")]
    for chapter in report.chapters:
        lines.append(Line(f"{chapter.number:<5} {printable(chapter.title)}"))
        for block in chapter.blocks:
            if isinstance(block, Heading) and block.level == 2:
                lines.append(Line(f"{block.number:<5}   {printable(block.text)}"))
    for chapter in report.chapters:
        title = f"{chapter.number} {printable(chapter.title)}"
        lines += [Line(""), Line(""), Line(title, "bold"), Line("=" * width_of(title)), Line("")]
        lines += block_lines(chapter.blocks, report.language)
    return lines


def _header(header: Header, language: Language) -> list[Line]:
    return [
        line
        for name, value in header_fields(header, language)
        for line in _hanging(f"{name + ':':<21}", printable(value))
    ]


def _hanging(lead: str, text: str, width: int = WIDTH) -> list[Line]:
    wrapped = wrap(text, width, first=lead, rest=" " * width_of(lead))
    return [Line(line) for line in wrapped or [lead]]


def block_lines(blocks: Sequence[Block], language: Language, width: int = WIDTH) -> list[Line]:
    """Blocks one after another with an empty line between them."""
    lines: list[Line] = []
    for block in blocks:
        if lines:
            lines.append(Line(""))
        lines += _block(block, language, width)
    return lines


def _block(block: Block, language: Language, width: int) -> list[Line]:
    match block:
        case Heading():
            return _heading(block, width)
        case Paragraph():
            return _paragraph(block, width)
        case Items():
            return _items(block, language, width)
        case Table():
            return table_lines(block, language, width)
        case Signatures():
            return _signatures(block, language)
        case Chart():
            return _chart(block, language)
        case Image():
            shown = say(language, "[Picture: {text}]", text=printable(block.alt))
            return [Line(line) for line in wrap(shown, width)]


def _heading(heading: Heading, width: int) -> list[Line]:
    text = f"{heading.number} {printable(heading.text)}".strip()
    wrapped = wrap(text, width) or [""]
    lines = [Line(line, "bold") for line in wrapped]
    if heading.level <= 2:
        lines.append(Line(("=" if heading.level == 1 else "-") * max(map(width_of, wrapped))))
    return lines


def _paragraph(paragraph: Paragraph, width: int) -> list[Line]:
    if len(paragraph.spans) == 1 and paragraph.spans[0].style == "code":
        return [Line(f"    {printable(line)}") for line in paragraph.text.split("\n")]
    lines: list[Line] = []
    for part in paragraph.text.split("\n"):
        lines += [Line(line) for line in wrap(printable(part), width) or [""]]
    return lines


def _items(items: Items, language: Language, width: int) -> list[Line]:
    lines: list[Line] = []
    for number, blocks in enumerate(items.items, start=items.start):
        lead = f"{number}. " if items.ordered else "- "
        inner = block_lines(blocks, language, width - len(lead))
        for index, line in enumerate(inner):
            indent = lead if index == 0 else " " * len(lead)
            lines.append(Line(f"{indent}{line.text}".rstrip(), line.style))
    return lines


def _chart(chart: Chart, language: Language) -> list[Line]:
    """Bars of blocks, the longest of them as wide as the label and the figure leave room for."""
    rows = [
        (bar.label if index == 0 else "", series, value)
        for bar in chart.bars
        for index, (series, value) in enumerate(zip(chart.series, bar.values, strict=True))
    ]
    figures = [bar_text(value, chart.unit, language) for _, _, value in rows]
    label = min(max((width_of(printable(row[0])) for row in rows), default=0), 34)
    series = max((len(row[1]) for row in rows), default=0)
    room = WIDTH - label - series - max(map(len, figures), default=0) - 3 * _GAP
    most = max((value for _, _, value in rows), default=Decimal(0))
    lines = [Line(printable(chart.title), "bold"), Line("")]
    for (name, year, value), figure in zip(rows, figures, strict=True):
        length = int(value * room / most) if most > 0 and value > 0 else 0
        short = (wrap(printable(name), label) or [""])[0]
        lead = f"{short}{' ' * (label - width_of(short))}  {year:<{series}}  "
        lines.append(Line(f"{lead}{'█' * length}{' ' * (length > 0) * _GAP}{figure}"))
    return lines


def _signatures(signatures: Signatures, language: Language) -> list[Line]:
    lines: list[Line] = []
    if where := place_and_day(signatures, language):
        lines += [Line(where), Line("")]
    for person in signatures.people:
        lines += [
            Line(""),
            Line("." * 40),
            Line(printable(person.name)),
            *(Line(printable(text), "dim") for text in below_name(person, language)),
        ]
    return lines


def table_lines(table: Table, language: Language, width: int = WIDTH) -> list[Line]:
    """A table: text to the left and wrapped, numbers to the right, a rule above each total."""
    columns = [
        _column_texts([row.cells[index] for row in table.rows], column, language)
        for index, column in enumerate(table.columns)
    ]
    indents = [row.indent * 2 for row in table.rows]
    widths = _widths(table.columns, columns, indents, width)
    titles = [printable(column.title) for column in table.columns]
    lines: list[Line] = []
    if any(titles):
        lines += _row_lines(titles, table.columns, widths, 0, "bold", is_title=True)
        lines.append(Line((" " * _GAP).join("─" * w for w in widths), "dim"))
    numeric = [column.kind in {"amount", "count"} for column in table.columns]
    for row, texts, indent in zip(table.rows, zip(*columns, strict=True), indents, strict=True):
        is_sum = row.role in {"subtotal", "total"}
        if is_sum:
            lines.append(Line(_sum_rule(table.columns, widths), "dim"))
        is_first = row is table.rows[0]
        if row.role == "heading" and not row.indent and not is_first and lines[-1].text:
            lines.append(Line(""))
        style = _style(row)
        line = _one_line(texts, numeric, widths, indent)
        if line is not None:
            lines.append(Line(line, style))
        else:
            lines += _row_lines(texts, table.columns, widths, indent, style)
        if is_sum and row is not table.rows[-1] and row.role == "total":
            lines.append(Line(""))
    return lines


def _column_texts(cells: Sequence[Cell], column: Column, language: Language) -> list[str]:
    """The cells of a column as they are printed; an amount that comes again is written once."""
    written: dict[Decimal, str] = {}
    found = []
    for cell in cells:
        if isinstance(cell, Decimal):
            text = written.get(cell)
            if text is None:
                text = written[cell] = printable(cell_text(cell, column, language))
        else:
            text = printable(cell_text(cell, column, language))
        found.append(text)
    return found


def _style(row: Row) -> LineStyle:
    if row.role == "account":
        return "dim"
    return "" if row.role == "plain" else "bold"


def _sum_rule(columns: Sequence[Column], widths: Sequence[int]) -> str:
    marks = (
        ("─" if column.kind in {"amount", "count"} and not column.note else " ") * width
        for column, width in zip(columns, widths, strict=True)
    )
    return (" " * _GAP).join(marks)


def _widths(
    columns: Sequence[Column], texts: list[list[str]], indents: list[int], width: int
) -> list[int]:
    """Numbers get what they need, a lone text column the rest; several texts share it.

    Titles stand on one line where there is room, else they are broken between words.
    """
    room = width - _GAP * (len(columns) - 1)
    longest = [max(map(width_of, set(of_column)), default=0) for of_column in texts]
    if any(indents):
        longest[0] = max(map(add, map(width_of, texts[0]), indents))
    natural = _natural_widths(columns, longest, roomy=True)
    if sum(natural) > room:
        natural = _natural_widths(columns, longest)
    if sum(natural) > room:
        natural = _natural_widths(columns, longest, broken_titles=True)
    of_text = [i for i, column in enumerate(columns) if column.kind == "text"]
    if sum(natural) > room:
        for least in _least_whole(texts):
            fitted = _narrowed(natural, of_text, least, room)
            if sum(fitted) <= room:
                return fitted
    fitted = _narrowed(natural, of_text, [_LEAST] * len(natural), room)
    if sum(fitted) <= room:
        return fitted
    # The words of titles above figures are too long: they are cut, and the texts get more room.
    fitted = _narrowed(natural, of_text, [_LEAST_BESIDE_CUT] * len(natural), room)
    others = [i for i in range(len(natural)) if i not in of_text]
    fitted = _narrowed(fitted, others, [max(width, 1) for width in longest], room)
    return _narrowed(fitted, of_text, [_LEAST] * len(natural), room)


def _least_whole(texts: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Widths that break no word; then such as break none of the numbers and other single words."""
    words = [[text.split() for text in set(of_column)] for of_column in texts]
    longest = [max((width_of(w) for ws in each for w in ws), default=0) for each in words]
    yield [max(_LEAST, each) for each in longest]
    is_single = [all(len(ws) <= 1 for ws in each) for each in words]
    yield [
        max(_LEAST, each) if single else _LEAST
        for each, single in zip(longest, is_single, strict=True)
    ]


def _narrowed(
    widths: Sequence[int], which: Sequence[int], least: Sequence[int], room: int
) -> list[int]:
    """Widths with the widest of some columns made narrower, until all fit or none can be."""
    found = list(widths)
    while sum(found) > room:
        left = [i for i in which if found[i] > least[i]]
        if not left:
            break
        found[max(left, key=lambda i: found[i])] -= 1
    return found


def _natural_widths(
    columns: Sequence[Column],
    longest: Sequence[int],
    *,
    roomy: bool = False,
    broken_titles: bool = False,
) -> list[int]:
    natural = []
    for index, column in enumerate(columns):
        title = [column.title]
        if broken_titles and column.kind != "text":
            title = column.title.split() or [""]
        least = _AMOUNT if column.kind == "amount" and roomy else 1
        natural.append(max(longest[index], *map(width_of, title), least))
    is_text = [column.kind == "text" for column in columns]
    if is_text.count(True) == 1 and is_text[0] and not all(is_text) and roomy:
        natural[0] = max(natural[0], _LABEL)
    return natural


def _one_line(
    texts: Sequence[str], numeric: Sequence[bool], widths: Sequence[int], indent: int
) -> str | None:
    """A row whose cells each fit on one line, as most do; None for another."""
    parts = []
    for text, is_number, width in zip(texts, numeric, widths, strict=True):
        if len(text) + indent > width or text.strip() != text or width_of(text) != len(text):
            return None
        parts.append(" " * indent + (text.rjust if is_number else text.ljust)(width - indent))
        indent = 0
    return (" " * _GAP).join(parts).rstrip()


def _row_lines(
    texts: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    indent: int,
    style: LineStyle,
    *,
    is_title: bool = False,
) -> list[Line]:
    """A row over as many lines as its longest cell.

    A number stands on the last of them, where a text to its left goes on to it, as that of a row of
    a statement; else on the first. Titles of numbers stand right above them.
    """
    columns_of_lines: list[list[str]] = []
    for index, (text, width) in enumerate(zip(texts, widths, strict=True)):
        pad = " " * indent if index == 0 else ""
        wrapped = wrap(text, max(width - len(pad), 2)) or [""]
        columns_of_lines.append([pad + line for line in wrapped])
    height = max(map(len, columns_of_lines))
    lines = []
    for level in range(height):
        parts = []
        for index, cell in enumerate(columns_of_lines):
            numeric = columns[index].kind in {"amount", "count"}
            goes_on = is_title or any(len(left) > 1 for left in columns_of_lines[:index])
            offset = height - len(cell) if numeric and goes_on else 0
            text = cell[level - offset] if 0 <= level - offset < len(cell) else ""
            fill = " " * (widths[index] - width_of(text))
            parts.append(fill + text if numeric else text + fill)
        lines.append(Line((" " * _GAP).join(parts).rstrip(), style))
    return lines
