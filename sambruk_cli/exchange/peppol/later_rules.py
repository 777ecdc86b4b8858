"""What Peppol BIS Billing 3.0.21 asks of a Swedish seller and older rule files do not.

3.0.21 (May 2026) made the rules of organisation numbers fatal and asks for their check digits,
has another list of schemes, and wants number and scheme in every registration for tax (UBL-SR-53).
Accounts are held to their form and their check digits: the official rules count their digits only.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sambruk_cli.exchange.peppol.elements import CAC, CBC
from sambruk_cli.exchange.peppol.parties import F_TAX
from sambruk_cli.exchange.peppol.payment import BANKGIRO, PLUSGIRO
from sambruk_cli.exchange.peppol.vat import RATES
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.electronic_address import SCHEMES, SWEDISH
from sambruk_cli.register.organisation_number import is_luhn

# Official rules of which the older files have another form than 3.0.21, or which it has dropped
# (BR-CO-25); those that stand are asked here.
REPLACED = frozenset(
    {
        "BR-CO-25",
        "BR-CL-25",
        "PEPPOL-EN16931-CL008",
        "PEPPOL-COMMON-R049",
        *(f"SE-R-{number:03}" for number in (*range(1, 11), 13)),
    }
)
_PREFIXES = {"cac": CAC, "cbc": CBC}
_SELLER = "cac:AccountingSupplierParty/cac:Party"


def later_faults(root: etree._Element, number: str) -> Iterator[Finding]:
    """EIN760 for each rule that a document of ours breaks."""
    yield from _schemes(root, number)
    yield from _organisation_numbers(root, number)
    if _texts(root, f"{_SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode") == ["SE"]:
        yield from _tax_registrations(root, number)
        yield from _rates(root, number)
        yield from _accounts(root, number)


def _schemes(root: etree._Element, number: str) -> Iterator[Finding]:
    for scheme in _texts(root, "//cbc:EndpointID/@schemeID"):
        if scheme not in SCHEMES:
            rule = "PEPPOL-EN16931-CL008"
            yield finding("EIN760.scheme", number=number, rule=rule, found=scheme)


def _organisation_numbers(root: etree._Element, number: str) -> Iterator[Finding]:
    """Those of the scheme 0007, and that of a Swedish seller under any scheme."""
    numbered = f"//*[@schemeID='{SWEDISH}']"
    seller = f"{_SELLER}[cac:PostalAddress/cac:Country/cbc:IdentificationCode='SE']"
    legal = f"{seller}/cac:PartyLegalEntity/cbc:CompanyID"
    own = _texts(root, legal)
    for found in _texts(root, numbered):
        if found not in own and not _is_number(found, 10, 10):
            rule = "PEPPOL-COMMON-R049"
            yield finding("EIN760.organisation", number=number, rule=rule, found=found)
    for found in own:
        if not found.isdecimal():
            rule = "SE-R-003"
        elif len(found) != 10:
            rule = "SE-R-004"
        elif not _is_number(found, 10, 10):
            rule = "SE-R-013"
        else:
            continue
        yield finding("EIN760.organisation", number=number, rule=rule, found=found)


def _tax_registrations(root: etree._Element, number: str) -> Iterator[Finding]:
    for party in root.iterfind(f"{_SELLER}/cac:PartyTaxScheme", _PREFIXES):
        found = (party.findtext("cbc:CompanyID", "", _PREFIXES) or "").strip()
        scheme = (party.findtext("cac:TaxScheme/cbc:ID", "", _PREFIXES) or "").strip()
        if not found or not scheme:
            yield finding("EIN760.tax", number=number, rule="UBL-SR-53")
        elif scheme.upper() != "VAT":
            if found.upper() != F_TAX.upper():
                yield finding("EIN760.f_tax", number=number, rule="SE-R-005", found=found)
        elif found.startswith("SE") and len(found) != 14:
            yield finding("EIN760.vat", number=number, rule="SE-R-001", found=found)
        elif found.startswith("SE") and not (
            found[2:].isdecimal() and _is_number(found[2:12], 10, 10)
        ):
            yield finding("EIN760.vat", number=number, rule="SE-R-002", found=found)


def _rates(root: etree._Element, number: str) -> Iterator[Finding]:
    allowed = {str(rate) for rate in RATES}
    of_rate = "cbc:ID='S'"
    paths = (f"//cac:TaxCategory[{of_rate}]", f"//cac:ClassifiedTaxCategory[{of_rate}]")
    found = {rate for path in paths for rate in _texts(root, f"{path}/cbc:Percent")}
    for rate in sorted(found - allowed):
        yield finding("EIN760.rate", number=number, rule="SE-R-006", found=rate)


def _accounts(root: etree._Element, number: str) -> Iterator[Finding]:
    for account in root.iterfind("cac:PaymentMeans/cac:PayeeFinancialAccount", _PREFIXES):
        found = account.findtext("cbc:ID", "", _PREFIXES) or ""
        branch = account.findtext("cac:FinancialInstitutionBranch/cbc:ID", "", _PREFIXES)
        if branch == BANKGIRO and not _is_number(found, 7, 8):
            rule = "SE-R-009" if found.isdecimal() else "SE-R-008"
            yield finding("EIN760.bankgiro", number=number, rule=rule, found=found)
        elif branch == PLUSGIRO and not _is_number(found, 2, 8):
            rule = "SE-R-010" if found.isdecimal() else "SE-R-007"
            yield finding("EIN760.plusgiro", number=number, rule=rule, found=found)


def _is_number(text: str, least: int, most: int) -> bool:
    """Whether a text is so many digits, the last of them a check digit of the others."""
    return text.isascii() and text.isdigit() and least <= len(text) <= most and is_luhn(text)


def _texts(root: etree._Element, path: str) -> list[str]:
    """The texts of some elements or attributes."""
    found = root.xpath(path, namespaces=_PREFIXES)
    return [str(each if isinstance(each, str) else each.text or "").strip() for each in found]
