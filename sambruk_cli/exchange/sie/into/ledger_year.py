"""A fiscal year of an import, as its file says it and as the ledger holds it; sums by account.

Amounts are kronor, debit positive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.balances import YearBalances
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.shown import CLOSING
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO

MOST_LISTED = 10  # accounts that one message names

AccountAmounts = Mapping[str, Decimal]  # by account


@frozen
class SourceYear:
    """A fiscal year with the file that says most of it; `beside` is what others say of it."""

    source: ImportFile
    balances: YearBalances
    beside: tuple[SourceYear, ...] = ()

    @property
    def year(self) -> FiscalYear:
        return self.balances.year

    @property
    def last_day(self) -> date:
        """The last day that the balances cover: of a year in progress that of #OMFATTN or #GEN."""
        if self.balances.number == 0:
            for said in (self.source.file.extent, self.source.file.generated):
                if said is not None and said.day is not None and said.day in self.year:
                    return said.day
        return self.year.end


@frozen
class Before:
    """What a ledger that is there has come to before the first year of an import.

    `closing` are the accounts of the balance sheet, `results` those of the income statement in the
    year; `unbooked` is what the latter sum to in all, which no voucher has booked into equity.
    `own` is what earlier imports have booked of results on accounts of equity, and `moved` are the
    accounts that others have moved in the year.
    """

    year: FiscalYear
    closing: AccountAmounts
    results: AccountAmounts
    unbooked: Decimal
    own: AccountAmounts = field(default_factory=dict)
    moved: frozenset[str] = frozenset()


@frozen
class ChainedYear:
    """A year as the ledger holds it.

    `opening` and `closing` are the accounts of the balance sheet at its start and at its end.
    `transfer` is booked on its first day, `closed` on its last; `closed_before` on the last day of
    the year before, where that is in the books already. `moved` is what its vouchers move, or
    what its balances say that has moved, all that stands here but `closed_before` included.
    """

    of: SourceYear
    opening: AccountAmounts
    transfer: AccountAmounts
    moved: AccountAmounts
    closed: AccountAmounts
    closing: AccountAmounts
    closed_before: AccountAmounts = field(default_factory=dict)

    @property
    def year(self) -> FiscalYear:
        return self.of.year

    @property
    def is_closed(self) -> bool:
        """Whether a closing voucher has booked the result, and nothing of it is left.

        In a year in which nothing has been earned yet there is none.
        """
        keeps = self.of.balances.keeps_balance
        every = (*self.moved.items(), *self.closed.items())
        rows = [(account, amount) for account, amount in every if not keeps(account)]
        is_booked = any(account == CLOSING for account, _ in rows)
        return is_booked and not sie.exact_sum([amount for _, amount in rows])

    @property
    def summarised(self) -> AccountAmounts:
        """What one voucher says of a year of which balances are known alone."""
        return added_up(self.moved, self.closed)


def differences(
    balances: YearBalances, closing: AccountAmounts, results: AccountAmounts
) -> dict[str, Decimal]:
    """What a file says that accounts close with or move by, less what the books have.

    Args:
      closing: of accounts of the balance sheet in the books.
      results: of accounts of the income statement in the books.
    """
    found: dict[str, Decimal] = {}
    if balances.closing and not balances.is_closing_borrowed:
        found |= less(balances.closed(), closing)
    if balances.result:
        of_result = {a: x for a, x in results.items() if not balances.keeps_balance(a)}
        found |= less(balances.results(), of_result)
    return found


def closing_voucher(different: AccountAmounts, *, is_whole: bool) -> dict[str, Decimal]:
    """A difference as the voucher that books a result into equity; empty where it is none.

    Args:
      is_whole: whether the difference is known on accounts of the income statement too.
    """
    rows = dict(different)
    if not is_whole:
        rows[CLOSING] = -sum_of(rows)
    is_closing = all(account.startswith(("20", "89")) for account in rows)
    return {a: x for a, x in rows.items() if x} if is_closing and not sum_of(rows) else {}


def listed(rows: AccountAmounts, names: Mapping[str, str]) -> tuple[Message | str, ...]:
    """Accounts with amounts for a message, not too many of them."""
    said = tuple(
        Message.of("{account} {amount}", account=f"{a} {names.get(a, '')}".strip(), amount=amount)
        for a, amount in sorted(rows.items())[:MOST_LISTED]
    )
    return said if len(rows) <= MOST_LISTED else (*said, "...")


def less(one: AccountAmounts, other: AccountAmounts) -> dict[str, Decimal]:
    """One less another, without what is nought."""
    found = {a: one.get(a, ZERO) - other.get(a, ZERO) for a in sorted({*one, *other})}
    return {account: amount for account, amount in found.items() if amount}


def with_closed(year: ChainedYear, rows: AccountAmounts) -> ChainedYear:
    """A year with what is booked on its last day once more is known of it."""
    closed = added_up(year.closed, rows)
    kept = {a: x for a, x in rows.items() if year.of.balances.keeps_balance(a)}
    return replace(year, closed=closed, closing=added_up(year.closing, kept))


def added_up(one: AccountAmounts, other: AccountAmounts) -> dict[str, Decimal]:
    """The sum of two, without what is nought."""
    found = {a: one.get(a, ZERO) + other.get(a, ZERO) for a in (*one, *other)}
    return {account: amount for account, amount in found.items() if amount}


def sum_of(amounts: AccountAmounts) -> Decimal:
    """What amounts of any number of accounts sum to, without rounding."""
    return sie.exact_sum(list(amounts.values()))
