"""Families and concerns: who pays, the price of further members, and caps, by hand."""

from __future__ import annotations

import pytest

from sambruk_cli.dues.charges import compute_dues
from tests.dues.said import Y2021, amounts, calendar, dues, owed, said

HEAD = """
[[kinds]]
id = "person"
label = "Person"

[[kinds]]
id = "guardian"
label = "Vårdnadshavare"

[[attributes]]
id = "status"
label = "status"
type = "text"
"""
FEE = """
[[schedules]]
id = "avgift"
kind = "annual_fee"
kinds = ["person"]
valid_from = 2020-01-01
account = "3110"
joiners = "months"
decision = "Årsmötet"
"""
STUDENT = '[{ name = "status", date = 2020-01-01, value = "student", source = "kort" }]'


def member(name: str, more: str = "", kind: str = "person") -> str:
    return f'\n[[members]]\nid = "{name}"\nname = "{name.title()}"\nkind = "{kind}"\n{more}\n'


def family(*members: str, payer: str = "eva") -> str:
    inside = ", ".join(m if m.startswith("{") else f'{{ id = "{m}" }}' for m in members)
    return f'\n[[groups]]\nid = "ek"\nname = "Ek"\npayer = "{payer}"\nmembers = [{inside}]\n'


EVA, FIA, GUN = member("eva"), member("fia"), member("gun")
ALL = HEAD + EVA + FIA + GUN + family("eva", "fia", "gun")


@pytest.mark.parametrize(
    ("price", "wanted"),
    [
        ('pays = "one"', (400, 0, 0)),
        ('pays = "each"', (400, 400, 400)),
        ('pays = "each", further = 150', (400, 150, 150)),
        ('pays = "each", further = 500', (400, 400, 400)),  # never more than alone
        ('pays = "each", further_part = 0.25', (400, 100, 100)),
        ('pays = "each", cap = 900', (400, 400, 100)),
        ('pays = "each", cap = 700', (400, 300, 0)),
        ('pays = "each", further = 150, cap = 600', (400, 150, 50)),
        ('pays = "one", cap = 350', (350, 0, 0)),
    ],
)
def test_the_prices_of_a_group(price: str, wanted: tuple[int, int, int]) -> None:
    register = said(ALL, f"{FEE}amount = 400\ngroup = {{ {price} }}\n")
    charges = dues(register).charges
    assert [int(charge.amount) for charge in charges] == list(wanted)
    assert {charge.payer.id for charge in charges} == {"eva"}


def test_the_payer_is_first_wherever_it_stands() -> None:
    # Gun pays, and she is a student: 200. The others are further members at 150.
    members = HEAD + EVA + FIA + member("gun", f"attributes = {STUDENT}")
    fees = f"""{FEE}amount = 400
discounts = [{{ attribute = "status", values = ["student"], part = 0.5 }}]
group = {{ pays = "each", further = 150 }}
"""
    register = said(members + family("eva", "fia", "gun", payer="gun"), fees)
    assert amounts(register) == {"eva": "150", "fia": "150", "gun": "200"}


def test_who_joins_a_family_in_july_pays_half_of_the_price_of_a_further_member() -> None:
    members = HEAD + EVA + FIA + member("gun", "joined = 2021-07-01") + family("eva", "fia", "gun")
    each = f'{FEE}amount = 400\ngroup = {{ pays = "each", further = 150 }}\n'
    assert amounts(said(members, each)) == {"eva": "400", "fia": "150", "gun": "75"}
    one = f'{FEE}amount = 400\ngroup = {{ pays = "one" }}\n'
    assert amounts(said(members, one)) == {"eva": "400", "fia": "0", "gun": "0"}


def test_a_family_that_joins_in_july_pays_half_of_what_it_pays_for_a_year() -> None:
    july = "joined = 2021-07-01"
    members = HEAD + "".join(member(n, july) for n in ("eva", "fia", "gun"))
    fees = f'{FEE}amount = 400\ngroup = {{ pays = "each", cap = 900 }}\n'
    register = said(members + family("eva", "fia", "gun"), fees)
    # 400 + 400 + 100 for a year, so 200 + 200 + 50 for the half.
    assert amounts(register) == {"eva": "200", "fia": "200", "gun": "50"}
    assert amounts(register, calendar(2022)) == {"eva": "400", "fia": "400", "gun": "100"}


def test_a_payer_that_joins_after_the_others_pays_for_nobody_before() -> None:
    members = HEAD + member("eva", "joined = 2021-07-01") + FIA + family("eva", "fia")
    register = said(members, f'{FEE}amount = 400\ngroup = {{ pays = "one" }}\n')
    found, faults = compute_dues(register, Y2021)
    assert [fault.code for fault in faults] == ["DUE406"]
    assert "2021-01-01" in faults[0].message
    # Each has paid for herself; from the year after Eva pays for both.
    assert [(c.payer.id, c.member.id, int(c.amount)) for c in found.charges] == [
        ("eva", "eva", 200),
        ("fia", "fia", 400),
    ]
    assert owed(register, calendar(2022)) == [
        ("eva", "eva", "annual_fee", "2022-01-01", "400"),
        ("eva", "fia", "annual_fee", "2022-01-01", "0"),
    ]


def test_a_payer_that_has_left_pays_for_nobody_after() -> None:
    members = (
        HEAD
        + member("eva", "left = 2021-03-31")
        + FIA
        + member("gun", "joined = 2021-07-01")
        + family("eva", "fia", "gun")
    )
    register = said(members, f'{FEE}amount = 400\ngroup = {{ pays = "each", further = 100 }}\n')
    found, faults = compute_dues(register, Y2021)
    assert [(fault.code, "2021-07-01" in fault.message) for fault in faults] == [("DUE406", True)]
    assert [(c.payer.id, c.member.id, int(c.amount)) for c in found.charges] == [
        ("eva", "eva", 400),
        ("eva", "fia", 100),
        ("gun", "gun", 200),  # half a year at her own price
    ]


def test_the_first_and_last_day_in_a_family_are_in_it() -> None:
    inside = ('{ id = "fia", from = 2021-01-01 }', '{ id = "gun", to = 2021-01-01 }')
    register = said(
        HEAD + EVA + FIA + GUN + family("eva", *inside),
        f'{FEE}amount = 400\ngroup = {{ pays = "one" }}\n',
    )
    assert amounts(register) == {"eva": "400", "fia": "0", "gun": "0"}


def test_nobody_pays_more_in_a_group_by_the_rounding_or_by_a_price_above_its_own() -> None:
    part = said(ALL, f'{FEE}amount = 1.60\ngroup = {{ pays = "each", further_part = 0.99 }}\n')
    # 0.99 x 1.60 is 1.584, in whole kronor 2: more than 1.60.
    assert amounts(part) == {"eva": "1.60", "fia": "1.60", "gun": "1.60"}
    more = said(ALL, f'{FEE}amount = 400\ngroup = {{ pays = "each", further = 500 }}\n')
    assert [charge.group_price for charge in dues(more).charges] == [None, None, None]


def test_the_first_day_without_a_payer_is_the_one_that_is_named() -> None:
    members = (
        HEAD
        + member("eva", "left = 2020-12-31")
        + member("fia", "joined = 2021-09-01")
        + GUN
        + family("eva", "fia", "gun")
    )
    register = said(members, f"{FEE}amount = 400\n", expected=())
    _, faults = compute_dues(register, Y2021)
    assert [("2021-01-01" in f.message, "2021-09-01" in f.message) for f in faults] == [
        (True, False)
    ]


def test_who_is_in_the_family_on_the_day_of_charge_is_what_counts() -> None:
    members = (
        HEAD
        + EVA
        + FIA
        + GUN
        + family("eva", '{ id = "fia", to = 2020-12-31 }', '{ id = "gun", from = 2021-01-02 }')
    )
    register = said(members, f'{FEE}amount = 400\ngroup = {{ pays = "one" }}\n')
    assert amounts(register, calendar(2020)) == {"eva": "400", "fia": "0", "gun": "400"}
    assert amounts(register) == {"eva": "400", "fia": "400", "gun": "400"}
    assert amounts(register, calendar(2022)) == {"eva": "400", "fia": "400", "gun": "0"}


def test_a_guardian_without_a_fee_pays_for_a_child() -> None:
    members = HEAD + member("eva", kind="guardian") + FIA + family("eva", "fia")
    register = said(members, f"{FEE}amount = 400\n")
    assert owed(register) == [("eva", "fia", "annual_fee", "2021-01-01", "400")]


def test_two_schedules_of_one_kind_are_one_price_for_the_group() -> None:
    # Adults 400, juniors 250; each junior in a family with an adult 100.
    members = HEAD + EVA + member("fia", kind="guardian") + member("gun", kind="guardian")
    juniors = FEE.replace('"avgift"', '"juniorer"').replace('["person"]', '["guardian"]')
    price = 'group = { pays = "each", further = 100 }\n'
    register = said(
        members + family("eva", "fia", "gun"),
        f"{FEE}amount = 400\n{price}{juniors}amount = 250\n{price}",
    )
    assert amounts(register) == {"eva": "400", "fia": "100", "gun": "100"}


def test_what_is_agreed_with_a_member_holds_in_the_group_too_but_for_one_that_pays_for_all() -> (
    None
):
    agreed = """
[[agreements]]
member = "{name}"
from = 2020-01-01
amount = {amount}
reason = "Tränare"
decision = "Styrelsen"
"""
    each = f'{FEE}amount = 400\ngroup = {{ pays = "each", further = 150 }}\n'
    free = said(ALL, each + agreed.format(name="fia", amount=0))
    assert amounts(free) == {"eva": "400", "fia": "0", "gun": "150"}
    less = said(ALL, each + agreed.format(name="fia", amount=120))
    assert amounts(less) == {"eva": "400", "fia": "120", "gun": "150"}
    one = f'{FEE}amount = 400\ngroup = {{ pays = "one" }}\n'
    paid = said(ALL, one + agreed.format(name="eva", amount=300))
    assert amounts(paid) == {"eva": "300", "fia": "0", "gun": "0"}


def test_a_child_that_joins_its_family_later_is_a_further_member_on_entry() -> None:
    fees = """
[[schedules]]
id = "insats"
kind = "entry_contribution"
valid_from = 2015-01-01
account = "2083"
decision = "Stadgarna"
amount = 500
group = { pays = "one" }
"""
    members = (
        HEAD
        + member("eva", "joined = 2019-03-01")
        + member("fia", "joined = 2021-05-01")
        + member("gun", "joined = 2021-05-01")
        + family("eva", "fia", "gun")
    )
    register = said(members, fees)
    assert amounts(register, calendar(2019)) == {"eva": "500"}
    assert amounts(register) == {"fia": "0", "gun": "0"}


def test_a_price_for_families_is_not_for_other_groups() -> None:
    members = ALL.replace('payer = "eva"', 'kind = "concern"\npayer = "eva"')
    fees = f'{FEE}amount = 400\ngroup = {{ pays = "one", kinds = ["family"] }}\n'
    register = said(members, fees)
    assert amounts(register) == {"eva": "400", "fia": "400", "gun": "400"}
    assert {charge.payer.id for charge in dues(register).charges} == {"eva"}


def test_parts_and_a_cap_never_add_up_to_more_than_the_cap() -> None:
    # Each pays half of 267: 133.50, which is 134; the cap of 267 leaves 133 for the second.
    members = HEAD + "".join(member(n, f"attributes = {STUDENT}") for n in ("eva", "fia", "gun"))
    fees = f"""{FEE}amount = 267
discounts = [{{ attribute = "status", values = ["student"], part = 0.5 }}]
group = {{ pays = "each", cap = 267 }}
"""
    register = said(members + family("eva", "fia", "gun"), fees)
    assert amounts(register) == {"eva": "134", "fia": "133", "gun": "0"}
