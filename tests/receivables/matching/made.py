"""Items and payments made up for the tests of matching."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.receivables.items import Item, ItemMovement, ItemMovementKind
from sambruk_cli.receivables.matching.match import match_payments
from sambruk_cli.receivables.matching.model import (
    IncomingPayment,
    IncomingReference,
    MatchParty,
    PaymentMatch,
)

DAY = date(2025, 4, 1)
CLAIM, BANK, INCOME = "Assets:1510-Kundfordringar", "Assets:1930-Bank", "Income:3110-Avgifter"
PARTIES = (
    MatchParty("storstad", "Storstads kommun", "101", "212000-0142"),
    MatchParty("anna", "Anna Åkerström", "1001", ""),
    MatchParty("fonden", "Stiftelsen Gröna Fonden", "M-12", "802428-2785"),
)


def movement(kind: str, day: date, amount: str, **meta: Any) -> ItemMovement:
    """A posting on the claim, and its voucher with the other side."""
    other = BANK if kind in ("payment", "refund") else INCOME
    sum_ = Decimal(amount)
    posting = Posting(CLAIM, sum_, "SEK", 2, {})
    rows = (posting, Posting(other, -sum_, "SEK", 3, {}))
    voucher = Voucher(day, "F1", "Faktura", None, rows, "ledger/2025.beancount", 1, meta)
    return ItemMovement(day, sum_, ItemMovementKind(kind), voucher, posting)


def item(
    party: str,
    invoice: str,
    amount: str,
    *,
    ocr: str = "",
    due: date = date(2025, 3, 31),
    paid: str = "",
    credited: str = "",
) -> Item:
    """An invoice of the first of March, and what is paid or credited of it since."""
    found = [movement("invoice", date(2025, 3, 1), amount)]
    if credited:
        meta = {"credits": invoice, "document": "../invoices/2025/2025-0900.pdf"}
        found.append(movement("credit", date(2025, 3, 5), f"-{credited}", **meta))
    if paid:
        found.append(movement("payment", date(2025, 3, 20), f"-{paid}", bank="K0"))
    return Item(party, invoice, CLAIM, date(2025, 3, 1), due, ocr, found)


def ref(text: str, kind: Any = "message", amount: str = "", *, off: bool = False) -> Any:
    return IncomingReference(text, kind, Decimal(amount) if amount else None, off)


def pay(amount: str, *said: IncomingReference | str, **more: Any) -> IncomingPayment:
    """A payment; a text is a message."""
    references = tuple(ref(each) if isinstance(each, str) else each for each in said)
    return IncomingPayment(
        **{"day": DAY, "amount": Decimal(amount), "references": references, **more}
    )


def matched(payment: IncomingPayment, *items: Item) -> PaymentMatch:
    (match,) = match_payments([payment], items, PARTIES)
    whole = sum((each.amount for each in match.allocations), match.left)
    assert whole == payment.amount + payment.fee
    return match


def told(match: PaymentMatch) -> tuple[str, dict[str, str], str, str, set[str]]:
    """Reason, how much on each invoice, what is left and of whom, and the notes."""
    on = {each.item.invoice: str(each.amount) for each in match.allocations}
    return str(match.reason), on, str(match.left), match.party, {str(n) for n in match.notes}
