"""Which paragraphs stay on the page of what follows."""

from __future__ import annotations

import pytest

from sambruk_cli.document.model import (
    Block,
    Column,
    Heading,
    Items,
    Paragraph,
    Row,
    Span,
    Table,
    with_keeping,
)

TEXT = Paragraph((Span("Följande projekt har vilat under året:"),))
TITLE = Paragraph((Span("Fordringar", "strong"),))
PARTLY = Paragraph((Span("Fordringar", "strong"), Span(" har prövats.")))
TABLE = Table("", (Column("Projekt", "text"),), (Row(("FAST 3000",)),))
LIST = Items(((TEXT,),))
HEADING = Heading(2, "FAST 3000")


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ((TEXT, TABLE), [True, False]),
        ((TEXT, LIST), [True, False]),
        ((TEXT, TEXT, TABLE), [False, True, False]),
        ((TEXT, HEADING, TABLE), [False, False, False]),
        ((TITLE, TEXT), [True, False]),
        ((PARTLY, TEXT), [False, False]),
        ((TABLE, TABLE), [False, False]),
        ((TEXT,), [False]),
        ((), []),
    ],
)
def test_a_text_stays_with_what_it_introduces(blocks: tuple[Block, ...], kept: list[bool]) -> None:
    assert [keep for _, keep in with_keeping(blocks)] == kept
