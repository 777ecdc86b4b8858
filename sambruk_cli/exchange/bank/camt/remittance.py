"""What a payment of camt refers to, and who paid it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from sambruk_cli.exchange.bank.camt.values import as_amount, coded
from sambruk_cli.exchange.bank.model import Payer, PaymentReference
from sambruk_cli.exchange.bank.xml import all_of, first_of, text_of

_NOTHING = re.compile(r"NOT ?PROVIDED", re.IGNORECASE)
_MOBILE = re.compile(r"46\d{9}(?!\d)")


def references_of(part: etree._Element, file: str) -> tuple[PaymentReference, ...]:
    """The references, in the order in which Swedish banks give them.

    A creditor's reference, else the number of a document, else what is added to them; the free
    message where there is none of these, and the payer's instruction where there is no message.

    Raises:
      Fault: where an amount is none.
    """
    found = [r for s in all_of(part, "RmtInf/Strd") if (r := _structured(s, file)) is not None]
    if found:
        return tuple(found)
    if message := message_of(part):
        return (PaymentReference(message, "message"),)
    own = text_of(part, "Refs/InstrId")
    if own and not _NOTHING.fullmatch(own):
        return (PaymentReference(own, "instruction"),)
    return ()


def _structured(structured: etree._Element, file: str) -> PaymentReference | None:
    is_credit_note = coded(structured, "RfrdDocInf/Tp") == "CREN"
    name = "RfrdDocAmt/CdtNoteAmt" if is_credit_note else "RfrdDocAmt/RmtdAmt"
    stated = first_of(structured, name)
    if stated is None and is_credit_note:
        stated = first_of(structured, "RfrdDocAmt/RmtdAmt")
    amount = None if stated is None else as_amount(stated, file)[0]
    if text := text_of(structured, "CdtrRefInf/Ref"):
        return PaymentReference(text, "ocr", amount, is_credit_note)
    if text := text_of(structured, "RfrdDocInf/Nb"):
        return PaymentReference(text, "document", amount, is_credit_note)
    if text := text_of(structured, "AddtlRmtInf"):
        return PaymentReference(text, "message", amount, is_credit_note)
    return None


def remitted(references: tuple[PaymentReference, ...]) -> set[Decimal]:
    """What the references come to, credit notes taken off and not; empty where one says nothing."""
    if not references or any(reference.amount is None for reference in references):
        return set()
    paid = [r.amount or Decimal(0) for r in references if not r.is_credit_note]
    off = [r.amount or Decimal(0) for r in references if r.is_credit_note]
    return {sum(paid, Decimal(0)), sum(paid, Decimal(0)) - sum(off, Decimal(0))}


def message_of(part: etree._Element) -> str:
    """The free message, its lines joined."""
    lines = (" ".join((line.text or "").split()) for line in all_of(part, "RmtInf/Ustrd"))
    return " ".join(line for line in lines if line)


def further_text(part: etree._Element, references: tuple[PaymentReference, ...]) -> str:
    """What is said besides the references."""
    said = {reference.text for reference in references}
    texts = [message_of(part), *_added(part), text_of(part, "AddtlTxInf")]
    return " ".join(dict.fromkeys(text for text in texts if text and text not in said))


def _added(part: etree._Element) -> Iterator[str]:
    for added in all_of(part, "RmtInf/Strd/AddtlRmtInf"):
        yield " ".join((added.text or "").split())


def payer_of(part: etree._Element, role: str) -> Payer:
    """The other party: role is Dbtr of what comes in, Cdtr of what goes out."""
    parties = first_of(part, "RltdPties")
    name = text_of(
        parties, *(f"{who}/{where}" for who in (role, f"Ultmt{role}") for where in _NAME)
    )
    account = bankgiro = phone = ""
    identity = first_of(parties, f"{role}Acct/Id")
    number = text_of(identity, "Othr/Id")
    match text_of(identity, "Othr/SchmeNm/Prtry", "Othr/SchmeNm/Cd"):
        case "BGNR":
            bankgiro = number
        case "MOBNB":
            phone = number
        case _:
            account = text_of(identity, "IBAN") or number
    person = first_of(parties, role)
    org = text_of(person, "Id/OrgId/Othr/Id", "Pty/Id/OrgId/Othr/Id")
    return Payer(name, account, bankgiro, phone, org)


_NAME = ("Nm", "Pty/Nm", "Agt/FinInstnId/Nm")


def mobile_in(text: str) -> str:
    """The number of a mobile telephone that a bank's reference begins with, or ""."""
    found = _MOBILE.match(text)
    return f"+{found[0]}" if found else ""
