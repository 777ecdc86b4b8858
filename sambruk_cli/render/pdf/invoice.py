"""An invoice or a credit note as PDF, with what ML 17 kap. 24 § (2023:200) asks of one with VAT."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.receivables.invoice import Invoice, InvoiceLine
from sambruk_cli.render.pdf.letter import (
    Letter,
    LetterBlock,
    LetterSums,
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
            blocks=_blocks(invoice),
            mark=say(language, "PREVIEW") if is_preview else "",
            notice=say(language, "Preview: not issued, not to be paid") if is_preview else "",
            xml=xml,
            xml_name=f"{invoice.number}.xml",
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
        (say_in(language, "invoice", "Number"), invoice.number),
        (say_in(language, "invoice", "Date"), invoice.day.isoformat()),
        (say(language, "Credits invoice"), invoice.credits),
        (say(language, "Due date"), invoice.due.isoformat() if is_asked else ""),
        (
            say(language, "Terms of payment"),
            say_count(language, days, "{number} day", "{number} days") if is_asked else "",
        ),
        (say(language, "OCR number"), invoice.ocr if is_asked else ""),
        (say(language, "Member") if buyer.is_member else say(language, "Customer"), buyer.id),
        (say(language, "Your organisation no."), buyer.organisation_number),
        (say(language, "Your reference"), buyer.reference),
        (say(language, "Your order"), buyer.order_reference),
        (say(language, "Our reference"), invoice.seller.contact),
    )
    return tuple((label, value) for label, value in facts if value)


def _is_asked(invoice: Invoice) -> bool:
    """Whether the buyer is asked for money."""
    return not invoice.is_credit_note and invoice.total > 0


def _blocks(invoice: Invoice) -> tuple[LetterBlock, ...]:
    asked = (
        (PaymentSlip(invoice.total, invoice.ocr or invoice.number, invoice.day, invoice.due),)
        if _is_asked(invoice)
        else ()
    )
    return (_lines(invoice), _sums(invoice), *plain_texts(_texts(invoice)), *asked)


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
    language = invoice.language
    columns = (
        Column(say(language, "Description")),
        Column(say(language, "Quantity"), "amount"),
        Column(say(language, "Unit price"), "amount"),
        *((Column(say(language, "VAT"), "amount"),) if invoice.vat_category == "S" else ()),
        Column(say(language, "Amount"), "amount"),
    )
    return Table("lines", columns, tuple(Row(_cells(line, invoice)) for line in invoice.lines))


def _cells(line: InvoiceLine, invoice: Invoice) -> tuple[Cell, ...]:
    language = invoice.language
    quantity = formats.number(line.quantity, language)
    return (
        line.text,
        f"{quantity} {line.unit}".strip(),
        _money(line.price, invoice),
        *((f"{line.vat_rate} %",) if invoice.vat_category == "S" else ()),
        _money(line.amount, invoice),
    )


def _sums(invoice: Invoice) -> LetterSums:
    language = invoice.language
    with_vat = invoice.vat_category == "S"
    by_rate = (
        (
            say(
                language,
                "VAT {rate} % on {base}",
                rate=total.rate,
                base=_money(total.base, invoice),
            ),
            _money(total.vat, invoice),
        )
        for total in invoice.vat_totals
    )
    name = (
        say(language, "To credit, SEK") if invoice.is_credit_note else say(language, "To pay, SEK")
    )
    pairs = (
        *(
            ((say(language, "Total without VAT"), _money(invoice.net, invoice)),)
            if with_vat
            else ()
        ),
        *(by_rate if with_vat else ()),
        (name, _money(invoice.total, invoice)),
    )
    return LetterSums(pairs)


def _money(value: Decimal, invoice: Invoice) -> str:
    return formats.amount(value, invoice.language, decimals=2)
