"""Discounts, agreements, schedules side by side, VAT and instalments, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.instalments import instalments
from tests.dues.forms import HEAD, fee, member
from tests.dues.said import amounts, calendar, dues, explained, owed, said

HALF = 'discounts = [{ attribute = "status", values = ["student"], part = 0.5 }]'


@pytest.mark.parametrize(
    ("reference", "since", "wanted"),
    [
        ("", "2021-01-01", "200"),
        ("", "2021-01-02", "400"),  # a day late
        ('reference = { on = "10-01", years_before = 1 }', "2020-10-01", "200"),
        ('reference = { on = "10-01", years_before = 1 }', "2020-10-02", "400"),
        ('reference = { on = "03-31", years_before = 0 }', "2021-03-31", "200"),
    ],
)
def test_a_status_counts_from_its_day_on_the_day_that_counts(
    reference: str, since: str, wanted: str
) -> None:
    members = HEAD + member("m", ("status", since, '"student"'))
    assert amounts(said(members, fee(f"amount = 400\n{HALF}\n{reference}"))) == {"m": wanted}


def test_who_joins_after_the_reference_day_has_the_status_of_the_day_of_charge() -> None:
    members = HEAD + member("m", ("status", "2021-07-01", '"student"'), more="joined = 2021-07-01")
    reference = 'reference = { on = "10-01", years_before = 1 }'
    register = said(members, fee(f"amount = 400\n{HALF}\n{reference}"))
    assert amounts(register) == {"m": "100"}  # half of it, for half the year


def test_who_joins_on_the_reference_day_has_the_status_of_that_day() -> None:
    since = ("status", "2020-10-02", '"student"')
    members = HEAD + member("m", since, more="joined = 2020-10-01")
    members += member("n", since, more="joined = 2020-10-02")
    reference = 'reference = { on = "10-01", years_before = 1 }'
    register = said(members, fee(f"amount = 400\n{HALF}\n{reference}"))
    assert amounts(register) == {"m": "400", "n": "200"}


def test_a_discount_to_an_amount_is_never_more_than_the_fee_and_follows_the_time() -> None:
    to_300 = 'discounts = [{ attribute = "status", values = ["student"], amount = 300 }]'
    student = ("status", "2020-01-01", '"student"')
    members = (
        HEAD
        + member("a", student)
        + member("b", student, kind="company")
        + member("c", student, more="joined = 2021-10-01")
    )
    fees = fee(f"amounts = {{ person = 400, company = 200 }}\n{to_300}")
    # 300; not more than 200; three twelfths of 300.
    assert amounts(said(members, fees)) == {"a": "300", "b": "200", "c": "75"}


def test_the_first_discount_that_fits_is_the_only_one() -> None:
    both = (
        'discounts = [{ attribute = "status", values = ["student"], part = 0.5 }, '
        '{ attribute = "role", values = ["trainer"], amount = 100 }]'
    )
    student, trainer = ("status", "2020-01-01", '"student"'), ("role", "2020-01-01", '"trainer"')
    members = HEAD + member("a", student) + member("b", trainer) + member("c", student, trainer)
    register = said(members, fee(f"amount = 400\n{both}"))
    assert amounts(register) == {"a": "200", "b": "100", "c": "200"}


AGREED = """
[[agreements]]
member = "m"
kind = "annual_fee"
from = 2021-01-01
to = 2021-12-31
{what}
reason = "Lånar ut lokalen"
decision = "Styrelsen § 5"
"""


def test_an_agreement_of_a_part_is_of_what_the_floor_gives_and_follows_the_time() -> None:
    rate = 'rate = { of = ["employees"], per_unit = 125, minimum = 1000 }'
    known = ("employees", "2020-12-31", 2)
    part = AGREED.format(what="part = 0.5")
    whole = said(HEAD + member("m", known), fee(rate) + part)
    # 250 kr is raised to the floor of 1 000, of which half is agreed: below the floor.
    assert amounts(whole) == {"m": "500"}
    assert amounts(whole, calendar(2022)) == {"m": "1000"}
    late = said(HEAD + member("m", known, more="joined = 2021-07-01"), fee(rate) + part)
    assert amounts(late) == {"m": "250"}


def test_an_agreed_amount_is_in_place_of_discount_and_time_and_may_be_more() -> None:
    known = ("status", "2020-01-01", '"student"')
    members = HEAD + member("m", known, more="joined = 2021-07-01")
    fees = fee(f"amount = 400\n{HALF}") + AGREED.format(what="amount = 450")
    (charge,) = dues(said(members, fees)).charges
    assert int(charge.amount) == 450
    assert (charge.discount, charge.proportion) == (None, None)


@pytest.mark.longer
def test_an_agreed_amount_needs_nothing_that_the_fee_would_follow_from() -> None:
    rate = 'rate = { of = ["employees"], per_unit = 125 }'
    other = member("n", ("employees", "2020-12-31", 4))
    register = said(HEAD + member("m") + other, fee(rate) + AGREED.format(what="amount = 300"))
    assert amounts(register) == {"m": "300", "n": "500"}
    assert explained(register, dues(register).charges[0], "en").replace("\xa0", " ") == (
        "- Annual fee: SEK 300\n\n"
        "  - basis: no employees is known by 2021-01-01\n"
        "  - agreement: to SEK 300; Lånar ut lokalen (Styrelsen § 5)\n"
        "  - charged: 2021-01-01\n"
        "  - decision: Årsmötet\n"
        "  - schedule: avgift (2015-01-01 –)\n"
    )
    assert [fault.code for fault in compute_dues(register, calendar(2022))[1]] == ["DUE402"]


def test_an_exemption_is_of_its_kind_of_charge_alone() -> None:
    fees = (
        fee("amount = 400")
        + fee("amount = 50", id='"extra"', kind='"special_levy"', account='"3120"')
        + AGREED.format(what="amount = 0")
    )
    register = said(HEAD + member("m"), fees)
    assert [(kind, kr) for _, _, kind, _, kr in owed(register)] == [
        ("annual_fee", "0"),
        ("special_levy", "50"),
    ]


def test_two_schedules_of_one_kind_charge_different_kinds_of_members_side_by_side() -> None:
    fees = fee("amount = 400", kinds='["person"]') + fee(
        'rate = { of = ["employees"], per_unit = 100 }', id='"foretag"', kinds='["company"]'
    )
    members = HEAD + member("a") + member("b", ("employees", "2020-06-01", 12), kind="company")
    assert amounts(said(members, fees)) == {"a": "400", "b": "1200"}


def test_those_who_joined_in_a_time_have_a_schedule_of_their_own() -> None:
    # New members of 2021 pay 100 for that year, whenever they join.
    fees = fee("amount = 400", joined_to="2020-12-31", valid_to="2021-12-31")
    fees += fee(
        "amount = 100",
        id='"nya"',
        joined_from="2021-01-01",
        valid_from="2021-01-01",
        valid_to="2021-12-31",
        joiners='"full"',
    )
    fees += fee("amount = 400", id='"sedan"', valid_from="2022-01-01")
    members = (
        HEAD
        + member("a")
        + member("b", more="joined = 2020-12-31")
        + member("c", more="joined = 2021-01-01")
        + member("d", more="joined = 2021-11-30")
    )
    register = said(members, fees)
    assert amounts(register) == {"a": "400", "b": "400", "c": "100", "d": "100"}
    assert set(amounts(register, calendar(2022)).values()) == {"400"}


def test_vat_and_instalments_are_of_what_is_charged() -> None:
    kinds = '[[charge_kinds]]\nid = "hall"\nlabel = "hallhyra"\naccount = "3210"\nvat = 6\n'
    parts = (
        'instalments = [{ due = "12-31", part = 0.25 }, { due = "02-28", part = 0.25 }, '
        '{ due = "06-30", part = 0.5 }]'
    )
    fees = kinds + fee(f"amount = 1111\n{parts}", kind='"hall"', account='"3210"')
    (charge,) = dues(said(HEAD + member("m", more="joined = 2021-04-01"), fees)).charges
    # Nine twelfths of 1 111 are 833.25, so 833; 6 % of that is 49.98: 882.98 in all.
    assert (f"{charge.amount:f}", f"{charge.vat:f}") == ("833", "49.98")
    # A quarter is 220.745, so 221, due at once; three quarters 662.235: 441 more; then the rest.
    assert [(day, f"{kr:f}") for day, kr in instalments(charge)] == [
        (date(2021, 4, 1), "221"),
        (date(2021, 6, 30), "441"),
        (date(2021, 12, 31), "220.98"),
    ]


def test_an_instalment_of_a_day_before_that_of_charge_is_of_the_next_year() -> None:
    parts = 'instalments = [{ due = "10-31", part = 0.5 }, { due = "02-29", part = 0.5 }]'
    fees = fee(f"amount = 400\n{parts}", charged_on='"10-01"')
    (charge,) = dues(said(HEAD + member("m"), fees)).charges
    assert [day for day, _ in instalments(charge)] == [date(2021, 10, 31), date(2022, 2, 28)]


def test_an_instalment_of_the_day_of_charge_is_due_on_it() -> None:
    parts = 'instalments = [{ due = "01-01", part = 0.5 }, { due = "07-01", part = 0.5 }]'
    (charge,) = dues(said(HEAD + member("m"), fee(f"amount = 400\n{parts}"))).charges
    assert [day for day, _ in instalments(charge)] == [date(2021, 1, 1), date(2021, 7, 1)]
