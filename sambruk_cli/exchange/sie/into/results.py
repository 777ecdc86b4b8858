"""The result of a year in the balance sheet of a SIE file, held against its income statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.balances import YearBalances
from sambruk_cli.exchange.sie.into.ledger_year import ChainedYear
from sambruk_cli.exchange.sie.into.shown import CLOSING
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO
from sambruk_cli.statements.amounts import RESULT_ACCOUNTS

# Accounts of the year's result in BAS, those of partners besides.
_RESULTS = RESULT_ACCOUNTS | {"2029", "2039", "2049"}


def other_results(years: Sequence[ChainedYear]) -> Iterator[Finding]:
    """A warning where balance sheets have other results than income statements, in years over.

    Most often that of the year before still stands beside it, or a closing voucher has booked it
    on another account. `sambruk validate` does not say so of what another program kept: it says so
    of a year that is still to be closed.

    Args:
      years: in order of time.
    """
    found: list[tuple[ChainedYear, Message]] = []
    for place, year in enumerate(years):
        is_over = place < len(years) - 1 or year.is_closed or not year.of.balances.by_vouchers
        net, stands = _results(year)
        if is_over and net != stands:
            said = Message.of(
                "{year}: {net} and {stands}", year=year.year.label, net=net, stands=stands
            )
            found.append((year, said))
    if found:
        first, _ = found[0]
        yield finding(
            "SIE605.elsewhere",
            years=tuple(said for _, said in found),
            file=first.of.source.name,
            line=_line(first.of.balances),
            severity=Severity.WARNING,
        )


def _results(year: ChainedYear) -> tuple[Decimal, Decimal]:
    """The result by the income statement and by the balance sheet, in kronor, a profit positive."""
    keeps = year.of.balances.keeps_balance
    every = [*year.moved.items(), *year.closed.items()]
    rows = [(account, amount) for account, amount in every if not keeps(account)]
    net = sie.exact_sum([amount for account, amount in rows if account != CLOSING])
    standing = [x for account, x in year.closing.items() if account[:4] in _RESULTS]
    stands = sie.exact_sum([*standing, *(amount for _, amount in rows)])
    return ZERO - net, ZERO - stands


def _line(balances: YearBalances) -> int | None:
    """The line of the first balance of an account of the year's result."""
    of_result = (b.line for a, b in balances.closing.items() if a[:4] in _RESULTS)
    return min(filter(None, of_result), default=None) or balances.first_line()
