"""Electronic addresses in Peppol: a scheme and an id in it."""

from __future__ import annotations

from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.invoice import InvoiceBuyer, InvoiceSeller
from sambruk_cli.register.organisation_number import digits_of, is_parted, parted

SWEDISH = "0007"  # organisation numbers, in the list of schemes
_PREFIX = "iso6523-actorid-upis::"  # before an address where Peppol's own lists write it

# Electronic Address Scheme codes of Peppol BIS Billing 3.0.21 (code list of 2026-03-06).
_SCHEMES = """
    0002 0007 0009 0060 0088 0096 0097 0106 0130 0135 0142 0151 0158 0183 0184 0188
    0190 0191 0192 0195 0196 0198 0199 0200 0201 0204 0208 0209 0210 0211 0216 0218
    0221 0225 0230 0235 0240 0242 0244 0245 0246 0248 9910 9913 9914 9915 9918 9919
    9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936
    9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952
    9953 9957 9959
"""
SCHEMES = frozenset(_SCHEMES.split())


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
    text = written.strip()
    if text.lower().startswith(_PREFIX):
        text = text[len(_PREFIX) :]
    if text:
        scheme, _, found = text.partition(":")
        found = digits_of(found) if scheme == SWEDISH else found.strip()
        return ElectronicAddress(scheme.strip(), found)
    return ElectronicAddress(SWEDISH, ten_digits(number)) if is_parted(number) else None


def ten_digits(number: str) -> str:
    """An organisation number without its hyphen (SE-R-004), or what else stands there."""
    return digits_of(parted(number)) if is_parted(number) else number
