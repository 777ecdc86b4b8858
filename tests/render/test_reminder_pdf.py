"""A reminder as PDF: what it holds besides the invoices, in both languages."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest

from sambruk_cli.language import Language
from sambruk_cli.receivables.interest import Interest, InterestPart
from sambruk_cli.receivables.items import Item, ItemMovement, ItemMovementKind
from sambruk_cli.receivables.reminded import MemberReminder, OverdueInvoice
from sambruk_cli.receivables.reminder_booking import ReminderLetter
from sambruk_cli.register.invoicing import ReminderLevel, ReminderRules
from sambruk_cli.render.pdf.reminder import reminder_pdf
from tests.render.test_invoice_pdf import BUYER, SELLER

DAY = date(2025, 4, 30)
NOTHING: Any = SimpleNamespace()


def owed(number: str, amount: int, due: date, ocr: str) -> Item:
    item = Item("ale", number, "Assets:1510-K", date(2025, 3, 1), due, ocr)
    movement = ItemMovement(due, Decimal(amount), ItemMovementKind.INVOICE, NOTHING, NOTHING)
    item.movements.append(movement)
    return item


def letter() -> ReminderLetter:
    """24 000 kr at 8 % for 30 days are 157.81 kr; 60 in fee, 62 from before, 100 to its credit."""
    due = date(2025, 3, 31)
    interest = Interest((InterestPart(due, DAY, Decimal(24000), Decimal(8)),))
    invoice = owed("2025-0001", 24000, due, "2025000106")
    fees = owed("P20250405-001", 62, date(2025, 4, 15), "2025040500133")
    return ReminderLetter(
        MemberReminder(
            "ale",
            2,
            (OverdueInvoice(invoice, 2, 30, interest, due, ()),),
            Decimal(60),
            (fees,),
            Decimal(0),
            Decimal(100),
            date(2025, 5, 10),
        ),
        DAY,
        "reminders/2025/a.pdf",
        "P20250430-001",
        "2025043000139",
    )


RULES = ReminderRules(
    levels=(
        ReminderLevel(days=5),
        ReminderLevel(days=20, fee=Decimal(60), text="Nu är det bråttom.", text_en="Please hurry."),
        ReminderLevel(days=40, collector=True),
    ),
    fee_agreed="Stadgarna § 6.",
    fee_agreed_from=date(2024, 1, 1),
    interest=True,
)
SAID: dict[Language, tuple[str, ...]] = {
    "sv": (
        *("Påminnelse 2", "Nu är det bråttom.", "24 000,00", "157,81", "62,00", "-100,00"),
        *("24 179,81", "Påminnelseavgift är avtalad: Stadgarna § 6.", "till inkasso"),
    ),
    "en": (
        *("Reminder 2", "Please hurry.", "24,000.00", "157.81", "62.00", "-100.00"),
        *("24,179.81", "A reminder fee is agreed: Stadgarna § 6.", "debt collector"),
    ),
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_letter_says_what_there_is_to_pay_and_why(language: Language) -> None:
    pdf = reminder_pdf(letter(), (SELLER, BUYER), RULES, language)
    assert pdf == reminder_pdf(letter(), (SELLER, BUYER), RULES, language)
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    text = " ".join(page.extract_text().replace("\u2212", "-").split())
    plain = text.replace("\u00a0", " ")
    for part in (*SAID[language], "2025-0001", "P20250405-001", "2025043000139", "2025-05-10"):
        assert part in plain, plain
