"""One movement of money and everywhere that it is stated, and how two statements are compared."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli.exchange.bank.model import BankEntry, BankFile, BankPayment, BankStatement
from sambruk_cli.frozen import frozen

# In this order one kind of file is compared with those before it. The first lists every movement
# of an account: what another kind has of that account and day is among them.
KINDS = ("camt.053", "account", "camt.054", "bgmax", "deposits", "swish")
_LONG = 16  # letters of a reference that no two payments share
_ACCOUNT = 7  # digits of an account without what may stand before it
_WHOLE = frozenset({"camt.053", "account"})


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


def bank_keys(entry: BankEntry) -> set[str]:
    return {entry.key, *entry.part_keys} - {""}


def likeness(one: OneMoney, other: OneMoney) -> int:
    """How surely two statements of different kinds tell of the same money; 0 where they do not."""
    ours, theirs = one.best.entry, other.best.entry
    if _begin_alike(ours, theirs):
        return 4
    if ours.balance is not None and theirs.balance is not None:
        return 3 if ours.balance == theirs.balance else 0
    if (phones := (_phone(ours), _phone(theirs))) and all(phones):
        return 3 if phones[0] == phones[1] else 0
    if ours.bankgiro and theirs.bankgiro:
        return 2 if ours.bankgiro == theirs.bankgiro else 0
    kinds = one.kinds | other.kinds
    if "swish" in kinds and not any(_tells_of_swish(each) for each in (*one.stated, *other.stated)):
        return 0
    is_same = _is_one_account(one.best.statement.account, other.best.statement.account)
    return int(is_same and bool(kinds & _WHOLE))


def _is_one_account(one: str, other: str) -> bool:
    """Whether two numbers are of one account: with clearing number or IBAN before it, or not.

    Of a list that does not name its account it is taken for granted: whoever gives it together
    with other files means the same account, and would else have the money twice.
    """
    shorter, longer = sorted((account_key(one), account_key(other)), key=len)
    return shorter in {"", longer} or (len(shorter) >= _ACCOUNT and longer.endswith(shorter))


def _begin_alike(ours: BankEntry, theirs: BankEntry) -> bool:
    """Whether a long reference of the bank's begins one of the other's (Handelsbanken)."""
    keys, others = bank_keys(ours), bank_keys(theirs)
    pairs = ((one, other) for one in keys for other in others)
    return any(
        min(len(one), len(other)) >= _LONG and (one.startswith(other) or other.startswith(one))
        for one, other in pairs
    )


def _phone(entry: BankEntry) -> str:
    """The last nine digits of the payer's telephone, where the entry is one payment."""
    if len(entry.payments) != 1:
        return ""
    return "".join(c for c in entry.payments[0].payer.phone if c.isdigit())[-9:]


def _tells_of_swish(stated: StatedEntry) -> bool:
    """Whether an entry of another file than a Swish report says that it came by Swish."""
    return stated.file.kind != "swish" and "swish" in str(entry_content(stated.entry)).lower()


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
