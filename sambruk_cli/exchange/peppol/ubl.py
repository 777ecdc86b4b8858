"""An invoice or a credit note as UBL 2.1, in the form of Peppol BIS Billing 3."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from sambruk_cli.exchange.peppol.elements import (
    CREDIT_NOTE,
    CURRENCY,
    INVOICE,
    amount,
    document,
    group,
    value,
)
from sambruk_cli.exchange.peppol.parties import put_buyer, put_seller
from sambruk_cli.exchange.peppol.payment import put_payment_means
from sambruk_cli.exchange.peppol.units import EACH, unit_code
from sambruk_cli.exchange.peppol.vat import put_line_category, put_totals
from sambruk_cli.messages import say
from sambruk_cli.receivables.invoice import Invoice, InvoiceLine

_SPECIFICATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_COMMERCIAL_INVOICE, _CREDIT_NOTE = "380", "381"  # UNCL 1001


def invoice_xml(invoice: Invoice) -> bytes:
    """The document in UTF-8, the same bytes for the same invoice.

    It is as good as what it is made from: `needs_of` says beforehand what is missing, and
    `check_invoice_xml` afterwards whether the official rules take it.

    Raises:
      ValueError: when a text holds what XML cannot; `needs_of` tells of it.
    """
    credit = invoice.is_credit_note
    root = document("CreditNote", CREDIT_NOTE) if credit else document("Invoice", INVOICE)
    value(root, "CustomizationID", _SPECIFICATION)
    value(root, "ProfileID", _PROCESS)
    value(root, "ID", invoice.number)
    value(root, "IssueDate", invoice.day.isoformat())
    if credit:
        value(root, "CreditNoteTypeCode", _CREDIT_NOTE)
    else:
        value(root, "DueDate", invoice.due.isoformat())
        value(root, "InvoiceTypeCode", _COMMERCIAL_INVOICE)
    value(root, "Note", invoice.text)
    value(root, "DocumentCurrencyCode", CURRENCY)
    _put_references(root, invoice)
    put_seller(root, invoice)
    put_buyer(root, invoice)
    if not credit:  # nobody pays a credit note to the association
        put_payment_means(root, invoice)
    put_totals(root, invoice)
    _put_sums(root, invoice)
    for number, line in enumerate(invoice.lines, 1):
        _put_line(root, invoice, line, str(number))
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return xml


def _put_references(root: etree._Element, invoice: Invoice) -> None:
    """What the buyer knows the invoice by (BT-10, BT-13), and which one is credited (BG-3)."""
    value(root, "BuyerReference", invoice.buyer.reference)
    if invoice.buyer.order_reference.strip():
        value(group(root, "OrderReference"), "ID", invoice.buyer.order_reference)
    if invoice.credits:
        billing = group(root, "BillingReference")
        value(group(billing, "InvoiceDocumentReference"), "ID", invoice.credits)


def _put_sums(root: etree._Element, invoice: Invoice) -> None:
    """The sums of the invoice (BG-22)."""
    sums = group(root, "LegalMonetaryTotal")
    amount(sums, "LineExtensionAmount", invoice.net)
    amount(sums, "TaxExclusiveAmount", invoice.net)
    amount(sums, "TaxInclusiveAmount", invoice.total)
    amount(sums, "PayableAmount", invoice.total)


def _put_line(root: etree._Element, invoice: Invoice, line: InvoiceLine, number: str) -> None:
    """A line (BG-25). A price is never below nought, so what lowers the sum is of a negative number
    of things (BR-27)."""
    credit = invoice.is_credit_note
    price, quantity = line.price, line.quantity
    if price < 0:
        price, quantity = -price, -quantity
    code = unit_code(line.unit)
    element = group(root, "CreditNoteLine" if credit else "InvoiceLine")
    value(element, "ID", number)
    name = "CreditedQuantity" if credit else "InvoicedQuantity"
    value(element, name, _number(quantity), unitCode=code or EACH)
    amount(element, "LineExtensionAmount", line.amount)
    item = group(element, "Item")
    value(item, "Name", line.text)
    put_line_category(item, invoice, line.vat_rate)
    if code is None:
        _put_property(item, say(invoice.language, "Unit"), line.unit)
    if line.member and line.member != invoice.buyer.id:
        _put_property(item, say(invoice.language, "Member"), line.member)
    value(group(element, "Price"), "PriceAmount", _price(price), currencyID=CURRENCY)


def _put_property(item: etree._Element, name: str, text: str) -> None:
    """Something else that is said of what is sold (BG-32)."""
    element = group(item, "AdditionalItemProperty")
    value(element, "Name", name)
    value(element, "Value", text)


def _number(number: Decimal) -> str:
    """A number as XML Schema writes it: no exponent, no decimals that say nothing."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _price(price: Decimal) -> str:
    """A price with two decimals or as many more as it has (BT-146 has no bound)."""
    whole, _, decimals = _number(price).partition(".")
    return f"{whole}.{decimals:0<2}"
