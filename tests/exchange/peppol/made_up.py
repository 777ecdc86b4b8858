"""Invoices of an association that does not exist, to members that do not either."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli.receivables.invoice import Invoice, InvoiceBuyer, InvoiceLine, InvoiceSeller

SELLER = InvoiceSeller(
    name="Sjöboföreningen",
    organisation_number="802000-1015",
    vat_number="SE802000101501",
    f_tax=True,
    address=("Storgatan 1",),
    postal_code="111 22",
    town="Stockholm",
    seat="Stockholm",
    email="kansli@example.org",
    bankgiro="991-2346",
)
BUYER = InvoiceBuyer(
    id="lillby",
    name="Lillby kommun",
    organisation_number="212000-0142",
    address=("Torget 1",),
    postal_code="222 33",
    town="Lillby",
    reference="ZZ0101",
)


def line(price: str, rate: int = 0, text: str = "Årsavgift 2025", **more: Any) -> InvoiceLine:
    return InvoiceLine(text, Decimal(price), "3110", vat_rate=rate, **more)


def invoice(*lines: InvoiceLine, **more: Any) -> Invoice:
    values: dict[str, Any] = {
        "number": "2025-0014",
        "day": date(2025, 3, 1),
        "due": date(2025, 3, 31),
        "ocr": "20250014103",
        "seller": SELLER,
        "buyer": BUYER,
        "lines": lines or (line("1000"),),
    }
    return Invoice(**(values | more))
