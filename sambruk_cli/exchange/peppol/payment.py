"""How an invoice is paid, as UBL has it: bankgiro, plusgiro, account."""

from __future__ import annotations

from lxml import etree

from sambruk_cli.exchange.peppol.elements import group, value
from sambruk_cli.receivables.invoice import Invoice
from sambruk_cli.register.organisation_number import digits_of

CREDIT_TRANSFER = "30"  # UNCL 4461; the one that Sweden uses for all of them (SE-R-011, 012)
BANKGIRO = "SE:BANKGIRO"
PLUSGIRO = "SE:PLUSGIRO"


def put_payment_means(root: etree._Element, invoice: Invoice) -> None:
    """Each account that may be paid to, with the OCR reference (BG-16, BG-17)."""
    seller = invoice.seller
    accounts = (
        (seller.bankgiro, BANKGIRO),
        (seller.plusgiro, PLUSGIRO),
        (seller.iban, digits_of(seller.bic)),
    )
    for number, branch in accounts:
        if not number.strip():
            continue
        means = group(root, "PaymentMeans")
        value(means, "PaymentMeansCode", CREDIT_TRANSFER)
        value(means, "PaymentID", invoice.ocr)
        account = group(means, "PayeeFinancialAccount")
        value(account, "ID", digits_of(number))
        value(account, "Name", seller.name)
        if branch:
            value(group(account, "FinancialInstitutionBranch"), "ID", branch)
