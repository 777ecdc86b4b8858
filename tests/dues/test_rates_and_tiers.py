"""Rates of attributes, and tiers by any number, by age or stated, by hand."""

from __future__ import annotations

import pytest

from sambruk_cli.dues.charges import compute_dues
from tests.dues.forms import HEAD, fee, member
from tests.dues.said import Y2021, amounts, calendar, said

# ---------------------------------------------------------------------------------- rates


@pytest.mark.parametrize(
    ("employees", "wanted"),
    [
        (0, "1000"),  # nothing, so the floor
        (7, "1000"),  # 875, below the floor
        (8, "1000"),  # exactly the floor
        (9, "1125"),
        ("9.5", "1188"),  # 1 187.50, half up
        (79, "9875"),
        (80, "10000"),
        (81, "10000"),  # 10 125, above the cap
    ],
)
def test_a_rate_is_rounded_and_kept_within_its_bounds(employees: object, wanted: str) -> None:
    rate = 'rate = { of = ["employees"], per_unit = 125, minimum = 1000, maximum = 10000 }'
    members = HEAD + member("m", ("employees", "2020-12-31", employees))
    assert amounts(said(members, fee(rate))) == {"m": wanted}


@pytest.mark.parametrize(
    ("turnover", "on", "wanted"),
    [
        # 0.5 per mille; half of it on what is above 10 million, or on all for those above.
        (9_999_000, "excess", "5000"),  # 4 999.50, half up
        (10_000_000, "excess", "5000"),  # not above
        (10_004_000, "excess", "5001"),  # 5 000 + 4 000 x 0.00025
        (30_000_000, "excess", "10000"),  # 5 000 + 20 000 000 x 0.00025
        (10_000_000, "whole", "5000"),
        (10_004_000, "whole", "2501"),  # all of it at 0.00025
        (30_000_000, "whole", "7500"),
    ],
)
def test_a_rebate_is_for_what_is_above_a_size_or_for_all(
    turnover: int, on: str, wanted: str
) -> None:
    rate = (
        'rate = { of = ["turnover"], per_mille = 0.5, '
        f'rebate = {{ above = 10000000, part = 0.5, on = "{on}" }} }}'
    )
    members = HEAD + member("m", ("turnover", "2020-12-31", turnover))
    assert amounts(said(members, fee(rate))) == {"m": wanted}


def test_a_rate_of_a_product_takes_its_size_from_the_first() -> None:
    # A thousandth of 12 x 500 is 6 kr, of which 2 x 500, above the size of ten, pays nothing.
    rate = (
        'rate = { of = ["employees", "turnover"], per_mille = 1, '
        'rebate = { above = 10, part = 0, on = "excess" } }'
    )
    known = (("employees", "2020-12-31", 12), ("turnover", "2020-12-31", 500))
    assert amounts(said(HEAD + member("m", *known), fee(rate))) == {"m": "5"}


def test_a_rate_without_its_attribute_is_named_and_charges_nobody_else_less() -> None:
    rate = 'rate = { of = ["employees", "turnover"], per_mille = 1 }'
    both = (("employees", "2020-12-31", 10), ("turnover", "2020-12-31", 1000))
    late = (("employees", "2020-12-31", 10), ("turnover", "2021-01-02", 1000))
    members = HEAD + member("a", *both) + member("b", both[0]) + member("c", *late)
    found, faults = compute_dues(said(members, fee(rate)), Y2021)
    assert [(c.member.id, int(c.amount)) for c in found.charges] == [("a", 10)]
    assert [fault.code for fault in faults] == ["DUE402", "DUE402"]
    assert all("turnover" in f.message and "2021-01-01" in f.message for f in faults)


def test_a_text_where_a_number_is_needed_is_a_finding_twice_over() -> None:
    rate = 'rate = { of = ["status"], per_unit = 1 }'
    members = HEAD + member("a", ("status", "2020-12-31", '"student"'))
    register = said(members, fee(rate), expected=("REG125",))
    found, faults = compute_dues(register, Y2021)
    assert (found.charges, [fault.code for fault in faults]) == ((), ["DUE402"])


# ---------------------------------------------------------------------------------- tiers

AGES = """
[[tier_sets]]
id = "alder"
attribute = "born"

[[tier_sets.tiers]]
id = "child"
label = "Barn"
kinds = ["person"]
below = 13

[[tier_sets.tiers]]
id = "junior"
label = "Junior"
kinds = ["person"]
from = 13
to = 25

[[tier_sets.tiers]]
id = "senior"
label = "Senior"
kinds = ["person"]
above = 25
"""


@pytest.mark.parametrize(
    ("born", "wanted"),
    [
        (2021, "100"),  # nought this year
        (2009, "100"),  # turns 12
        (2008, "250"),  # turns 13
        (1996, "250"),  # turns 25
        (1995, "400"),  # turns 26
    ],
)
def test_age_is_what_one_turns_in_the_year_of_the_charge(born: int, wanted: str) -> None:
    fees = AGES + fee(
        "amounts = { child = 100, junior = 250, senior = 400 }", tiers='"alder"', joiners='"full"'
    )
    members = HEAD + member("m", ("born", "2021-01-01", born))
    assert amounts(said(members, fees)) == {"m": wanted}


def test_a_reference_day_of_the_year_before_counts_the_age_then() -> None:
    fees = AGES + fee(
        "amounts = { child = 100, junior = 250, senior = 400 }\n"
        'reference = { on = "12-31", years_before = 1 }',
        tiers='"alder"',
    )
    members = HEAD + member("m", ("born", "2020-01-01", 1995))
    assert amounts(said(members, fees)) == {"m": "250"}  # 25 in 2020


def test_who_is_born_after_the_reference_day_is_nought_years_old() -> None:
    tiers = AGES.replace("below = 13", "from = 0\nbelow = 13")
    fees = tiers + fee(
        "amounts = { child = 100, junior = 250, senior = 400 }\n"
        'reference = { on = "12-31", years_before = 1 }',
        tiers='"alder"',
    )
    members = HEAD + member("m", ("born", "2020-12-31", 2021))
    assert amounts(said(members, fees)) == {"m": "100"}


def test_a_stated_tier_changes_from_its_day_and_a_joiner_has_that_of_the_day() -> None:
    tiers = AGES.replace('attribute = "born"\n', "").replace("below = 13\n", "")
    tiers = tiers.replace("from = 13\nto = 25\n", "").replace("above = 25\n", "")
    fees = tiers + fee("amounts = { child = 100, junior = 240, senior = 480 }", tiers='"alder"')
    stated = 'tiers = [{ tier = "junior" }, { tier = "senior", from = 2021-07-01 }]'
    members = (
        HEAD
        + member("a", more=stated)
        + member("b", more=stated + "\njoined = 2021-06-30")
        + member("c", more=stated + "\njoined = 2021-07-01")
    )
    register = said(members, fees)
    # 240; seven twelfths of 240; six twelfths of 480.
    assert amounts(register) == {"a": "240", "b": "140", "c": "240"}
    assert set(amounts(register, calendar(2022)).values()) == {"480"}


def test_a_stated_tier_that_has_not_begun_gives_none() -> None:
    tiers = AGES.replace('attribute = "born"\n', "").replace("below = 13\n", "")
    tiers = tiers.replace("from = 13\nto = 25\n", "").replace("above = 25\n", "")
    fees = tiers + fee("amounts = { child = 100, junior = 240, senior = 480 }", tiers='"alder"')
    members = HEAD + member("a", more='tiers = [{ tier = "senior", from = 2021-07-01 }]')
    found, faults = compute_dues(said(members, fees), Y2021)
    assert (found.charges, [fault.code for fault in faults]) == ((), ["DUE402"])


def test_who_lacks_what_the_tiers_go_by_is_told_what_is_missing() -> None:
    fees = AGES + fee("amounts = { child = 100, junior = 250, senior = 400 }", tiers='"alder"')
    known = ("born", "2021-01-02", 1990)
    members = HEAD + member("a", known) + member("b", known, kind="company")
    _, faults = compute_dues(said(members, fees, expected=("REG106",)), Y2021)
    # Companies have no tiers at all, which is a fault of the schedule and not of the member.
    assert [fault.message.partition(": ")[2] for fault in faults] == [
        "avgift gives no amount on 2021-01-01: no born is known by 2021-01-01",
        "avgift gives no amount on 2021-01-01: no tier of alder is the member's",
    ]
