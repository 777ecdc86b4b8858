"""Narrative chapters: Markdown read into the document model, placeholders filled in.

Placeholders are filled after the Markdown has been parsed, so a name from the register is text
whatever characters it holds, and HTML in a chapter prints as the characters it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sambruk_cli.document.model import (
    Block,
    Column,
    Heading,
    Image,
    Items,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
)
from sambruk_cli.document.pictures import MOST_BYTES, MOST_POINTS, declared_size, is_picture
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, Severity, finding, nearest
from sambruk_cli.frozen import frozen
from sambruk_cli.report.markdown_form import form_findings

if TYPE_CHECKING:
    from markdown_it.token import Token

_PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z0-9_.:-]+)\s*\}\}")
MOST_OF_CHAPTER = 1 << 20  # bytes: a book of 300 pages
_BRACES = re.compile(r"\{\{|\}\}")
_STYLES: dict[str, Style] = {"strong_open": "strong", "em_open": "emphasis"}
_CLOSINGS = {"strong_close", "em_close"}


@dataclass(slots=True)
class Narrative:
    """One chapter's blocks, what is wrong in it, and the placeholders it uses."""

    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def markdown_blocks(text: str) -> list[Block]:
    """Markdown without placeholders, as blocks."""
    return read_narrative(text, "", {}, {}).blocks


def read_narrative(
    text: str,
    file: str,
    values: Mapping[str, str],
    generated: Mapping[str, Callable[[], Sequence[Block]]],
    pictures: Callable[[str], bytes] | None = None,
    *,
    below: int = 0,
) -> Narrative:
    """A chapter's Markdown with its placeholders filled in.

    Args:
      text: headings, paragraphs, lists, tables, **strong** and *emphasis*.
      file: for the findings; line numbers are those of the text.
      values: what stands inside a sentence, by name.
      generated: what stands alone in a paragraph, by name.
      pictures: gives the content of a picture by its name in the chapter; raises Unreadable.
      below: the level of the heading that the text stands under, 0 where it begins with its own.
    """
    from markdown_it import MarkdownIt  # costly to import, and statements seldom need it

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    narrative = _Reader(file, values, generated, pictures).read(parser.parse(text))
    narrative.findings.extend(form_findings(text, file, parser, below))
    return narrative


def _fault_of_picture(name: str, content: bytes) -> Finding | None:
    """Why no program is given a picture; what a picture that is damaged lacks they say."""
    if not is_picture(content):
        return finding("RPT512.form", name=name)
    if len(content) > MOST_BYTES:
        return finding("RPT512.bytes", name=name, most=MOST_BYTES // 1_000_000)
    size = declared_size(content)
    if size is not None and size.points > MOST_POINTS:
        million = MOST_POINTS // 1_000_000
        width, height = size
        return finding("RPT512.points", name=name, width=width, height=height, most=million)
    return None


@frozen
class _Reader:
    """Turns the tokens of one chapter into blocks, and gathers what it finds on the way.

    Lines are counted from 1. A token's own line is where its block begins; within a paragraph
    the reader counts on at each break.
    """

    file: str
    values: Mapping[str, str]
    generated: Mapping[str, Callable[[], Sequence[Block]]]
    pictures: Callable[[str], bytes] | None
    out: Narrative = field(default_factory=Narrative)

    def read(self, tokens: Sequence[Token]) -> Narrative:
        self.out.blocks = self.blocks(list(tokens))
        return self.out

    def blocks(self, tokens: list[Token]) -> list[Block]:
        """Blocks one after another; what a quotation holds stands as if it were not quoted."""
        found: list[Block] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = _closing(tokens, at)
            line = (token.map[0] if token.map else 0) + 1
            inner = tokens[at + 1 : end]
            if token.type == "heading_open":
                spans = self.spans(inner[0], line)
                found.append(Heading(int(token.tag[1:]), "".join(s.text for s in spans)))
            elif token.type == "paragraph_open":
                found.extend(self.paragraph(inner[0], line))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                found.append(self.items(inner, token))
            elif token.type in {"fence", "code_block"}:
                found.append(Paragraph((Span(token.content.rstrip("\n"), "code"),)))
            elif token.type == "blockquote_open":
                found.extend(self.blocks(inner))
            elif token.type == "table_open":
                found.append(self.table(inner))
            at = end + 1
        return found

    def items(self, tokens: list[Token], opening: Token) -> Items:
        """A list, from its opening token and the tokens between it and the closing one."""
        items = []
        at = 0
        while at < len(tokens):
            end = _closing(tokens, at)
            items.append(tuple(self.blocks(tokens[at + 1 : end])))
            at = end + 1
        start = opening.attrGet("start")
        is_ordered = opening.type == "ordered_list_open"
        return Items(tuple(items), is_ordered, 1 if start is None else int(start))

    def table(self, tokens: list[Token]) -> Table:
        """A table; a row that is written in strong words throughout is a sum.

        The first row is the head. A column that is aligned to the right holds numbers.
        """
        columns: list[Column] = []
        rows: list[Row] = []
        cells: list[str] = []
        is_strong = True
        for at, token in enumerate(tokens):
            if token.type == "tr_open":
                cells, is_strong = [], True
            elif token.type in {"th_open", "td_open"}:
                inline = tokens[at + 1]
                spans = self.spans(inline, (inline.map[0] if inline.map else 0) + 1)
                is_strong &= all(s.style == "strong" for s in spans if s.text.strip())
                cells.append("".join(span.text for span in spans))
                if token.type == "th_open":
                    is_right = "right" in str(token.attrGet("style"))
                    columns.append(Column(cells[-1], "amount" if is_right else "text"))
            elif token.type == "tr_close":
                rows.append(Row(tuple(cells), "total" if is_strong and any(cells) else "plain"))
        return Table("table", tuple(columns), tuple(rows[1:]))

    def paragraph(self, inline: Token, line: int) -> Sequence[Block]:
        """Running text; or the block that a placeholder alone stands for; or pictures."""
        alone = _PLACEHOLDER.fullmatch(inline.content.strip())
        if alone and alone[1].startswith("block."):
            name = alone[1]
            self.out.used.add(name)
            if name in self.generated:
                return self.generated[name]()
            self.unknown(name, line, self.generated)
            return [Paragraph((Span(alone[0]),))]
        children = [c for c in inline.children or [] if c.type != "softbreak"]
        if children and all(child.type == "image" for child in children):
            return [block for child in children for block in self.picture(child, line)]
        return [Paragraph(tuple(self.spans(inline, line)))]

    def picture(self, token: Token, line: int) -> Sequence[Block]:
        """A picture that stands in a paragraph of its own."""
        name = str(token.attrGet("src") or "")
        alt = self.filled(token.content, line)
        try:
            if self.pictures is None:
                raise Unreadable
            content = self.pictures(unquote(name))
        except Unreadable as error:
            self.out.findings.extend(replace(f, file=self.file, line=line) for f in error.findings)
            return [Paragraph((Span(alt),))]
        if (fault := _fault_of_picture(name, content)) is not None:
            self.found(replace(fault, file=self.file, line=line))
            return []
        if not alt.strip():
            self.found(finding("RPT512.alternative", name=name, file=self.file, line=line))
            return []
        return [Image(name, alt, content)]

    def spans(self, inline: Token, line: int) -> list[Span]:
        """Runs of text in one style each; a link is its text and then its address."""
        found: list[Span] = []
        styles: list[Style] = ["plain"]  # the innermost last
        href = ""
        for child in inline.children or []:
            style = styles[-1]
            if child.type in _STYLES:
                styles.append(_STYLES[child.type])
            elif child.type in _CLOSINGS:
                styles.pop()
            elif child.type == "image":
                name = str(child.attrGet("src") or "")
                self.within(name, line)
                found.append(Span(self.filled(child.content, line), style))
            elif child.type == "softbreak":
                line += 1
                found.append(Span(" "))
            elif child.type == "hardbreak":
                line += 1
                found.append(Span("\n"))
            elif child.type == "code_inline":
                found.append(Span(child.content, "code"))
            elif child.type == "link_open":
                href = str(child.attrGet("href") or "")
            elif child.type == "link_close":
                # <https://...> is its own text.
                if not found or href not in (found[-1].text, f"mailto:{found[-1].text}"):
                    found.append(Span(f" ({href})"))
            elif child.content:
                found.append(Span(self.filled(child.content, line), style))
        return found

    def within(self, name: str, line: int) -> None:
        """Report a picture that stands within a sentence, where no form can show it."""
        fault = finding(
            "RPT512.within", name=name, file=self.file, line=line, severity=Severity.WARNING
        )
        self.found(fault)

    def filled(self, text: str, line: int) -> str:
        """The text with values in the place of placeholders."""
        rest = _PLACEHOLDER.sub("", text)
        if _BRACES.search(rest):
            self.found(finding("RPT506", file=self.file, line=line))

        def value(match: re.Match[str]) -> str:
            name = match[1]
            self.out.used.add(name)
            if name in self.values:
                return self.values[name]
            self.unknown(name, line, self.values, inline=True)
            return match[0]

        return _PLACEHOLDER.sub(value, text)

    def unknown(
        self, name: str, line: int, known: Mapping[str, object], *, inline: bool = False
    ) -> None:
        """Report a name that is in neither table; `inline` where it stood within a sentence."""
        if inline and name in self.generated:
            self.found(finding("RPT503.block", name=name, file=self.file, line=line))
        else:
            near = nearest(name, known)
            self.found(finding("RPT503", name=name, file=self.file, line=line, hint=near))

    def found(self, fault: Finding) -> None:
        self.out.findings.append(fault)


def _closing(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at `start`, itself where it stands alone."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1
