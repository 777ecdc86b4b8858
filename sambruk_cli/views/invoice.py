"""What `sambruk invoice` shows: the invoices and credit notes that it makes."""

from __future__ import annotations

from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, plain
from sambruk_cli.receivables.made import InvoiceRun, MadeInvoice
from sambruk_cli.receivables.vouchers import in_kronor
from sambruk_cli.views.plan import change_payload


def invoices_summary(found: InvoiceRun, language: Language, *, title: str) -> list[Block]:
    """A row for each invoice, with what it comes to, and what all of them do."""
    if not found.made:
        nothing = say(language, "Nothing is left to invoice.")
        return [Heading(2, title), Paragraph.of(nothing)]
    columns: tuple[Column, ...] = (
        Column(say_in(language, "of an invoice", "Number")),
        Column(say_in(language, "of an invoice", "To")),
        Column(say(language, "Amount"), "amount", 2),
        Column(say(language, "Due")),
        Column("OCR"),
        Column(say(language, "Credits")),
        Column("Ver"),
    )
    shown: list[tuple[Any, ...]] = [_row(each) for each in found.made]
    whole = sum((in_kronor(each.invoice) for each in found.made), ZERO)
    total = Row((say(language, "Sum"), "", whole, "", "", "", ""), "total")
    if not any(each.invoice.credits for each in found.made):  # a column of nothing
        columns = (*columns[:5], columns[6])
        shown = [(*cells[:5], cells[6]) for cells in shown]
        total = Row((*total.cells[:5], ""), "total")
    blocks: list[Block] = [
        Heading(2, title),
        Table("", columns, (*(Row(cells) for cells in shown), total)),
    ]
    if any(each.xml is not None for each in found.made):
        said = say(language, "XML is held to: {rules}", rules=found.rules)
        blocks.append(Paragraph.of(said))
    return blocks


def _row(made: MadeInvoice) -> tuple[Any, ...]:
    invoice = made.invoice
    due = "" if invoice.is_credit_note else invoice.due.isoformat()
    amount = in_kronor(invoice)
    return (
        invoice.number,
        made.name,
        amount,
        due,
        invoice.ocr,
        invoice.credits,
        made.voucher.ver,
    )


def invoices_payload(found: InvoiceRun, written: bool, language: Language) -> dict[str, Any]:
    """The invoices as JSON: amounts in kronor as text, below nought of a credit note."""
    return {
        "invoices": [_as_json(each) for each in found.made],
        "rules": found.rules or None,
        **change_payload(found, written, language, diff=False),
    }


def _as_json(made: MadeInvoice) -> dict[str, Any]:
    invoice = made.invoice
    return {
        "number": invoice.number,
        "member": invoice.buyer.id,
        "date": invoice.day.isoformat(),
        "amount": plain(in_kronor(invoice)),
        "vat": plain(-invoice.vat if invoice.is_credit_note else invoice.vat),
        "due": None if invoice.is_credit_note else invoice.due.isoformat(),
        "ocr": invoice.ocr or None,
        "credits": invoice.credits or None,
        "ver": made.voucher.ver,
        "pdf": made.pdf.path,
        "xml": None if made.xml is None else made.xml.path,
        "lines": [
            {
                "text": text,
                "amount": plain(-line.amount if invoice.is_credit_note else line.amount),
                "vat_rate": line.vat_rate,
                "account": line.account,
                "member": line.member or None,
                "kind": line.kind or None,
                "schedule": line.schedule or None,
            }
            for line, text in zip(invoice.lines, made.texts, strict=True)
        ],
    }
