"""A letter to a member as PDF: a reminder, and a statement that runs over pages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from syrupy.assertion import SnapshotAssertion

from sambruk_cli.document.model import Column, Heading, Paragraph, Row, Table
from sambruk_cli.render.pdf.letter import Letter, PaymentSlip, letter_pdf
from tests.render.test_invoice_pdf import BUYER, SELLER, codes_in
from tests.render.test_pdf import text_of

pytestmark = pytest.mark.process


def test_a_reminder_has_text_table_and_codes(snapshot: SnapshotAssertion) -> None:
    columns = (Column("Faktura"), Column("Förföll", "date"), Column("Belopp", "amount", decimals=2))
    rows = (
        Row(("2025-0001", date(2025, 3, 31), Decimal(24000))),
        Row(("Påminnelseavgift", None, Decimal(60)), "subtotal"),
        Row(("Att betala, kr", None, Decimal(24060)), "total"),
    )
    pdf = letter_pdf(
        Letter(
            seller=SELLER,
            buyer=BUYER,
            heading="Påminnelse",
            day=date(2025, 4, 30),
            language="sv",
            facts=(("Datum", "2025-04-30"), ("Medlem", "ale"), ("OCR-nummer", "2025000106")),
            blocks=(
                Paragraph.of("Vi har inte sett er betalning."),
                Table("items", columns, rows),
                Heading(2, "Om avgiften"),
                Paragraph.of("Avgiften är avtalad.\nFrågor besvaras av kansliet.", "emphasis"),
            ),
            slip=PaymentSlip(Decimal(24060), "2025000106", date(2025, 3, 1), date(2025, 5, 10)),
        )
    )
    (page,) = text_of(pdf)
    assert re.sub(r"\n{3,}", "\n\n", page) == snapshot
    swish, using_qr = codes_in(pdf)
    assert swish == "C1234567890;24060,00;2025000106;0"
    assert '"idt":"20250301","ddt":"20250510","due":24060.00' in using_qr


def test_a_statement_runs_over_pages_and_asks_for_nothing() -> None:
    columns = (Column("Datum", "date"), Column("Text"), Column("Saldo", "amount", decimals=2))
    rows = tuple(Row((date(2025, 1, 1), f"Rad {n:02d}", Decimal(n))) for n in range(80))
    letter = Letter(
        seller=SELLER,
        buyer=BUYER,
        heading="Kontoutdrag",
        day=date(2025, 12, 31),
        language="sv",
        facts=(),
        blocks=(Table("items", columns, (*rows, Row(("Saldo", None, Decimal(79)), "total"))),),
    )
    pages = text_of(letter_pdf(letter))
    assert len(pages) == 2
    assert all(len(re.findall("Datum +Text +Saldo", page)) == 1 for page in pages)
    assert re.search(r"Saldo +79,00", pages[1])
    assert not any("Betalning" in page for page in pages)
