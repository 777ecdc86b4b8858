"""The PDF: what stands in it, the standards it claims, and texts that try to be code."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from sambruk_cli.document.model import (
    Chapter,
    Column,
    Image,
    Paragraph,
    Report,
    Row,
    Span,
    Stamp,
    Table,
)
from sambruk_cli.render.pdf import PdfFault, report_pdf
from tests.conftest import RunCommand, required_program
from tests.report.years import example_report

# Every amount of the published statements, both years, typed from them.
PUBLISHED = """
3 755 730  3 439 995  −3 831 414  −3 479 346  −75 684  −39 351  −415  64 856  30 657
−11 243  −8 694  −814  −9 508  461 214  986 335  62 850  89 741  133 600  524 064  1 209 676
1 753 575  933 046  2 277 639  2 142 722  815 000  670 000  −56 620  −47 112  747 137  613 380
1 068 779  1 492 342  461 723  37 000  1 530 502  1 529 342
1 272 000  1 056 000  1 100 000  1 423 000  1 383 730  960 995  1 034 369  1 511 852  800 000
799 563  752 403  712 418  604 590  640 052  455 513  557 888  145 000  65 000  17 353  25 000
12 000  12 500  10 000  11 250  70 000  314 620  26 000  −67 863
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return replace(example_report(), stamp=Stamp("0123456789abcdef", True, "feedbeef" * 8, "0.1.0"))


@pytest.fixture(scope="module")
def pdf(report: Report) -> bytes:
    return report_pdf(report)


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return text_of(pdf)


def text_of(pdf: bytes) -> list[str]:
    """The text of each page as poppler reads it, spaces of every kind made plain."""
    text = poppler(pdf, "-layout").replace("\u2060", "")
    return [re.sub(r"[\xa0\u202f]", " ", page) for page in text.split("\f")[:-1]]


def poppler(pdf: bytes, *options: str) -> str:
    """What a reader copies of a PDF."""
    program = required_program("pdftotext")
    result = subprocess.run(
        [program, *options, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return result.stdout.decode()


def with_paragraph(report: Report, text: str) -> Report:
    chapter = Chapter("1", text, (Paragraph((Span(text),)),))
    return replace(report, chapters=(chapter, *report.chapters[1:]))


def test_every_published_figure_is_in_the_pdf(pages: list[str]) -> None:
    text = "\n".join(pages)
    missing = [a for a in re.split(r"\s{2,}|\n", PUBLISHED.strip()) if a and a not in text]
    assert missing == []


def test_every_page_has_the_header_and_its_number(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        head = "\n".join(page.strip().splitlines()[:10])
        assert "Ideella föreningen Sambruk med firma Sambruk i Sverige" in head
        assert "802428-2785" in head
        assert "Claes-Olof Olsson, Verkställande tjänsteman" in head
        assert "2008-02-07" in head
        assert f"{number} ({len(pages)})" in head


def test_contents_give_the_page_of_each_chapter(pages: list[str]) -> None:
    entries = re.findall(r"^ *(\d+) +(.+?)[ .]{4,}(\d+)$", pages[1], re.M)
    assert len(entries) == 14
    for number, title, page in entries:
        assert re.search(rf"^ *{number} +{re.escape(title.strip())}", pages[int(page) - 1], re.M)


@pytest.mark.longer
def test_it_claims_archiving_and_accessibility(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Årsredovisning 2007"
    assert reader.metadata.author == "Ideella föreningen Sambruk med firma Sambruk i Sverige"


def elements(node: Any) -> Iterator[Any]:
    """The structure tree, every element of it."""
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


@pytest.mark.longer
def test_every_table_has_header_cells_and_every_figure_a_text(pdf: bytes) -> None:
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    tree = list(elements(root["/StructTreeRoot"]["/K"]))
    kinds = Counter(element["/S"] for element in tree)
    assert kinds["/H1"] >= 14
    assert kinds["/Figure"] == 4
    tables = [element for element in tree if element["/S"] == "/Table"]
    assert len(tables) > 15
    for table in tables:
        assert "/TH" in {element["/S"] for element in elements(table["/K"])}
    figures = [element["/Alt"] for element in tree if element["/S"] == "/Figure"]
    assert sum("Medlemsavgifter 1\xa0272\xa0000\xa0kr 2007" in alt for alt in figures) == 1


def test_only_its_own_fonts_are_used_and_all_are_embedded(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    names = set()
    for page in reader.pages:
        fonts: Any = page["/Resources"].get("/Font", {})  # type: ignore[attr-defined]
        for font in fonts.values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            names.add(descendant["/BaseFont"].split("+")[1])
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert names
    assert all(name.startswith(("LibertinusSerif", "DejaVuSansMono")) for name in names)


def test_note_references_are_links(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    links = [
        annotation.get_object()
        for page in reader.pages[13:14]
        for annotation in page.get("/Annots", [])
    ]
    assert len([link for link in links if link["/Subtype"] == "/Link"]) >= 6


def test_a_draft_says_so_on_every_page_until_it_is_approved(report: Report, pdf: bytes) -> None:
    approved = replace(report, header=replace(report.header, approved_by="Styrelsen"))
    for content, is_draft in ((pdf, True), (report_pdf(approved), False)):
        for page in pypdf.PdfReader(io.BytesIO(content)).pages:
            assert ("UTKAST" in page.extract_text()) is is_draft


def test_the_stamp_stands_at_the_foot(pages: list[str]) -> None:
    for page in pages:
        foot = page.strip().splitlines()[-1]
        assert "git 0123456789ab med ändringar" in foot
        assert "sha256 feedbeeffeedbeef" in foot


@pytest.mark.longer
def test_the_same_report_is_the_same_bytes(report: Report, pdf: bytes) -> None:
    assert report_pdf(report) == pdf


HOSTILE = [
    '#read("/etc/passwd")',
    "#import sys",
    "$x^2$ *fet* _kursiv_ @etikett <etikett> `rå` // kommentar",
    "<script>alert(1)</script>",
    "=cmd()",
    "= Rubrik",
    "{{ members.total }}",
    "\\u{41} \\",
    "https://exempel.se",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_code_is_printed(report: Report, text: str) -> None:
    page = " ".join("\n".join(text_of(report_pdf(with_paragraph(report, text)))[1:4]).split())
    assert page.count(text) >= 2  # as heading and as paragraph


def test_directions_and_controls_are_written_out(report: Report) -> None:
    text = "\n".join(text_of(report_pdf(with_paragraph(report, "belopp \u202e001 kr"))))
    assert "belopp \\u202e001 kr" in text


def test_a_name_of_10000_characters_stays_on_the_page(report: Report) -> None:
    name = "Å" * 10_000
    table = Table("t", report.chapters[2].blocks[1].columns, (Row((name, name)),))  # type: ignore[union-attr]
    long = replace(report, chapters=(Chapter("1", "Namn", (table, Paragraph((Span(name),)))),))
    pdf = report_pdf(long)
    # Two cells and a paragraph; the title on the cover has one of its own.
    assert "".join(text_of(pdf)).count("Å") == 30_001
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        positions: list[float] = []

        def visit(text: str, _: Any, matrix: Any, *__: Any, seen: list[float] = positions) -> None:
            if "Å" in text:
                seen.append(matrix[4])

        page.extract_text(visitor_text=visit)
        assert all(0 <= x < 595 for x in positions)


def test_a_damaged_picture_is_a_fault_and_not_a_file(report: Report) -> None:
    broken = Image("x.png", "en bild", b"\x89PNG\r\n\x1a\nnot a picture")
    with pytest.raises(PdfFault):
        report_pdf(replace(report, chapters=(Chapter("1", "A", (broken,)),)))


def test_paths_and_digests_in_narrow_columns_run_over_no_other(report: Report) -> None:
    """Two words of one line never stand on each other, and what is copied has no break in it."""
    paths = (
        "underlag/2021/2021-01-15_faktura_kontorsmaterial_AB.pdf",
        "mycketlangtfilnamnutanmellanslagsomingenkanbrytas.pdf",
        "ledger/verifikationer/januari.beancount:123",
    )
    said = "Verifikation A12 saknar underlag, som varje verifikation ska ha"
    digest = "0123456789abcdef" * 4
    titles = ("Ver", "Vad", "Var", "Gör", "Sedan", "SHA-256")
    rows = tuple(Row(("A12", f"{said} {path}", path, said, path, digest)) for path in paths)
    columns = tuple(map(Column, titles))
    chapter = Chapter("1", "Underlag", (Table("t", columns, rows), Paragraph.of(digest)))
    pdf = report_pdf(replace(report, chapters=(chapter,), has_cover=False))
    raw = poppler(pdf, "-bbox")
    boxes = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<', raw)
    words = [(*map(float, box[:4]), box[4]) for box in boxes]
    for one, other in pairwise(sorted(words, key=lambda word: (word[1], word[0]))):
        assert one[1] != other[1] or one[2] <= other[0] + 0.1, (one[4], other[4])
    assert max(word[2] for word in words) <= 595 - 70
    text = poppler(pdf)
    assert "\u200b" not in text
    assert re.findall(rf"^{digest}$", text, re.M) == [digest]
    assert "".join(text.split()).count(paths[1]) > 0


def test_a_long_table_repeats_its_header(report: Report) -> None:
    columns = report.chapters[2].blocks[1].columns  # type: ignore[union-attr]
    rows = tuple(Row((f"Namn {n:04d}", "x")) for n in range(200))
    long = replace(report, chapters=(Chapter("1", "Lista", (Table("t", columns, rows),)),))
    listed = [page for page in text_of(report_pdf(long)) if "Namn 0" in page]
    assert len(listed) > 2
    assert all("Företräder" in page for page in listed)


@pytest.mark.parametrize("more", range(3))
def test_no_total_stands_alone_on_a_page(report: Report, more: int) -> None:
    columns = report.chapters[2].blocks[1].columns  # type: ignore[union-attr]
    alone = []
    for count in range(84 + more, 144, 3):
        rows = (*(Row((f"Namn {n:04d}", "x")) for n in range(count)), Row(("Hela", "y"), "total"))
        long = replace(report, chapters=(Chapter("1", "Lista", (Table("t", columns, rows),)),))
        (page,) = [page for page in text_of(report_pdf(long)) if "Hela" in page]
        if "Namn 0" not in page:
            alone.append(count)
    assert alone == []


def test_the_command_writes_the_file_by_its_suffix(sambruk: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "rapport.pdf"
    result = sambruk("report", "2007", "-o", file)
    assert (result.returncode, result.stdout) == (0, "")
    assert file.read_bytes().startswith(b"%PDF-1.7")
    again = tmp_path / "igen.pdf"
    sambruk("report", "2007", "-f", "pdf", "-o", again, PYTHONHASHSEED="7")
    assert file.read_bytes() == again.read_bytes()
