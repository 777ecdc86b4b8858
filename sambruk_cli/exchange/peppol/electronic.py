"""An electronic invoice from an invoice: made, held to the rules, and only then given."""

from __future__ import annotations

from sambruk_cli.exchange.peppol.addresses import buyer_address
from sambruk_cli.exchange.peppol.needs import needs_of
from sambruk_cli.exchange.peppol.rules import check_invoice_xml, missing_rules
from sambruk_cli.exchange.peppol.ubl import invoice_xml
from sambruk_cli.findings import Finding, errors
from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.invoice import Invoice


@frozen
class ElectronicInvoice:
    """A document in UTF-8, b"" where none can be made, and what was found on the way."""

    xml: bytes
    findings: tuple[Finding, ...]


def receives_in_peppol(invoice: Invoice) -> bool:
    """Whether the buyer has an electronic address in Peppol, written or by its number."""
    return buyer_address(invoice.buyer) is not None


def electronic_invoice(invoice: Invoice) -> ElectronicInvoice:
    """The document of an invoice or a credit note, which passes the official rules.

    Returns:
      No document where anything that is found is an error: EIN751 where the rules cannot be asked,
      EIN752 to EIN759 where something is missing, EIN760 where a rule is broken.
    """
    if (missing := missing_rules()) is not None:
        return ElectronicInvoice(b"", (missing,))
    found = needs_of(invoice)
    if errors(found):
        return ElectronicInvoice(b"", tuple(found))
    xml = invoice_xml(invoice)
    found += check_invoice_xml(xml, invoice.number)
    return ElectronicInvoice(b"" if errors(found) else xml, tuple(found))
