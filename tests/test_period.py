"""Parts of a fiscal year, as a person writes them."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.findings import Stop
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.period import Days, days_of

BROKEN = FiscalYear("2020/21", date(2020, 7, 1), date(2021, 6, 30))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (None, date(2020, 7, 1), date(2021, 6, 30)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020-Q4", date(2020, 10, 1), date(2020, 12, 31)),
        ("2020-q4", date(2020, 10, 1), date(2020, 12, 31)),
        ("2020-12..2021-02", date(2020, 12, 1), date(2021, 2, 28)),
        ("2020-12-24..2021-Q1", date(2020, 12, 24), date(2021, 3, 31)),
        ("2021-01-31", date(2021, 1, 31), date(2021, 1, 31)),
        ("2020-05..2020-08", date(2020, 7, 1), date(2020, 8, 31)),  # what lies in the year
    ],
)
def test_a_period_is_the_days_of_the_year_that_lie_in_it(
    period: str | None, first: date, last: date
) -> None:
    assert days_of(BROKEN, period) == Days(BROKEN, first, last)


@pytest.mark.parametrize(
    "period", ["2021-03..2021-01", "2021-Q2..2021-Q1", "2021-01-02..2021-01-01", "2024-03..2024-01"]
)
def test_a_period_that_runs_backwards_is_called_that(period: str) -> None:
    with pytest.raises(Stop) as stop:
        days_of(BROKEN, period)
    (item,) = stop.value.findings
    assert (item.code, item.message) == ("USE905", f"the period {period} ends before it begins")
    assert item.hint == f"write the earlier day first: {'..'.join(period.split('..')[::-1])}"


@pytest.mark.parametrize("period", ["", "2021", "2021-13", "2021-02-30", "mars", "..", "2021-Q5"])
def test_what_is_no_period_is_said(period: str) -> None:
    with pytest.raises(Stop) as stop:
        days_of(BROKEN, period)
    (item,) = stop.value.findings
    assert (item.code, item.message) == ("USE905", f'"{period}" is no period')


@pytest.mark.parametrize("period", ["2020-06", "2021-07-01"])
def test_a_period_outside_the_year_is_said_with_the_years_days(period: str) -> None:
    with pytest.raises(Stop) as stop:
        days_of(BROKEN, period)
    (item,) = stop.value.findings
    assert item.code == "USE905"
    assert item.hint == "the year runs from 2020-07-01 to 2021-06-30"


def test_days_as_json() -> None:
    assert days_of(BROKEN, "2020-08").as_json() == {
        "year": "2020/21",
        "from": "2020-08-01",
        "to": "2020-08-31",
    }
