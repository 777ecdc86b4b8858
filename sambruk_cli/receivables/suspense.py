"""What stands on the suspense account still, by the keys of the payments that it came by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.dimensions import as_written
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO

# Metadata: of a voucher the keys of the movement that it books, of a row that of its payment.
BANK = "bank"
SAID = "bank-said"  # on a row in suspense: what the payer says


@frozen
class Suspended:
    """What one payment has on the suspense account: kronor, above nought of what has come in."""

    key: str
    amount: Decimal
    voucher: Voucher


def suspended_in(books: Books, number: str | None) -> dict[str, Suspended]:
    """What is open on the suspense account, by key of payment; empty where there is no account.

    A row without a key, as a person moves money by hand, takes off what is as large as it, else
    what came first.
    """
    account = books.by_number.get(number) if number else None
    if account is None:
        return {}
    amounts: dict[str, Decimal] = {}
    vouchers: dict[str, Voucher] = {}
    moved: list[Decimal] = []
    for voucher, posting in books.postings():
        if posting.account != account.name:
            continue
        key = posting.tag(BANK) or next(iter(keys_under(voucher.meta, BANK)), None)
        if key is None:
            moved.append(posting.amount)
        else:
            amounts[key] = amounts.get(key, ZERO) - posting.amount
            vouchers.setdefault(key, voucher)
    for amount in moved:
        _take_off(amounts, amount)
    return {key: Suspended(key, each, vouchers[key]) for key, each in amounts.items() if each}


def keys_under(meta: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts under a key of metadata and under `key-2`, `key-3` and so on."""
    found = []
    number, name = 1, key
    while name in meta:
        found.append(as_written(meta[name]))
        number += 1
        name = f"{key}-{number}"
    return tuple(found)


def _take_off(amounts: dict[str, Decimal], moved: Decimal) -> None:
    """Take what was moved without a key (debit positive) off what is open."""
    for key in _candidates(amounts, moved):
        taken = min(abs(amounts[key]), abs(moved)).copy_sign(moved)
        amounts[key] -= taken
        moved -= taken
        if not moved:
            return


def _candidates(amounts: dict[str, Decimal], moved: Decimal) -> Iterable[str]:
    """What is open on the same side, what is equally large first."""
    same = [key for key, amount in amounts.items() if amount and (amount > 0) == (moved > 0)]
    return sorted(same, key=lambda key: amounts[key] != moved)
