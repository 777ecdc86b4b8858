"""Balances by object: #OIB and #OUB as postings with metadata (SIE 4B § 6).

A file says what an account stands at for each customer, and for each invoice, in records of their
own; which invoice is whose it says only where a voucher's row names both. What does not follow
from the file is not guessed at: it stays on the customer, or on the account alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sambruk_cli.exchange import sie
from sambruk_cli.exchange.sie.model import Objects
from sambruk_cli.exchange.sie_ids import INVOICE, MEMBER, SUPPLIER, Pair
from sambruk_cli.money import ZERO

PARTIES = (MEMBER, SUPPLIER)
Standing = Mapping[tuple[str, Objects], Decimal]  # (account, objects) -> kronor


class Splitter:
    """Splits the sums of a file's accounts by the objects that its records name."""

    def __init__(self, file: sie.SieFile) -> None:
        self._owners = _owners(file.vouchers)
        self._stated: dict[tuple[str, int, str], dict[Pair, Decimal]] = {}
        for balance in file.balances:
            if balance.kind in ("OIB", "OUB") and len(balance.objects) == 1:
                of = self._stated.setdefault((balance.kind, balance.year, balance.account), {})
                (pair,) = balance.objects
                if pair[1]:
                    of[pair] = sie.exact_sum([of.get(pair, ZERO), balance.amount])

    def opening(self, year: int, sums: Mapping[str, Decimal]) -> Standing:
        """What each account opens a year with, by objects; the parts sum to what is given."""
        return self._split(("OIB", year), ("OUB", year - 1), sums)

    def closing(self, year: int, sums: Mapping[str, Decimal]) -> Standing:
        """What each account closes a year with, by objects."""
        return self._split(("OIB", year + 1), ("OUB", year), sums)

    def _split(
        self, first: tuple[str, int], second: tuple[str, int], sums: Mapping[str, Decimal]
    ) -> Standing:
        found: dict[tuple[str, Objects], Decimal] = {}
        for account, total in sums.items():
            stated = self._stated.get((*first, account)) or self._stated.get((*second, account))
            parts = self._parts(account, stated or {})
            rest = sie.exact_sum([total, *(-amount for amount in parts.values())])
            for objects, amount in (*parts.items(), ((), rest)):
                if amount:
                    found[account, objects] = amount
        return found

    def _parts(self, account: str, stated: Mapping[Pair, Decimal]) -> dict[Objects, Decimal]:
        parties = {pair: amount for pair, amount in stated.items() if pair[0] in PARTIES}
        invoices = {pair: amount for pair, amount in stated.items() if pair[0] == INVOICE}
        if not parties:
            return {(pair,): amount for pair, amount in (invoices or _one_of(stated)).items()}
        found: dict[Objects, Decimal] = {}
        left = {}
        for pair, amount in invoices.items():
            owner = self._owners.get((account, pair[1]))
            if owner in parties:
                found[owner, pair] = amount
                parties[owner] = sie.exact_sum([parties[owner], -amount])
            elif amount:
                left[pair] = amount
        open_parties = [pair for pair, amount in parties.items() if amount]
        if len(open_parties) == 1 and parties[open_parties[0]] == sum(left.values()):
            # All that is left is owed by one.
            return found | {(open_parties[0], pair): amount for pair, amount in left.items()}
        return found | {(pair,): parties[pair] for pair in open_parties}


def _one_of(stated: Mapping[Pair, Decimal]) -> dict[Pair, Decimal]:
    """The objects of the first dimension: others cut the same sum in another way."""
    first = min((pair[0] for pair in stated), key=lambda d: (len(d), d), default=None)
    return {pair: amount for pair, amount in stated.items() if pair[0] == first}


def _owners(vouchers: Iterable[sie.Voucher]) -> dict[tuple[str, str], Pair]:
    """Whose each invoice is, by account and number, where all rows that say so agree."""
    found: dict[tuple[str, str], Pair | None] = {}
    for voucher in vouchers:
        for row in voucher.rows:
            if len(row.objects) < 2:
                continue
            invoice = next((number for d, number in row.objects if d == INVOICE), "")
            party = next((pair for pair in row.objects if pair[0] in PARTIES and pair[1]), None)
            if invoice and party:
                key = (row.account, invoice)
                found[key] = party if found.setdefault(key, party) == party else None
    return {key: party for key, party in found.items() if party is not None}
