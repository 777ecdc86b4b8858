"""Chapters: Markdown into blocks, placeholders into values."""

from __future__ import annotations

import re

import pytest

from sambruk_cli.document.model import Heading, Items, Paragraph, Span, Table
from sambruk_cli.report.narrative import Narrative, markdown_blocks, read_narrative

VALUES = {"members.total": "79", "member.x": "**[a](b)** <i>", "year.label": "2007"}
TABLE = Paragraph((Span("tabellen"),))


def read(text: str) -> Narrative:
    return read_narrative(text, "kap.md", VALUES, {"block.fees": lambda: [TABLE]})


def test_values_stand_in_sentences_headings_and_lists() -> None:
    narrative = read(
        "# År {{ year.label }}\n\nVi är {{members.total}} nu.\n\n- {{ members.total }}\n"
    )
    assert narrative.findings == []
    assert narrative.blocks == [
        Heading(1, "År 2007"),
        Paragraph((Span("Vi är 79 nu."),)),
        Items(((Paragraph((Span("79"),)),),)),
    ]
    assert narrative.used == {"year.label", "members.total"}


def test_a_value_is_text_whatever_it_holds() -> None:
    (paragraph,) = read("Medlem {{ member.x }} är ny.").blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spans == (Span("Medlem **[a](b)** <i> är ny."),)


def test_a_block_stands_alone() -> None:
    narrative = read("Före\n\n{{ block.fees }}\n\nEfter")
    assert narrative.blocks[1] == TABLE
    inside = read("Avgifter: {{ block.fees }} är låga.")
    assert [(f.code, f.line) for f in inside.findings] == [("RPT503", 1)]
    assert "alone in a paragraph" in (inside.findings[0].hint or "")


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("ett\ntvå {{ member.total }}\n", 2, 'did you mean "members.total"?'),
        ("# A\n\ntext\n\n{{ block.fee }}\n", 5, 'did you mean "block.fees"?'),
        ("- ett\n- {{ nonsens.qqq }}\n", 2, "docs/placeholders.md lists them"),
    ],
)
def test_an_unknown_placeholder_is_a_finding_at_its_line(text: str, line: int, hint: str) -> None:
    (finding,) = read(text).findings
    assert (finding.code, finding.file, finding.line) == ("RPT503", "kap.md", line)
    assert finding.hint == hint


@pytest.mark.parametrize("text", ["a {{ members.total b", "a members.total }} b", "a {{ }} b"])
def test_a_placeholder_that_is_not_complete_is_a_finding(text: str) -> None:
    (finding,) = read(text).findings
    assert (finding.code, finding.line) == ("RPT506", 1)


def test_html_is_text() -> None:
    assert markdown_blocks("<script>alert(1)</script>") == [
        Paragraph((Span("<script>alert(1)</script>"),))
    ]


def test_a_link_keeps_its_address() -> None:
    (paragraph,) = markdown_blocks("Se [webben](https://exempel.se).")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Se webben (https://exempel.se)."


def test_styles_are_kept() -> None:
    (paragraph,) = markdown_blocks("**Ett** *två* `tre`")
    assert isinstance(paragraph, Paragraph)
    assert [(s.text, s.style) for s in paragraph.spans if s.text.strip()] == [
        ("Ett", "strong"),
        ("två", "emphasis"),
        ("tre", "code"),
    ]


def test_a_placeholder_keeps_its_braces_in_either_language() -> None:
    (finding,) = read("a {{ members.total b").findings
    assert finding.remedy is not None
    for language in ("sv", "en"):
        assert re.search(r"\{\{ na(me|mn) \}\}", finding.remedy.text(language))


def test_a_list_begins_at_the_number_that_is_written() -> None:
    first, second = markdown_blocks("3. Ansvarsfrihet\n4. Avgift\n\ntext\n\n- a")[::2]
    assert isinstance(first, Items)
    assert isinstance(second, Items)
    assert (first.start, second.start) == (3, 1)


def test_an_address_in_angle_brackets_is_printed_once() -> None:
    for text in ("https://exempel.se/a?b=1", "post@exempel.se"):
        (paragraph,) = markdown_blocks(f"Se <{text}>.")
        assert isinstance(paragraph, Paragraph)
        assert paragraph.text == f"Se {text}."


def test_a_table_is_a_table() -> None:
    written = """\
| Anställda | 2020 | Var |
|:--|--:|---|
| Kvinnor *deltid* | {{ antal }} | <a> |
| Män | 1 \\| 2 | |
| **Summa** | **4** | |

Efter.
"""
    narrative = read_narrative(written, "x.md", {"antal": "3"}, {})
    table, after = narrative.blocks
    assert isinstance(table, Table)
    assert [(c.title, c.kind) for c in table.columns] == [
        ("Anställda", "text"),
        ("2020", "amount"),
        ("Var", "text"),
    ]
    assert [(row.cells, row.role) for row in table.rows] == [
        (("Kvinnor deltid", "3", "<a>"), "plain"),
        (("Män", "1 | 2", ""), "plain"),
        (("Summa", "4", ""), "total"),
    ]
    assert after == Paragraph.of("Efter.")
    assert narrative.used == {"antal"}


def test_an_unknown_placeholder_in_a_table_is_found_on_its_line() -> None:
    written = "| a |\n|---|\n| x |\n| {{ y }} |\n"
    (item,) = read_narrative(written, "x.md", {}, {}).findings
    assert (item.code, item.line) == ("RPT503", 4)


def test_words_within_strong_words_may_have_a_style_of_their_own() -> None:
    (paragraph,) = read_narrative("**a *b* c** d\n", "x.md", {}, {}).blocks
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.style) for span in paragraph.spans] == [
        ("a ", "strong"),
        ("b", "emphasis"),
        (" c", "strong"),
        (" d", "plain"),
    ]
