"""A document is given only where it passes the rules; what stands in its way is said."""

from __future__ import annotations

import dataclasses

import pytest

from sambruk_cli.exchange.peppol import electronic
from sambruk_cli.exchange.peppol.electronic import electronic_invoice, receives_in_peppol
from sambruk_cli.exchange.peppol.rules import check_invoice_xml
from sambruk_cli.exchange.peppol.ubl import invoice_xml
from sambruk_cli.findings import finding
from tests.exchange.peppol.made_up import BUYER, SELLER, invoice, line

pytestmark = pytest.mark.xdist_group("einvoice")


def test_a_right_invoice_gives_its_document() -> None:
    made = electronic_invoice(invoice())
    assert (made.xml, made.findings) == (invoice_xml(invoice()), ())


def test_a_warning_is_said_and_the_document_given() -> None:
    made = electronic_invoice(
        invoice(line("8", 25), seller=dataclasses.replace(SELLER, f_tax=False))
    )
    assert made.xml
    assert [each.code for each in made.findings] == ["EIN758"]


def test_what_is_lacking_gives_no_document() -> None:
    made = electronic_invoice(invoice(buyer=dataclasses.replace(BUYER, reference="")))
    assert made.xml == b""
    assert [each.code for each in made.findings] == ["EIN752"]


def test_what_only_the_official_rules_find_gives_no_document() -> None:
    elsewhere = dataclasses.replace(BUYER, country="ZZ", electronic_address="0007:2120000142")
    made = electronic_invoice(invoice(buyer=elsewhere))
    assert made.xml == b""
    assert [dict(each.said.values)["rule"] for each in made.findings] == ["BR-CL-14"]


def test_without_the_rules_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = finding("EIN751", package="saxonche")
    monkeypatch.setattr(electronic, "missing_rules", lambda: missing)
    assert electronic_invoice(invoice()) == electronic.ElectronicInvoice(b"", (missing,))


def test_who_receives_in_peppol_has_an_address_there() -> None:
    assert receives_in_peppol(invoice())
    person = dataclasses.replace(BUYER, is_private=True)
    assert not receives_in_peppol(invoice(buyer=person))
    gln = dataclasses.replace(person, electronic_address="0088:7300010000001")
    assert receives_in_peppol(invoice(buyer=gln))
    assert check_invoice_xml(invoice_xml(invoice(buyer=gln)), "1") == []
