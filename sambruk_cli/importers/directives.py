"""Movements of bank files as directives of Beancount, and which of them stand in the books."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from beancount.core import flags
from beancount.core.amount import Amount
from beancount.core.data import EMPTY_SET, Balance, Posting, Transaction, new_metadata

from sambruk_cli.books.dimensions import as_written
from sambruk_cli.books.vouchers import Posting as VoucherPosting
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.edits.vouchers import on_one_line
from sambruk_cli.exchange.bank.into.booked import BookedMoney
from sambruk_cli.exchange.bank.into.movements import (
    FILE,
    FORM,
    TEXT,
    BankMovement,
    movement_meta,
    numbered,
    row_key,
)
from sambruk_cli.exchange.bank.into.rows import said_by_payer
from sambruk_cli.exchange.bank.model import BankPayment, BankStatement, Nature
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.suspense import BANK, SAID, keys_under

FEE = "bank-fee"  # what the bank has kept of a payment, in the currency of its row
MOVEMENT = "__movement__"  # not printed: Beancount leaves out keys that begin so
DUPLICATE = "__duplicate__"  # as beangulp.extract has it
CURRENCY = re.compile(r"[A-Z]{3}")


def transaction_of(
    movement: BankMovement, account: str, other: str | None, language: Language
) -> Transaction:
    """A movement as a transaction: a row on the account, and one on `other` for each payment.

    Args:
      other: the account of the other side; None to leave it out.
    """
    entry, file = movement.entry, movement.best.file
    meta = {
        **dict(movement_meta(movement)),
        FILE: PurePath(file.file).name,
        f"{FILE}-sha256": file.digest,
    }
    rows = [_row(account, entry.amount, entry.currency, {})]
    if other is None:
        meta |= dict(numbered(SAID, _said(movement)))
    else:
        keys = {id(keyed.received.payment): keyed.key for keyed in movement.payments}
        for payment in entry.payments:
            own = row_key(entry, payment.key) if payment.key else ""
            of_row = _payment_meta(payment, keys.get(id(payment), own))
            rows.append(_row(other, -payment.amount, entry.currency, of_row))
    return Transaction(
        new_metadata(file.file, entry.line or 0, {**_plain(meta), MOVEMENT: movement}),
        entry.day,
        flags.FLAG_OKAY,
        _payee(entry.payments),
        on_one_line(_narration(movement, meta.get(TEXT, ""), language)),
        EMPTY_SET,
        EMPTY_SET,
        rows,
    )


def balance_of(statement: BankStatement, account: str, file: str) -> Balance | None:
    """The closing balance, on the day after: Beancount asks for it as a day begins."""
    closing = statement.closing
    if closing is None:
        return None
    units = Amount(closing.amount, statement.currency)
    meta = new_metadata(file, closing.line or 0)
    return Balance(meta, closing.day + timedelta(days=1), account, units, None, None)


def booked_in(
    directives: Iterable[object], accounts: frozenset[str]
) -> list[tuple[Transaction, BookedMoney]]:
    """The transactions with keys of the bank's, each with what it has booked on the accounts.

    What is marked as a duplicate tells more of the one that it is a duplicate of.
    """
    groups: dict[int, list[Transaction]] = {}
    for each in directives:
        if isinstance(each, Transaction) and keys_under(each.meta, BANK):
            first = _original(each)
            group = groups.setdefault(id(first), [first])
            if each is not first:
                group.append(each)
    return [(group[0], _booked(group, accounts)) for group in groups.values()]


def _original(transaction: Transaction) -> Transaction:
    found = transaction
    while isinstance(further := found.meta.get(DUPLICATE), Transaction):
        found = further
    return found


def _booked(group: list[Transaction], accounts: frozenset[str]) -> BookedMoney:
    first = group[0]
    amounts = (
        row.units.number
        for row in first.postings
        if row.account in accounts and isinstance(row.units, Amount)
    )
    keys = (key for each in group for key in keys_under(each.meta, BANK))
    parts = (
        key for each in group for row in each.postings for key in keys_under(row.meta or {}, BANK)
    )
    forms = (
        form for each in group for form in as_written(each.meta.get(FORM, "")).split(", ") if form
    )
    amount = sum((number for number in amounts if isinstance(number, Decimal)), ZERO)
    unique = tuple(dict.fromkeys(keys))
    return BookedMoney(
        _as_voucher(first), amount, unique, tuple(dict.fromkeys(parts)), frozenset(forms)
    )


def _as_voucher(transaction: Transaction) -> Voucher:
    """A transaction as the program's own books have it, as far as one is known again by it."""
    metas = (transaction.meta, *(row.meta or {} for row in transaction.postings))
    said = " ".join(text for meta in metas for text in keys_under(meta, SAID))
    row = VoucherPosting("", ZERO, "", 0, {SAID: said})
    text = transaction.narration or ""
    meta = transaction.meta
    return Voucher(transaction.date, None, text, transaction.payee, (row,), "", 0, meta)


def _row(account: str, amount: Decimal, currency: str, meta: Mapping[str, Any]) -> Posting:
    return Posting(account, Amount(amount, currency), None, None, None, _plain(meta) or None)


def _payment_meta(payment: BankPayment, key: str) -> dict[str, str | Decimal]:
    meta: dict[str, str | Decimal] = {}
    if key:
        meta[BANK] = key
    if said := said_by_payer(payment):
        meta[SAID] = said
    if payment.fee:
        meta[FEE] = payment.fee
    return meta


def _said(movement: BankMovement) -> Iterator[str]:
    """What is said of each payment; of several with the amount of each."""
    entry = movement.entry
    for payment in entry.payments:
        said = said_by_payer(payment)
        if len(entry.payments) > 1:
            yield f"{payment.amount:f} {entry.currency}; {said}".removesuffix("; ")
        elif said:
            yield said


def _payee(payments: tuple[BankPayment, ...]) -> str | None:
    """Who has paid or was paid; None where it is not said, or they are several."""
    names = {payment.payer.name for payment in payments}
    return (on_one_line(names.pop()) or None) if len(names) == 1 else None


def _narration(movement: BankMovement, text: str, language: Language) -> str:
    """What the bank says of a movement, else what it is."""
    entry = movement.entry
    if len(entry.payments) > 1 and entry.amount > 0:
        return say(language, "Deposit of {number} payments", number=len(entry.payments))
    if text:
        return text
    natures = {payment.nature for payment in entry.payments}
    if natures == {Nature.RETURN}:
        return say(language, "Payment returned")
    if Nature.OUT in natures:
        return say(language, "Payment out")
    return say(language, "Payment received")


def _plain(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Texts on one line each, as a journal has them."""
    return {key: on_one_line(v) if isinstance(v, str) else v for key, v in meta.items()}
