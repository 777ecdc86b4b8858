"""What the books stand at when a day ends: sums by account and party, and unpaid invoices.

A month ends on the standing that the next one starts from. So a question about a year needs two
standings and no voucher, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from sambruk_cli.books.dimensions import Of, id_of, of_posting
from sambruk_cli.books.vouchers import Voucher, account_parts
from sambruk_cli.money import ZERO

# BAS 151x: the accounts whose open items stand on members.
RECEIVABLES = "151"


class Tally(NamedTuple):
    """All postings alike up to a day; `amount` in kronor, debit positive.

    Postings are numbered through the whole books: `first` is the number of the first one,
    `noted` that of the last one that carries a note, which is `note`.
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

    `unpaid` holds what is open on accounts receivable by party and invoice, in order of the
    invoices; what is paid in full is left out. `postings` is how many there have been.
    """

    tallies: Mapping[Of, Tally]
    unpaid: Mapping[tuple[str, str], Decimal]
    postings: int

    @cached_property
    def totals(self) -> Mapping[str, Total]:
        """By account; an account with postings that sum to nought is there too."""
        totals: dict[str, Total] = {}
        for of, tally in self.tallies.items():
            amount, number = totals.get(of.account, NOTHING)
            totals[of.account] = Total(amount + tally.amount, number + tally.number)
        return totals


EMPTY = Standing(MappingProxyType({}), MappingProxyType({}), 0)


def after(standing: Standing, vouchers: Iterable[Voucher]) -> Standing:
    """The standing once more vouchers have been booked."""
    tallies: dict[Of, list[Any]] = {}
    unpaid = dict(standing.unpaid)
    receivable: dict[str, bool] = {}
    number = standing.postings
    for voucher in vouchers:
        for account, amount, _, _, meta in voucher.postings:
            number += 1
            of = of_posting(account, meta) if meta else Of(account)
            tally = tallies.get(of)
            if tally is None:
                before = standing.tallies.get(of)
                tally = tallies[of] = [*before] if before else [ZERO, 0, number, None, 0]
            tally[0] += amount
            tally[1] += 1
            if "note" in meta and (note := id_of(meta, "note")):
                tally[3:] = note, number
            if account not in receivable:
                receivable[account] = is_receivable(account)
            if receivable[account]:
                item = (of.member or of.counterparty or "", id_of(meta, "invoice") or "")
                left = unpaid.get(item, ZERO) + amount
                if left:
                    unpaid[item] = left
                else:
                    unpaid.pop(item, None)
    changed = {of: Tally._make(tally) for of, tally in tallies.items()}
    return Standing({**standing.tallies, **changed}, unpaid, number)


def is_receivable(account: str) -> bool:
    """Whether an account is one of accounts receivable."""
    return (account_parts(account)[0] or "").startswith(RECEIVABLES)
