"""The invoice as PDF: what each page says, codes read from its picture, the file within it."""

from __future__ import annotations

import io
import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pypdf
import pytest
import zxingcpp
from syrupy.assertion import SnapshotAssertion

from sambruk_cli.receivables.invoice import Invoice, InvoiceBuyer, InvoiceLine, InvoiceSeller
from sambruk_cli.render.pdf import PdfFault
from sambruk_cli.render.pdf.invoice import invoice_pdf
from tests.conftest import required_program
from tests.render.test_pdf import HOSTILE, elements, text_of

SELLER = InvoiceSeller(
    name="Föreningen Åäö & Co",
    organisation_number="802428-2785",
    vat_number="SE802428278501",
    f_tax=True,
    address=("Box 123",),
    postal_code="11122",
    town="Stockholm",
    seat="Stockholm",
    email="kansli@exempel.se",
    phone="08-123 456 78",
    contact="Anna Andersson",
    bankgiro="5050-1055",
    plusgiro="12 34 56-6",
    iban="SE35 5000 0000 0549 1000 0003",
    bic="ESSESESS",
    swish="123 456 78 90",
)
BUYER = InvoiceBuyer(
    "ale", "Ale kommun", "212000-1439", ("Fakturaservice",), "44980", "Alafors", reference="R-4711"
)
INVOICE = Invoice(
    number="2025-0001",
    day=date(2025, 3, 1),
    due=date(2025, 3, 31),
    ocr="2025000106",
    seller=SELLER,
    buyer=BUYER,
    lines=(InvoiceLine("Årsavgift 2025", Decimal(24000), "3110"),),
)


def codes_in(pdf: bytes, page: int = 1) -> list[str]:
    """What a reader of QR codes sees in the picture of a page, at 150 dots an inch."""
    program = required_program("pdftoppm")
    command = [program, "-r", "150", "-gray", "-f", str(page), "-l", str(page)]
    picture = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert head is not None
    width, height = int(head[1]), int(head[2])
    pixels = memoryview(picture)[head.end() :].cast("B", shape=(height, width))
    return sorted(code.text for code in zxingcpp.read_barcodes(pixels))


@pytest.mark.process
def test_both_codes_are_read_from_the_picture_of_the_page() -> None:
    swish, using_qr = codes_in(invoice_pdf(INVOICE))
    assert swish == "C1234567890;24000,00;2025000106;0"
    assert json.loads(using_qr) == {
        "uqr": 1,
        "tp": 1,
        "nme": "Föreningen Åäö & Co",
        "cc": "SE",
        "cid": "802428-2785",
        "iref": "2025000106",
        "idt": "20250301",
        "ddt": "20250331",
        "due": 24000.00,
        "cur": "SEK",
        "pt": "BG",
        "acc": "5050-1055",
    }


def test_the_attached_file_is_the_one_given_byte_for_byte() -> None:
    xml = "<?xml version='1.0'?>\r\n<Invoice>Åsa\t#read() \u2028</Invoice>\n".encode()
    reader = pypdf.PdfReader(io.BytesIO(invoice_pdf(INVOICE, xml=xml)))
    (attached,) = reader.attachments.items()
    assert attached == ("2025-0001.xml", [xml])
    root: Any = reader.trailer["/Root"]
    (file,) = root["/AF"]
    assert file.get_object()["/AFRelationship"] == "/Alternative"


def test_a_number_names_no_folder_in_the_file() -> None:
    invoice = replace(INVOICE, number="../2025/26\\1")
    reader = pypdf.PdfReader(io.BytesIO(invoice_pdf(invoice, xml=b"<a/>")))
    assert list(reader.attachments) == ["-2025-26-1.xml"]


def test_it_claims_archiving_and_accessibility() -> None:
    reader = pypdf.PdfReader(io.BytesIO(invoice_pdf(INVOICE)))
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert root["/Lang"] == "sv-SE"
    assert reader.metadata is not None
    assert reader.metadata.title == "Faktura 2025-0001"
    tree = list(elements(root["/StructTreeRoot"]["/K"]))
    assert [element["/Alt"] for element in tree if element["/S"] == "/Figure"] == [
        "QR-kod för Swish: 24\xa0000,00\xa0kr till 123 456 78 90 med meddelandet 2025000106",
        "QR-kod för bankens app (UsingQR): 24\xa0000,00\xa0kr till Föreningen Åäö & Co "
        "med referensen 2025000106",
    ]
    assert sum(element["/S"] == "/TH" for element in tree) == 4


COURSE = (
    InvoiceLine("Kurs, 12 mars", Decimal("1200.50"), "3051", Decimal(2), "st", 25),
    InvoiceLine("Lunch", Decimal(119), "3052", Decimal(3), "st", 12),
    InvoiceLine("Bok", Decimal("249.90"), "3053", Decimal("1.5"), "", 6),
    InvoiceLine("Rabatt", Decimal(-100), "3051", vat_rate=25),
    InvoiceLine("Kopior ur arkivet", Decimal(300), "3054"),
)
VARIANTS = {
    "dues": INVOICE,
    "several rates": replace(INVOICE, lines=COURSE, exempt_reason="ML 10 kap. 36 §"),
    "in English": replace(
        INVOICE,
        language="en",
        lines=COURSE[:1],
        text="Thank you.",
        buyer=InvoiceBuyer("oslo", "Oslo kommune", "", ("Rådhuset",), "0037", "Oslo", "NO"),
    ),
    "credit note": replace(INVOICE, number="2025-0002", credits="2025-0001"),
    "Swish only, no address": replace(
        INVOICE,
        seller=InvoiceSeller("Byns vägförening", swish="123 456 78 90"),
        buyer=InvoiceBuyer("bo", "Bo Ek", is_member=False),
        ocr="",
    ),
    "nothing to pay": replace(INVOICE, lines=(InvoiceLine("Hedersmedlem", Decimal(0), "3110"),)),
}


@pytest.mark.process
@pytest.mark.parametrize("variant", VARIANTS)
def test_what_the_page_says(variant: str, snapshot: SnapshotAssertion) -> None:
    pages = text_of(invoice_pdf(VARIANTS[variant]))
    assert "\f".join(re.sub(r"\n{3,}", "\n\n", page) for page in pages) == snapshot


@pytest.mark.process
def test_a_credit_note_asks_for_no_payment_and_names_what_it_credits() -> None:
    note = replace(INVOICE, number="2025-0002", credits="2025-0001")
    (page,) = text_of(invoice_pdf(note))
    assert "Kreditfaktura" in page
    assert re.search(r"Krediterar faktura +2025-0001", page)
    assert not re.search("OCR|Förfallodatum|Bankgiro|Swish|Att betala", page)


@pytest.mark.process
def test_a_preview_bears_its_mark_and_no_code_that_could_be_paid() -> None:
    pdf = invoice_pdf(INVOICE, is_preview=True)
    assert "FÖRHANDSGRANSKNING" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert codes_in(pdf) == []


@pytest.mark.process
def test_no_decimal_of_a_price_is_left_out() -> None:
    lines = (InvoiceLine("Invånare", Decimal("1.2750"), "3110", Decimal("27000")),)
    (page,) = text_of(invoice_pdf(replace(INVOICE, lines=lines)))
    assert re.search(r"Invånare +27 000 +1,275 +34 425,00", page)


def many(count: int) -> Invoice:
    lines = tuple(InvoiceLine(f"Medlem {n:03d}", Decimal(10), "3110") for n in range(count))
    return replace(INVOICE, lines=lines)


@pytest.mark.process
def test_lines_run_over_pages_that_say_where_one_is() -> None:
    pages = text_of(invoice_pdf(many(90)))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} ({len(pages)})" in page
        assert ("Medlem 0" in page) is (len(re.findall("Beskrivning +Antal", page)) == 1)
        assert (number == 1) or "Föreningen Åäö & Co, Faktura 2025-0001" in page
    assert [re.findall(r"Medlem (\d+)", page) for page in pages] == [
        sorted(re.findall(r"Medlem (\d+)", page)) for page in pages
    ]
    assert sum(page.count("Medlem 0") for page in pages) == 90


@pytest.mark.process
@pytest.mark.parametrize(
    "count", [26, *(pytest.param(n, marks=pytest.mark.thorough) for n in range(12, 40))]
)
def test_the_sum_stands_on_a_page_with_lines(count: int) -> None:
    (page,) = [page for page in text_of(invoice_pdf(many(count))) if "Att betala, kr" in page]
    assert page.count("Medlem 0") >= 2


@pytest.mark.longer
def test_a_name_without_spaces_and_a_text_without_end_stay_on_the_page() -> None:
    long = replace(
        INVOICE,
        buyer=replace(BUYER, name="Å" * 500, reference="R" * 200),
        lines=(InvoiceLine("Å" * 4000, Decimal(10), "3110"),),
    )
    reader = pypdf.PdfReader(io.BytesIO(invoice_pdf(long)))
    seen = 0
    for page in reader.pages:
        positions: list[tuple[float, float]] = []

        def visit(text: str, _: Any, matrix: Any, *__: Any, at: Any = positions) -> None:
            at.extend([(matrix[4], matrix[5])] * text.count("Å"))

        page.extract_text(visitor_text=visit)
        seen += len(positions)
        assert all(0 <= x < 595 and 0 <= y < 842 for x, y in positions)
    assert seen >= 4500


@pytest.mark.process
@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_code_is_printed(text: str) -> None:
    invoice = replace(
        INVOICE,
        seller=replace(SELLER, name=text),
        buyer=replace(BUYER, name=text),
        lines=(InvoiceLine(text, Decimal(10), "3110"),),
        text=text,
    )
    # At the head and at the foot, as payee; in a line; below the lines; in the window, in which
    # the longest is two lines.
    said = " ".join("\n".join(text_of(invoice_pdf(invoice))).split())
    assert said.count(text) == (6 if len(text) < 40 else 5)


def test_a_letter_that_no_font_has_is_said_with_the_invoice_and_who_gets_it() -> None:
    with pytest.raises(PdfFault) as caught:
        invoice_pdf(replace(INVOICE, buyer=replace(BUYER, name="Ale 漢")))
    (found,) = caught.value.findings
    assert found.message == 'no font of the PDF has "漢" U+6F22 in Faktura 2025-0001, Ale 漢'


def test_the_same_invoice_is_the_same_bytes() -> None:
    assert invoice_pdf(INVOICE, xml=b"<a/>") == invoice_pdf(INVOICE, xml=b"<a/>")
