"""What a bank file says, in one form for all kinds of file: statements, entries, payments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO


class Nature(StrEnum):
    """What a payment is: money in, money back, what a payer took off, a sum untold, money out."""

    PAYMENT = "payment"
    RETURN = "return"
    DEDUCTION = "deduction"
    LUMP = "lump"
    OUT = "out"


@frozen
class PaymentReference:
    """What the payer refers to.

    `kind` says where it stood: as a creditor's reference (an OCR number), as the number of a
    document, in a message, or in the payer's own instruction. `amount` is how much was paid on it,
    where that is said; of a credit note how much it takes off.
    """

    text: str
    kind: Literal["ocr", "document", "message", "instruction"]
    amount: Decimal | None = None
    is_credit_note: bool = False


@frozen
class Payer:
    """Who paid, or was paid, as far as the file says it. All are texts, "" where unsaid."""

    name: str = ""
    account: str = ""
    bankgiro: str = ""
    phone: str = ""
    number: str = ""

    @property
    def said(self) -> str:
        """The name, or whatever else is known."""
        return self.name or self.phone or self.bankgiro or self.account


@frozen
class BankPayment:
    """A payment. `amount` is what it adds to the account, negative where it takes from it.

    `references` stand in the order in which they are to be believed. `key` is the bank's own
    reference, "" where the file has none. `fee` is what the bank has kept of it (kronor above
    nought), so that `amount` and `fee` were paid. `rate` is at what it was exchanged, where it was
    paid in another currency than that of the account and the file says so.
    """

    amount: Decimal
    nature: Nature
    references: tuple[PaymentReference, ...] = ()
    payer: Payer = Payer()
    text: str = ""
    key: str = ""
    line: int | None = None
    fee: Decimal = ZERO
    rate: Decimal | None = None

    @property
    def is_received(self) -> bool:
        """Whether it came in, or takes back or off what has come in."""
        return self.nature is not Nature.OUT


@frozen
class BankEntry:
    """One movement of an account on its day of booking, and the payments that it is made of.

    `bankgiro` is the association's own, "" where it is not said; `key` the bank's reference.
    """

    day: date
    amount: Decimal
    currency: str
    payments: tuple[BankPayment, ...]
    key: str = ""
    bankgiro: str = ""
    text: str = ""
    line: int | None = None
    balance: Decimal | None = None

    @property
    def is_lump(self) -> bool:
        """Whether it is the sum of payments that the file does not tell apart."""
        return any(payment.nature is Nature.LUMP for payment in self.payments)

    @property
    def part_keys(self) -> tuple[str, ...]:
        """The bank's references of its payments; empty where one of them has none."""
        keys = tuple(sorted(payment.key for payment in self.payments))
        return keys if all(keys) else ()


@frozen
class StatementBalance:
    """What an account held on a day."""

    day: date
    amount: Decimal
    line: int | None = None


@frozen
class BankStatement:
    """The entries of one account in a file. `number` counts a bank's statements of the account.

    Of a file that lists no more than a part of what was booked there is no balance.
    """

    account: str
    currency: str
    entries: tuple[BankEntry, ...]
    opening: StatementBalance | None = None
    closing: StatementBalance | None = None
    number: int | None = None
    line: int | None = None


@frozen
class BankFile:
    """A file as it was read. `kind` is camt.053, bgmax and so on; `findings` what is wrong.

    `version` is that of the form, or the bank where it is the bank's own. Files of one kind and
    `form` say the same of one movement, word for word. `digest` is the SHA-256 of the file, as
    hexadecimal digits.
    """

    file: str
    kind: str
    version: str
    statements: tuple[BankStatement, ...]
    findings: tuple[Finding, ...] = ()
    form: str = ""
    digest: str = ""


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts; 0 of none."""
    return sum(amounts, ZERO)
