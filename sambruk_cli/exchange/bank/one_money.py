"""One movement of money and everywhere that it is stated."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli.exchange.bank.model import BankEntry, BankFile, BankPayment, BankStatement
from sambruk_cli.frozen import frozen

# In this order one kind of file is compared with those before it. The first lists every movement
# of an account: what another kind has of that account and day is among them.
KINDS = ("camt.053", "account", "camt.054", "bgmax", "deposits", "swish")


@frozen
class StatedEntry:
    """An entry as one file states it."""

    file: BankFile
    statement: BankStatement
    entry: BankEntry

    @property
    def order(self) -> tuple[object, ...]:
        """By what it says before where it says it."""
        return (entry_content(self.entry), self.file.file, self.entry.line or 0)

    @property
    def details(self) -> tuple[int, ...]:
        """How much it tells."""
        payments = self.entry.payments
        return (
            not self.entry.is_lump,
            sum(bool(payment.payer.name) for payment in payments),
            sum(bool(payment.references) for payment in payments),
            sum(bool(payment.payer.said) for payment in payments),
            sum(bool(payment.key) for payment in payments),
        )


class OneMoney:
    """One movement of money, and everywhere that it is stated."""

    def __init__(self, stated: Iterable[StatedEntry]) -> None:
        self.stated = list(stated)

    @property
    def best(self) -> StatedEntry:
        """The statement that tells most; of several alike the first by what it says."""
        if len(self.stated) == 1:
            return self.stated[0]
        in_order = sorted(self.stated, key=lambda x: (KINDS.index(x.file.kind), x.order))
        return max(in_order, key=lambda each: each.details)

    @property
    def kinds(self) -> set[str]:
        return {each.file.kind for each in self.stated}


def bank_keys(entry: BankEntry) -> tuple[str, ...]:
    """The bank's references: of the entry, and of its payments where all of them have one."""
    return tuple(dict.fromkeys(key for key in (entry.key, *entry.part_keys) if key))


def money_place(one: OneMoney) -> tuple[object, ...]:
    entry = one.best.entry
    return entry.day, entry.amount, entry.currency


def payment_said(payment: BankPayment) -> tuple[object, ...]:
    references = tuple((r.text, str(r.amount)) for r in payment.references)
    return payment.key, payment.payer.said, references, payment.text, str(payment.nature)


def entry_content(entry: BankEntry) -> tuple[object, ...]:
    """What an entry says besides account, day and amount."""
    payments = tuple((payment.amount, *payment_said(payment)) for payment in entry.payments)
    return entry.key, entry.bankgiro, entry.text, str(entry.balance), payments


def account_key(account: str) -> str:
    """An account's number as it is compared: no dashes, no blanks."""
    return "".join(c for c in account if c.isalnum()).upper().lstrip("0")
