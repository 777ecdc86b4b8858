"""Which accounts of the books money goes to, and which are not said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from sambruk_cli.books.books import Books
from sambruk_cli.exchange.bank.model import BankStatement
from sambruk_cli.exchange.bank.one_money import OneMoney, StatedEntry, account_key
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.invoicing import FILE, InvoicingFile

_FEWEST = 7  # digits of an account without what may stand before it

Purpose = Literal["suspense", "advances", "bank_fees", "exchange"]


class BookAccounts:
    """The accounts that payments are booked on; what is asked for and not there is noted."""

    def __init__(self, books: Books, invoicing: InvoicingFile) -> None:
        self._books = books
        self._invoicing = invoicing
        self._unsaid: Counter[Purpose] = Counter()
        self._unknown: Counter[str] = Counter()

    def of_money(self, money: OneMoney) -> str:
        """The account, by name, that a movement is booked on; "" and noted where it is not there.

        The one that config/invoicing.toml has for the bank's account or the bankgiro; else that of
        Swish for what came by Swish, else that of the bank.
        """
        return self._name(self.number_of(money))

    def number_of(self, money: OneMoney) -> str:
        """The same by BAS number, in the chart or not."""
        stated = sorted(money.stated, key=lambda each: (each.file.kind, each.order))
        for each in stated:
            if number := self._stated(each.statement.account, each.entry.bankgiro):
                return number
        accounts = self._invoicing.accounts
        return accounts.swish if accounts.swish and any(map(_is_swish, stated)) else accounts.bank

    def number_of_statement(self, statement: BankStatement) -> str:
        """The account, by BAS number, that a statement of the bank's is of."""
        return self._stated(statement.account, "") or self._invoicing.accounts.bank

    def of(self, purpose: Purpose) -> str:
        """The account, by name, of what is left over; "" and noted where none is said."""
        number: str | None = getattr(self._invoicing.accounts, purpose)
        if number is None:
            self._unsaid[purpose] += 1
            return ""
        return self._name(number)

    def findings(self) -> Iterator[Finding]:
        """BNK811 for each account that was asked for and is not there."""
        for purpose, number in sorted(self._unsaid.items()):
            yield finding(f"BNK811.{purpose}", number=number, file=FILE)
        for account in sorted(self._unknown):
            yield finding("BNK811.chart", account=account, file=FILE)

    def _name(self, number: str) -> str:
        account = self._books.by_number.get(number)
        if account is None:
            self._unknown[number] += 1
            return ""
        return account.name

    def _stated(self, account: str, bankgiro: str) -> str:
        """What config/invoicing.toml has for an account or a bankgiro; "" for none."""
        for each in self._invoicing.bank_accounts:
            if is_numbered(each.number, account, bankgiro):
                return each.account
        return ""


def is_numbered(number: str, account: str, bankgiro: str) -> bool:
    """Whether a number that a person writes is an account's, in any form of it, or a bankgiro's."""
    key, whole = account_key(number), account_key(account)
    if key in {account_key(bankgiro), whole}:
        return True
    shorter, longer = sorted((key, whole), key=len)
    return len(shorter) >= _FEWEST and longer.endswith(shorter)


def _is_swish(stated: StatedEntry) -> bool:
    if stated.file.kind == "swish":
        return True
    texts = (stated.entry.text, *(payment.text for payment in stated.entry.payments))
    return any("swish" in text.lower() for text in texts)
