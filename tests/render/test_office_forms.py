"""Word and Excel: figures, formulas and headings read back by other programs."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from sambruk_cli.document.model import Block, Chapter, Column, Paragraph, Report, Row, Span, Table
from sambruk_cli.render.forms import ReportForm, render
from sambruk_cli.report.year import ReportYear
from sambruk_cli.views.carried import fitted
from tests.conftest import RunCommand, required_program
from tests.report.test_build import PUBLISHED
from tests.report.years import example_report, example_year

pytestmark = pytest.mark.longer

# The published statements of 2007 and 2006, by sheet: row, 2007, 2006.
STATEMENTS = {
    "Resultaträkning": [
        ("Föreningens intäkter", 3755730, 3439995),
        ("Föreningens kostnader", -3831414, -3479346),
        ("Verksamhetsresultat", -75684, -39351),
        ("Räntekostnader", -415, 0),
        ("Ränteintäkter", 64856, 30657),
        ("Resultat efter finansiella poster", -11243, -8694),
        ("Skatt", 0, -814),
        ("Årets resultat", -11243, -9508),
    ],
    "Balansräkning": [
        ("Summa kortfristiga fordringar", 524064, 1209676),
        ("Summa omsättningstillgångar", 2277639, 2142722),
        ("Summa tillgångar", 2277639, 2142722),
        ("Summa eget kapital", 747137, 613380),
        ("Summa kortfristiga skulder", 1530502, 1529342),
        ("Summa eget kapital och skulder", 2277639, 2142722),
    ],
}
HOSTILE = [
    "=cmd()",
    "+1",
    "-1+1",
    "@x",
    "<script>alert(1)</script>",
    "{{ members.total }}",
    "{=SUM(A1)}",
    "http://exempel.se",
    "Å" * 10_000,
]


@pytest.fixture(scope="module")
def year() -> ReportYear:
    return example_year()


@pytest.fixture(scope="module")
def report() -> Report:
    return example_report()


@pytest.fixture(scope="module")
def workbook(report: Report, year: ReportYear) -> bytes:
    return render(fitted(report, year, "appendices"), ReportForm.xlsx)


@pytest.fixture(scope="module")
def document(report: Report, year: ReportYear) -> bytes:
    return render(fitted(report, year, ""), ReportForm.docx)


def with_texts(report: Report, texts: list[str]) -> Report:
    rows = tuple(Row((text, Decimal(1))) for text in texts)
    table = Table("hostile", (Column("Namn"), Column("kr", "amount")), rows, "Namn")
    blocks: tuple[Block, ...] = (table, *(Paragraph((Span(text),)) for text in texts))
    return replace(report, chapters=(Chapter("1", "Prov", blocks), *report.chapters[1:]))


def amounts(sheet: Any) -> dict[str, tuple[Any, Any]]:
    """The last two cells of each row, by its label."""
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    return {str(row[0]).strip(): (row[-2], row[-1]) for row in rows if len(row) >= 3}


def test_excel_holds_the_published_figures_as_numbers(workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    for name, rows in STATEMENTS.items():
        found = amounts(book[name])
        assert [(label, *found[label]) for label, _, _ in rows] == rows
    assert amounts(book["Not 3"])["Summa"] == (3831414, 3479346)
    assert amounts(book["Not 5"])["Summa"] == (461723, 37000)


def test_every_total_in_excel_is_a_formula(workbook: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    totals = {
        "Resultaträkning": 3,
        "Balansräkning": 6,
        "Not 2": 1,
        "Not 3": 1,
        "Not 4": 1,
        "Not 5": 1,
        "Saldobalans": 1,
        "Avgifter": 1,
    }
    for name, number in totals.items():
        formulas = [
            row
            for row in book[name].iter_rows(values_only=True)
            if sum(1 for cell in row if str(cell).startswith("=")) >= 2
        ]
        assert len(formulas) >= number, name
        assert book[name].freeze_panes, name


def recalculated(workbook: bytes, folder: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every sheet as LibreOffice computes it, formulas and all."""
    program = required_program("soffice")
    file = folder / "rapport.xlsx"
    file.write_bytes(workbook)
    export = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            export,
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=170,
    )
    for found in folder.glob("rapport-*.csv"):
        rows = list(csv.reader(found.read_text().splitlines()))
        yield found.stem.removeprefix("rapport-"), rows


@pytest.mark.xdist_group("soffice")
def test_libreoffice_computes_the_same_totals(workbook: bytes, tmp_path: Path) -> None:
    # What the file caches is thrown away: the formulas alone must give the published figures.
    stripped = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(workbook))  # keeps formulas, drops cached values
    book.save(stripped)
    sheets = dict(recalculated(stripped.getvalue(), tmp_path))
    for name, rows in STATEMENTS.items():
        found = {}
        for row in sheets[name]:
            cells = [cell for cell in row if cell]
            if len(cells) >= 3:
                found[cells[0].strip()] = tuple(cells[-2:])
        for label, *expected in rows:
            assert [Decimal(plain(cell)) for cell in found[label]] == expected, label


def plain(cell: str) -> str:
    for character in "\xa0\u202f ,":
        cell = cell.replace(character, "")
    return cell.replace("\N{MINUS SIGN}", "-")


def test_names_are_texts_in_excel_whatever_they_look_like(report: Report, year: ReportYear) -> None:
    content = render(fitted(with_texts(report, HOSTILE), year, "appendices"), ReportForm.xlsx)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    for text in HOSTILE:
        found = [cell for cell in cells if str(cell.value or "").startswith(text[:500])]
        assert found, text[:20]
        assert all(cell.data_type == "s" for cell in found)
    assert not any(cell.hyperlink for cell in cells if str(cell.value).startswith("http"))


def test_word_has_real_headings_with_the_numbers_of_the_report(document: bytes) -> None:
    word = docx.Document(io.BytesIO(document))
    headings = [
        (p.style.name, p.text)
        for p in word.paragraphs
        if p.style is not None and str(p.style.name).startswith("Heading")
    ]
    first = [text for style, text in headings if style == "Heading 1"]
    assert len(first) >= 14
    for number, title in PUBLISHED:
        assert any(
            (text.startswith(number) and text.endswith(title.split("/")[-1][:20])) or title in text
            for _, text in headings
        ), title


def test_word_holds_every_published_figure(document: bytes) -> None:
    word = docx.Document(io.BytesIO(document))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    cells = {plain(cell) for cell in cells}
    for rows in STATEMENTS.values():
        for _, *figures in rows:
            assert {str(figure) for figure in figures} <= cells


def test_word_has_the_header_and_the_page_fields(document: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(document))
    headers = "".join(
        archive.read(name).decode() for name in archive.namelist() if "/header" in name
    )
    for text in ("802428-2785", "Claes-Olof Olsson", "2008-02-07", "NUMPAGES", "UTKAST"):
        assert text in headers or text in archive.read("word/document.xml").decode()
    styles = archive.read("word/styles.xml").decode()
    assert "sv-SE" in styles


def test_what_looks_like_code_is_text_in_word(report: Report, year: ReportYear) -> None:
    content = render(fitted(with_texts(report, HOSTILE), year, ""), ReportForm.docx)
    word = docx.Document(io.BytesIO(content))
    paragraphs = [p.text.replace("\u200b", "") for p in word.paragraphs]
    for text in HOSTILE:
        assert text in paragraphs, text[:20]


@pytest.mark.slow
def test_controls_do_not_break_the_files(report: Report, year: ReportYear) -> None:
    odd = with_texts(report, ["a\x00b\x0bc\ud800", "belopp \u202e001"])
    for form in (ReportForm.docx, ReportForm.xlsx):
        content = render(fitted(odd, year, form.carries), form)
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    docx.Document(io.BytesIO(render(fitted(odd, year, ""), ReportForm.docx)))


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_same_report_is_the_same_bytes(form: str, sambruk: RunCommand, tmp_path: Path) -> None:
    files = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.{form}"
        assert sambruk("report", "2007", "-o", file, PYTHONHASHSEED=seed).returncode == 0
        files.append(file.read_bytes())
    assert files[0] == files[1]


@pytest.mark.xdist_group("soffice")
@pytest.mark.parametrize("form", [ReportForm.docx, ReportForm.xlsx])
def test_libreoffice_opens_and_prints_it(
    form: ReportForm, document: bytes, workbook: bytes, tmp_path: Path
) -> None:
    program = required_program("soffice")
    file = tmp_path / f"rapport.{form.value}"
    file.write_bytes(document if form is ReportForm.docx else workbook)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=170,
    )
    text = subprocess.run(
        [required_program("pdftotext"), "-layout", str(tmp_path / "rapport.pdf"), "-"],
        check=True,
        capture_output=True,
    ).stdout.decode()
    assert "2277639" in plain(text)


def test_a_note_reference_keeps_its_number(workbook: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))["Balansräkning"]
    notes = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell in (4, 5)]
    assert notes == [4, 5]
