"""Which invoices payments name: by number or OCR reference, paid ones too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sambruk_cli.exchange.bank.into.movements import BankMovement
from sambruk_cli.exchange.bank.model import BankPayment
from sambruk_cli.receivables.items import Item
from sambruk_cli.receivables.suspense import BANK

_DAYS = 5  # at most between the bank's day and the day of a voucher by hand
_WORD = re.compile(r"[^\s,;:]+")


class InvoiceReferences:
    """Every invoice of the books by what a payer may call it."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._named: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            for name in {item.invoice, item.ocr} - {""}:
                self._named[_plain(name)].append(item)

    def items(self, payment: BankPayment) -> tuple[Item, ...]:
        """The items that a payment names, whole or as a word of what it says."""
        texts = [reference.text for reference in payment.references] + [payment.text]
        words = [word for text in texts for word in (text, *_WORD.findall(text))]
        found = (item for word in words for item in self._named.get(_plain(word), ()))
        return tuple({id(item): item for item in found}.values())

    def invoices(self, movement: BankMovement) -> frozenset[str]:
        """The numbers of the invoices that the payments of a movement name."""
        return frozenset(
            item.invoice for each in movement.payments for item in self.items(each.received.payment)
        )

    def paid_by_hand(self, payment: BankPayment, day: date) -> str:
        """The number of a voucher by hand that books a payment on what it names; "" for none."""
        return next(
            (
                movement.voucher.ver or movement.voucher.text
                for item in self.items(payment)
                for movement in item.movements
                if BANK not in movement.voucher.meta
                and BANK not in movement.posting.meta
                and not movement.voucher.is_opening
                and movement.amount == -(payment.amount + payment.fee)
                and abs((movement.day - day).days) <= _DAYS
            ),
            "",
        )


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).upper()
