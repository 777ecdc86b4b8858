"""What an invoice lacks for Peppol is said beforehand, with the key to write it in."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from sambruk_cli.exchange.peppol.needs import needs_of
from sambruk_cli.findings import Severity
from sambruk_cli.receivables.invoice import Invoice
from tests.checks.test_codes import faults_of_swedish
from tests.exchange.peppol.made_up import BUYER, SELLER, invoice, line


def seller(**changed: Any) -> Invoice:
    return invoice(line("100", 25), seller=dataclasses.replace(SELLER, **changed))


def buyer(**changed: Any) -> Invoice:
    return invoice(buyer=dataclasses.replace(BUYER, **changed))


MEMBER = 'below [[members]] with member = "lillby" in config/invoicing.toml'
PAYEE = "below [payee] in config/invoicing.toml"
NUMBERS = "config/association.toml, a member's in config/members.toml"
# An invoice; what is found, and what the remedy says.
LACKING: dict[str, tuple[Invoice, list[str], str]] = {
    "reference": (buyer(reference=" "), ["EIN752"], f"order_reference {MEMBER}"),
    "electronic address of a person": (buyer(is_private=True), ["EIN753"], MEMBER),
    "electronic address of one abroad": (buyer(country="NO"), ["EIN753"], MEMBER),
    "buyer without number": (buyer(organisation_number=""), ["EIN753"], MEMBER),
    "seller without number": (
        seller(organisation_number=""),
        ["EIN753", "EIN754"],
        "organisation_number in config/association.toml",
    ),
    "address without scheme": (
        buyer(electronic_address="2120000142"),
        ["EIN753"],
        "electronic_address in config/invoicing.toml",
    ),
    "address of a dropped scheme": (
        buyer(electronic_address="0037:12345"),
        ["EIN753"],
        "electronic_address in config/invoicing.toml",
    ),
    "a GLN with a wrong digit": (
        buyer(electronic_address="0088:7300010000002"),
        ["EIN753"],
        "electronic_address in config/invoicing.toml",
    ),
    "address with a wrong digit": (
        buyer(electronic_address="0007:2120000143"),
        ["EIN754"],
        NUMBERS,
    ),
    "country": (buyer(country="", electronic_address="0007:2120000142"), ["EIN754"], MEMBER),
    "buyer's name": (buyer(name=""), ["EIN754"], "config/members.toml"),
    "seller's digit": (
        seller(organisation_number="802000-1016", electronic_address="0007:8020001015"),
        ["EIN754"],
        NUMBERS,
    ),
    "buyer's digit": (
        buyer(organisation_number="212000-0143", electronic_address="0007:2120000142"),
        ["EIN754"],
        NUMBERS,
    ),
    "VAT number's digit": (seller(vat_number="SE802000101601"), ["EIN754"], PAYEE),
    "account": (seller(bankgiro=""), ["EIN755"], PAYEE),
    "bankgiro's digit": (seller(bankgiro="991-2345"), ["EIN755"], PAYEE),
    "bankgiro of six": (seller(bankgiro="12-3455"), ["EIN755"], PAYEE),
    "plusgiro's digit": (seller(plusgiro="1-1"), ["EIN755"], PAYEE),
    "IBAN's digits": (seller(iban="SE36 5000 0000 0549 1000 0003"), ["EIN755"], PAYEE),
    "rate": (invoice(line("100", 24)), ["EIN756"], "rate of the line"),
    "dues beside VAT": (invoice(line("100", 25), line("100")), ["EIN756"], "vat_exempt_reason"),
    "VAT without number": (seller(vat_number=""), ["EIN756"], f"vat_number {PAYEE}"),
    "exempt without number": (
        invoice(
            exempt_reason="ML 10 kap.",
            seller=dataclasses.replace(SELLER, vat_number="", f_tax=False),
        ),
        ["EIN756"],
        "leaves vat_exempt_reason out",
    ),
    "lines": (dataclasses.replace(invoice(), lines=()), ["EIN757"], "invoice nothing"),
    "anything to pay": (invoice(line("5"), line("-5")), ["EIN757"], "invoice nothing"),
    "more than nought": (invoice(line("-5", 25)), ["EIN757"], "credit what"),
    "text of a line": (invoice(line("5", text=" ")), ["EIN759"], "write what is invoiced"),
    "text that XML holds": (invoice(line("5", text="Kurs\x02")), ["EIN759"], "cannot be seen"),
    "name that XML holds": (buyer(name="Lill\ud800by"), ["EIN759"], "cannot be seen"),
    "address that XML holds": (buyer(address=("\ufffe",)), ["EIN759"], "cannot be seen"),
}


@pytest.mark.parametrize("name", LACKING)
def test_what_is_lacking_is_said_with_where_to_write_it(name: str) -> None:
    lacking, codes, remedy = LACKING[name]
    found = needs_of(lacking)
    assert [each.code for each in found] == codes
    assert remedy in (found[0].hint or "")
    assert all(each.severity is Severity.ERROR for each in found)
    assert all("2025-0014" in each.message for each in found)
    assert [fault for each in found for fault in faults_of_swedish(each)] == []


def test_nothing_is_lacking_of_a_right_invoice() -> None:
    assert needs_of(invoice()) == needs_of(invoice(line("1", 6))) == []


def test_vat_without_f_tax_is_a_warning_since_it_may_be_right() -> None:
    (found,) = needs_of(seller(f_tax=False))
    assert (found.code, found.severity) == ("EIN758", Severity.WARNING)
    assert f"f_tax = true {PAYEE}" in (found.hint or "")
    assert needs_of(invoice(seller=dataclasses.replace(SELLER, f_tax=False))) == []


def test_a_credit_note_needs_no_account() -> None:
    bare = dataclasses.replace(SELLER, bankgiro="")
    assert needs_of(invoice(seller=bare, credits="2025-0003")) == []


def test_an_address_may_be_written_as_peppol_lists_it() -> None:
    assert needs_of(buyer(electronic_address="iso6523-actorid-upis::0007:212000-0142")) == []


def test_no_finding_says_who_a_person_is() -> None:
    lacking = {"reference": "", "address": ("Björkstigen\x02 3",), "electronic_address": ""}
    found = needs_of(buyer(is_private=True, name="Anna\x02 Ek", id="m-102", country="", **lacking))
    assert [each.code for each in found] == ["EIN752", "EIN753", "EIN754", "EIN759", "EIN759"]
    assert all("m-102" in each.message for each in found)
    assert not any("Anna" in each.message or "Björk" in each.message for each in found)
