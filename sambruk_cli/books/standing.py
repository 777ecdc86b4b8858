"""Sums of all postings up to the end of a day, by account and ids, and the unpaid invoices.

The sums at the end of every month are kept. What a year has brought is then the difference of two
of them, and no voucher needs to be read, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from sambruk_cli.books.dimensions import SUMMED, Dimension, PostingKey, id_of, key_of
from sambruk_cli.books.vouchers import Voucher, account_parts
from sambruk_cli.money import ZERO

# BAS 151x: the accounts whose open items stand on members.
RECEIVABLES = "151"


class Tally(NamedTuple):
    """The sum of the postings with one key, up to a day; `amount` in kronor, debit positive.

    `number` counts them. All postings of the books are numbered in order: `first` is the number
    of the first of these, `noted` that of the last of these with a `note`, and `note` its text.
    """

    amount: Decimal
    number: int
    first: int
    note: str | None
    noted: int


class Total(NamedTuple):
    """Kronor on an account up to a day, and the number of its postings."""

    amount: Decimal
    number: int


NOTHING = Total(ZERO, 0)


@dataclass(frozen=True)
class Standing:
    """Sums from the first day of the books to the end of a day.

    `unpaid` is what is open on accounts receivable, by party and invoice, in the order in which
    the invoices came; paid ones are left out. `postings` counts all postings.
    """

    tallies: Mapping[PostingKey, Tally]
    unpaid: Mapping[tuple[str, str], Decimal]
    postings: int

    @cached_property
    def totals(self) -> Mapping[str, Total]:
        """Sums by account, also of accounts whose postings sum to zero."""
        totals: dict[str, Total] = {}
        for key, tally in self.tallies.items():
            amount, number = totals.get(key.account, NOTHING)
            totals[key.account] = Total(amount + tally.amount, number + tally.number)
        return totals

    @cached_property
    def by_party(self) -> Mapping[tuple[str, str], Decimal]:
        """Kronor by account and party, of the postings that name one."""
        sums: dict[tuple[str, str], Decimal] = {}
        for key, tally in self.tallies.items():
            if (party := key.party) is not None:
                on = key.account, party
                sums[on] = sums.get(on, ZERO) + tally.amount
        return sums

    def keys_with(self, ids: Mapping[Dimension, str]) -> Iterable[PostingKey]:
        """The keys, in the order of first postings: all, or those with the first of some ids."""
        return self._by_id.get(next(iter(ids.items())), ()) if ids else self.tallies

    @cached_property
    def _by_id(self) -> Mapping[tuple[Dimension, str], Sequence[PostingKey]]:
        found: dict[tuple[Dimension, str], list[PostingKey]] = {}
        for key in self.tallies:
            for dimension, name in zip(SUMMED, key[1:], strict=True):
                if name is not None:
                    found.setdefault((dimension, name), []).append(key)
        return found


EMPTY = Standing(MappingProxyType({}), MappingProxyType({}), 0)


def after(standing: Standing, vouchers: Iterable[Voucher]) -> Standing:
    """Add vouchers to a standing."""
    tallies: dict[PostingKey, list[Any]] = {}
    unpaid = dict(standing.unpaid)
    receivable: dict[str, bool] = {}
    number = standing.postings
    for voucher in vouchers:
        for account, amount, _, _, meta in voucher.postings:
            number += 1
            key = key_of(account, meta) if meta else PostingKey(account)
            tally = tallies.get(key)
            if tally is None:
                before = standing.tallies.get(key)
                tally = tallies[key] = [*before] if before else [ZERO, 0, number, None, 0]
            tally[0] += amount
            tally[1] += 1
            if "note" in meta and (note := id_of(meta, "note")):
                tally[3:] = note, number
            if account not in receivable:
                receivable[account] = is_receivable(account)
            if receivable[account]:
                item = (key.party or "", id_of(meta, "invoice") or "")
                left = unpaid.get(item, ZERO) + amount
                if left:
                    unpaid[item] = left
                else:
                    unpaid.pop(item, None)
    changed = {key: Tally._make(tally) for key, tally in tallies.items()}
    return Standing({**standing.tallies, **changed}, unpaid, number)


def is_receivable(account: str) -> bool:
    """Whether an account is one of accounts receivable."""
    return (account_parts(account)[0] or "").startswith(RECEIVABLES)
