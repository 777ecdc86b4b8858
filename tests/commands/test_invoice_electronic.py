"""Invoices that a buyer takes in Peppol have XML beside the PDF; others are PDFs alone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from sambruk_cli.commands import invoice_forms
from sambruk_cli.exchange.peppol.rules import check_invoice_xml
from sambruk_cli.findings import Severity, finding
from tests.commands.test_invoice import FILES, JUNE
from tests.conftest import MakeWorkspace, RunCommand
from tests.exchange.peppol.made_up import invoice

PAYEE = """\
[payee]
bankgiro = "991-2346"
vat_number = "SE802428278501"
f_tax = true

[[members]]
member = "storstad"
buyer_reference = "ZZ0101"
electronic_address = "0088:73 0001 0000 001"
"""
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
pytestmark = pytest.mark.xdist_group("einvoice")


@pytest.fixture
def folder(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({**FILES, "config/invoicing.toml": PAYEE})


def invoiced(sambruk: RunCommand, folder: Path, *arguments: str) -> Any:
    run = sambruk("invoice", *arguments, *JUNE, "--write", "-f", "json", cwd=folder)
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


def of(xml: bytes, name: str) -> list[str | None]:
    return [element.text for element in etree.fromstring(xml).iter(f"{CBC}{name}")]


def test_dues_have_xml_that_passes_the_rules_and_stands_on_the_voucher(
    folder: Path, sambruk: RunCommand
) -> None:
    data = invoiced(sambruk, folder, "2021")
    assert "EN 16931 1.3.11, Peppol BIS Billing 3.0.16" in data["rules"]
    files = {each["member"]: each["xml"] for each in data["invoices"]}
    assert [member for member, file in files.items() if file] == ["storstad"]
    xml = (folder / files["storstad"]).read_bytes()
    assert check_invoice_xml(xml, "2021-0001") == []
    assert of(xml, "EndpointID") == ["8024282785", "7300010000001"]
    assert of(xml, "BuyerReference") == ["ZZ0101"]
    assert of(xml, "PaymentID") == ["2021000100"]
    assert of(xml, "PayableAmount") == ["400.00"]
    assert "O" in of(xml, "ID")
    journal = (folder / "ledger/2021.beancount").read_text()
    assert hashlib.sha256(xml).hexdigest() in journal
    validated = sambruk("validate", "--strict", cwd=folder)
    assert validated.returncode == 0, validated.stdout


def test_a_course_has_vat_of_each_rate(folder: Path, sambruk: RunCommand) -> None:
    with (folder / "ledger/chart.beancount").open("a") as chart:
        for account in ("2611-Moms-25", "2621-Moms-12"):
            chart.write(f"2019-12-31 open Liabilities:{account} SEK\n")
    lines = ("--line", "Kurs;500;2;25", "--line", "Lunch;120;2;12")
    data = invoiced(sambruk, folder, "new", "--to", "storstad", *lines, "--account", "3190")
    xml = (folder / data["invoices"][0]["xml"]).read_bytes()
    assert check_invoice_xml(xml, "2021-0001") == []
    # 1 000 at 25 % and 240 at 12 %: 250.00 and 28.80 of VAT, 1 518.80 together.
    assert of(xml, "TaxAmount") == ["278.80", "250.00", "28.80"]
    assert of(xml, "PayableAmount") == ["1518.80"]
    assert "Godkänd för F-skatt" in of(xml, "CompanyID")


def test_xml_that_breaks_a_rule_is_not_written_and_the_invoice_is(
    folder: Path, sambruk: RunCommand
) -> None:
    file = folder / "config/invoicing.toml"
    file.write_text(file.read_text() + 'country = "ZZ"\n')
    data = invoiced(sambruk, folder, "2021", "--member", "storstad")
    (made,) = data["invoices"]
    assert (made["xml"], (folder / made["pdf"]).exists()) == (None, True)
    (said,) = [each for each in data["notes"] if each["code"] == "EIN760"]
    assert said["values"]["rule"] == "BR-CL-14"
    assert not list((folder / "invoices").rglob("*.xml"))


def test_an_address_that_peppol_does_not_have_is_found_where_it_stands(
    folder: Path, sambruk: RunCommand
) -> None:
    file = folder / "config/invoicing.toml"
    file.write_text(file.read_text().replace("0088:73 0001 0000 001", "0037:12345"))
    run = sambruk("--lang", "en", "validate", cwd=folder)
    assert "config/invoicing.toml:9: REG102" in run.stdout
    assert "0037 is no scheme that Peppol has" in " ".join(run.stdout.split())


def test_without_the_extra_an_invoice_is_a_pdf_and_one_warning_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = finding("EIN751", package="saxonche")
    monkeypatch.setattr(invoice_forms, "missing_rules", lambda: missing)
    several = [invoice(number="2025-0014"), invoice(number="2025-0015")]
    forms = list(invoice_forms.invoice_forms(several, None, is_preview=False))
    assert [(each.pdf[:5], each.xml) for each in forms] == [(b"%PDF-", b"")] * 2
    said = [item for each in forms for item in each.findings]
    assert [(item.code, item.severity) for item in said] == [("EIN751", Severity.WARNING)]
