"""Faults of form in a chapter: what Markdown would print otherwise than its writer meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sambruk_cli.findings import Finding, finding

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_COMMENT = re.compile(r"<!--|-->|<[!?][A-Za-z]")
_OTHER_MARK = re.compile(r"~~|\[\^[^\]\s]+\]")  # struck words, footnotes: not CommonMark
_CELL_END = re.compile(r"(?<!\\)\|")
_WEB = re.compile(r"https?:|mailto:|www\.")
_ADDRESS = re.compile(r" {0,3}\[([^\[\]]+)\]:")
_ROW = re.compile(r"\s*\|.*\|\s*$")


def form_findings(text: str, file: str, parser: MarkdownIt, below: int) -> list[Finding]:
    """Skipped heading levels, and marks that are not closed or that the report does not know.

    Args:
      below: the level of the heading that the text stands under, 0 where it begins with its own.
    """
    known: dict[str, Any] = {}
    tokens = parser.parse(text, known)
    return [
        *_headings(tokens, file, below),
        *_marks(tokens, text, file),
        *_numbers(tokens, file),
        *_addresses(tokens, text, file, known.get("references", {})),
        *_too_deep(tokens, file, parser.options.maxNesting),
    ]


def _addresses(
    tokens: list[Token], text: str, file: str, known: Mapping[str, Mapping[str, Any]]
) -> Iterator[Finding]:
    """Lines that Markdown takes for the address of a link, as [1]: word, and that are none.

    Args:
      known: what Markdown has found, by the names of the addresses in capitals.
    """
    inner = (child for token in tokens for child in token.children or ())
    used = {child.attrGet("href") for child in inner if child.type == "link_open"}
    for number, line in enumerate(text.split("\n") if known else (), 1):
        found = _ADDRESS.match(line)
        said = known.get(" ".join(found[1].split()).upper()) if found else None
        if found and said and not (said["href"] in used and _WEB.match(said["href"])):
            yield finding("RPT509.address", name=found[1], file=file, line=number)


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1


def _headings(tokens: list[Token], file: str, level: int) -> Iterator[Finding]:
    for token in tokens:
        if token.type != "heading_open":
            continue
        this = int(token.tag[1:])
        if level and this > level + 1:
            marks = "#" * (level + 1)
            yield finding(
                "RPT507", this=this, level=level, marks=marks, file=file, line=_line(token)
            )
        level = this


def _marks(tokens: list[Token], text: str, file: str) -> Iterator[Finding]:
    lines = text.split("\n")
    for token in tokens:
        if token.type == "fence" and token.map is not None:
            last = lines[token.map[1] - 1] if token.map[1] <= len(lines) else ""
            if token.map[1] - token.map[0] < 2 or not _FENCE.match(last):
                yield finding("RPT509.fence", file=file, line=_line(token))
        if token.type == "table_open" and token.map is not None:
            yield from _overlong(lines, token.map, file)
        if token.type != "inline" or token.children is None:
            continue
        shown = "\n".join(c.content for c in token.children if c.type == "text")
        line = _line(token)
        if "**" in shown or "__" in shown:
            yield finding("RPT509.strong", file=file, line=line)
        if "](" in shown:
            yield finding("RPT509.link", file=file, line=line)
        if _TAG.search(shown) or _COMMENT.search(shown):
            yield finding("RPT509.html", file=file, line=line)
        other = _OTHER_MARK.search(shown)
        if other:
            yield finding("RPT509.mark", mark=other[0], file=file, line=line)
        if any(_ROW.match(row) for row in token.content.split("\n")):
            yield finding("RPT509.table", file=file, line=line)


def _overlong(lines: list[str], rows: list[int], file: str) -> Iterator[Finding]:
    """Rows of a table with more cells than its head, which Markdown leaves out.

    Args:
      rows: the first line of the table, counted from nought, and the one after its last.
    """
    first, end = rows
    columns = _cells_in(lines[first])
    for number in range(first + 2, min(end, len(lines))):
        if _cells_in(lines[number]) > columns:
            yield finding("RPT509.cells", file=file, line=number + 1)


def _cells_in(line: str) -> int:
    """The cells of a row: one more than the bars between them, the outer ones left out."""
    inner = line.strip()
    outer = inner.startswith("|") + bool(re.search(r"(?<!\\)\|$", inner))
    return len(_CELL_END.findall(inner)) + 1 - outer


def _numbers(tokens: list[Token], file: str) -> Iterator[Finding]:
    """Items whose numbers would print as others: a list counts on from its first.

    One number written before every item is how Markdown lets a list be numbered by itself.
    """
    lists: list[list[Token]] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(token)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            numbered = [(item, int(item.info)) for item in lists.pop() if item.info]
            if len({number for _, number in numbered}) <= 1:
                continue
            first = numbered[0][1]
            for wanted, (item, number) in enumerate(numbered, start=first):
                if number != wanted:
                    yield finding(
                        "RPT509.number",
                        number=number,
                        printed=wanted,
                        file=file,
                        line=_line(item),
                    )
                    break


def _too_deep(tokens: list[Token], file: str, most: int) -> Iterator[Finding]:
    """Items and quotations so far within others that the parser leaves out what they hold.

    Args:
      most: the level from which on it does; a list takes two, a quotation one.
    """
    for token in tokens:
        if token.type in {"list_item_open", "blockquote_open"} and token.level + 1 >= most:
            yield finding("RPT509.nested", file=file, line=_line(token))
