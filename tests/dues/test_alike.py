"""In a long register members share what is written alike, and are then charged alike.

Read either way, a register gives the same charges and the same findings.
"""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.register import many_members
from sambruk_cli.register.register import Register
from tests.dues.forms import HEAD, fee, member
from tests.dues.said import Y2021, amounts, said
from tests.extent import tried

HALF = 'discounts = [{ attribute = "status", values = ["student"], part = 0.5 }]'
LAST_AUTUMN = 'reference = { on = "10-01", years_before = 1 }'


def shared(members: str, fees: str, *, expected: tuple[str, ...] = ()) -> Register:
    """The register as a long one is read."""
    with patch.object(many_members, "LEAST", 0):
        return said(members, fees, expected=expected)


def charged(register: Register) -> list[tuple[object, ...]]:
    dues, findings = compute_dues(register, Y2021)
    found: list[tuple[object, ...]] = [
        (
            *(c.payer.id, c.member.id, c.schedule.id, c.day, c.period, c.amount, c.price),
            *(c.basis.amount, c.proportion, c.part, c.status, c.agreement),
        )
        for c in dues.charges
    ]
    return [*found, *((item.code, item.message) for item in findings)]


def test_who_came_after_the_reference_day_is_not_charged_as_one_who_was_there() -> None:
    """The status is of January: too late for a day in October, but not for who joined since."""
    since = ("status", "2021-01-01", '"student"')
    members = HEAD + member("anna", since, more="joined = 2015-01-01")
    members += member("bo", since, more="joined = 2020-12-01")
    register = shared(members, fee(f"amount = 400\n{HALF}\n{LAST_AUTUMN}"))
    anna, bo = register.members
    assert anna.attributes is bo.attributes
    assert amounts(register) == {"anna": "400", "bo": "200"}


def test_who_is_of_another_kind_or_has_agreed_on_less_pays_otherwise() -> None:
    known = ("status", "2020-01-01", '"other"')
    members = HEAD + member("anna", known) + member("firma", known, kind="company")
    members += member("bo", known)
    agreed = """
[[agreements]]
member = "bo"
from = 2020-01-01
amount = 10
reason = "hjälper till"
decision = "Styrelsen"
"""
    register = shared(members, fee("amounts = { person = 400, company = 900 }") + agreed)
    assert amounts(register) == {"anna": "400", "firma": "900", "bo": "10"}


def test_what_is_wrong_with_values_that_are_written_alike_is_said_of_each_member() -> None:
    wrong = ("turnover", "2020-01-01", '"mycket"')
    members = HEAD + member("anna", wrong) + member("bo", wrong)
    shared(members, fee("amount = 400"), expected=("REG123", "REG123"))


KNOWN = st.sampled_from(
    [
        (),
        (("status", "2020-09-01", '"student"'),),
        (("status", "2021-01-15", '"student"'),),
        (("status", "2021-01-15", '"other"'), ("turnover", "2020-01-01", "5")),
        (("turnover", "2020-01-01", "5"),),
        (("turnover", "2020-01-01", "5000"),),
    ]
)
TIMES = st.sampled_from(
    [
        "",
        "joined = 2010-05-01",
        "joined = 2020-12-31",
        "joined = 2021-01-01",
        "joined = 2021-04-15",
        "left = 2021-03-31",
        "joined = 2020-11-01\nleft = 2021-12-31",
        "periods = [{ joined = 2010-01-01, left = 2015-01-01 }, { joined = 2021-06-01 }]",
    ]
)
FORMS = st.sampled_from(
    [
        f"amount = 400\n{HALF}",
        f"amount = 400\n{HALF}\n{LAST_AUTUMN}",
        'amounts = { person = 100, company = 900 }\ncharged_on = "04-15"',
        'rate = { of = ["turnover"], per_unit = 2, minimum = 50 }',
        f'amount = 7\nkinds = ["person"]\ncharged_on = "04-15"\n{LAST_AUTUMN}\n{HALF}',
    ]
)


@pytest.mark.filterwarnings("ignore")
@given(st.lists(st.tuples(KNOWN, TIMES, st.sampled_from(["person", "company"]))), FORMS)
@tried(300)
def test_either_way_of_reading_gives_the_same_charges(
    people: list[tuple[tuple[tuple[str, str, object], ...], str, str]], form: str
) -> None:
    members = HEAD + "".join(
        member(f"m{at}", *known, more=time, kind=kind)
        for at, (known, time, kind) in enumerate(people)
    )
    fees = fee(form)
    with patch("tests.dues.said._faults", lambda register: []):
        careful, quick = said(members, fees), shared(members, fees)
    assert charged(quick) == charged(careful)
