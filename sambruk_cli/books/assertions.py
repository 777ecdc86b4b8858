"""Check `balance` directives exactly: Beancount tolerates a difference of one öre."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from sambruk_cli.books.vouchers import FOREIGN, Assertion, Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ORE, ZERO

Totals = Mapping[tuple[str, str], Decimal]  # by account and currency


def failing(
    vouchers: Iterable[Voucher],
    assertions: Sequence[Assertion],
    first_days: Collection[date],
    start: Totals = MappingProxyType({}),
) -> list[Finding]:
    """A finding for each balance directive that differs from the sum of the vouchers.

    Args:
      vouchers: in order of date.
      first_days: first days of fiscal years, whose balances are opening balances.
      start: the sums before the first of the vouchers.
    """
    findings = []
    for assertion, balance in _balances(vouchers, assertions, start):
        if balance == assertion.amount:
            continue
        findings.append(
            finding(
                "BOK210.balance" if assertion.date in first_days else "BOK211",
                account=assertion.account,
                expected=_written(assertion.amount),
                accumulated=_written(balance),
                currency=assertion.currency,
                file=assertion.file,
                line=assertion.line,
            )
        )
    return findings


def _written(amount: Decimal) -> Decimal | str:
    """An amount as a message shows it: digits beyond öre are not rounded away."""
    return amount if amount.same_quantum(ORE) else f"{amount:f}"


def _balances(
    vouchers: Iterable[Voucher], assertions: Sequence[Assertion], start: Totals
) -> Iterator[tuple[Assertion, Decimal]]:
    """Each directive with the sum of its account and those below it when its day begins."""
    totals = dict(start)
    waiting = iter(vouchers)
    voucher = next(waiting, None)
    for assertion in sorted(assertions, key=lambda a: a.date):
        while voucher is not None and voucher.date < assertion.date:
            for account, amount, currency, _, meta in voucher.postings:
                key = account, currency
                written = amount if currency == "SEK" else meta[FOREIGN]
                totals[key] = totals.get(key, ZERO) + written
            voucher = next(waiting, None)
        below = f"{assertion.account}:"
        yield (
            assertion,
            sum(
                (
                    amount
                    for (account, currency), amount in totals.items()
                    if currency == assertion.currency
                    and (account == assertion.account or account.startswith(below))
                ),
                ZERO,
            ),
        )
