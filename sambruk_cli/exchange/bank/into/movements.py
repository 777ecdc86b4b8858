"""Movements of money by the keys that they are known by: the bank's references, or computed ones.

A movement has a key of each entry that tells of it. Where the bank gives no reference, it is
computed from account, day, amount and all that the entry says, with a number where several entries
say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from sambruk_cli.edits.vouchers import on_one_line
from sambruk_cli.exchange.bank.model import BankEntry
from sambruk_cli.exchange.bank.one_money import (
    OneMoney,
    StatedEntry,
    account_key,
    entry_content,
)
from sambruk_cli.exchange.bank.received import Received, payments_of, received_order
from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.suspense import BANK

FORM = "bank-form"  # which forms of file have told of it
ACCOUNT = "bank-account"  # the account by the bank's number
BANKGIRO = "bank-bankgiro"
TEXT = "bank-text"
FILE = "bank-file"
_LETTERS = 24  # of a computed key
_UNIQUE = 12  # letters of a reference that no bank gives twice


@frozen
class KeyedPayment:
    """A payment and the key that it is known by."""

    key: str
    received: Received


@frozen
class BankMovement:
    """One movement of money by which something has come in, goes back, or is paid.

    `keys` are those of all entries that tell of it, that of the one which tells most first.
    `payments` leaves out money out.
    """

    money: OneMoney
    best: StatedEntry
    keys: tuple[str, ...]
    payments: tuple[KeyedPayment, ...]

    @property
    def entry(self) -> BankEntry:
        return self.best.entry

    @property
    def part_keys(self) -> tuple[str, ...]:
        """The bank's own references of its payments, by every entry that tells of them."""
        found = (key for each in self.money.stated for key in each.entry.part_keys)
        return tuple(dict.fromkeys(row_key(self.entry, key) for key in found))


def movements_of(money: Sequence[OneMoney], *, with_out: bool = False) -> tuple[BankMovement, ...]:
    """The movements by which something has come in or goes back, in order of day.

    Args:
      with_out: whether those that are nothing but money out are among them.
    """
    numbers: Counter[str] = Counter()
    found = []
    for one in money:
        # The same entry may stand in several files.
        keys = {each: _key(*each, numbers) for each in dict.fromkeys(map(_said, one.stated))}
        best = one.best
        payments = sorted(payments_of(one), key=received_order)
        if with_out or any(each.payment.amount or each.payment.fee for each in payments):
            first = keys[_said(best)]
            ordered = tuple(dict.fromkeys((first, *sorted(keys.values()))))
            found.append(BankMovement(one, best, ordered, _keyed(best.entry, first, payments)))
    return tuple(sorted(found, key=_order))


def numbered(key: str, values: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Texts under a key of metadata, and under `key-2`, `key-3` and so on."""
    for number, value in enumerate(values, 1):
        yield (key if number == 1 else f"{key}-{number}"), value


def movement_meta(movement: BankMovement) -> Iterable[tuple[str, str]]:
    """What a movement is known by again, as metadata: its keys, and what tells it from others."""
    yield from numbered(BANK, movement.keys)
    stated = movement.money.stated
    yield FORM, ", ".join(sorted({form_text(each) for each in stated}))
    best = [movement.best, *stated]
    for key, values in (
        (ACCOUNT, (each.statement.account for each in best)),
        (BANKGIRO, (each.entry.bankgiro for each in best)),
        (TEXT, (each.entry.text or each.entry.payments[0].text for each in best)),
    ):
        if value := next(filter(None, values), ""):
            yield key, value


def form_text(stated: StatedEntry) -> str:
    """The form of a file as a voucher keeps it: the kind first, then what tells it from others."""
    file = stated.file
    form = sha256(file.form.encode()).hexdigest()[:6] if file.form else ""
    return " ".join(part for part in (file.kind, file.version, form) if part)


def _said(stated: StatedEntry) -> tuple[str, str]:
    """The bank's reference of an entry, else "", and a digest of all that it says."""
    entry = stated.entry
    if key := on_one_line(entry.key):
        return key, ""
    account = account_key(stated.statement.account)
    said = (account, entry.day.isoformat(), str(entry.amount), entry.currency, entry_content(entry))
    return "", sha256(repr((form_text(stated), *said)).encode()).hexdigest()[:_LETTERS]


def _key(own: str, digest: str, numbers: Counter[str]) -> str:
    """The bank's reference of an entry, else a computed one with its number among equal ones."""
    if own:
        return own
    numbers[digest] += 1
    return f"{digest}-{numbers[digest]}"


def is_unique(key: str) -> bool:
    """Whether a reference is one that a bank gives once, and no "1" or "NOT PROVIDED"."""
    return len(key) >= _UNIQUE and any(character.isdigit() for character in key)


def row_key(entry: BankEntry, key: str) -> str:
    """The key of a payment, as a row keeps it: with the day, where it may come again."""
    key = on_one_line(key)
    return key if is_unique(key) else f"{entry.day} {key}"


def _keyed(entry: BankEntry, first: str, payments: Sequence[Received]) -> tuple[KeyedPayment, ...]:
    """The payments with keys; those without one of the bank's are counted."""
    taken: Counter[str] = Counter()
    found = []
    for number, each in enumerate(payments, 1):
        own = each.payment.key or (first if len(payments) == 1 else f"{first}/{number}")
        key = row_key(entry, own)
        taken[key] += 1
        found.append(KeyedPayment(key if taken[key] == 1 else f"{key}/{number}", each))
    return tuple(found)


def _order(movement: BankMovement) -> tuple[object, ...]:
    entry = movement.entry
    return entry.day, movement.best.statement.account, entry.amount, movement.keys
