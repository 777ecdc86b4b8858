"""Budgets in Fava's form, month by month: reckoned by hand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.budgets import monthly
from sambruk_cli.books.budgets import planned as books_planned
from sambruk_cli.books.vouchers import INTERVALS, Budget
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.ledgers import load_books
from tests.workspaces import FILES

JOURNAL = "ledger/2021.beancount"
ACCOUNT = "Expenses:4010-Kostnader"


def budget(interval: str, amount: str, day: date = date(2021, 1, 1)) -> Budget:
    return Budget(ACCOUNT, day, interval, Decimal(amount), JOURNAL, 1)


def planned(*budgets: Budget, year: int = 2021) -> list[str]:
    """The twelve months of a year."""
    found = monthly(budgets, date(year, 1, 1), date(year, 12, 31))
    assert {account for account, _ in found} <= {ACCOUNT}
    return [str(found.get((ACCOUNT, date(year, month, 1)), "-")) for month in range(1, 13)]


def test_a_budget_by_the_month_is_that_until_the_next_one() -> None:
    found = planned(
        budget("monthly", "-75.50"),
        budget("monthly", "100", date(2021, 3, 1)),
        budget("monthly", "0", date(2021, 5, 1)),
    )
    assert found == ["-75.50", "-75.50", "100.00", "100.00", *["-"] * 8]


def test_a_budget_begins_on_its_day() -> None:
    # 18 of 28 days of February.
    found = planned(budget("monthly", "280", date(2021, 2, 11)))
    assert found[:3] == ["-", "180.00", "280.00"]


@pytest.mark.parametrize(
    ("interval", "amount", "year", "expected"),
    [
        ("daily", "2", 2020, ["62.00", "58.00", "62.00"]),
        ("weekly", "7", 2021, ["31.00", "28.00", "31.00"]),
        ("fortnightly", "14", 2021, ["31.00", "28.00", "31.00"]),
        ("quarterly", "900", 2021, ["310.00", "280.00", "310.00"]),
        ("quarterly", "910", 2020, ["310.00", "290.00", "310.00"]),
        ("yearly", "3650", 2021, ["310.00", "280.00", "310.00"]),
        ("yearly", "3660", 2020, ["310.00", "290.00", "310.00"]),
        # 100 / 365 * 31 = 8.493, * 59 = 16.164, * 90 = 24.657
        ("yearly", "100", 2021, ["8.49", "7.67", "8.50"]),
    ],
)
def test_the_days_of_a_month_bear_their_part(
    interval: str, amount: str, year: int, expected: list[str]
) -> None:
    found = planned(budget(interval, amount, date(2019, 7, 1)), year=year)
    assert found[:3] == expected


@pytest.mark.parametrize("start", [2022, 2023, 2024])  # 29 February 2024 is in the second
def test_a_budget_of_a_fiscal_year_is_what_was_decided(start: int) -> None:
    decided = [budget("yearly", "-100000", date(2022, 7, 1))]
    first, last = date(start, 7, 1), date(start + 1, 6, 30)
    assert books_planned(decided, first, last) == {(decided[0].account, None): Decimal(-100000)}
    assert sum(monthly(decided, first, last).values()) == -100000


def test_a_budget_by_the_year_from_another_day_bears_the_days_of_the_calendar() -> None:
    decided = [budget("yearly", "73200", date(2024, 1, 1))]
    found = books_planned(decided, date(2023, 7, 1), date(2024, 6, 30))
    assert list(found.values()) == [Decimal("36400.00")]  # 182 days of 366


@given(
    st.lists(
        st.tuples(st.integers(0, 800), st.sampled_from(INTERVALS), st.integers(-(10**8), 10**8)),
        max_size=4,
        unique_by=lambda step: step[0],
    )
)
def test_the_months_sum_to_the_year_within_half_an_ore(
    steps: list[tuple[int, str, int]],
) -> None:
    budgets = [
        budget(interval, str(Decimal(ore) / 100), date(2020, 1, 1) + timedelta(days=day))
        for day, interval, ore in steps
    ]
    found = monthly(budgets, date(2020, 7, 1), date(2021, 6, 30))
    fixed = {"daily": 1, "weekly": 7, "fortnightly": 14}
    # Days of the quarters and the year, within July 2020 through June 2021.
    quarters = {1: 90, 2: 91, 3: 92, 4: 92}
    total = Fraction(0)
    for offset in range(365):
        day = date(2020, 7, 1) + timedelta(days=offset)
        holds = max((b for b in budgets if b.date <= day), key=lambda b: b.date, default=None)
        if holds is None:
            continue
        lengths = {
            **fixed,
            "monthly": monthrange(day.year, day.month)[1],
            "quarterly": quarters[(day.month + 2) // 3],
            "yearly": 366 if day.year == 2020 else 365,
        }
        if (holds.date.month, holds.date.day) == (7, 1):  # of the fiscal year
            lengths["yearly"] = 365
        total += Fraction(holds.amount) / lengths[holds.interval]
    assert abs(Fraction(sum(found.values(), Decimal(0))) - total) <= Fraction(1, 200)


def test_budgets_are_read_and_kept_from_one_run_to_the_next(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    text = (
        FILES[JOURNAL]
        + '2021-02-01 custom "budget" Expenses:4010-Kostnader "monthly" 12.50 SEK\n'
        + '2021-03-01 custom "fava-option" "language" "sv"\n'
    )
    folder = make_workspace({JOURNAL: text})
    books, _ = load_books(Workspace(folder))
    line = FILES[JOURNAL].count("\n") + 1
    assert books.budgets == (
        Budget(ACCOUNT, date(2021, 2, 1), "monthly", Decimal("12.50"), JOURNAL, line),
    )
    assert findings_in(folder) == ()
    for _ in range(2):  # read, then kept
        run = sambruk("sie", "export", "2021", "--type", "2", "-o", "ut.se", cwd=folder)
        assert run.returncode == 0
        text = (folder / "ut.se").read_text("cp437")
        rows = [row for row in text.splitlines() if row.startswith("#PBUDGET")]
        assert rows == [f"#PBUDGET 0 2021{month:02} 4010 {{}} 12.50" for month in range(2, 13)]
