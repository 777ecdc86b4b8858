"""The categories of VAT on an invoice (UNCL 5305), and the sums of each."""

from __future__ import annotations

from typing import Literal

from lxml import etree

from sambruk_cli.exchange.peppol.elements import amount, group, value
from sambruk_cli.messages import say
from sambruk_cli.receivables.invoice import Invoice

Category = Literal["S", "E", "O"]
RATES = (25, 12, 6)  # per cent (mervärdesskattelagen 2023:200, 9 kap.; SE-R-006)
_NOT_SUBJECT = "VATEX-EU-O"


def category(invoice: Invoice, rate: int) -> Category:
    """How what has a rate of VAT stands to it: charged, exempt for a reason, or out of scope."""
    if rate:
        return "S"
    return "E" if invoice.exempt_reason.strip() else "O"


def put_line_category(item: etree._Element, invoice: Invoice, rate: int) -> None:
    """The category of a line (BG-30)."""
    _put_category(item, "ClassifiedTaxCategory", category(invoice, rate), rate)


def put_totals(root: etree._Element, invoice: Invoice) -> None:
    """VAT in all (BT-110), and base and VAT of each rate (BG-23)."""
    total = group(root, "TaxTotal")
    amount(total, "TaxAmount", invoice.vat)
    for each in invoice.vat_totals:
        part = group(total, "TaxSubtotal")
        amount(part, "TaxableAmount", each.base)
        amount(part, "TaxAmount", each.vat)
        of = category(invoice, each.rate)
        reason, code = "", ""
        if of == "E":
            reason = invoice.exempt_reason
        elif of == "O":
            reason, code = say(invoice.language, "Not subject to VAT"), _NOT_SUBJECT
        _put_category(part, "TaxCategory", of, each.rate, reason, code)


def _put_category(
    parent: etree._Element, name: str, of: Category, rate: int, reason: str = "", code: str = ""
) -> None:
    element = group(parent, name)
    value(element, "ID", of)
    if of != "O":  # BR-O-05
        value(element, "Percent", str(rate))
    value(element, "TaxExemptionReasonCode", code)
    value(element, "TaxExemptionReason", reason)
    value(group(element, "TaxScheme"), "ID", "VAT")
