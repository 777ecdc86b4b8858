"""What an import says of years that it ties to each other: what it books, and what does not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sambruk_cli.exchange.sie.into.ledger_year import (
    MOST_LISTED,
    AccountAmounts,
    SourceYear,
    listed,
    sum_of,
)
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO


def lacking(of: SourceYear, total: Decimal, account: str) -> Finding:
    """The first opening does not sum to nought, and what it lacks is booked on an account."""
    return finding(
        "SIE625",
        year=of.balances.number,
        sum=total,
        booked=-total,
        account=account,
        file=of.source.name,
        line=of.balances.first_line(),
        severity=Severity.WARNING,
    )


def derived(of: SourceYear) -> Finding:
    """Opening balances that the file lacks follow from the rest."""
    return finding(
        "SIE625.derived",
        year=of.year.label,
        file=of.source.name,
        line=of.balances.first_line(),
        severity=Severity.WARNING,
    )


def result_booked(of: SourceYear, before: FiscalYear, left: Decimal, account: str) -> Finding:
    """The result of the year before is booked, which no voucher of its own has done.

    Args:
      of: the year that opens after it, with the result or without.
      left: what accounts of the income statement sum to, debit positive.
    """
    is_stated = not sum_of(of.balances.opened())
    return finding(
        "SIE625.closed" if is_stated else "SIE625.unbooked",
        label=before.label,
        after=of.year.label,
        result=-left,
        day=before.end,
        account=account,
        file=of.source.name,
        line=of.balances.first_line(),
        severity=Severity.WARNING,
    )


def transfer(of: SourceYear, rows: AccountAmounts, names: Mapping[str, str]) -> Finding:
    """Equity that was moved between two years is moved by a voucher."""
    return finding(
        "SIE625.transfer",
        year=of.year.label,
        accounts=listed(rows, names),
        day=of.year.start if of.balances.by_vouchers else of.last_day,
        file=of.source.name,
        line=of.balances.first_line(),
        severity=Severity.WARNING,
    )


def carried(
    of: SourceYear, wrong: Sequence[str], ledger: AccountAmounts, stated: AccountAmounts
) -> Finding:
    """Accounts that open with another amount than they closed with, and are no equity."""
    said = tuple(
        Message.of(
            '"{account}" ({closed} to {opened})',
            account=account,
            closed=ledger.get(account, ZERO),
            opened=stated.get(account, ZERO),
        )
        for account in wrong[:MOST_LISTED]
    )
    record = of.balances.opening.get(wrong[0])
    return finding(
        "SIE625.carried",
        year=of.year.label,
        accounts=said if len(wrong) <= MOST_LISTED else (*said, "..."),
        file=of.source.name,
        line=(record.line if record else 0) or of.balances.first_line(),
    )


def unfooted(of: SourceYear, left: Decimal) -> Finding:
    """Balances of a year without vouchers that do not sum to nought."""
    balances = of.balances
    opening, closing, result = map(
        sum_of, (balances.opened(), balances.closed(), balances.results())
    )
    return finding(
        "SIE605.footing",
        year=balances.number,
        opening=opening,
        closing=closing,
        result=result,
        left=left,
        file=of.source.name,
        line=balances.first_line(),
    )


def overlapping(
    of: SourceYear, rows: AccountAmounts, names: Mapping[str, str], *, is_closing: bool
) -> Finding:
    """What a file says of a year differs from what is known of it.

    Args:
      is_closing: whether the difference is a result that has been booked since: a warning then.
    """
    return finding(
        "SIE625.since" if is_closing else "SIE625.overlap",
        year=of.year.label,
        accounts=listed(rows, names),
        file=of.source.name,
        line=of.balances.first_line(),
        severity=Severity.WARNING if is_closing else Severity.ERROR,
    )


def computed(of: SourceYear) -> Finding:
    """Accounts that show a result which is not booked are left out."""
    records = of.balances.computed
    return finding(
        "SIE626.computed",
        accounts=tuple(sorted(records)),
        year=of.year.label,
        file=of.source.name,
        line=min(b.line for b in records.values()) or None,
        severity=Severity.WARNING,
    )
