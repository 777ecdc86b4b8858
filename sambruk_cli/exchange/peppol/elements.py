"""The elements of UBL 2.1: namespaces, and how one is put below another."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from sambruk_cli.money import exact

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
INVOICE = f"{_UBL}Invoice-2"
CREDIT_NOTE = f"{_UBL}CreditNote-2"
CAC = f"{_UBL}CommonAggregateComponents-2"
CBC = f"{_UBL}CommonBasicComponents-2"
CURRENCY = "SEK"


def document(name: str, namespace: str) -> etree._Element:
    """The root of a document."""
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace, "cac": CAC, "cbc": CBC})


def group(parent: etree._Element, name: str) -> etree._Element:
    """A new element that holds others."""
    return etree.SubElement(parent, f"{{{CAC}}}{name}")


def value(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    """A new element with a text; none where there is no text (PEPPOL-EN16931-R008).

    Raises:
      ValueError: when the text holds what XML cannot.
    """
    if text.strip():
        element = etree.SubElement(parent, f"{{{CBC}}}{name}", attributes)
        element.text = text


def amount(parent: etree._Element, name: str, kronor: Decimal) -> None:
    """An amount with two decimals (BR-DEC-01 to 28)."""
    value(parent, name, exact(kronor), currencyID=CURRENCY)
