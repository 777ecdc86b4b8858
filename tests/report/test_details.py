"""What a figure unfolds to: accounts that sum to their row, vouchers that sum to their account."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli.document.model import Report, Row, Table
from sambruk_cli.report.details import unfoldable
from tests.report.test_build import table_of
from tests.report.years import example_report, example_year


def unfolded() -> Report:
    return unfoldable(example_report(), example_year())


def unfolding_rows(report: Report) -> Iterator[tuple[Row, Table]]:
    for name in ("income_statement", "balance_sheet"):
        for row in table_of(report, name).rows:
            for detail in row.detail:
                assert isinstance(detail, Table)
                yield row, detail


def test_every_leaf_of_the_statements_unfolds_to_accounts_that_sum_to_it() -> None:
    found = list(unfolding_rows(unfolded()))
    assert len(found) == 14  # five rows of the income statement, four of assets, five others
    for row, accounts in found:
        for column in (1, 2):
            amounts = [a.cells[column] for a in accounts.rows]
            assert sum(a for a in amounts if isinstance(a, Decimal)) == row.cells[column + 1]


def test_every_account_unfolds_to_vouchers_that_end_on_its_amount() -> None:
    checked = 0
    for _, accounts in unfolding_rows(unfolded()):
        for account in accounts.rows:
            for vouchers in account.detail:
                assert isinstance(vouchers, Table)
                *rows, last = vouchers.rows
                amounts = [row.cells[3] for row in rows]
                assert sum(a for a in amounts if isinstance(a, Decimal)) == last.cells[3]
                assert last.cells[3] == account.cells[1]
                checked += 1
    assert checked > 15


def test_the_bank_opens_with_what_it_closed_with_the_year_before() -> None:
    (bank,) = [
        accounts for row, accounts in unfolding_rows(unfolded()) if row.cells[0] == "Kassa och bank"
    ]
    (vouchers,) = bank.rows[0].detail
    assert isinstance(vouchers, Table)
    assert vouchers.rows[0].cells[2:] == ("Ingående", Decimal("933046.00"))
    assert vouchers.rows[-1].cells[2:] == ("Utgående", Decimal("1753575.00"))
