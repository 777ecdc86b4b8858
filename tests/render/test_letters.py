"""Letters and pictures that the PDF cannot show, foretold and then tried."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import date

import pytest

from sambruk_cli.document.model import (
    Chapter,
    Header,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Span,
)
from sambruk_cli.render.letters import can_be_shown, named, unprintable
from sambruk_cli.render.pdf import PdfFault, report_pdf

HEADER = Header(
    association="Föreningen Exempel",
    organisation_number="802428-2785",
    prepared_by="Anna Ek",
    date=date(2022, 2, 1),
    approved_by="Bo Al",
    period_start=date(2021, 1, 1),
    period_end=date(2021, 12, 31),
    version="1.0",
)
# A letter with a mark that no font has by itself, signs that both fonts have, a flag of two
# letters, the private use area, and what is written out in ASCII before it is set.
TEXTS = (
    "Åsa Öström – “citat” … 5 − 3 = 2",
    "漢字",
    "\N{GRINNING FACE} \N{REGIONAL INDICATOR SYMBOL LETTER S}\U0001f1ea",
    "e\N{COMBINING ACUTE ACCENT} a\N{COMBINING OGONEK} k\N{COMBINING RING ABOVE}",
    "Ж ש Ω ạ ǿ",
    "→ ✓ ☃ ∞ ≈ ½ € ™ Ⓐ Ѡ ﬁ",
    "\ue000 \N{ARABIC LETTER BEH}\N{DEVANAGARI LETTER KA}\N{DEVANAGARI VOWEL SIGN AA}",
    "\u202e\u0007\u200d",
    "\N{LATIN SMALL LIGATURE FI} \N{REPLACEMENT CHARACTER} \N{RUNIC LETTER FEHU FEOH FE F}",
)


def report_of(*blocks: Paragraph | Heading | Image | Items) -> Report:
    return Report("Årsredovisning", "sv", HEADER, (Chapter("1", "Verksamheten", blocks),))


@pytest.mark.slow
@pytest.mark.parametrize("style", ["plain", "strong", "emphasis", "code"])
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_foretold_is_what_stops_the_pdf(text: str, style: str) -> None:
    report = report_of(Items(((Paragraph((Span(text, style),)),),)))  # type: ignore[arg-type]
    try:
        report_pdf(report)
        stopped: tuple[str, ...] = ()
    except PdfFault as fault:
        (item,) = fault.findings
        stopped = dict(item.said.values)["letters"]  # type: ignore[assignment]
    assert set(map(named, unprintable(report))) == set(stopped)


def test_the_title_of_a_chapter_and_the_header_of_every_page_are_looked_at() -> None:
    header = replace(HEADER, prepared_by="漢")
    assert unprintable(Report("Å", "sv", header, (Chapter("1", "字", ()),))) == ("漢", "字")


def png(*, data: bytes) -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    rows = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + rows


def test_a_whole_picture_is_told_from_a_damaged_one() -> None:
    whole = png(data=zlib.compress(b"\0\x7f\x7f\x7f"))
    assert can_be_shown(Image("bild.png", "En bild", whole))
    assert not can_be_shown(Image("bild.png", "En bild", whole[:45]))
    assert not can_be_shown(Image("bild.png", "En bild", png(data=b"skadad")))
    assert not can_be_shown(Image("bild.jpg", "En bild", b"\xff\xd8\xff\xe0" + bytes(40)))


def test_a_level_of_heading_that_is_left_out_does_not_stop_the_pdf() -> None:
    report = report_of(Heading(3, "Djupt"), Paragraph.of("Text."), Heading(6, "Djupare"))
    assert report_pdf(report).startswith(b"%PDF")
