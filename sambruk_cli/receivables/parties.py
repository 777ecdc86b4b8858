"""Who sells and who buys, as they stand on an invoice: from the register, by what it says."""

from __future__ import annotations

import re

from sambruk_cli.language import Language
from sambruk_cli.receivables.invoice import InvoiceBuyer, InvoiceSeller
from sambruk_cli.register.invoicing import MemberInvoicing
from sambruk_cli.register.members import Member
from sambruk_cli.register.organisation_number import digits_of
from sambruk_cli.register.register import Register

_SWEDISH_TOWN = re.compile(r"(?:SE?-)?([0-9]{3} ?[0-9]{2})\s+(\S.*)")
_SCHEME = "0007"  # Swedish organisation numbers, as ISO 6523 has it


def seller_of(register: Register) -> InvoiceSeller:
    """The association, by config/association.toml and [payee] of config/invoicing.toml."""
    assert register.association is not None
    of, payee = register.association.association, register.invoicing.payee
    number = of.organisation_number or ""
    return InvoiceSeller(
        name=payee.name or of.firm or of.name,
        organisation_number=number,
        vat_number=payee.vat_number or "",
        f_tax=payee.f_tax,
        address=payee.address,
        postal_code=payee.postal_code or "",
        town=payee.town or "",
        seat=of.seat,
        email=payee.email or "",
        phone=payee.phone or "",
        contact=payee.contact or "",
        bankgiro=payee.bankgiro or of.bankgiro or "",
        plusgiro=payee.plusgiro or "",
        iban=payee.iban or "",
        bic=payee.bic or "",
        swish=payee.swish or "",
        electronic_address=payee.electronic_address or _electronic(number),
    )


def can_be_paid(seller: InvoiceSeller) -> bool:
    """Whether a seller names a bankgiro, plusgiro, IBAN or number for Swish."""
    return bool(seller.bankgiro or seller.plusgiro or seller.iban or seller.swish)


def buyer_of(register: Register, party: str) -> InvoiceBuyer | None:
    """A member or counterparty, by the register and [[members]] of config/invoicing.toml.

    Where nothing says the postal code and town apart, the last line of the address tells them.
    """
    said = register.invoicing.member(party) or MemberInvoicing(member=party)
    member = register.member(party)
    name = member.name if member is not None else _name_of_counterparty(register, party)
    if name is None:
        return None
    number = said.organisation_number or (member and member.organisation_number) or ""
    address = said.address or (member.address if member is not None else ())
    address, code, town = _parted(address, said)
    is_person = _is_person(member, number)
    return InvoiceBuyer(
        id=party,
        name=name,
        organisation_number="" if is_person else number,
        address=address,
        postal_code=code,
        town=town,
        country=said.country,
        email=said.email or (member and member.email) or "",
        reference=said.buyer_reference or (member and member.reference) or "",
        order_reference=said.order_reference or "",
        electronic_address=said.electronic_address or ("" if is_person else _electronic(number)),
        is_private=is_person,
        is_member=member is not None,
    )


def language_of(register: Register, party: str) -> Language:
    """The language of invoices to a party."""
    said = register.invoicing.member(party)
    return (said and said.language) or register.invoicing.invoices.language


def _name_of_counterparty(register: Register, party: str) -> str | None:
    found = register.counterparties.counterparties
    return next((each.name for each in found if each.id == party), None)


def _is_person(member: Member | None, number: str) -> bool:
    """Whether a buyer is a person: one whose number is a person's, or that is private."""
    # The third digit of a company's number is at least 2 (SFS 1974:174), of a person's a month's.
    return (member is not None and member.private) or number[2:3] in ("0", "1")


def _electronic(number: str) -> str:
    return f"{_SCHEME}:{digits_of(number)}" if number else ""


def _parted(address: tuple[str, ...], said: MemberInvoicing) -> tuple[tuple[str, ...], str, str]:
    """The lines of an address without the last one, and the postal code and town in that."""
    if said.postal_code or said.town:
        return address, said.postal_code or "", said.town or ""
    found = _SWEDISH_TOWN.fullmatch(address[-1]) if address and said.country == "SE" else None
    return (address[:-1], found[1], found[2]) if found else (address, "", "")
