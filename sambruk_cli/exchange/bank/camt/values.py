"""Values of camt: amounts, days, and which way the money goes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from lxml import etree

from sambruk_cli.exchange.bank.xml import first_of, text_of
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ORE, is_whole_ore

_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,5})?")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*|Z|[+-]\d\d:\d\d)?")


class Fault(Exception):
    """A value that cannot be read; what it stands in is left out, and said to be."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.finding = found


def fault(element: etree._Element, what: str, text: str, file: str) -> Fault:
    """The fault of a value that should have been an amount, a day, or a direction."""
    line = element.sourceline
    return Fault(finding("BNK802.value", what=what, text=text[:40], file=file, line=line))


def as_number(element: etree._Element, text: str, what: str, file: str) -> Decimal:
    """Kronor with two decimals.

    Raises:
      Fault: where it is none, or has parts of an öre.
    """
    if not _AMOUNT.fullmatch(text) or not is_whole_ore(Decimal(text)):
        raise fault(element, what, text, file)
    return Decimal(text).quantize(ORE)


def as_amount(element: etree._Element, file: str) -> tuple[Decimal, str]:
    """What an element holds as an amount, without sign, and its currency.

    Raises:
      Fault: where it is none.
    """
    text = (element.text or "").strip()
    return as_number(element, text, "Amt", file), element.get("Ccy", "")


def as_day(element: etree._Element, path: str, file: str) -> date | None:
    """The day along a path, of a day or of a moment; None where there is none.

    Raises:
      Fault: where it is no day.
    """
    if first_of(element, path) is None:
        return None
    text = text_of(element, f"{path}/Dt", f"{path}/DtTm")
    form = _DAY.fullmatch(text)
    try:
        day = date.fromisoformat(form[1]) if form else None
    except ValueError:
        day = None
    if day is None:
        raise fault(element, path, text, file)
    return day


def sign_of(element: etree._Element, file: str) -> int:
    """1 where the money comes in, -1 where it goes out.

    Raises:
      Fault: where it is not said.
    """
    text = text_of(element, "CdtDbtInd")
    if text not in {"CRDT", "DBIT"}:
        raise fault(element, "CdtDbtInd", text, file)
    return 1 if text == "CRDT" else -1


def coded(element: etree._Element | None, path: str) -> str:
    """A code that is one of the standard's or of the bank's own: Tp/CdOrPrtry/Cd."""
    return text_of(element, f"{path}/CdOrPrtry/Cd", f"{path}/CdOrPrtry/Prtry")
