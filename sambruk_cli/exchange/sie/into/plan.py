"""What an import would do: the files it writes, what is in them, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sambruk_cli import sie
from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.edits.plan import Plan
from sambruk_cli.exchange.sie.into.names import NAMELESS
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen


@frozen
class PlannedYear:
    """`by` says what the year is made of: its vouchers, or its balances alone."""

    year: FiscalYear
    by: str
    vouchers: int


@frozen
class AddedSeries:
    """New vouchers of one series: the lowest and highest number in the books, and how many."""

    series: str
    first: int
    last: int
    count: int


@frozen
class AddedVoucher:
    """A new voucher with its number in the books; `debit` is the sum of its debit rows, kronor."""

    day: date
    ver: str
    text: str
    debit: Decimal


class BalancesCompared(StrEnum):
    """What comparing the files' balances came to.

    `booked` is a difference that the import books, as it says: a result that was not booked, an
    opening that does not sum to nought, equity moved between two years.
    """

    AGREE = "agree"
    BOOKED = "difference-booked"
    NOT_COMPARED = "not-compared"


@frozen
class ImportPlan:
    """What an import comes to; there is no plan to write where there are findings.

    `plan` are the files; `left_out` are accounts of the file
    that nothing is booked on and the books cannot hold, `budgets_left_out` rows for months
    outside their year. `parts_left_out` are amounts by object that the books do not take: budgets,
    results and what cuts a balance in a second dimension. `notes` are warnings that nothing is
    refused for.
    `added` is what comes to a year of a workspace, in order of series and of the file; both are
    empty for a workspace of its own.
    """

    years: tuple[PlannedYear, ...] = ()
    accounts: int = 0
    vouchers: int = 0
    objects: int = 0
    budgets: int = 0
    budgets_left_out: int = 0
    parts_left_out: int = 0
    left_out: tuple[str, ...] = ()
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    balances: BalancesCompared = BalancesCompared.NOT_COMPARED
    added: tuple[AddedSeries, ...] = ()
    added_vouchers: tuple[AddedVoucher, ...] = ()


def kept(
    accounts: Sequence[sie.Account], used: Mapping[str, int], added: Mapping[str, str]
) -> tuple[list[sie.Account], tuple[str, ...]]:
    """Accounts that the books can hold, by number, and those that are left out.

    An account that is used but not declared gets a name that says so.

    Args:
      added: names of accounts that the import books on besides.
    """
    named = {n: sie.Account(n, NAMELESS) for n in used}
    named |= {n: sie.Account(n, name) for n, name in added.items()}
    named |= {a.number: a for a in accounts}
    held = sorted((a for n, a in named.items() if is_account_number(n)), key=lambda a: a.number)
    left_out = (a.number for a in accounts if not is_account_number(a.number))
    return held, tuple(number for number in left_out if number not in used)
