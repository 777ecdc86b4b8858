"""Markdown that stands in a comment on a pull request, in which nothing is found but its words."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from sambruk_cli.document.model import Column, Heading, Items, Paragraph, Row, Table
from sambruk_cli.render.markdown import blocks_markdown, defused

TEXTS = (
    "@octocat and @org/team",
    "fixes #12, GH-12 and o/r#12",
    "see https://example.org/x and www.example.org",
    "mail a@example.org",
    "$x$ and $$y$$",
    "<img src=x onerror=alert(1)> &lt; <!-- x -->",
    "`code` ``more`` ```",
    "[a](https://example.org) ![b](x)",
    "| a | b |",
    "*x* _y_ ~z~",
    "done :tada: :white_check_mark::+1: :100: at 12:30:45",
)
# How GitHub finds them in the text that it shows: in one run of text, apart from its tags.
FOUND = re.compile(r"(?i)@\w|#\d|\bgh-\d|\w+://|www\.\w|\$[^$]+\$|:[\w+-]+:")


def shown(text: str) -> list[str]:
    """The runs of text that a reader of Markdown gives in three kinds of block."""
    blocks = (
        Heading(3, text),
        Items(((Paragraph.of(text),),)),
        Table("t", (Column("x"),), (Row((text,)),)),
    )
    html = MarkdownIt("commonmark").enable("table").render(defused(blocks_markdown(blocks, "en")))
    return re.split(r"(<[^>]*>)", html)


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_is_found_in_what_a_comment_shows(text: str) -> None:
    runs = shown(text)
    tags = {tag for run in runs[1::2] for tag in re.findall(r"</?([a-z0-9]+)", run)}
    known = {"h3", "ul", "li", "p", "table", "thead", "tbody", "tr", "th", "td", "span"}
    assert tags <= known, tags
    assert [run for run in runs[::2] if FOUND.search(run)] == []
    # Read as a whole, it says what it said.
    whole = "".join(runs[::2]).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert whole.replace("&amp;", "&").count(text) == 3
