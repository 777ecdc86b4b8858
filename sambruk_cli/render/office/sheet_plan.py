"""Which table or chart of a report goes on which sheet of a workbook, and the sheets' names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sambruk_cli.document.model import Chart, Heading, Report, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say
from sambruk_cli.render.office.front import cut, is_note, is_statement
from sambruk_cli.render.printable import printable_xml

_LONGEST = 31
_ILLEGAL = str.maketrans("[]:*?/\\", "       ")
_RESERVED = {"history", "historik"}  # the name of a sheet of Excel's own


@frozen
class Titled:
    """A table or a chart, and the heading that it stands below in the report."""

    title: str
    content: Table | Chart


@frozen
class Sheet:
    """A sheet to be written; what is `alone` on it has no title besides the sheet's."""

    name: str
    title: str
    content: tuple[Titled, ...]
    alone: bool = False


def sheets(report: Report) -> list[Sheet]:
    """Statements and notes, a sheet each; other tables and charts together; then appendices."""
    alone: list[Sheet] = []
    figures: list[Titled] = []
    particulars: list[Titled] = []
    charts: list[Titled] = []
    for item in _titled(report):
        content = item.content
        if isinstance(content, Chart):
            charts.append(item)
        elif is_statement(content):
            alone.append(_alone(content, content.caption))
        elif is_note(content):
            number = content.id.removeprefix("note_")
            alone.append(_alone(content, say(report.language, "Note {number}", number=number)))
        elif any(column.kind != "text" for column in content.columns):
            figures.append(item)
        else:
            particulars.append(item)
    together = (
        (say(report.language, "Other tables"), figures),
        (say(report.language, "Charts"), charts),
        (say(report.language, "Other particulars"), particulars),
    )
    return [
        *alone,
        *(Sheet(name, name, tuple(items)) for name, items in together if items),
        *(_alone(table, table.caption) for table in report.appendices),
    ]


def _alone(table: Table, name: str) -> Sheet:
    name = name or table.id
    return Sheet(name, table.caption or name, (Titled("", table),), alone=True)


def _titled(report: Report) -> list[Titled]:
    """All tables and charts, each with the number and text of the heading above it.

    The heading of a note is that of the note alone: what comes after the notes has a title of its
    own, or that of the chapter.
    """
    found = []
    for chapter in report.chapters:
        of_chapter = f"{chapter.number} {chapter.title}".strip()
        title = of_chapter
        for block in chapter.blocks:
            if isinstance(block, Heading):
                of_note = block.id.startswith("note-")
                title = "" if of_note else f"{block.number} {block.text}".strip()
            elif isinstance(block, Table | Chart):
                own = block.title if isinstance(block, Chart) else block.caption
                found.append(Titled(title or own or of_chapter, block))
    return _told_apart(found)


def _told_apart(found: list[Titled]) -> list[Titled]:
    """Several below one heading say what is theirs after it: a chart's title, a table's columns."""
    times = Counter(item.title for item in found)
    return [
        replace(item, title=": ".join(filter(None, (item.title, _own(item.content)))))
        if times[item.title] > 1
        else item
        for item in found
    ]


def _own(content: Table | Chart) -> str:
    if isinstance(content, Chart):
        return content.title
    return content.caption or ", ".join(c.title for c in content.columns if c.title)


def unique_names(wanted: Iterable[str]) -> list[str]:
    """Names as Excel allows them: 31 characters, some not at all, no two alike in any case."""
    names: list[str] = []
    taken = set(_RESERVED)
    for text in wanted:
        base = " ".join(printable_xml(text).translate(_ILLEGAL).split()).strip("' ") or "Tabell"
        name, number = cut(base, _LONGEST), 1
        while name.casefold() in taken:
            number += 1
            end = f" ({number})"
            name = cut(base, _LONGEST - len(end)) + end
        taken.add(name.casefold())
        names.append(name)
    return names
