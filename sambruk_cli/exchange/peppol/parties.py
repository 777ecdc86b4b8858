"""Who sells and who buys, as UBL has it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from sambruk_cli.exchange.peppol.addresses import (
    ElectronicAddress,
    buyer_address,
    seller_address,
    ten_digits,
)
from sambruk_cli.exchange.peppol.elements import group, value
from sambruk_cli.messages import say
from sambruk_cli.receivables.invoice import Invoice
from sambruk_cli.register.electronic_address import SWEDISH
from sambruk_cli.register.organisation_number import is_parted

F_TAX = "Godkänd för F-skatt"  # as SE-R-005 wants it, in every language


def put_seller(root: etree._Element, invoice: Invoice) -> None:
    """The association (BG-4).

    Its VAT number (BT-31) is left out where nothing is subject to VAT (BR-O-02).
    """
    seller = invoice.seller
    party = group(group(root, "AccountingSupplierParty"), "Party")
    _put_electronic_address(party, seller_address(seller))
    _put_postal_address(party, seller.address, seller.postal_code, seller.town, "SE")
    if seller.vat_number and invoice.vat_category != "O":
        _put_tax_scheme(party, seller.vat_number, "VAT")
    if seller.f_tax:
        _put_tax_scheme(party, F_TAX, "TAX")
    legal = group(party, "PartyLegalEntity")
    value(legal, "RegistrationName", seller.name)
    value(legal, "CompanyID", ten_digits(seller.organisation_number), schemeID=SWEDISH)
    if seller.seat:
        seat = say(invoice.language, "Registered office: {town}", town=seller.seat)
        value(legal, "CompanyLegalForm", seat)
    _put_contact(party, seller.contact, seller.phone, seller.email)


def put_buyer(root: etree._Element, invoice: Invoice) -> None:
    """Who is invoiced (BG-7). A person's number is left out: it is nobody else's business."""
    buyer = invoice.buyer
    party = group(group(root, "AccountingCustomerParty"), "Party")
    _put_electronic_address(party, buyer_address(buyer))
    _put_postal_address(party, buyer.address, buyer.postal_code, buyer.town, buyer.country)
    legal = group(party, "PartyLegalEntity")
    value(legal, "RegistrationName", buyer.name)
    if not buyer.is_private:
        number = buyer.organisation_number
        scheme = {"schemeID": SWEDISH} if is_parted(number) and buyer.country == "SE" else {}
        value(legal, "CompanyID", ten_digits(number) if scheme else number, **scheme)
    _put_contact(party, "", "", buyer.email)


def _put_electronic_address(party: etree._Element, address: ElectronicAddress | None) -> None:
    if address is not None:
        value(party, "EndpointID", address.id, schemeID=address.scheme)


def _put_postal_address(
    party: etree._Element, lines: Iterable[str], code: str, town: str, country: str
) -> None:
    """The address (BG-5, BG-8). UBL has three lines; what is more stands in the third."""
    first, second, *others = (*(line for line in lines if line.strip()), "", "")
    address = group(party, "PostalAddress")
    value(address, "StreetName", first)
    value(address, "AdditionalStreetName", second)
    value(address, "CityName", town)
    value(address, "PostalZone", code)
    if third := ", ".join(line for line in others if line):
        value(group(address, "AddressLine"), "Line", third)
    if country.strip():
        value(group(address, "Country"), "IdentificationCode", country)


def _put_tax_scheme(party: etree._Element, number: str, scheme: str) -> None:
    tax = group(party, "PartyTaxScheme")
    value(tax, "CompanyID", number)
    value(group(tax, "TaxScheme"), "ID", scheme)


def _put_contact(party: etree._Element, name: str, phone: str, email: str) -> None:
    if any(text.strip() for text in (name, phone, email)):
        contact = group(party, "Contact")
        value(contact, "Name", name)
        value(contact, "Telephone", phone)
        value(contact, "ElectronicMail", email)
