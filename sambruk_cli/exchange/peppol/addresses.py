"""Electronic addresses in Peppol: a scheme and an id in it."""

from __future__ import annotations

from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.invoice import InvoiceBuyer, InvoiceSeller
from sambruk_cli.register.electronic_address import SWEDISH, parts_of
from sambruk_cli.register.organisation_number import digits_of, is_parted, parted


@frozen
class ElectronicAddress:
    """Where an invoice is sent in Peppol, or comes from: "0007" and "2120000142"."""

    scheme: str
    id: str


def seller_address(seller: InvoiceSeller) -> ElectronicAddress | None:
    """The electronic address of the seller (BT-34), by default its organisation number."""
    return _address(seller.electronic_address, seller.organisation_number)


def buyer_address(buyer: InvoiceBuyer) -> ElectronicAddress | None:
    """The electronic address of the buyer (BT-49); of a person none that is not written."""
    number = "" if buyer.is_private or buyer.country != "SE" else buyer.organisation_number
    return _address(buyer.electronic_address, number)


def _address(written: str, number: str) -> ElectronicAddress | None:
    """What is written as "scheme:id", else a Swedish number; None where neither is there."""
    if written.strip():
        return ElectronicAddress(*parts_of(written))
    return ElectronicAddress(SWEDISH, ten_digits(number)) if is_parted(number) else None


def ten_digits(number: str) -> str:
    """An organisation number without its hyphen (SE-R-004), or what else stands there."""
    return digits_of(parted(number)) if is_parted(number) else number
