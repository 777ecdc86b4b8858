"""Markdown: whatever a text holds, a reader shows it letter for letter."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Span, Table
from sambruk_cli.render.markdown import blocks_markdown
from sambruk_cli.report.narrative import markdown_blocks

HOSTILE = [
    "<script>alert(1)</script>",
    "**fet** _kursiv_ `kod` ~~struken~~",
    "[länk](javascript:alert(1)) ![bild](x)",
    "# rubrik",
    "1. lista",
    "- lista",
    "+ lista",
    "= under",
    "a | b | c",
    "&lt;&amp;&#60;",
    "{{ members.total }}",
    "\\*bakåt\\*",
    "http://exempel.se <http://exempel.se>",
]


def shown(markdown: str) -> str:
    """The text that a reader of Markdown shows, without any markup."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    assert "<script" not in html
    assert "href" not in html
    return "".join(
        child.content if child.type != "softbreak" else "\n"
        for token in tokens
        if token.type == "inline"
        for child in token.children or []
    )


def test_hostile_texts_are_shown_as_they_are_in_paragraphs() -> None:
    for text in HOSTILE:
        assert shown(blocks_markdown([Paragraph((Span(text),))], "sv")) == text


def test_hostile_texts_are_shown_as_they_are_in_headings_and_cells() -> None:
    for text in HOSTILE:
        assert shown(blocks_markdown([Heading(2, text)], "sv")) == text
        table = Table("t", (Column(text), Column("b")), (Row((text, "x")),))
        assert shown(blocks_markdown([table], "sv")) == f"{text}b{text}x"


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_every_paragraph_survives(text: str) -> None:
    # Markdown drops spaces at both ends and cannot tell kinds of space or minus apart here.
    expected = " ".join(text.replace("\N{MINUS SIGN}", "-").split(" ")).replace("\xa0", " ")
    if not expected.strip() or any(ord(c) > 127 and c.isspace() for c in expected):
        return
    assert shown(blocks_markdown([Paragraph((Span(text),))], "sv")) == expected.strip(" ")


def test_strong_and_emphasis_are_written_back() -> None:
    text = "Ett **starkt** och ett *betonat* ord.\n"
    assert blocks_markdown(markdown_blocks(text), "sv") == text


def test_amounts_are_right_aligned_and_totals_strong() -> None:
    table = Table(
        "t", (Column("kr"), Column("2007", "amount")), (Row(("S", Decimal(1000)), "total"),)
    )
    blocks: list[Block] = [table]
    assert blocks_markdown(blocks, "sv").splitlines() == [
        "| kr | 2007 |",
        "| --- | ---: |",
        "| **S** | **1 000** |",
    ]
