"""Balance directives to the öre: Beancount lets one öre pass, an auditor does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Assertion
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ZERO


def off_by_little(
    books: Books, reported: Sequence[Finding], first_days: Collection[date]
) -> list[Finding]:
    """The balance directives that fail by less than Beancount's tolerance.

    Args:
      reported: what Beancount has found, so that nothing is said twice.
      first_days: first days of fiscal years, whose balances are opening balances.
    """
    said = {(item.file, item.line) for item in reported}
    findings = []
    for assertion, balance in _balances(books):
        if balance == assertion.amount or (assertion.file, assertion.line) in said:
            continue
        is_opening = assertion.date in first_days
        findings.append(
            finding(
                "BOK210" if is_opening else "BOK211",
                f"balance of {assertion.account}: expected {assertion.amount:f}, "
                f"accumulated {balance:f} SEK",
                file=assertion.file,
                line=assertion.line,
                hint="an opening balance is the closing balance of the year before"
                if is_opening
                else "find the voucher that is missing or wrong, or correct the balance line",
            )
        )
    return findings


def _balances(books: Books) -> Iterator[tuple[Assertion, Decimal]]:
    """Each directive with what its account and those below it stand at when its day begins."""
    totals: dict[str, Decimal] = defaultdict(lambda: ZERO)
    waiting = iter(books.vouchers)
    voucher = next(waiting, None)
    for assertion in sorted(books.assertions, key=lambda a: a.date):
        while voucher is not None and voucher.date < assertion.date:
            for posting in voucher.postings:
                totals[posting.account] += posting.amount
            voucher = next(waiting, None)
        below = f"{assertion.account}:"
        matching = [a for a in totals if a == assertion.account or a.startswith(below)]
        yield assertion, sum((totals[a] for a in matching), ZERO)
