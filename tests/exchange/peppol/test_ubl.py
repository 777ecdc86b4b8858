"""A document says what its invoice says: figures, texts, references, in the order of UBL."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from sambruk_cli.exchange.peppol.needs import needs_of
from sambruk_cli.exchange.peppol.rules import check_invoice_xml
from sambruk_cli.exchange.peppol.ubl import invoice_xml
from sambruk_cli.exchange.peppol.units import unit_code
from sambruk_cli.findings import errors
from sambruk_cli.receivables.invoice import Invoice, InvoiceLine
from tests.exchange.peppol.made_up import BUYER, SELLER, invoice, line
from tests.exchange.peppol.test_rules import RIGHT
from tests.extent import tried

pytestmark = pytest.mark.xdist_group("einvoice")
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:Common"
NAMES = {"cac": f"{_UBL}AggregateComponents-2", "cbc": f"{_UBL}BasicComponents-2"}


def read(made: Invoice | bytes, *paths: str) -> Any:
    """The texts that paths find in a document; of one path the list of them."""
    root = etree.fromstring(made if isinstance(made, bytes) else invoice_xml(made))
    found = [[str(each) for each in root.xpath(path, namespaces=NAMES)] for path in paths]
    return found[0] if len(paths) == 1 else found


def test_the_figures_are_those_worked_out_by_hand() -> None:
    # 2 x 1 499.50 = 2 999.00 at 25 %: 749.75; 3 x 33.335 = 100.005, so 100.01 at 12 %: 12.0012;
    # 10.50 - 0.25 = 10.25 at 6 %: 0.615, so 0.62. Net 3 109.26, VAT 762.37, together 3 871.63.
    made = invoice(
        line("1499.50", 25, quantity=Decimal(2)),
        line("33.335", 12, quantity=Decimal(3)),
        line("10.5", 6),
        line("-0.25", 6),
    )
    bases, taxes, rates, lines, sums = read(
        made,
        "//cac:TaxSubtotal/cbc:TaxableAmount/text()",
        "//cac:TaxSubtotal/cbc:TaxAmount/text()",
        "//cac:TaxSubtotal/cac:TaxCategory/cbc:Percent/text()",
        "//cac:InvoiceLine/cbc:LineExtensionAmount/text()",
        "//cac:LegalMonetaryTotal/*/text()",
    )
    assert (bases, rates) == (["2999.00", "100.01", "10.25"], ["25", "12", "6"])
    assert taxes == ["749.75", "12.00", "0.62"]
    assert lines == ["2999.00", "100.01", "10.50", "-0.25"]
    assert sums == ["3109.26", "3109.26", "3871.63", "3871.63"]
    assert read(made, "/*/cac:TaxTotal/cbc:TaxAmount/text()") == ["762.37"]
    quantities, prices = read(made, "//cbc:InvoicedQuantity/text()", "//cbc:PriceAmount/text()")
    assert quantities == ["2", "3", "1", "-1"]
    assert prices == ["1499.50", "33.335", "10.50", "0.25"]
    assert set(read(made, "//@currencyID")) == {"SEK"}


@pytest.mark.parametrize("name", RIGHT)
def test_figures_read_back_are_the_invoices(name: str) -> None:
    _reads_back(RIGHT[name])


def _reads_back(made: Invoice) -> None:
    """Sums of the document's own lines are the invoice's, each way that it says them."""
    xml = invoice_xml(made)
    amounts, quantities, prices = (
        [Decimal(text) for text in found]
        for found in read(
            xml,
            "(//cac:InvoiceLine|//cac:CreditNoteLine)/cbc:LineExtensionAmount/text()",
            "//cbc:InvoicedQuantity/text()|//cbc:CreditedQuantity/text()",
            "//cac:Price/cbc:PriceAmount/text()",
        )
    )
    assert [q * p for q, p in zip(quantities, prices, strict=True)] == [
        each.quantity * each.price for each in made.lines
    ]
    assert amounts == [each.amount for each in made.lines]
    assert all(price >= 0 for price in prices)
    net, _, total, payable = (Decimal(t) for t in read(xml, "//cac:LegalMonetaryTotal/*/text()"))
    vat = [Decimal(text) for text in read(xml, "//cac:TaxSubtotal/cbc:TaxAmount/text()")]
    assert (net, total, payable) == (sum(amounts), net + sum(vat), made.total)
    assert (made.net, made.vat) == (net, sum(vat))


def test_an_invoice_says_what_it_is_of_and_to_whom() -> None:
    made = dataclasses.replace(
        RIGHT["plusgiro and IBAN"],
        buyer=dataclasses.replace(BUYER, order_reference="PO-1", email="faktura@example.org"),
        text="Enligt stämmans beslut.",
    )
    number, day, due, type_, note, reference, order = read(
        made,
        "/*/cbc:ID/text()",
        "/*/cbc:IssueDate/text()",
        "/*/cbc:DueDate/text()",
        "/*/cbc:InvoiceTypeCode/text()",
        "/*/cbc:Note/text()",
        "/*/cbc:BuyerReference/text()",
        "/*/cac:OrderReference/cbc:ID/text()",
    )
    assert (number, day, due, type_) == (["2025-0014"], ["2025-03-01"], ["2025-03-31"], ["380"])
    assert (note, reference, order) == (["Enligt stämmans beslut."], ["ZZ0101"], ["PO-1"])
    accounts, branches, references, means = read(
        made,
        "//cac:PayeeFinancialAccount/cbc:ID/text()",
        "//cac:FinancialInstitutionBranch/cbc:ID/text()",
        "//cac:PaymentMeans/cbc:PaymentID/text()",
        "//cac:PaymentMeans/cbc:PaymentMeansCode/text()",
    )
    assert accounts == ["9912346", "1234566", "SE3550000000054910000003"]
    assert branches == ["SE:BANKGIRO", "SE:PLUSGIRO", "ESSESESS"]
    assert (set(references), set(means)) == ({"20250014103"}, {"30"})
    ids, schemes, names, legal, seat, mail = read(
        made,
        "//cbc:EndpointID/text()",
        "//cbc:EndpointID/@schemeID",
        "//cbc:RegistrationName/text()",
        "//cac:PartyLegalEntity/cbc:CompanyID/text()",
        "//cbc:CompanyLegalForm/text()",
        "//cbc:ElectronicMail/text()",
    )
    assert (ids, schemes) == (["8020001015", "2120000142"], ["0007", "0007"])
    assert names == ["Sjöboföreningen", "Lillby kommun"]
    assert legal == ["8020001015", "2120000142"]
    assert (seat, mail) == (["Säte: Stockholm"], ["kansli@example.org", "faktura@example.org"])


def test_a_credit_note_names_the_invoice_and_asks_for_no_payment() -> None:
    made = RIGHT["credit note"]
    credited, type_, means, due, quantities = read(
        made,
        "/*/cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID/text()",
        "/*/cbc:CreditNoteTypeCode/text()",
        "//cac:PaymentMeans",
        "//cbc:DueDate|//cbc:PaymentDueDate",
        "//cac:CreditNoteLine/cbc:CreditedQuantity/text()",
    )
    assert (credited, type_, quantities) == (["2025-0003"], ["381"], ["1"])
    assert (means, due) == ([], [])


def test_dues_outside_vat_say_so_and_no_vat_number() -> None:
    made = invoice()
    categories, code, reason, rates, registrations = read(
        made,
        "//cac:ClassifiedTaxCategory/cbc:ID/text()|//cac:TaxCategory/cbc:ID/text()",
        "//cbc:TaxExemptionReasonCode/text()",
        "//cbc:TaxExemptionReason/text()",
        "//cbc:Percent",
        "//cac:PartyTaxScheme/cbc:CompanyID/text()",
    )
    assert (set(categories), code, rates) == ({"O"}, ["VATEX-EU-O"], [])
    assert reason == ["Omfattas inte av mervärdesskatt"]
    assert registrations == ["Godkänd för F-skatt"]
    english = invoice(language="en")
    assert read(english, "//cbc:TaxExemptionReason/text()") == ["Not subject to VAT"]
    assert read(english, "//cbc:CompanyLegalForm/text()") == ["Registered office: Stockholm"]


def test_exempt_dues_say_why_and_stand_beside_vat() -> None:
    made = RIGHT["exempt dues beside 25 %"]
    lines, rates, reasons, registrations = read(
        made,
        "//cac:ClassifiedTaxCategory/cbc:ID/text()",
        "//cac:TaxSubtotal/cac:TaxCategory/cbc:Percent/text()",
        "//cac:TaxSubtotal/cac:TaxCategory[cbc:ID='E']/cbc:TaxExemptionReason/text()",
        "//cac:PartyTaxScheme/cbc:CompanyID/text()",
    )
    assert (lines, rates) == (["E", "S"], ["25", "0"])
    assert reasons == ["Undantag från skatteplikt, ML (2023:200) 10 kap."]
    assert registrations == ["SE802000101501", "Godkänd för F-skatt"]


def test_a_line_names_the_member_that_another_pays_for() -> None:
    path = "//cac:InvoiceLine[{}]//cac:AdditionalItemProperty/*/text()"
    made = RIGHT["a group"]
    assert read(made, path.format(1), path.format(2)) == [["Medlem", "storby"], []]


def test_units_have_their_codes_and_others_their_words() -> None:
    made = invoice(line("1", unit="tim"), line("1", unit="ST"), line("1"), line("1", unit="ask"))
    codes, words = read(
        made, "//cbc:InvoicedQuantity/@unitCode", "//cac:AdditionalItemProperty/*/text()"
    )
    assert codes == ["HUR", "C62", "C62", "C62"]
    assert words == ["Enhet", "ask"]
    assert unit_code(" Dagar ") == "DAY"


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        ((), []),
        (("A",), ["A"]),
        (("A", "B"), ["A", "B"]),
        (("A", " ", "B", "C", "D"), ["A", "B", "C, D"]),
    ],
)
def test_an_address_has_three_lines_at_most(lines: tuple[str, ...], written: list[str]) -> None:
    made = invoice(buyer=dataclasses.replace(BUYER, address=lines, town="", postal_code=""))
    path = "//cac:AccountingCustomerParty//cac:PostalAddress//*[not(self::cac:Country/*)]/text()"
    found = [text for text in read(made, path) if text.strip()]
    assert found == [*written, "SE"]


@pytest.mark.parametrize("price", ["1E+3", "1000.000", "1000"])
def test_a_number_is_written_without_exponent(price: str) -> None:
    made = invoice(line(price, quantity=Decimal("1E+1")))
    assert read(made, "//cbc:PriceAmount/text()") == ["1000.00"]
    assert read(made, "//cbc:InvoicedQuantity/text()") == ["10"]


def test_a_person_has_no_number_in_the_document() -> None:
    person = dataclasses.replace(
        BUYER, is_private=True, organisation_number="19900101-2385", name="Anna Ek"
    )
    assert b"19900101" not in invoice_xml(invoice(buyer=person))
    assert read(invoice(buyer=person), "//cac:AccountingCustomerParty//cbc:CompanyID") == []


# The order of what a document holds, by the schemas of UBL 2.1 (Invoice-2, CreditNote-2 and
# CommonAggregateComponents-2), as far as documents of ours use them.
ORDER = {
    "Invoice": "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note "
    "DocumentCurrencyCode BuyerReference OrderReference BillingReference AccountingSupplierParty "
    "AccountingCustomerParty PaymentMeans TaxTotal LegalMonetaryTotal InvoiceLine",
    "CreditNote": "CustomizationID ProfileID ID IssueDate CreditNoteTypeCode Note "
    "DocumentCurrencyCode BuyerReference OrderReference BillingReference AccountingSupplierParty "
    "AccountingCustomerParty TaxTotal LegalMonetaryTotal CreditNoteLine",
    "OrderReference": "ID",
    "BillingReference": "InvoiceDocumentReference",
    "InvoiceDocumentReference": "ID",
    "AccountingSupplierParty": "Party",
    "AccountingCustomerParty": "Party",
    "Party": "EndpointID PostalAddress PartyTaxScheme PartyLegalEntity Contact",
    "PostalAddress": "StreetName AdditionalStreetName CityName PostalZone AddressLine Country",
    "AddressLine": "Line",
    "Country": "IdentificationCode",
    "PartyTaxScheme": "CompanyID TaxScheme",
    "TaxScheme": "ID",
    "PartyLegalEntity": "RegistrationName CompanyID CompanyLegalForm",
    "Contact": "Name Telephone ElectronicMail",
    "PaymentMeans": "PaymentMeansCode PaymentID PayeeFinancialAccount",
    "PayeeFinancialAccount": "ID Name FinancialInstitutionBranch",
    "FinancialInstitutionBranch": "ID",
    "TaxTotal": "TaxAmount TaxSubtotal",
    "TaxSubtotal": "TaxableAmount TaxAmount TaxCategory",
    "TaxCategory": "ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme",
    "ClassifiedTaxCategory": "ID Percent TaxScheme",
    "LegalMonetaryTotal": "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount PayableAmount",
    "InvoiceLine": "ID InvoicedQuantity LineExtensionAmount Item Price",
    "CreditNoteLine": "ID CreditedQuantity LineExtensionAmount Item Price",
    "Item": "Name ClassifiedTaxCategory AdditionalItemProperty",
    "AdditionalItemProperty": "Name Value",
    "Price": "PriceAmount",
}
REPEATED = {"PartyTaxScheme", "PaymentMeans", "TaxSubtotal", "InvoiceLine", "CreditNoteLine"}


@pytest.mark.parametrize("name", RIGHT)
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    full = dataclasses.replace(
        RIGHT[name], seller=dataclasses.replace(RIGHT[name].seller, phone="08-1", contact="A")
    )
    for element in etree.fromstring(invoice_xml(full)).iter():
        children = [etree.QName(child).localname for child in element]
        if not children:
            assert (element.text or "").strip()
            continue
        order = ORDER[etree.QName(element).localname].split()
        places = [order.index(child) for child in children]
        assert places == sorted(places)
        twice = {child for child in children if children.count(child) > 1}
        assert twice <= REPEATED | {"AdditionalItemProperty"}


def test_the_same_invoice_makes_the_same_bytes() -> None:
    assert invoice_xml(invoice()) == invoice_xml(invoice())
    assert invoice_xml(invoice()).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<Invoice ")


# What XML can hold: no control characters but three, no surrogates, neither FFFE nor FFFF.
_SIGNS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
written = st.text(_SIGNS | st.sampled_from("\t\n\r&<>\"']"), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)


@tried(300, few=30)
@given(written)
@pytest.mark.slow
def test_any_text_comes_back_as_it_was(text: str) -> None:
    buyer = dataclasses.replace(
        BUYER, name=text, reference=text, order_reference=text, address=(text,), town=text
    )
    made = invoice(line("1", text=text), buyer=buyer, text=text, exempt_reason=text)
    found = read(
        made,
        "//cac:Item/cbc:Name/text()",
        "/*/cbc:Note/text()",
        "//cac:AccountingCustomerParty//cbc:RegistrationName/text()",
        "/*/cbc:BuyerReference/text()",
        "/*/cac:OrderReference/cbc:ID/text()",
        "//cac:AccountingCustomerParty//cbc:StreetName/text()",
        "//cac:AccountingCustomerParty//cbc:CityName/text()",
        "//cbc:TaxExemptionReason/text()",
    )
    assert found == [[text]] * 8
    assert errors(needs_of(made)) == ()


@tried(300, few=30)
@given(st.text(max_size=10).filter(lambda text: text.strip()))
@pytest.mark.slow
def test_a_text_is_written_or_named_as_one_that_cannot_be(text: str) -> None:
    made = invoice(line("1", text=text))
    codes = {each.code for each in needs_of(made)}
    try:
        invoice_xml(made)
    except ValueError:
        assert codes == {"EIN759"}
    else:
        assert codes == set()


kronor = st.decimals("-9999.99999", "99999.99999", places=5) | st.decimals(-99, 9999, places=2)
pieces = st.sampled_from([Decimal(1), Decimal(3), Decimal("0.5"), Decimal("1.333"), Decimal(120)])
texts = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=9)


def lines_of(*rates: int) -> st.SearchStrategy[InvoiceLine]:
    units = st.sampled_from(["", "st", "tim", "ask"])
    return st.builds(
        InvoiceLine, texts, kronor, st.just("3110"), pieces, units, st.sampled_from(rates)
    )


@st.composite
def invoices(draw: st.DrawFn) -> Invoice:
    """Any invoice or credit note that comes to something."""
    reason = draw(st.sampled_from(["", "ML (2023:200) 10 kap."]))
    rates = draw(st.sampled_from([(25, 12, 6, 0), (0,)] if reason else [(25, 12, 6), (0,)]))
    several = draw(st.lists(lines_of(*rates), min_size=1, max_size=6))
    day = draw(st.dates(date(2007, 1, 1), date(2050, 12, 31)))
    made = invoice(
        *several,
        exempt_reason=reason,
        credits=draw(st.sampled_from(["", "2024-0001"])),
        language=draw(st.sampled_from(["sv", "en"])),
        text=draw(st.just("") | texts),
        day=day,
        due=day,
        seller=dataclasses.replace(
            SELLER,
            plusgiro=draw(st.sampled_from(["", "12 34 56-6"])),
            f_tax=draw(st.booleans()),
            phone=draw(st.just("") | texts),
        ),
    )
    assume(made.total > 0)
    return made


@tried(300, few=12)
@given(invoices())
@pytest.mark.slow
def test_any_invoice_passes_the_official_rules_and_reads_back(made: Invoice) -> None:
    assert errors(needs_of(made)) == ()
    assert check_invoice_xml(invoice_xml(made), made.number) == []
    _reads_back(made)
