"""When a member is charged: joining, leaving and coming back, in years of every length, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.fiscal import FiscalYear
from tests.dues.said import Y2021, calendar, dues, owed, said

KINDS = """
[[kinds]]
id = "person"
label = "Person"
"""
# Of 1 200 kr a month is 100, a quarter 300, and a day of a year of 365 days 3.29.
FEE = """
[[schedules]]
id = "avgift"
kind = "annual_fee"
valid_from = 2015-01-01
charged_on = "{charged_on}"
account = "3110"
joiners = "{joiners}"
decision = "Årsmötet"
amount = 1200
"""
BROKEN = FiscalYear("2020/21", date(2020, 7, 1), date(2021, 6, 30))
EXTENDED = FiscalYear("2020/21", date(2020, 7, 1), date(2021, 12, 31))
SHORT = FiscalYear("2021", date(2021, 1, 1), date(2021, 6, 30))


def charged(
    times: str, *, joiners: str = "full", charged_on: str = "01-01", year: FiscalYear = Y2021
) -> list[tuple[str, int]]:
    """Day and kronor of each charge of one member."""
    members = f'{KINDS}\n[[members]]\nid = "m-1"\nname = "Anna"\nkind = "person"\n{times}\n'
    register = said(members, FEE.format(joiners=joiners, charged_on=charged_on))
    return [(day, int(amount)) for *_, day, amount in owed(register, year)]


def joined(day: str) -> str:
    return f"joined = {day}"


def periods(*spans: tuple[str, str]) -> str:
    """Times of membership; an empty text is an unknown first day, or no last one."""
    keys = ("joined", "left")
    tables = (
        "{ "
        + ", ".join(f"{key} = {day}" for key, day in zip(keys, span, strict=True) if day)
        + " }"
        for span in spans
    )
    return f"periods = [{', '.join(tables)}]"


@pytest.mark.parametrize(
    ("joiners", "wanted"),
    [
        ("full", 1200),
        ("months", 900),  # April to December: 9 x 100
        ("quarters", 900),  # three quarters are left: 3 x 300
        ("days", 904),  # 275 days from 1 April through 31 December: 1200 x 275 / 365 = 904.11
    ],
)
def test_who_joins_on_1_april_pays_for_what_is_left(joiners: str, wanted: int) -> None:
    assert charged(joined("2021-04-01"), joiners=joiners) == [("2021-04-01", wanted)]


@pytest.mark.parametrize(
    ("day", "months", "quarters", "days"),
    [
        ("2021-03-31", 1000, 1200, 907),  # 10 months, 4 quarters, 276 days: 907.40
        ("2021-06-30", 700, 900, 608),  # 7 months, 3 quarters, 185 days: 608.22
        ("2021-07-01", 600, 600, 605),  # 6 months, 2 quarters, 184 days: 604.93
        ("2021-12-31", 100, 300, 3),  # 1 month, 1 quarter, 1 day: 3.29
    ],
)
def test_a_month_or_quarter_that_has_begun_counts_whole(
    day: str, months: int, quarters: int, days: int
) -> None:
    for joiners, wanted in (("months", months), ("quarters", quarters), ("days", days)):
        assert charged(joined(day), joiners=joiners) == [(day, wanted)]


def test_a_leap_year_has_366_days_of_which_29_february_is_one() -> None:
    leap = calendar(2020)
    # From 29 February: 366 - 59 = 307 days are left of 366: 1200 x 307 / 366 = 1006.56.
    wanted = [("2020-02-29", 1007)]
    assert charged(joined("2020-02-29"), joiners="days", year=leap) == wanted
    # Charged on 29 February, which is the 28th in 2021.
    assert charged("", charged_on="02-29", year=leap) == [("2020-02-29", 1200)]
    assert charged("", charged_on="02-29") == [("2021-02-28", 1200)]
    assert charged(joined("2021-02-28"), charged_on="02-29") == [("2021-02-28", 1200)]


def test_a_year_from_july_to_june_counts_its_own_months_quarters_and_days() -> None:
    day = "2021-02-10"  # February to June are five months; January to June two quarters
    for joiners, wanted in (("months", 500), ("quarters", 600)):
        assert charged(joined(day), joiners=joiners, charged_on="07-01", year=BROKEN) == [
            (day, wanted)
        ]
    # 10 February to 30 June: 19 + 31 + 30 + 31 + 30 = 141 days of 365: 463.56.
    assert charged(joined(day), joiners="days", charged_on="07-01", year=BROKEN) == [(day, 464)]


def test_an_extended_year_charges_each_period_and_joiners_for_the_rest_of_theirs() -> None:
    def of(times: str) -> list[tuple[str, int]]:
        return charged(times, joiners="months", charged_on="09-01", year=EXTENDED)

    both = [("2020-09-01", 1200), ("2021-09-01", 1200)]
    assert of("") == both
    # March to August are the six months to the next day of charge.
    assert of(joined("2021-03-10")) == [("2021-03-10", 600), ("2021-09-01", 1200)]
    # October to December are the three months to the end of the year.
    assert of(joined("2021-10-10")) == [("2021-10-10", 300)]


def test_who_has_left_before_a_later_period_and_comes_back_in_it_pays_for_it() -> None:
    # Paid on 1 September 2020; away on 1 September 2021, back in November: two months.
    assert charged(
        periods(("", "2021-08-31"), ("2021-11-03", "")),
        joiners="months",
        charged_on="09-01",
        year=EXTENDED,
    ) == [("2020-09-01", 1200), ("2021-11-03", 200)]


def test_an_extended_year_with_one_day_of_charge_ends_its_period_with_the_year() -> None:
    # From 1 June 2021; who joins the day after has seven months left, June counted.
    assert charged("", joiners="months", charged_on="06-01", year=EXTENDED) == [
        ("2021-06-01", 1200)
    ]
    assert charged(joined("2021-06-02"), joiners="months", charged_on="06-01", year=EXTENDED) == [
        ("2021-06-02", 700)
    ]


def test_a_shortened_year_counts_months_of_a_whole_year() -> None:
    # April to June are three months, and a month is a twelfth of the fee.
    assert charged(joined("2021-04-15"), joiners="months", year=SHORT) == [("2021-04-15", 300)]
    assert charged(joined("2021-04-15"), joiners="quarters", year=SHORT) == [("2021-04-15", 300)]


@pytest.mark.parametrize(
    ("joiners", "wanted"),
    [("full", 1200), ("months", 300), ("none", None)],
)
def test_a_year_without_the_day_of_charge_charges_those_who_join_by_the_same_rule(
    joiners: str, wanted: int | None
) -> None:
    def of(times: str) -> list[tuple[str, int]]:
        return charged(times, joiners=joiners, charged_on="09-01", year=SHORT)

    assert of("") == []
    assert of(joined("2021-04-15")) == ([] if wanted is None else [("2021-04-15", wanted)])


@pytest.mark.parametrize("joiners", ["full", "months", "quarters", "days"])
def test_who_joins_leaves_and_comes_back_in_one_year_is_charged_once(joiners: str) -> None:
    twice = periods(("2021-03-01", "2021-05-31"), ("2021-09-01", ""))
    (charge,) = charged(twice, joiners=joiners, charged_on="02-01")
    assert charge[0] == "2021-03-01"
    # Charged in February, gone in March, back in September and again in November.
    often = periods(("", "2021-03-31"), ("2021-09-01", "2021-10-01"), ("2021-11-01", ""))
    assert charged(often, joiners=joiners, charged_on="02-01") == [("2021-02-01", 1200)]


def test_who_leaves_before_the_day_of_charge_and_comes_back_before_it_pays_on_it() -> None:
    assert charged(
        periods(("2021-01-05", "2021-01-20"), ("2021-01-25", "")), charged_on="02-01"
    ) == [("2021-02-01", 1200)]


def test_an_entry_contribution_is_less_or_nothing_for_one_that_comes_back() -> None:
    fees = """
[[schedules]]
id = "insats"
kind = "entry_contribution"
valid_from = 2000-01-01
account = "2083"
on_return = {part}
decision = "Stadgarna"
amount = 1001
"""
    members = f'{KINDS}\n[[members]]\nid = "m-1"\nname = "Anna"\nkind = "person"\n' + periods(
        ("2021-02-01", "2021-03-01"), ("2021-05-01", "2021-06-01"), ("2021-08-01", "")
    )
    # Half of 1 001 is 500.50, rounded half up.
    half = [("2021-02-01", "1001"), ("2021-05-01", "501"), ("2021-08-01", "501")]
    assert [(day, kr) for *_, day, kr in owed(said(members, fees.format(part=0.5)))] == half
    nothing = [("2021-02-01", "1001"), ("2021-05-01", "0"), ("2021-08-01", "0")]
    assert [(day, kr) for *_, day, kr in owed(said(members, fees.format(part=0)))] == nothing


def test_a_part_of_a_fee_of_odd_kronor_is_rounded_once_and_last() -> None:
    fees = FEE.format(joiners="months", charged_on="01-01").replace("1200", "333")
    fees += '\ndiscounts = [{ attribute = "status", values = ["student"], part = 0.5 }]\n'
    members = f"""{KINDS}
[[attributes]]
id = "status"
label = "status"
type = "text"

[[members]]
id = "m-1"
name = "Anna"
kind = "person"
joined = 2021-08-01
attributes = [{{ name = "status", date = 2021-08-01, value = "student", source = "kort" }}]
"""
    # Half of 333 is 166.50, of which 5/12 are 69.375: 69. (Rounded twice it were 167, then 70.)
    (charge,) = dues(said(members, fees)).charges
    assert (charge.price, charge.amount) == (Decimal("166.5"), Decimal(69))


def test_a_year_in_which_no_schedule_is_in_force_charges_nothing() -> None:
    members = f'{KINDS}\n[[members]]\nid = "m-1"\nname = "Anna"\nkind = "person"\n'
    found, faults = compute_dues(
        said(members, FEE.format(joiners="full", charged_on="01-01")), calendar(2014)
    )
    assert (found.charges, faults) == ((), [])
