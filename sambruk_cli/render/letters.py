"""Which letters and pictures the PDF cannot show, asked of typst without setting the report."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sambruk_cli.document.model import (
    Chapter,
    Chart,
    Column,
    Heading,
    Image,
    Report,
    Row,
    Span,
    Style,
)
from sambruk_cli.render.printable import printable_lines

# Latin letters and signs that every font of the PDF has; all others are tried.
_KNOWN = re.compile("[\x20-\x7e\xa0-\u017f\u2013\u2014\u2018-\u201e\u2026\u2212\u202f]*")
_REFUSED = re.compile(r'(?:the text|the codepoint) `"(.+?)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
# What the PDF does not print: names for programs, what only other forms unfold, and what pictures
# and charts are to those who cannot see.
_UNSAID = frozenset({"id", "key", "file", "content", "alt", "caption", "detail", "stamp"})
# What report.typ sets in bold letters.
_STRONG = {Report: "title", Chapter: "title", Heading: "text", Column: "title", Chart: "title"}
_STRONG_ROWS = ("heading", "subtotal", "total")
_STYLES: tuple[Style, ...] = ("plain", "strong", "emphasis", "code")
# The fonts of report.typ.
_TEMPLATE = b"""
#let data = json(bytes(sys.inputs.data))
#set document(title: "x")
#set text(fallback: false, font: ("Libertinus Serif", "DejaVu Sans Mono"), lang: "sv")
#data.plain
#strong(data.strong)
#emph(data.emphasis)
#raw(data.code)
#for picture in data.pictures { image(bytes(picture), alt: "x", width: 1mm, height: 1mm) }
"""

Letters = dict[str, None]  # an ordered set


def letters_refused(said: str) -> tuple[str, ...]:
    """The letters that typst says it has in no font, in the order of its words."""
    found = (_ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) for text in _REFUSED.findall(said))
    return tuple(dict.fromkeys(found))


def unprintable(report: Report, *texts: str) -> tuple[str, ...]:
    """The letters of a report that the PDF has no font for, in the order of the report.

    Args:
      texts: others that are tried as running text.
    """
    tried: dict[Style, Letters] = {style: {} for style in _STYLES}
    for style, text in _texts((report, *texts), "plain"):
        if not _KNOWN.fullmatch(text):
            for line in printable_lines(text):
                tried[style] |= dict.fromkeys(_marked(line))
    refused: Letters = {}
    while any(tried.values()):
        found = letters_refused(_said(tried))
        if not found:
            break
        refused |= dict.fromkeys(found)
        for letters in tried.values():
            for marked in [m for m in letters if any(letter in m for letter in found)]:
                del letters[marked]
    return tuple(refused)


def _marked(line: str) -> Iterator[str]:
    """The letters of a line that have to be tried, each with the marks that follow it.

    A font may have the two together alone.
    """
    marked = ""
    for letter in line:
        if marked and unicodedata.category(letter).startswith("M"):
            marked += letter
            continue
        if not _KNOWN.fullmatch(marked):
            yield marked
        marked = letter
    if not _KNOWN.fullmatch(marked):
        yield marked


def can_be_shown(image: Image) -> bool:
    """Whether typst can show a picture."""
    return not _said({}, image)


def _said(tried: Mapping[Style, Letters], *pictures: Image) -> str:
    """What typst has against setting some letters and pictures, "" where nothing."""
    import typst  # 20 ms, and few reports hold what must be tried

    data: dict[str, Any] = {style: " ".join(tried.get(style, ())) for style in _STYLES}
    data["pictures"] = [list(each.content) for each in pictures]
    compiler = typst.Compiler(
        _TEMPLATE, ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)}
    )
    try:
        compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
    except typst.TypstError as error:
        return str(error.diagnostic or error.message)
    return ""


def named(letter: str) -> str:
    """A letter with its number, since no font here may show it: "漢" U+6F22."""
    numbers = " ".join(f"U+{ord(character):04X}" for character in letter)
    is_seen = not unicodedata.category(letter[0]).startswith("C")
    return f'"{letter}" {numbers}' if is_seen else numbers


def _texts(value: Any, style: Style) -> Iterator[tuple[Style, str]]:
    """Every text in a part of a report, with the style that it is set in."""
    if isinstance(value, str):
        yield style, str(value)
    elif isinstance(value, Span):
        yield value.style, value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, style)
    elif isinstance(value, Row):
        yield from _texts(value.cells, "strong" if value.role in _STRONG_ROWS else "plain")
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.name not in _UNSAID and each.metadata.get("in_json", True):
                is_strong = _STRONG.get(type(value)) == each.name
                yield from _texts(getattr(value, each.name), "strong" if is_strong else style)
