"""A row of an account's movements, as an entry: what its text says of bankgiro, Swish and payer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankPayment,
    Nature,
    Payer,
    PaymentReference,
)
from sambruk_cli.exchange.tables.sheet import CellContent, SheetRow, read_text
from sambruk_cli.frozen import frozen

# A deposit of a bankgiro, in the words of the banks; it is always the sum of its payments.
_DEPOSIT = re.compile(
    r"\bbankgiro ?inbetalning|\bbg[ -]?insättning|^bg ?\d{3,4}-?\d{4}\b", re.IGNORECASE
)
_BANKGIRO = re.compile(r"(?<![\d-])(\d{3,4})-?(\d{4})(?![\d-])")
_PHONE = re.compile(r"\+46\d{8,10}(?!\d)|(?<!\d)46\d{9}(?!\d)|(?<!\d)07\d{8}(?!\d)")
_PRELIMINARY = re.compile(r"prel\b|preliminär", re.IGNORECASE)
_RESERVED = re.compile(r"reserver", re.IGNORECASE)  # as a day or a kind, not as a payer's text


@frozen
class Cells:
    """The cells of a row by what they hold."""

    line: int
    cells: Mapping[str, CellContent]

    def text(self, name: str) -> str:
        return read_text(self.cells.get(name))

    @property
    def is_preliminary(self) -> bool:
        """Whether the bank has not booked it yet."""
        texts = [self.text(name) for name in ("day", "type", "text")]
        return any(map(_PRELIMINARY.match, texts)) or any(map(_RESERVED.match, texts[:2]))

    @property
    def account(self) -> str:
        """Digits of clearing number and account."""
        both = self.text("clearing") + self.text("account")
        return "".join(c for c in both if c.isalnum())


def cells_of(row: SheetRow, places: Mapping[str, int]) -> Cells:
    """A row's cells; what it is too short for is empty."""
    have = len(row.cells)
    return Cells(row.line, {n: row.cells[at] if at < have else None for n, at in places.items()})


def entry_of(
    cells: Cells, day: date, amount: Decimal, balance: Decimal | None, currency: str, kind: str
) -> BankEntry:
    """The movement on a row: one payment, or the sum of those to a bankgiro."""
    texts = [cells.text(name) for name in ("type", "text", "reference", "payer", "message")]
    whole = " ".join(text for text in texts if text)
    is_deposit = amount > 0 and any(_DEPOSIT.search(text) for text in (*texts, whole))
    if is_deposit:
        payment = BankPayment(amount, Nature.LUMP, text=whole, line=cells.line)
        bankgiro = next((f"{m[1]}{m[2]}" for t in texts for m in _BANKGIRO.finditer(t)), "")
        return BankEntry(
            day, amount, currency, (payment,), "", bankgiro, whole, cells.line, balance
        )
    is_swish = kind == "swish" or "swish" in whole.lower()
    if kind == "swish" and amount < 0:
        nature = Nature.RETURN
    else:
        nature = Nature.PAYMENT if amount > 0 else Nature.OUT
    payment = BankPayment(
        amount,
        nature,
        _references(cells, is_swish=is_swish),
        _payer(cells, whole, is_swish=is_swish),
        whole,
        line=cells.line,
    )
    return BankEntry(day, amount, currency, (payment,), "", "", "", cells.line, balance)


def _references(cells: Cells, *, is_swish: bool) -> tuple[PaymentReference, ...]:
    found = []
    reference, message = cells.text("reference"), cells.text("message")
    if reference and reference.lower() != "swish":
        found.append(PaymentReference(reference, "document"))
    if message and not (is_swish and _is_name_of_swish(cells)):
        found.append(PaymentReference(message, "message"))
    return tuple(found)


def _payer(cells: Cells, whole: str, *, is_swish: bool) -> Payer:
    name = cells.text("payer")
    if is_swish and _is_name_of_swish(cells):  # Nordea: the payer stands as the message
        name = cells.text("message")
    elif is_swish and cells.text("reference").lower() == "swish":  # savings banks
        name = cells.text("text")
    phone = cells.text("phone")
    if is_swish and not phone:
        found = _PHONE.search(whole)
        phone = found[0] if found else ""
    return Payer(name, phone=phone)


def _is_name_of_swish(cells: Cells) -> bool:
    return "swish" in cells.text("payer").lower()
