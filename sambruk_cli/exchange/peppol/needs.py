"""What an invoice needs for an electronic one to be made of it, and where that is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sambruk_cli.exchange.peppol.addresses import (
    ElectronicAddress,
    buyer_address,
    seller_address,
    ten_digits,
)
from sambruk_cli.exchange.peppol.vat import RATES, category
from sambruk_cli.findings import Finding, finding
from sambruk_cli.messages import Message
from sambruk_cli.receivables.invoice import Invoice, InvoiceBuyer
from sambruk_cli.register.association import bankgiro_number
from sambruk_cli.register.electronic_address import GLN, SCHEMES, SWEDISH, is_gln
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.invoicing import iban_number, plusgiro_number
from sambruk_cli.register.organisation_number import is_organisation_number, is_parted

# What XML 1.0 has no way to write.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def needs_of(invoice: Invoice) -> list[Finding]:
    """What is missing or wrong, as EIN752 to EIN759; an electronic invoice is made of no errors."""
    return [
        *_references(invoice),
        *_electronic_addresses(invoice),
        *_parties(invoice),
        *_accounts(invoice),
        *_vat(invoice),
        *_amounts(invoice),
        *_texts(invoice),
    ]


def _references(invoice: Invoice) -> Iterator[Finding]:
    """A reference of the buyer's or of its order (PEPPOL-EN16931-R003)."""
    buyer = invoice.buyer
    if not (buyer.reference.strip() or buyer.order_reference.strip()):
        yield finding("EIN752", number=invoice.number, buyer=_named(buyer), id=buyer.id)


def _electronic_addresses(invoice: Invoice) -> Iterator[Finding]:
    """Where it comes from and goes (PEPPOL-EN16931-R010, R020, CL008)."""
    buyer, number = invoice.buyer, invoice.number
    from_, to = seller_address(invoice.seller), buyer_address(buyer)
    if from_ is None:
        yield finding("EIN753.seller", number=number)
    if to is None:
        yield finding("EIN753.buyer", number=number, buyer=_named(buyer), id=buyer.id)
    for address in (from_, to):
        if address is not None:
            yield from _address(number, address)


def _address(number: str, address: ElectronicAddress) -> Iterator[Finding]:
    is_whole = address.scheme and address.id
    if not is_whole or (address.scheme == GLN and not is_gln(address.id)):
        written = f"{address.scheme}:{address.id}".rstrip(":")
        yield finding("EIN753.form", number=number, address=written)
    elif address.scheme not in SCHEMES:
        yield finding("EIN753.scheme", number=number, scheme=address.scheme)
    elif address.scheme == SWEDISH and not is_organisation_number(address.id):
        name = Message.of("electronic address")
        yield finding("EIN754.number", number=number, found=address.id, name=name)


def _parties(invoice: Invoice) -> Iterator[Finding]:
    """Names, countries and numbers (BR-06 to BR-11, SE-R-003, 004 and 013)."""
    seller, buyer, number = invoice.seller, invoice.buyer, invoice.number
    if not buyer.name.strip():
        yield finding("EIN754.name", number=number, id=buyer.id)
    if not buyer.country.strip():
        yield finding("EIN754.country", number=number, buyer=_named(buyer), id=buyer.id)
    found = ten_digits(seller.organisation_number)
    if not is_organisation_number(found):
        yield finding("EIN754.number", number=number, found=found or "–", name=seller.name)
    of_buyer = buyer.organisation_number
    if not buyer.is_private and is_parted(of_buyer) and not is_organisation_number(of_buyer):
        yield finding("EIN754.number", number=number, found=of_buyer, name=buyer.name)
    vat_number = seller.vat_number
    if vat_number and not _is_vat_number(vat_number):
        yield finding("EIN754.vat", number=number, found=vat_number)


def _is_vat_number(text: str) -> bool:
    digits = re.fullmatch(r"SE([0-9]{10})[0-9]{2}", text)
    return digits is not None and is_organisation_number(digits[1])


def _accounts(invoice: Invoice) -> Iterator[Finding]:
    """Where it is paid to, in the form of each kind of account (SE-R-007 to 010)."""
    seller, number = invoice.seller, invoice.number
    if invoice.is_credit_note:
        return
    forms: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("bankgiro", seller.bankgiro, bankgiro_number),
        ("plusgiro", seller.plusgiro, plusgiro_number),
        ("iban", seller.iban, iban_number),
    )
    if not any(account.strip() for _, account, _ in forms):
        yield finding("EIN755", number=number)
    for kind, account, form in forms:
        if account.strip():
            try:
                form(account)
            except Unfit:
                yield finding(f"EIN755.{kind}", number=number, found=account)


def _vat(invoice: Invoice) -> Iterator[Finding]:
    """Rates, and what may stand together (SE-R-006, BR-O-11 to 14, BR-S-02, BR-E-02)."""
    seller, number = invoice.seller, invoice.number
    rates = {line.vat_rate for line in invoice.lines}
    for rate in sorted(rates - {0, *RATES}):
        yield finding("EIN756.rate", number=number, rate=rate)
    categories = {category(invoice, rate) for rate in rates}
    if {"S", "O"} <= categories:
        yield finding("EIN756.mixed", number=number)
    if "S" in categories:
        if not seller.vat_number:
            yield finding("EIN756.number", number=number)
        if not seller.f_tax:
            yield finding("EIN758", number=number)
    elif "E" in categories and not (seller.vat_number or seller.f_tax):
        yield finding("EIN756.exempt", number=number)


def _amounts(invoice: Invoice) -> Iterator[Finding]:
    if not invoice.lines:
        yield finding("EIN757.lines", number=invoice.number)
    elif invoice.total <= 0:
        yield finding("EIN757", number=invoice.number, total=invoice.total)


def _texts(invoice: Invoice) -> Iterator[Finding]:
    """What stands on lines, and whether XML can hold all texts."""
    for number, line in enumerate(invoice.lines, 1):
        if not line.text.strip():
            yield finding("EIN759.line", number=invoice.number, line_number=number)
    seller, buyer = invoice.seller, invoice.buyer
    texts = [
        invoice.number,
        invoice.ocr,
        invoice.credits,
        invoice.text,
        invoice.exempt_reason,
        *_all_texts(seller),
        *_all_texts(buyer),
        *(text for line in invoice.lines for text in (line.text, line.unit, line.member)),
    ]
    of_person = set(_all_texts(buyer)) if buyer.is_private else set()
    for text in dict.fromkeys(texts):
        if _NOT_IN_XML.search(text):
            shown = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
            shown = buyer.id if text in of_person else f'"{shown}"'
            yield finding("EIN759", number=invoice.number, text=shown)


def _named(buyer: InvoiceBuyer) -> str:
    """A buyer in a finding: a person's name is nobody else's business."""
    return buyer.id if buyer.is_private else buyer.name


def _all_texts(party: object) -> Iterator[str]:
    for name in party.__class__.__annotations__:
        held = getattr(party, name)
        if isinstance(held, str):
            yield held
        elif isinstance(held, tuple):
            yield from held
