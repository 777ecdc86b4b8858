"""Word: read back by python-docx; headings, tables, fields and links are such as Word knows."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import subprocess
import sys
from decimal import Decimal

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from sambruk_cli.document.model import (
    Bar,
    Chart,
    Column,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Row,
    Signatures,
    Span,
    Table,
)
from sambruk_cli.render.docx import report_docx
from tests.conftest import PROJECT
from tests.render.office import (
    HOSTILE,
    hostile_report,
    outside_links,
    parts,
    report_of_2007,
    small_report,
    tables_of,
)
from tests.report.test_build import PUBLISHED

pytestmark = pytest.mark.longer

# A picture of one dot, an inch by an inch at its own resolution.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "00000009704859730000001900000019017e1a8c580000000c49444154789c63f8ffff3f"
    "0005fe02fea735810f0000000049454e44ae426082"
)


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def small(*blocks: object, **header: str) -> Document:
    return opened(report_docx(small_report(*blocks, **header)))  # type: ignore[arg-type]


def styled(document: Document, style: str) -> list[WordParagraph]:
    return [p for p in document.paragraphs if p.style is not None and p.style.name == style]


def texts(table: WordTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_with(document: Document, title: str) -> WordTable:
    (found,) = [table for table in document.tables if table.rows[0].cells[0].text == title]
    return found


def header_text(document: Document) -> str:
    header = document.sections[0].header
    written = [paragraph.text for paragraph in header.paragraphs]
    cells = [cell.text for row in header.tables[0].rows for cell in row.cells]
    return "\n".join([*written, *cells])


def instructions(document: Document) -> list[str]:
    """The codes of all fields of the document and its header."""
    header = document.sections[0].header
    found = [*document.element.iter(qn("w:instrText")), *header._element.iter(qn("w:instrText"))]
    return [str(code.text).strip() for code in found]


def swedish(amount: object) -> str:
    return f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}").replace("-", "\N{MINUS SIGN}")


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of_2007()


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return report_docx(report)


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return opened(content)


def test_headings_are_those_of_the_published_report_with_their_numbers(document: Document) -> None:
    found = [
        tuple(p.text.split("\t"))
        for p in document.paragraphs
        if p.style is not None and p.style.name in {"Heading 1", "Heading 2"}
    ]
    assert [heading for heading in found if heading in PUBLISHED] == PUBLISHED
    assert len(found) == len(PUBLISHED) + 1  # the charts are not in the published report
    notes = [paragraph.text for paragraph in styled(document, "Heading 3")]
    assert [note[:6] for note in notes] == ["Not 1 ", "Not 2 ", "Not 3 ", "Not 4 ", "Not 5 "]


def test_every_figure_of_the_statements_is_there_in_swedish(
    document: Document, report: Report
) -> None:
    checked = 0
    for table in tables_of(report):
        if table.id not in {"income_statement", "balance_sheet"}:
            continue
        written = texts(table_with(document, table.columns[0].title))
        for row, line in zip(table.rows, written[1:], strict=True):
            amounts = [cell for cell in row.cells[2:] if cell is not None]
            assert [cell for cell in line[2:] if cell] == [swedish(cell) for cell in amounts]
            checked += len(amounts)
    assert checked == 2 * (8 + 15)
    cells = {cell for table in document.tables for line in texts(table) for cell in line}
    # Figures of the published report, as it prints them.
    assert {"3\xa0755\xa0730", "−11\xa0243", "2\xa0277\xa0639", "461\xa0723"} <= cells


def test_a_reference_leads_to_its_note(document: Document) -> None:
    table = table_with(document, "Balansräkning")
    links = [
        (str(link.get(qn("w:anchor"))), "".join(str(t.text) for t in link.iter(qn("w:t"))))
        for link in table._tbl.iter(qn("w:hyperlink"))
    ]
    assert links == [("note_1", "1"), ("note_4", "4"), ("note_5", "5")]
    bookmarks = [b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))]
    assert {"note_1", "note_4", "note_5"} <= set(bookmarks)
    assert len(set(bookmarks)) == len(bookmarks)


def test_contents_are_a_field_that_is_filled_with_the_headings(document: Document) -> None:
    assert 'TOC \\o "1-2" \\h \\z \\u' in instructions(document)
    lines = [
        "".join("\t" if part.tag == qn("w:tab") else part.text or "" for part in paragraph)
        for paragraph in (
            list(p.iter(qn("w:t"), qn("w:tab")))
            for p in document.element.body.iter(qn("w:p"))
            if str(p.style).startswith("TOC") and p.style != "TOCHeading"
        )
    ]
    assert "3.1\tExtra föreningsstämma\t" in lines
    assert len(lines) == len(PUBLISHED) + 1
    targets = {code.split()[1] for code in instructions(document) if code.startswith("PAGEREF")}
    bookmarks = {b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))}
    assert targets <= bookmarks
    assert document.settings.element.find(qn("w:updateFields")) is not None


def test_every_page_has_the_facts_of_the_report_and_its_number(document: Document) -> None:
    text = header_text(document)
    for fact in (
        "Ideella föreningen Sambruk med firma Sambruk i Sverige",
        "802428-2785",
        "2007-01-01 – 2007-12-31",
        "Claes-Olof Olsson, Verkställande tjänsteman",
        "2008-02-07",
        "0.9",
    ):
        assert fact in text
    assert {"PAGE", "NUMPAGES"} <= set(instructions(document))


def test_a_draft_says_so_on_every_page(document: Document) -> None:
    assert "UTKAST" in header_text(document)
    assert 'string="UTKAST"' in document.sections[0].header._element.xml


def test_a_report_that_somebody_has_approved_is_no_draft() -> None:
    content = report_docx(small_report(approved_by="Bo Ek"))
    assert "UTKAST" not in b"".join(parts(content).values()).decode(errors="replace")
    assert "Bo Ek" in header_text(opened(content))


def test_a_warning_stands_before_everything_else() -> None:
    document = small(warning="VARNING: 2 fel")
    assert document.paragraphs[0].text == "VARNING: 2 fel"
    assert "VARNING: 2 fel" in header_text(document)


def test_the_file_says_what_it_is_and_in_which_language(document: Document) -> None:
    properties = document.core_properties
    assert properties.title == "Årsredovisning 2007"
    assert properties.author == "Claes-Olof Olsson, Verkställande tjänsteman"
    assert properties.language == "sv-SE"
    assert properties.created == datetime.datetime(2008, 2, 7, tzinfo=datetime.UTC)
    (language,) = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert language == "sv-SE"


def test_a_table_can_be_broken_over_pages_without_harm(document: Document) -> None:
    table = table_with(document, "Balansräkning")
    head, *rows = table._tbl.tr_lst
    assert head.xpath("w:trPr/w:tblHeader")
    assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
    before_total = [i for i, row in enumerate(table.rows) if row.cells[0].text[:5] == "Summa"]
    for index in before_total:
        above = table.rows[index - 1].cells[0].paragraphs[0]
        assert above.paragraph_format.keep_with_next


def test_totals_are_bold_below_a_rule_and_amounts_to_the_right() -> None:
    columns = (Column("kr"), Column("Not", "count", note=True), Column("2007", "amount"))
    rows = (Row(("Ett", 2, Decimal(-1234567)), indent=1), Row(("S", None, Decimal(1)), "total"))
    (table,) = small(Table("t", columns, rows)).tables
    assert texts(table) == [
        ["kr", "Not", "2007"],
        ["Ett", "2", "−1\xa0234\xa0567"],
        ["S", "", "1"],
    ]
    label, _, amount = (cell.paragraphs[0] for cell in table.rows[1].cells)
    assert label.paragraph_format.left_indent is not None
    assert amount.style is not None
    assert amount.style.name == "Tabellbelopp"
    assert not amount.runs[0].bold
    total = table.rows[2].cells
    assert total[0].paragraphs[0].runs[0].bold
    ruled = [bool(cell._tc.xpath("w:tcPr/w:tcBorders/w:top")) for cell in total]
    assert ruled == [False, False, True]


def test_text_keeps_its_styles_and_its_lines() -> None:
    spans = (
        Span("a "),
        Span("b", "strong"),
        Span("c", "emphasis"),
        Span("d", "code"),
        Span("\n"),
        Span("e"),
    )
    document = small(Paragraph(spans), Paragraph((Span("x = 1\ny = 2", "code"),)))
    (paragraph,) = [p for p in document.paragraphs if p.text == "a bcd\ne"]
    styles = {run.text: run.style.name for run in paragraph.runs if run.style is not None}
    assert (styles["b"], styles["c"], styles["d"]) == ("Strong", "Emphasis", "Kodord")
    (code,) = styled(document, "Kod")
    assert code.text == "x = 1\ny = 2"


def test_each_numbered_list_begins_at_one() -> None:
    def item(text: str) -> tuple[Paragraph, ...]:
        return (Paragraph((Span(text),)),)

    inner = Items((item("inre"),), ordered=True)
    first = Items((item("a"), (*item("b"), inner)), ordered=True)
    document = small(first, Items((item("c"),), ordered=True), Items((item("punkt"),)))
    numbered = styled(document, "List Number")
    lists = [p._p.xpath("w:pPr/w:numPr/w:numId/@w:val")[0] for p in numbered]
    levels = [p._p.xpath("w:pPr/w:numPr/w:ilvl/@w:val")[0] for p in numbered]
    assert [p.text for p in numbered] == ["a", "b", "inre", "c"]
    assert levels == ["0", "0", "1", "0"]
    assert lists[0] == lists[1]
    assert len({lists[0], lists[2], lists[3]}) == 3
    starts = document.part.numbering_part.element.xpath("w:num/w:lvlOverride/w:startOverride")
    assert {start.get(qn("w:val")) for start in starts} == {"1"}
    assert [p.text for p in styled(document, "List Bullet")] == ["punkt"]


def test_everybody_who_signs_has_a_line(document: Document, report: Report) -> None:
    people = [
        person
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Signatures)
        for person in block.people
    ]
    cells = [
        cell
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if cell.paragraphs[0].style is not None and cell.paragraphs[0].style.name == "Underskrift"
    ]
    assert [cell.paragraphs[0].text for cell in cells] == [person.name for person in people]
    (deputy,) = [cell.text for cell in cells if cell.text.startswith("Bo Frändén")]
    assert deputy == "Bo Frändén\nVerva\ni stället för Christian Sagström"
    rule = document.styles["Underskrift"].element.xpath("w:pPr/w:pBdr/w:top")
    assert rule


def test_a_chart_is_words_own_and_brings_its_figures() -> None:
    bars = (Bar("A", (Decimal(5), Decimal(3))), Bar("B", (Decimal(1), Decimal(0))))
    chart = Chart("c", "Titel", "Vad diagrammet visar", ("2007", "2006"), bars)
    content = report_docx(small_report(chart))
    (described,) = opened(content).element.body.iter(qn("wp:docPr"))
    assert described.get("descr") == "Vad diagrammet visar"
    drawing = parts(content)["word/charts/chart1.xml"].decode()
    assert re.findall(r"<c:v>([^<]*)</c:v>", drawing) == [
        *["Titel", "2007", "A", "B", "5", "1"],
        *["2006", "A", "B", "3", "0"],
    ]
    assert "xl/worksheets/sheet1.xml" in parts(parts(content)["word/embeddings/figures1.xlsx"])


def test_a_picture_is_no_wider_than_the_page_and_is_described() -> None:
    wide = DOT[:16] + (4000).to_bytes(4, "big") + DOT[20:]
    document = small(Image("a.png", "En prick", DOT), Image("b.png", "Bred", wide))
    pictures = document.inline_shapes
    assert [round(picture.width.cm, 1) for picture in pictures] == [2.5, 16.0]
    described = [p._inline.docPr.get("descr") for p in pictures]
    assert described == ["En prick", "Bred"]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", DOT[:20], b"\xff\xd8\xff\xe0\x00"])
def test_a_picture_that_cannot_be_read_is_said_in_words(content: bytes) -> None:
    document = small(Image("a.png", "En prick", content))
    assert "[Bild: En prick]" in [paragraph.text for paragraph in document.paragraphs]


def test_empty_blocks_are_no_trouble() -> None:
    document = small(
        Table("t", (Column(""),), ()),
        Table("t", (Column("Titel"),), ()),
        Signatures("", None, ()),
        Chart("c", "t", "a", (), ()),
        Paragraph(()),
        Items(()),
        Heading(4, ""),
    )
    assert [texts(table) for table in document.tables] == [[["Titel"]]]


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_every_text_is_text_and_reads_as_it_is(text: str) -> None:
    shown = HOSTILE[text]
    content = report_docx(hostile_report(text))
    document = opened(content)
    found = [paragraph.text for paragraph in document.paragraphs]
    assert found.count(shown) >= 7  # warning, title, front, headings, items
    assert shown * 4 in found
    cells = [cell for table in document.tables for line in texts(table) for cell in line]
    assert cells.count(shown) == 3 + 4
    assert "\n".join([shown] * 3 + [f"i stället för {shown}"]) in cells
    codes = {code.split()[0] for code in instructions(document)}
    assert codes == {"TOC", "PAGEREF", "PAGE", "NUMPAGES"}
    assert outside_links(content) == []


def test_a_soft_hyphen_is_words_own() -> None:
    document = small(Paragraph((Span("ÄRTSOPPA ärt\N{SOFT HYPHEN}soppa"),)))
    assert len(list(document.element.body.iter(qn("w:softHyphen")))) == 1


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_same_report_is_the_same_bytes_in_another_process(form: str) -> None:
    program = (
        "import sys, hashlib\n"
        "from tests.render.office import report_of_2007\n"
        "from sambruk_cli.render.docx import report_docx\n"
        "from sambruk_cli.render.xlsx import report_xlsx\n"
        "report = report_of_2007()\n"
        f"made = report_docx(report) if {form!r} == 'docx' else report_xlsx(report)\n"
        "print(hashlib.sha256(made).hexdigest())\n"
    )
    digests = set()
    for seed in ("1", "77"):
        result = subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env={"PYTHONHASHSEED": seed, "TZ": f"UTC-{seed[0]}", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(result.stdout)
    assert len(digests) == 1


def test_a_report_built_twice_is_the_same_bytes(report: Report, content: bytes) -> None:
    again = report_docx(report)
    assert hashlib.sha256(again).digest() == hashlib.sha256(content).digest()
    assert parts(again)


def test_amounts_of_hundreds_of_millions_stand_on_one_line() -> None:
    columns = (
        Column(title="Balansräkning"),
        Column(title="Not", kind="text", note=True),
        Column(title="2002-06-30", kind="amount"),
        Column(title="2001-06-30", kind="amount"),
    )
    cells = ("Summa tillgångar", "11", Decimal(103_387_625), Decimal(103_641_058))
    (table,) = small(Table("t", columns, (Row(cells, "total"),))).tables
    widths = [cell.width.cm for cell in table.rows[1].cells]
    # Eleven characters in bold, of half an em each, in 10 points; and the margins of the cell.
    assert min(widths[2:]) > 11 * 5.8 / 72 * 2.54 + 0.38
    assert sum(widths) == pytest.approx(16, abs=0.01)


def test_titles_above_figures_are_cut_before_a_figure_is() -> None:
    """Changes in equity of a housing association: ten characters of figures, titles of eighteen."""
    titles = ("Insatser", "Upplåtelseavgifter", "Balanserat resultat", "Årets resultat", "Summa")
    figures = ("5509995", "267565", "-2500000", "-483343", "11626762")
    table = Table(
        "equity",
        (Column("Eget kapital, kr"), *(Column(title, "amount") for title in titles)),
        (Row(("Utgående balans", *map(Decimal, figures)), "total"),),
    )
    (found,) = small(table).tables[-1:]
    widths = [cell.width.cm for cell in found.rows[1].cells]
    assert sum(widths) == pytest.approx(16, abs=0.01)
    # 10 points; a bold digit of a wide font takes 0.7 of that, and a cell 0.38 cm at its sides.
    for width, cell in zip(widths[1:], found.rows[1].cells[1:], strict=True):
        assert width > 0.9 * len(cell.text) * 7 / 72 * 2.54, cell.text
