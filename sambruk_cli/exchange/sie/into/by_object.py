"""Balances by object: #OIB and #OUB as postings with metadata (SIE 4B § 6).

A file says what an account stands at for each customer, and for each invoice, in records of their
own; which invoice is whose it says only where a voucher's row names both. What does not follow
from the file is not guessed at: it stays on the customer, or on the account alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.register_ids import INVOICE, MEMBER, SUPPLIER
from sambruk_cli.exchange.sie.into.shown import BALANCE_CLASSES
from sambruk_cli.exchange.sie.objects import Pair
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.sie.model import Objects

PARTIES = (MEMBER, SUPPLIER)
SumsByObject = Mapping[tuple[str, Objects], Decimal]  # (account, objects) -> kronor
Stated = tuple[str, int, str, Pair]  # kind of record, year, account, object


@frozen
class Split:
    """The parts of all sums, and the amounts by object that no part says."""

    parts: SumsByObject
    unsaid: frozenset[Stated]


NOTHING = Split({}, frozenset())


class Splitter:
    """Splits the sums of a file's accounts by the objects that its records name."""

    def __init__(self, file: sie.SieFile) -> None:
        self._named = _named(file.vouchers)
        self._stated: dict[tuple[str, int, str], dict[Pair, Decimal]] = {}
        for balance in file.balances:
            if balance.kind in ("OIB", "OUB") and len(balance.objects) == 1:
                of = self._stated.setdefault((balance.kind, balance.year, balance.account), {})
                (pair,) = balance.objects
                if pair[1]:
                    of[pair] = sie.exact_sum([of.get(pair, ZERO), balance.amount])

    def opening(self, year: int, sums: Mapping[str, Decimal]) -> Split:
        """What each account opens a year with, by objects; the parts sum to what is given."""
        return self._split(("OIB", year), ("OUB", year - 1), sums)

    def closing(self, year: int, sums: Mapping[str, Decimal]) -> Split:
        """What each account closes a year with, by objects."""
        return self._split(("OIB", year + 1), ("OUB", year), sums)

    def _split(
        self, first: tuple[str, int], second: tuple[str, int], sums: Mapping[str, Decimal]
    ) -> Split:
        unsaid: set[Stated] = set()
        found: dict[tuple[str, Objects], Decimal] = {}
        known = {account for kind, year, account in self._stated if (kind, year) in (first, second)}
        # A balance of nought may be left out; its parts need not be nought.
        for account in {*sums, *(a for a in known if a.startswith(BALANCE_CLASSES))}:
            total = sums.get(account, ZERO)
            kind = first if (*first, account) in self._stated else second
            stated = self._stated.get((*kind, account), {})
            parts = self._parts(account, total, stated)
            said = {pair for objects in parts for pair in objects}
            unsaid |= {(*kind, account, p) for p, n in stated.items() if n and p not in said}
            rest = sie.exact_sum([total, *(-amount for amount in parts.values())])
            for objects, amount in (*parts.items(), ((), rest)):
                if amount:
                    found[account, objects] = amount
        return Split(found, frozenset(unsaid))

    def results(self, year: int) -> frozenset[Stated]:
        """What is said of objects on accounts of the income statement, which are never split."""
        return frozenset(
            (kind, of_year, account, pair)
            for (kind, of_year, account), stated in self._stated.items()
            if of_year == year and not account.startswith(BALANCE_CLASSES)
            for pair, amount in stated.items()
            if amount
        )

    def _parts(
        self, account: str, total: Decimal, stated: Mapping[Pair, Decimal]
    ) -> dict[Objects, Decimal]:
        invoices = {pair: amount for pair, amount in stated.items() if pair[0] == INVOICE}
        if not any(pair[0] in PARTIES for pair in stated):
            return {(pair,): amount for pair, amount in (invoices or _one_of(stated)).items()}
        parties = _parties(stated, total)
        owned, free = self._owned(account, invoices)
        found: dict[Objects, Decimal] = {}
        for party, of_party in owned.items():
            said = sie.exact_sum(list(of_party.values()))
            amount = parties.get(party, ZERO)
            if said == amount or _is_part(list(of_party.values()), amount):
                parties[party] = sie.exact_sum([amount, -said])
                found.update({(party, pair): kronor for pair, kronor in of_party.items()})
            else:
                free = None  # what the rows say is of other invoices with these numbers
        left = [party for party, amount in parties.items() if amount]
        if free and len(left) == 1 and parties[left[0]] == sie.exact_sum(list(free.values())):
            # All that is left is owed by one.
            return found | {(left[0], pair): amount for pair, amount in free.items()}
        return found | {(party,): parties[party] for party in left}

    def _owned(
        self, account: str, invoices: Mapping[Pair, Decimal]
    ) -> tuple[dict[Pair, dict[Pair, Decimal]], dict[Pair, Decimal] | None]:
        """Invoices by whom a row that settles them names, and those that no row names.

        The latter are None where a row names one without settling it, or for two parties.
        """
        owned: dict[Pair, dict[Pair, Decimal]] = {}
        free: dict[Pair, Decimal] | None = {}
        for pair, amount in invoices.items():
            rows = self._named.get((account, pair[1]), [])
            if not rows:
                if free is not None and amount:
                    free[pair] = amount
            elif len({party for party, _ in rows}) == 1 and rows[0][1] * amount < 0:
                owned.setdefault(rows[0][0], {})[pair] = amount
            else:
                free = None
        return owned, free


def _is_part(amounts: Sequence[Decimal], whole: Decimal) -> bool:
    """Whether amounts are some of those that sum to a whole, none of them the other way."""
    rest = sie.exact_sum([whole, *(-amount for amount in amounts)])
    return rest * whole > 0 and all(amount * whole > 0 for amount in amounts)


def _parties(stated: Mapping[Pair, Decimal], total: Decimal) -> dict[Pair, Decimal]:
    """What each customer or supplier stands for.

    Both dimensions may cut the same sum, each in its way: then one of them says all.
    """
    by_dimension = {
        dimension: {pair: amount for pair, amount in stated.items() if pair[0] == dimension}
        for dimension in PARTIES
    }
    customers, suppliers = by_dimension.values()
    if not customers or not suppliers:
        return customers or suppliers
    sums = [sie.exact_sum(list(of.values())) for of in (customers, suppliers)]
    if sums[0] != total and sums[1] == total:
        return suppliers
    return customers | suppliers if sie.exact_sum(sums) == total and sums[1] else customers


def _one_of(stated: Mapping[Pair, Decimal]) -> dict[Pair, Decimal]:
    """The objects of the first dimension: others cut the same sum in another way."""
    first = min((pair[0] for pair in stated), key=lambda d: (len(d), d), default=None)
    return {pair: amount for pair, amount in stated.items() if pair[0] == first}


def _named(vouchers: Iterable[sie.Voucher]) -> dict[tuple[str, str], list[tuple[Pair, Decimal]]]:
    """The rows that name an invoice and whose it is: party and amount, in order of time.

    By account and invoice.
    """
    found: dict[tuple[str, str], list[tuple[Pair, Decimal]]] = {}
    for voucher in sorted(vouchers, key=lambda v: v.day):
        for row in voucher.booked:
            if len(row.objects) < 2 or not row.amount:
                continue
            invoice = next((number for d, number in row.objects if d == INVOICE), "")
            party = next((pair for pair in row.objects if pair[0] in PARTIES and pair[1]), None)
            if invoice and party:
                found.setdefault((row.account, invoice), []).append((party, row.amount))
    return found
