"""Associations of people: students from a day, juniors who turn senior, families, by hand."""

from __future__ import annotations

from tests.dues.said import amounts, calendar, dues, said

STUDENTS = """
[[kinds]]
id = "person"
label = "Person"

[[attributes]]
id = "status"
label = "status"
type = "text"
values = ["student", "ordinary"]

[[members]]
id = "p1"
name = "Pia"
kind = "person"

[[members]]
id = "p2"
name = "Stig Student"
kind = "person"
attributes = [
  { name = "status", date = 2020-09-01, value = "student", source = "Studentlegitimation" },
  { name = "status", date = 2022-06-10, value = "ordinary", source = "Examen" },
]
"""


def test_students_pay_half_from_the_day_that_they_are() -> None:
    fees = """
[[schedules]]
id = "avgift"
kind = "annual_fee"
valid_from = 2020-01-01
account = "3110"
decision = "Stämman"
amount = 400
discounts = [{ attribute = "status", values = ["student"], part = 0.5 }]
"""
    register = said(STUDENTS, fees)
    paid = {year: amounts(register, calendar(year))["p2"] for year in range(2020, 2024)}
    assert paid == {2020: "400", 2021: "200", 2022: "200", 2023: "400"}
    assert amounts(register)["p1"] == "400"


RIDERS = """
[[kinds]]
id = "person"
label = "Person"

[[members]]
id = "m-1"
name = "Anna Andersson"
kind = "person"
joined = 2015-03-01
tier = "senior"

[[members]]
id = "m-2"
name = "Cecilia Carlsson"
kind = "person"
tiers = [{ tier = "junior" }, { tier = "senior", from = 2021-01-01 }]

[[members]]
id = "m-3"
name = "Eva Ek"
kind = "person"
tier = "senior"

[[members]]
id = "m-4"
name = "Edvin Ek"
kind = "person"
tier = "junior"

[[groups]]
id = "ek"
name = "Familjen Ek"
payer = "m-3"
members = [{ id = "m-3" }, { id = "m-4" }]
"""


def test_a_riding_club_has_juniors_seniors_and_a_price_for_families() -> None:
    # Junior 250, senior 400, a family 700 at most. The bounds that they were once faked with, and
    # the tier "family" of somebody in it, are not needed.
    fees = """
[[tier_sets]]
id = "medlemsslag"

[[tier_sets.tiers]]
id = "junior"
label = "Junior t.o.m. 25 år"
kinds = ["person"]

[[tier_sets.tiers]]
id = "senior"
label = "Senior"
kinds = ["person"]

[[schedules]]
id = "medlemsavgift"
kind = "annual_fee"
tiers = "medlemsslag"
valid_from = 2019-01-01
account = "3110"
charged_on = "02-01"
decision = "Årsmötet 2018, § 9"
amounts = { junior = 250, senior = 400 }
group = { pays = "each", cap = 700 }
"""
    register = said(RIDERS, fees)
    assert amounts(register, calendar(2020)) == {
        "m-1": "400",
        "m-2": "250",
        "m-3": "400",
        "m-4": "250",
    }
    # Cecilia is a senior from 2021, and 2020 stays as it was.
    assert amounts(register)["m-2"] == "400"
    cheaper = said(RIDERS, fees.replace("cap = 700", "cap = 600"))
    assert amounts(cheaper)["m-4"] == "200"


SENIORS = ("anna", "bertil", "fredrik", "gun", "lars", "nils", "per", "tora")
JUNIORS = ("cecilia", "david", "hanna", "ingrid", "klara", "maja", "rikard", "stina", "ulf")
FAMILIES = ("eva", "johan", "olga")


def test_a_club_that_was_faked_with_bounds_is_said_with_stated_tiers() -> None:
    # Once juniors were "to 0", seniors "from 1 to 1" and families "from 2", all "organisations".
    tiers = {"junior": JUNIORS, "senior": SENIORS, "familj": FAMILIES}
    members = '[[kinds]]\nid = "person"\nlabel = "Person"\n'
    fees = '[[tier_sets]]\nid = "slag"\n'
    for tier, names in tiers.items():
        fees += f'\n[[tier_sets.tiers]]\nid = "{tier}"\nlabel = "{tier}"\nkinds = ["person"]\n'
        for name in names:
            members += f'\n[[members]]\nid = "{name}"\nname = "{name.title()}"\nkind = "person"\n'
            members += f'tier = "{tier}"\ntier_source = "Medlemsansökan"\n'
            members += "joined = 2020-08-15\n" if name == "tora" else ""
    fees += """
[[schedules]]
id = "medlemsavgift"
kind = "annual_fee"
tiers = "slag"
valid_from = 2020-01-01
account = "3110"
charged_on = "02-01"
decision = "Årsmötet 2018, § 9"
amounts = { junior = 250, senior = 400, familj = 700 }
"""
    register = said(members, fees)
    # Nine juniors, eight seniors, three families: 2 250 + 3 200 + 2 100.
    assert dues(register, calendar(2020)).total("annual_fee") == 7550
    assert dues(register, calendar(2020)).total("annual_fee", "familj") == 2100
    assert [c.day.isoformat() for c in dues(register, calendar(2020)).of("tora")] == ["2020-08-15"]
    assert dues(register, calendar(2019)).charges == ()
