"""LibreOffice as a witness: it opens both files, computes the same totals and prints them."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from sambruk_cli.render.docx import report_docx
from sambruk_cli.render.office.archive import pack
from sambruk_cli.render.xlsx import report_xlsx
from tests.conftest import required_program
from tests.extent import rounds
from tests.render.office import HOSTILE, hostile_report, hostile_table, parts, report_of_2007
from tests.report.test_build import PUBLISHED

pytestmark = pytest.mark.xdist_group("soffice")


def converted(folder: Path, to: str, **files: bytes) -> dict[str, Path]:
    """Files in another form, by their names; `a_docx=content` is a file a.docx."""
    sources = []
    for name, content in files.items():
        source = folder / name.replace("_", ".")
        source.write_bytes(content)
        sources.append(source)
    out = folder / "out"
    result = subprocess.run(
        [
            required_program("soffice"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            out,
            *sources,
        ],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "Error" not in result.stdout + result.stderr
    return {source.name: out / f"{source.stem}.{to}" for source in sources}


def text_of(pdf: Path) -> str:
    """What a PDF says, its spaces and signs as a keyboard has them."""
    result = subprocess.run(
        [required_program("pdftotext"), "-layout", pdf, "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    keyboard = str.maketrans({"\xa0": " ", "\u202f": " ", "\N{MINUS SIGN}": "-"})
    return result.stdout.translate(keyboard)


def without_results(workbook: bytes) -> bytes:
    """A workbook whose formulas have no results yet."""
    content = parts(workbook)
    for name, part in content.items():
        if name.startswith("xl/worksheets/"):
            content[name] = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", part)
    return pack(content)


def test_libreoffice_computes_every_total_as_the_report_prints_it(tmp_path: Path) -> None:
    workbook = report_xlsx(report_of_2007())
    empty = without_results(workbook)
    (file,) = converted(tmp_path, "xlsx", book_xlsx=empty).values()
    formulas = openpyxl.load_workbook(io.BytesIO(workbook))
    expected = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    before = openpyxl.load_workbook(io.BytesIO(empty), data_only=True)
    computed = openpyxl.load_workbook(file, data_only=True)
    checked = 0
    for sheet in formulas.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            at = (sheet.title, cell.coordinate)
            assert before[sheet.title][cell.coordinate].value is None, at
            found = Decimal(str(computed[sheet.title][cell.coordinate].value))
            # Öre added up in binary are a little off, far less than an öre.
            difference = found - Decimal(str(expected[sheet.title][cell.coordinate].value))
            assert abs(difference) < Decimal("0.000001"), at
            checked += 1
    assert checked >= 2 * (3 + 6 + 4 + 1) + 3 + 3
    sheet = computed["Balansräkning"]
    published = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Summa tillgångar"]
    assert [row[2:4] for row in published] == [(2277639, 2142722)]


def test_libreoffice_knows_the_headings_and_the_contents(tmp_path: Path) -> None:
    report = report_of_2007()
    (flat,) = converted(tmp_path, "fodt", report_docx=report_docx(report)).values()
    text = flat.read_text()
    assert text.count("<text:table-of-content ") == 1
    levels = re.findall(r'<text:h [^>]*outline-level="(\d)"', text)
    assert levels.count("1") == sum("." not in number for number, _ in PUBLISHED)
    assert levels.count("2") == sum("." in number for number, _ in PUBLISHED) + 1
    assert levels.count("3") == 5


def test_both_files_print_with_the_published_figures(tmp_path: Path) -> None:
    report = report_of_2007()
    printed = converted(
        tmp_path, "pdf", word_docx=report_docx(report), excel_xlsx=report_xlsx(report)
    )
    word = text_of(printed["word.docx"])
    for figure in ("3 755 730", "-3 831 414", "2 277 639", "-11 243", "461 723"):
        assert figure in word, figure
    pages = [page for page in word.split("\f") if page.strip()]
    for number, page in enumerate(pages, start=1):
        assert f"{number} ({len(pages)})" in page
        assert "UTKAST" in page
    excel = text_of(printed["excel.xlsx"])
    assert re.search("2[ ,]277[ ,]639", excel)  # by the language of the machine
    assert "###" not in excel  # no column is too narrow for its figures


@pytest.mark.slow
def test_hostile_texts_print(tmp_path: Path) -> None:
    long = max(HOSTILE, key=len)[: rounds(10_000, 500)]
    printed = converted(
        tmp_path,
        "pdf",
        a_docx=report_docx(hostile_report(long)),
        b_xlsx=report_xlsx(replace(hostile_report("=cmd()"), appendices=(hostile_table(long),))),
        c_docx=report_docx(hostile_report("\x00<w:t>&")),
    )
    assert {path.read_bytes()[:5] for path in printed.values()} == {b"%PDF-"}
    assert "=cmd()" in text_of(printed["b.xlsx"])
    assert "\\u0000<w:t>&" in text_of(printed["c.docx"])
