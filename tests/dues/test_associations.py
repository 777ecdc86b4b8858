"""Associations whose fees could not be said, or had to be faked, each said properly.

Names, members and figures are made up. Two follow the form of fee that a real association has,
reconstructed with figures of our own: one charges by seven tiers of population, with organisations
beside them; one a rate per mille of population times the mean tax base, with a rebate above a size.
"""

from __future__ import annotations

import pytest

from tests.dues.said import amounts, calendar, dues, owed, said

POPULATIONS = """
[[members]]
id = "a"
name = "Akommun"
kind = "municipality"
attributes = [{ name = "population", date = 2019-12-31, value = 1500, source = "SCB" }]

[[members]]
id = "b"
name = "Bkommun"
kind = "municipality"
attributes = [{ name = "population", date = 2019-12-31, value = 45000, source = "SCB" }]

[[members]]
id = "c"
name = "Ckommun"
kind = "municipality"
joined = 2021-08-20
attributes = [{ name = "population", date = 2019-12-31, value = 250000, source = "SCB" }]

[[members]]
id = "o"
name = "Org"
kind = "organisation"
"""

# As the decision says them: "5 000 och färre", "över 5 000 till och med 10 000", and so on.
BOUNDS = [0, 5_000, 10_000, 20_000, 40_000, 80_000, 200_000]


def seven_tiers() -> str:
    text = '[[tier_sets]]\nid = "alla"\n'
    for number, bound in enumerate(BOUNDS, start=1):
        text += f'\n[[tier_sets.tiers]]\nid = "t{number}"\nlabel = "Nivå {number}"\n'
        text += 'kinds = ["municipality"]\n'
        text += f"above = {bound}\n" if bound else ""
        text += f"to = {BOUNDS[number]}\n" if number < len(BOUNDS) else ""
    text += '\n[[tier_sets.tiers]]\nid = "org"\nlabel = "Organisation"\n'
    return text + 'kinds = ["organisation"]\n'


def fee(more: str = "", unit: int = 1000, org: int = 500, name: str = "avgift") -> str:
    tiers = ", ".join(f"t{number} = {unit * number}" for number in range(1, 8))
    return f"""
[[schedules]]
id = "{name}"
kind = "annual_fee"
tiers = "alla"
account = "3110"
joiners = "months"
decision = "Stämman"
amounts = {{ {tiers}, org = {org} }}
{more}
"""


def test_seven_tiers_of_population_and_organisations_beside_them() -> None:
    register = said(POPULATIONS, seven_tiers() + fee("valid_from = 2021-01-01"))
    # 1 500 is in the first tier, 45 000 in the fifth; 250 000 in the seventh, for five months of
    # twelve: 7 000 x 5 / 12 = 2 916.67.
    assert amounts(register) == {"a": "1000", "b": "5000", "c": "2917", "o": "500"}
    assert amounts(register, calendar(2022))["c"] == "7000"


@pytest.mark.parametrize("bound", BOUNDS[1:])
def test_the_seven_tiers_meet_where_the_decision_says(bound: int) -> None:
    members = "".join(
        f"""
[[members]]
id = "m{count}"
name = "M"
kind = "municipality"
attributes = [{{ name = "population", date = 2019-12-31, value = {count}, source = "SCB" }}]
"""
        for count in (bound, bound + 1)
    )
    register = said(members, seven_tiers() + fee("valid_from = 2021-01-01"))
    low, high = (charge.tier for charge in dues(register).charges)
    assert (low, high) == (f"t{BOUNDS.index(bound)}", f"t{BOUNDS.index(bound) + 1}")


def test_a_day_of_charge_on_29_february() -> None:
    fees = seven_tiers() + fee('valid_from = 2020-01-01\ncharged_on = "02-29"')
    register = said(POPULATIONS, fees)
    assert [day for _, _, _, day, _ in owed(register)] == [
        "2021-02-28",
        "2021-02-28",
        "2021-08-20",
        "2021-02-28",
    ]
    assert amounts(register) == {"a": "1000", "b": "5000", "c": "2917", "o": "500"}
    assert {day for _, _, _, day, _ in owed(register, calendar(2020))} == {"2020-02-29"}


def test_a_fee_that_changes_in_mid_year_for_those_who_join() -> None:
    old = fee("valid_from = 2021-01-01\nvalid_to = 2021-06-30")
    new = fee("valid_from = 2021-07-01", unit=1500, org=800, name="ny")
    register = said(POPULATIONS, seven_tiers() + old + new)
    # c: five months of twelve of 10 500.
    assert amounts(register) == {"a": "1000", "b": "5000", "c": "4375", "o": "500"}
    assert amounts(register, calendar(2022)) == {
        "a": "1500",
        "b": "7500",
        "c": "10500",
        "o": "800",
    }


def test_a_fee_that_is_charged_anew_in_mid_year_by_a_decision() -> None:
    # The new schedule has a day of charge of its own, so everybody is charged on it as well.
    old = fee("valid_from = 2021-01-01\nvalid_to = 2021-06-30")
    new = fee('valid_from = 2021-07-01\ncharged_on = "07-01"', unit=1500, org=800, name="ny")
    register = said(POPULATIONS, seven_tiers() + old + new)
    assert [(who, day, kr) for who, _, _, day, kr in owed(register)] == [
        ("a", "2021-01-01", "1000"),
        ("a", "2021-07-01", "1500"),
        ("b", "2021-01-01", "5000"),
        ("b", "2021-07-01", "7500"),
        ("c", "2021-08-20", "4375"),
        ("o", "2021-01-01", "500"),
        ("o", "2021-07-01", "800"),
    ]


def test_a_rate_per_inhabitant_with_floor_and_cap() -> None:
    fees = """
[[schedules]]
id = "avgift"
kind = "annual_fee"
kinds = ["municipality"]
valid_from = 2021-01-01
account = "3110"
decision = "Stämman"
rate = { of = ["population"], per_unit = 0.35, minimum = 5000, maximum = 50000 }
"""
    # 525 is raised to 5 000; 45 000 x 0.35; 87 500 is lowered to 50 000. No tier is needed.
    assert amounts(said(POPULATIONS, fees)) == {"a": "5000", "b": "15750", "c": "50000"}


def test_half_a_contribution_on_coming_back_under_one_id() -> None:
    members = """
[[members]]
id = "a"
name = "Akommun"
kind = "municipality"
periods = [{ joined = 2010-01-01, left = 2018-12-31 }, { joined = 2021-03-01 }]
attributes = [{ name = "population", date = 2019-12-31, value = 1500, source = "SCB" }]
"""
    contribution = """
[[schedules]]
id = "insats"
kind = "entry_contribution"
valid_from = 2005-01-01
account = "2083"
on_return = 0.5
decision = "Stadgarna"
amount = 5000
"""
    register = said(members, seven_tiers() + fee("valid_from = 2021-01-01") + contribution)
    assert owed(register) == [
        ("a", "a", "entry_contribution", "2021-03-01", "2500"),
        ("a", "a", "annual_fee", "2021-03-01", "833"),  # ten months of 1 000
    ]


def test_two_members_of_one_name_are_two() -> None:
    members = "".join(
        f'\n[[members]]\nid = "anna-{n}"\nnumber = "{n}"\nname = "Anna Andersson"\n'
        'kind = "organisation"\n'
        for n in (1, 2)
    )
    register = said(members, seven_tiers() + fee("valid_from = 2021-01-01"))
    assert amounts(register) == {"anna-1": "500", "anna-2": "500"}


TAX_BASE = """
[[attributes]]
id = "tax_base"
label = "medelskattekraft"

[[members]]
id = "{name}"
name = "{name}"
kind = "municipality"

[[members.attributes]]
name = "population"
date = 2019-11-01
value = {population}
source = "SCB"

[[members.attributes]]
name = "tax_base"
date = 2020-01-01
value = {base}
source = "SCB"
"""


@pytest.mark.parametrize(
    ("population", "base", "wanted"),
    [
        # 0.08 per mille, of which those above 200 000 inhabitants pay 60 % on what is above.
        (10_000, 218_400, "174720"),
        (200_000, 230_000, "3680000"),
        (200_001, 230_000, "3680011"),  # 18.40 for one more, of which 60 % are 11.04
        (980_000, 270_000, "14428800"),  # 4 320 000 + 780 000 x 270 000 x 0.00008 x 0.6
    ],
)
def test_a_rate_per_mille_of_population_times_tax_base_with_a_rebate_above_a_size(
    population: int, base: int, wanted: str
) -> None:
    fees = """
[[schedules]]
id = "avgift"
kind = "annual_fee"
valid_from = 2021-01-01
account = "3110"
reference = { on = "12-31", years_before = 0 }
decision = "Kongressen"

[schedules.rate]
of = ["population", "tax_base"]
per_mille = 0.08
rebate = { above = 200000, part = 0.6, on = "excess" }
"""
    members = TAX_BASE.format(name="kommun", population=population, base=base)
    assert amounts(said(members, fees)) == {"kommun": wanted}
