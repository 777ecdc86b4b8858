"""An invoice or a credit note as PDF, with what ML 17 kap. 24 § (2023:200) asks of one with VAT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.receivables.invoice import Invoice, InvoiceLine
from sambruk_cli.render.pdf.letter import (
    Letter,
    PaymentSlip,
    letter_pdf,
    plain_texts,
)


def invoice_pdf(invoice: Invoice, *, xml: bytes = b"", is_preview: bool = False) -> bytes:
    """An invoice or a credit note, paged A4, in its language; the same one is the same bytes.

    Args:
      xml: the same invoice for programs, which is attached to the file (PDF/A-3).
      is_preview: mark every page as a preview, and leave out the QR codes.
    Raises:
      PdfFault: RPT513 on any error or warning of typst's, a letter that no font has among them.
    """
    language = invoice.language
    name = _name(invoice)
    return letter_pdf(
        Letter(
            seller=invoice.seller,
            buyer=invoice.buyer,
            heading=name,
            title=f"{name} {invoice.number}".strip(),
            day=invoice.day,
            language=language,
            facts=_facts(invoice),
            blocks=(_lines(invoice), *plain_texts(_texts(invoice))),
            slip=_slip(invoice),
            mark=say(language, "PREVIEW") if is_preview else "",
            notice=say(language, "Preview: not issued, not to be paid") if is_preview else "",
            xml=xml,
            xml_name=re.sub(r"[^\w-]+", "-", invoice.number) + ".xml",
        )
    )


def _name(invoice: Invoice) -> str:
    if invoice.is_credit_note:
        return say(invoice.language, "Credit note")
    return say(invoice.language, "Invoice")


def _facts(invoice: Invoice) -> tuple[tuple[str, str], ...]:
    language, buyer = invoice.language, invoice.buyer
    days = (invoice.due - invoice.day).days
    is_asked = _is_asked(invoice)
    facts = (
        (
            say_in(language, "credit note", "Number")
            if invoice.is_credit_note
            else say(language, "Invoice number"),
            invoice.number,
        ),
        (say_in(language, "invoice", "Date"), invoice.day.isoformat()),
        (say(language, "Credits invoice"), invoice.credits),
        (say(language, "Due date"), invoice.due.isoformat() if is_asked else ""),
        (
            say(language, "Terms of payment"),
            say_count(language, days, "{number} day", "{number} days") if is_asked else "",
        ),
        (say(language, "OCR number"), invoice.ocr if is_asked else ""),
        (say(language, "Member") if buyer.is_member else say(language, "Customer"), buyer.id),
        (
            say(language, "Your organisation no."),
            "" if buyer.is_private else buyer.organisation_number,
        ),
        (say(language, "Your reference"), buyer.reference),
        (say(language, "Your order"), buyer.order_reference),
        (say(language, "Our reference"), invoice.seller.contact),
    )
    return tuple((label, value) for label, value in facts if value)


def _is_asked(invoice: Invoice) -> bool:
    """Whether the buyer is asked for money."""
    return not invoice.is_credit_note and invoice.total > 0


def _slip(invoice: Invoice) -> PaymentSlip | None:
    if not _is_asked(invoice):
        return None
    reference = invoice.ocr or invoice.number
    return PaymentSlip(invoice.total, reference, invoice.day, invoice.due)


def _texts(invoice: Invoice) -> tuple[str, ...]:
    language = invoice.language
    because = ""
    if any(not line.vat_rate for line in invoice.lines):
        because = (
            say(language, "No VAT: {reason}", reason=invoice.exempt_reason)
            if invoice.exempt_reason
            else say(language, "No VAT: outside the scope of VAT.")
        )
    settled = ""
    if invoice.is_credit_note:
        settled = say(
            language,
            "The amount is set off against invoice {number}. There is nothing to pay.",
            number=invoice.credits,
        )
    elif invoice.total <= 0:
        settled = say(language, "There is nothing to pay.")
    return because, invoice.text, settled


def _lines(invoice: Invoice) -> Table:
    """The lines of the invoice, VAT by its rates, and what is to pay."""
    language, has_vat = invoice.language, invoice.vat_category == "S"
    columns = (
        Column(say(language, "Description")),
        Column(say(language, "Quantity"), "amount"),
        Column(say(language, "Unit price"), "amount"),
        *((Column(say(language, "VAT"), "amount"),) if has_vat else ()),
        Column(say(language, "Amount"), "amount", decimals=2),
    )
    rows = tuple(Row(_cells(line, invoice)) for line in invoice.lines)
    between = ("",) * (len(columns) - 2)
    sums = tuple(
        Row((said, *between, value), "subtotal")
        for said, value in (_vat(invoice) if has_vat else ())
    )
    total = (
        say(language, "To credit, SEK") if invoice.is_credit_note else say(language, "To pay, SEK")
    )
    return Table("lines", columns, (*rows, *sums, Row((total, *between, invoice.total), "total")))


def _cells(line: InvoiceLine, invoice: Invoice) -> tuple[Cell, ...]:
    quantity = formats.number(line.quantity, invoice.language)
    return (
        line.text,
        f"{quantity} {line.unit}".strip(),
        _price(line.price, invoice),
        *((_percent(line.vat_rate),) if invoice.vat_category == "S" else ()),
        line.amount,
    )


def _vat(invoice: Invoice) -> Iterator[tuple[str, Decimal]]:
    """The sum without VAT, and the VAT of each rate with what it is on."""
    language = invoice.language
    yield say(language, "Total without VAT"), invoice.net
    for total in invoice.vat_totals:
        base = formats.amount(total.base, language, decimals=2)
        yield say(language, "VAT {rate} on {base}", rate=_percent(total.rate), base=base), total.vat


def _price(price: Decimal, invoice: Invoice) -> str:
    """With öre, and as many decimals more as it has."""
    exponent = price.normalize().as_tuple().exponent
    decimals = max(2, -exponent if isinstance(exponent, int) else 0)
    return formats.amount(price, invoice.language, decimals=decimals)


def _percent(rate: int) -> str:
    return f"{rate}\N{NO-BREAK SPACE}%"
