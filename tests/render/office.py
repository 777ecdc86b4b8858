"""What the tests of the Word and Excel forms share: the report of 2007, and one that is hostile."""

from __future__ import annotations

import datetime
import functools
import io
import re
import zipfile
from decimal import Decimal

from sambruk_cli.document.model import (
    Bar,
    Block,
    Chapter,
    Chart,
    Column,
    Header,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Row,
    Signature,
    Signatures,
    Span,
    Table,
)
from sambruk_cli.views.carried import with_appendices
from tests.report.years import example_report, example_year

# Texts that some program would take for more than text, and what a reader shall see of each.
HOSTILE = {
    "=cmd()|'/C calc'!A0": "=cmd()|'/C calc'!A0",
    "+1": "+1",
    "-2+3": "-2+3",
    "@SUM(A1)": "@SUM(A1)",
    "{=SUM(A1)}": "{=SUM(A1)}",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "&amp;<w:t>": "&amp;<w:t>",
    "{{ members.total }}": "{{ members.total }}",
    '{ HYPERLINK "http://x.se" }': '{ HYPERLINK "http://x.se" }',
    "http://exempel.se/": "http://exempel.se/",
    "&L&P&&D": "&L&P&&D",
    "_x0041_": "_x0041_",
    "2007": "2007",
    "a\u202e001\u200f": "a\\u202e001\\u200f",
    "\x00\x1b[31m": "\\u0000\\u001b[31m",
    "\ud800\ufffe\uffff": "\\ud800\\ufffe\\uffff",
    "Å" * 10_000: "Å" * 10_000,
}


@functools.cache
def report_of_2007() -> Report:
    """The report of the example, with the lists that a workbook has besides."""
    year, report = example_year(), example_report()
    return with_appendices(report, year)


def small_report(*blocks: Block, approved_by: str = "", warning: str = "") -> Report:
    """A report of one chapter."""
    header = Header(
        association="Föreningen",
        organisation_number="802428-2785",
        prepared_by="Anna Ek",
        date=datetime.date(2008, 2, 7),
        approved_by=approved_by,
        period_start=datetime.date(2007, 1, 1),
        period_end=datetime.date(2007, 12, 31),
        version="1.0",
    )
    return Report("Rapport", "sv", header, (Chapter("1", "Kapitel", blocks),), warning)


def hostile_report(text: str) -> Report:
    """A report that has a text wherever a text can stand."""
    header = Header(
        text, text, text, None, text, datetime.date(2007, 1, 1), datetime.date(2007, 12, 31), text
    )
    spans = (Span(text), Span(text, "strong"), Span(text, "emphasis"), Span(text, "code"))
    blocks: tuple[Block, ...] = (
        Heading(2, text, "1.1"),
        Heading(3, text, id=text),
        Paragraph(spans),
        Items(((Paragraph((Span(text),)),), (Paragraph((Span(text),)),)), ordered=True),
        hostile_table(text),
        Chart("chart", text, text, (text, text), (Bar(text, (Decimal(1), Decimal(2))),), text),
        Image("picture.png", text, b"\x89PNG\r\n\x1a\nno picture"),
        Signatures(text, None, (Signature(text, text, text, text),)),
    )
    return Report(text, "sv", header, (Chapter("1", text, blocks),), warning=text)


def hostile_table(text: str) -> Table:
    """A table with a text in its titles, its cells, its caption and its name."""
    rows = (Row((text, Decimal(7), text)), Row((text, Decimal(7), text), "total", sums=(0,)))
    return Table(text, (Column(text), Column(text, "amount"), Column(text)), rows, text)


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of an Office file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name) for name in archive.namelist()}


def outside_links(content: bytes) -> list[str]:
    """Everything in a file that leads out of it."""
    found = []
    for name, part in parts(content).items():
        if name.endswith(".rels"):
            found += re.findall(r'<Relationship[^>]*TargetMode="External"[^>]*>', part.decode())
    return found


def tables_of(report: Report) -> list[Table]:
    """All tables of a report that stand in its chapters."""
    return [b for chapter in report.chapters for b in chapter.blocks if isinstance(b, Table)]
