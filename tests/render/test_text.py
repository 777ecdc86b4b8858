"""Plain text: tables, wrapping and what a terminal must never receive."""

from __future__ import annotations

import textwrap
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.document.model import Column, Items, Paragraph, Row, Span, Table, as_json
from sambruk_cli.render.lines import Line, as_text
from sambruk_cli.render.markdown import blocks_markdown
from sambruk_cli.render.printable import printable, width_of, wrap
from sambruk_cli.render.text import block_lines, table_lines
from sambruk_cli.report.narrative import markdown_blocks
from tests.extent import tried


def text_of(table: Table) -> list[str]:
    return as_text(table_lines(table, "sv")).splitlines()


def test_a_total_has_a_rule_above_its_amounts_only() -> None:
    columns = (Column("kr"), Column("2007", "amount"))
    rows = (Row(("Ett", Decimal(1))), Row(("Summa", Decimal(-1234567)), "total"))
    assert text_of(Table("t", columns, rows)) == [
        f"{'kr':<48}  {'2007':>10}",
        f"{'─' * 48}  {'─' * 10}",
        f"{'Ett':<48}  {'1':>10}",
        f"{'':<48}  {'─' * 10}",
        f"{'Summa':<48}  {'-1 234 567':>10}",
    ]


def test_an_amount_stands_on_the_last_line_of_a_wrapped_label() -> None:
    columns = (Column("a"), Column("b", "amount"))
    long = "ord " * 20
    lines = text_of(Table("t", columns, (Row((long.strip(), Decimal(7))),)))
    assert [line.endswith(" 7") for line in lines[2:]] == [False, True]
    assert max(map(len, lines)) <= 80


def test_ore_are_never_lost_in_a_column_of_whole_kronor() -> None:
    columns = (Column("a"), Column("b", "amount"))
    lines = text_of(Table("t", columns, (Row(("avgift", Decimal("7500.50"))),)))
    assert lines[-1].endswith("7 500,50")


def test_nought_has_no_sign() -> None:
    columns = (Column("a"), Column("b", "amount"))
    assert text_of(Table("t", columns, (Row(("x", Decimal("-0"))),)))[-1].endswith(" 0")


@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_table_is_wider_than_80_columns(cells: list[list[str]]) -> None:
    columns = (Column("a"), Column("b"), Column("c"))
    for line in table_lines(Table("t", columns, tuple(Row(tuple(row)) for row in cells)), "sv"):
        assert width_of(line.text) <= 80


@given(st.text())
def test_nothing_printable_can_steer_a_terminal(text: str) -> None:
    shown = printable(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def test_an_ordinary_sentence_is_printed_as_it_is() -> None:
    sentence = "Årsmötet – det andra – beslöt: 10 % av 5 000 kr & mer <så>."
    assert printable(sentence) == sentence


def test_a_list_in_a_list_is_indented() -> None:
    def item(*blocks: Paragraph | Items) -> tuple[Paragraph | Items, ...]:
        return blocks

    inner = Items((item(Paragraph((Span("b"),))),))
    outer = Items((item(Paragraph((Span("a"),)), inner),), ordered=True)
    assert as_text(block_lines([outer], "sv")) == "1. a\n\n   - b\n"


def test_figures_use_what_a_keyboard_has() -> None:
    assert as_text([Line("a\N{NO-BREAK SPACE}b\N{MINUS SIGN}1  ")]) == "a b-1\n"


@given(st.text(), st.integers(4, 30))
def test_wrapping_keeps_every_word_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_list_counts_from_where_it_begins_in_every_form() -> None:
    text = "1986. Föreningen bildas\n1987. Den växer"
    blocks = markdown_blocks(text)
    assert as_text(block_lines(blocks, "sv")).strip() == text
    assert blocks_markdown(blocks, "sv").strip() == text
    assert as_json(blocks[0])["start"] == 1986
    assert "start" not in as_json(markdown_blocks("1. ett")[0])


def test_characters_that_are_counted_by_their_number_take_one_column_each() -> None:
    below = [chr(point) for point in range(0x300)]
    assert not any(map(unicodedata.combining, below))
    assert {unicodedata.east_asian_width(c) for c in below} <= {"N", "Na", "A", "H"}


@pytest.mark.slow
@tried(2000)
@given(
    st.text(st.sampled_from("ab åö-\u00a0\t\n"), max_size=30),
    st.integers(2, 40),
    st.sampled_from(["", "  ", "- "]),
)
def test_a_text_that_needs_no_breaking_is_as_textwrap_has_it(
    text: str, width: int, first: str
) -> None:
    wanted = textwrap.wrap(text, width, initial_indent=first, break_on_hyphens=False)
    assert wrap(text, width, first=first) == wanted


def test_titles_of_many_figures_are_cut_before_a_line_gets_too_long() -> None:
    """Five times "Räkenskapsåret" is 70 columns, and with the gaps nothing is left of 80."""
    years = [Column(f"Räkenskapsåret 20{year}/{year + 1}", "count") for year in range(21, 26)]
    table = Table(
        "facts",
        (Column("Medelantal anställda"), *years),
        (Row(("Kvinnor i ledande ställning", 1, 2, 3, 4, 5)),),
    )
    lines = [line.text for line in table_lines(table, "sv")]
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("Medelantal")
    assert [line.rstrip() for line in lines if line.startswith("ställning")] == [lines[-1]]
    assert lines[-1].split()[1:] == ["1", "2", "3", "4", "5"]


def test_the_number_of_an_invoice_is_not_broken_where_longer_texts_can_give_way() -> None:
    titles = ("Number", "To", "Due", "OCR", "Credits", "Ver")
    columns = (*(Column(title) for title in titles), Column("Amount", "amount", 2))
    cells = ("2026-27-0010", "<b>#link", "2026-11-19", "202627001029", "2026-27-0002", "F10")
    long = (*cells[:1], "Somebody whose#name#is#long", *cells[2:])
    rows = tuple(Row((*row, Decimal(-41000))) for row in (cells, long))
    lines = as_text(table_lines(Table("", columns, rows), "sv")).split("\n")
    assert all(len(line) <= 80 for line in lines)
    assert [word for line in lines for word in line.split() if "2026" in word] == [
        *("2026-27-0010", "2026-11-19", "202627001029", "2026-27-0002"),
        *("2026-27-0010", "2026-11-19", "202627001029", "2026-27-0002"),
    ]
