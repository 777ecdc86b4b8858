"""What holds of all fees, whatever the figures: tried on made-up schedules, members and groups."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.dues.charge import Charge, Dues
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.days import annual_days, proportion
from sambruk_cli.dues.instalments import instalments
from sambruk_cli.dues.tiers import place
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.fees import FeesFile, Schedule, TierSet
from sambruk_cli.register.members import Member, MembersFile
from sambruk_cli.register.register import Register
from tests.dues.said import Y2021, calendar
from tests.dues.test_charges import real_register
from tests.extent import tried

NAMES = tuple("abcdef")
YEARS = st.builds(
    lambda start, months: FiscalYear("x", start, _plus(start, months) - timedelta(days=1)),
    st.builds(date, st.integers(2019, 2024), st.integers(1, 12), st.just(1)),
    st.integers(1, 18),
)
KRONOR = st.one_of(
    st.integers(0, 50_000).map(Decimal), st.integers(0, 500_000).map(lambda n: Decimal(n) / 100)
)
SHARES = st.integers(0, 100).map(lambda n: Decimal(n) / 100)


def _plus(day: date, months: int) -> date:
    after = day.month - 1 + months
    return date(day.year + after // 12, after % 12 + 1, 1)


def schedule(**changes: object) -> Schedule:
    return Schedule.model_validate(
        {
            "id": "avgift",
            "kind": "annual_fee",
            "valid_from": date(2000, 1, 1),
            "account": "3110",
            "decision": "stämman",
            **changes,
        }
    )


def member(name: str, **changes: object) -> Member:
    return Member.model_validate({"id": name, "name": name, "kind": "person", **changes})


def register_of(
    members: list[Member], *schedules: Schedule, groups: Any = (), vat: int = 0
) -> Register:
    kinds = ({"id": "annual_fee", "label": "avgift", "vat": vat},)
    fees = FeesFile.model_validate({"charge_kinds": kinds}).replace(schedules=schedules)
    file = MembersFile.model_validate({"groups": groups}).replace(members=tuple(members))
    return replace(real_register(), members_file=file, fees=fees)


def dues_of(register: Register, year: FiscalYear = Y2021) -> Dues:
    computed, findings = compute_dues(register, year)
    assert {finding.code for finding in findings} <= {"DUE406"}
    return computed


# ---------------------------------------------------------------------------------- tiers


@st.composite
def tier_sets(draw: st.DrawFn) -> tuple[TierSet, list[int]]:
    """Tiers without gaps, each boundary said in one of the four ways, and the boundaries."""
    bounds = sorted(draw(st.sets(st.integers(1, 1_000), min_size=1, max_size=6)))
    tiers: list[dict[str, object]] = []
    lower: dict[str, int] = {}
    for at, bound in enumerate(bounds):
        if draw(st.booleans()):
            upper, following = {"below": bound}, {"from": bound}
        else:
            upper, following = {"to": bound}, {"above": bound}
        tiers.append({"id": f"t{at}", "label": "x", "kinds": ("person",), **lower, **upper})
        lower = following
    tiers.append({"id": "top", "label": "x", "kinds": ("person",), **lower})
    tiers = draw(st.permutations(tiers))
    return TierSet.model_validate({"id": "s", "attribute": "n", "tiers": tuple(tiers)}), bounds


@tried(300)
@given(tier_sets(), st.data())
def test_tiers_without_gaps_place_every_number_once_and_at_its_bounds_as_they_say(
    given_set: tuple[TierSet, list[int]], data: st.DataObject
) -> None:
    tiers, bounds = given_set
    near = st.sampled_from(bounds).flatmap(
        lambda b: st.sampled_from([Decimal(b), Decimal(b) - 1, Decimal(b) + 1, b + Decimal("0.5")])
    )
    number = data.draw(st.one_of(near, st.integers(0, 1_100).map(Decimal)))
    holding = [tier for tier in tiers.tiers if tier.holds(number)]
    assert len(holding) == 1
    value = {"name": "n", "date": date(2020, 1, 1), "value": number, "source": "x"}
    placed = place(member("m", attributes=(value,)), tiers, date(2021, 1, 1))
    assert placed is not None
    assert placed.tier is holding[0]


# ------------------------------------------------------------------------- parts of a period


@tried(300)
@given(YEARS, st.sampled_from(["months", "quarters", "days"]), st.data())
def test_what_is_before_and_after_a_day_sums_to_the_whole(
    year: FiscalYear, joiners: str, data: st.DataObject
) -> None:
    day = data.draw(st.dates(year.start, year.end))
    rule = schedule(amount=Decimal(1200), joiners=joiners)
    annual = annual_days(rule, year)
    left = proportion(rule, day, year, annual)
    assert left is not None
    amount = data.draw(KRONOR)
    before = amount * (left.of - left.left) / left.of
    assert 0 < left.left <= left.of
    assert abs(before + left.share(amount) - amount) < Decimal("1e-20")
    if joiners == "days" and year.start < day and 366 > (year.end - year.start).days > 363:
        # Of a whole year the days before and those left are all of its days.
        assert (day - year.start).days + left.left == left.of


@tried(200)
@given(YEARS, st.sampled_from(["months", "quarters", "days"]), KRONOR, st.data())
def test_who_joins_later_never_pays_more(
    year: FiscalYear, joiners: str, amount: Decimal, data: st.DataObject
) -> None:
    early = data.draw(st.dates(year.start, year.end))
    late = data.draw(st.dates(early, year.end))
    rule = schedule(amount=amount, joiners=joiners)
    members = [member("a"), member("b", joined=early), member("c", joined=late)]
    whole, first, second = (c.amount for c in dues_of(register_of(members, rule), year).charges)
    # A part is rounded to whole kronor, so it may be some öre above a whole that is not.
    assert second <= first <= whole.to_integral_value("ROUND_CEILING")


# ------------------------------------------------------------------------------- instalments


@tried(300)
@given(
    KRONOR,
    st.sampled_from([0, 6, 12, 25]),
    st.lists(st.integers(1, 99), max_size=4, unique=True),
    st.lists(st.dates(date(2020, 1, 1), date(2020, 12, 31)), min_size=5, max_size=5),
    st.one_of(st.none(), st.dates(date(2021, 1, 2), date(2021, 12, 31))),
)
def test_instalments_sum_to_the_charge_and_fall_due_in_order_on_or_after_it(
    amount: Decimal, vat: int, cuts: list[int], days: list[date], joined: date | None
) -> None:
    cuts = [0, *sorted(cuts), 100]
    parts = tuple(
        {"due": f"{day:%m-%d}", "part": Decimal(b - a) / 100}
        for (a, b), day in zip(itertools.pairwise(cuts), days, strict=False)
    )
    rule = schedule(amount=amount, joiners="months", instalments=parts)
    (charge,) = dues_of(register_of([member("a", joined=joined)], rule, vat=vat)).charges
    found = instalments(charge)
    assert len(found) == len(parts)
    assert sum(kronor for _, kronor in found) == charge.amount + charge.vat
    assert all(kronor >= 0 for _, kronor in found)
    due = [day for day, _ in found]
    assert due == sorted(due)
    assert charge.day <= due[0] <= due[-1] < charge.period + timedelta(days=367)


# ------------------------------------------------------------------------------------ groups

PRICES = st.one_of(
    st.builds(lambda cap: {"pays": "one", "cap": cap}, st.one_of(st.none(), KRONOR)),
    st.builds(
        lambda further, cap: {"pays": "each", "further": further, "cap": cap},
        st.one_of(st.none(), KRONOR),
        st.one_of(st.none(), KRONOR),
    ),
    st.builds(
        lambda part, cap: {"pays": "each", "further_part": part, "cap": cap},
        SHARES,
        st.one_of(st.none(), KRONOR),
    ),
)


@st.composite
def associations(draw: st.DrawFn) -> tuple[list[Member], Schedule, list[dict[str, object]]]:
    """Members that come and go, some in a group, students among them, and a schedule."""
    days = st.one_of(st.none(), st.dates(date(2020, 6, 1), date(2021, 12, 31)))
    members = []
    for name in NAMES:
        student = {"name": "status", "date": date(2020, 1, 1), "value": "student", "source": "x"}
        members.append(
            member(
                name,
                joined=draw(days),
                attributes=draw(st.sampled_from([(), (student,)])),
            )
        )
    inside = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    group: dict[str, object] = {
        "id": "g",
        "name": "g",
        "payer": draw(st.sampled_from(inside)),
        "members": tuple({"id": name} for name in inside),
    }
    rule = schedule(
        amount=draw(KRONOR),
        joiners=draw(st.sampled_from(["full", "months", "quarters", "days", "none"])),
        discounts=({"attribute": "status", "values": ("student",), "part": draw(SHARES)},),
        group=draw(PRICES),
    )
    return members, rule, [group]


@tried(300)
@given(associations())
def test_a_group_never_pays_twice_nor_more_than_alone_nor_above_its_cap(
    association: tuple[list[Member], Schedule, list[dict[str, object]]],
) -> None:
    members, rule, groups = association
    alone = {c.member.id: c for c in dues_of(register_of(members, rule)).charges}
    charges = dues_of(register_of(members, rule, groups=tuple(groups))).charges
    # Each member is charged once, grouped or not, and never more than alone.
    assert [c.member.id for c in charges] == list(alone)
    assert all(0 <= c.amount <= alone[c.member.id].amount for c in charges)
    price = rule.group
    assert price is not None
    together = [c for c in charges if c.group is not None]
    assert {c.payer.id for c in together} <= {groups[0]["payer"]}
    if price.cap is not None:
        assert sum(c.amount for c in together) <= price.cap
    if price.pays == "one":
        assert sum(c.amount > 0 for c in together) <= 1


def facts(charge: Charge) -> tuple[object, ...]:
    return charge.member.id, charge.payer.id, charge.day, charge.amount, charge.group_price


@tried(150)
@given(associations(), st.data())
def test_members_in_another_order_are_charged_the_same(
    association: tuple[list[Member], Schedule, list[dict[str, object]]], data: st.DataObject
) -> None:
    members, rule, groups = association
    shuffled = data.draw(st.permutations(members))
    one, two = (
        {facts(c) for c in dues_of(register_of(order, rule, groups=tuple(groups))).charges}
        for order in (members, shuffled)
    )
    assert one == two


# ------------------------------------------------------------------------------------- rates


@tried(300)
@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.one_of(st.none(), st.tuples(st.integers(0, 10**6), SHARES)),
    st.one_of(st.none(), KRONOR),
    st.integers(0, 10_000),
)
def test_a_rate_is_monotone_where_its_rebate_is_on_the_excess(
    one: int, two: int, rebate: tuple[int, Decimal] | None, floor: Decimal | None, mille: int
) -> None:
    rate: dict[str, object] = {"of": ("n",), "per_mille": Decimal(mille), "minimum": floor}
    if rebate is not None:
        rate["rebate"] = {"above": Decimal(rebate[0]), "part": rebate[1], "on": "excess"}
    members = [
        member(
            name,
            attributes=(
                {"name": "n", "date": date(2020, 1, 1), "value": Decimal(n), "source": "x"},
            ),
        )
        for name, n in (("small", min(one, two)), ("large", max(one, two)))
    ]
    small, large = dues_of(register_of(members, schedule(rate=rate))).charges
    assert small.amount <= large.amount
    assert floor is None or small.amount >= floor


@tried(100)
@given(st.lists(SHARES, min_size=2, max_size=2), KRONOR)
def test_a_larger_part_never_pays_less(parts: list[Decimal], amount: Decimal) -> None:
    def paid(part: Decimal) -> Decimal:
        discount = {"attribute": "status", "values": ("student",), "part": part}
        student = {"name": "status", "date": date(2020, 1, 1), "value": "student", "source": "x"}
        rule = schedule(amount=amount, discounts=(discount,))
        register = register_of([member("a", attributes=(student,))], rule)
        (charge,) = dues_of(register, calendar(2021)).charges
        return charge.amount

    less, more = (paid(part) for part in sorted(parts))
    assert less <= more
