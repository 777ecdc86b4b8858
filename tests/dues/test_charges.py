"""Charges: who owes what on which day, by hand; and the published dues of two real years."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import ValidationError

from sambruk_cli.dues.charge import Dues
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.days import months_left
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.fees import FeesFile, Schedule
from sambruk_cli.register.members import Member, MembersFile, members_on
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.views.explained_charge import basis_text
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in
from tests.extent import tried
from tests.workspaces import edited

Y2021 = FiscalYear("2021", date(2021, 1, 1), date(2021, 12, 31))

# (day, kronor) of each charge of one member.
Owed = list[tuple[date, int]]


@cache
def real_register() -> Register:
    register, findings = read_register(Workspace(PROJECT))
    assert findings == []
    return register


def schedule(**changes: object) -> Schedule:
    return Schedule.model_validate(
        {
            "id": "avgift",
            "kind": "annual_fee",
            "tiers": "storlek",
            "valid_from": date(2000, 1, 1),
            "charged_on": "02-01",
            "account": "3110",
            "decision": "stämman",
            "amounts": {"small": Decimal(1200), "large": Decimal(2400)},
            **changes,
        }
    )


def member(**changes: object) -> Member:
    return Member.model_validate(
        {
            "id": "medlem",
            "name": "Medlem",
            "kind": "municipality",
            "tier": "small",
            "tier_source": "stadgarna",
            **changes,
        }
    )


def register_of(members: list[Member], schedules: list[Schedule]) -> Register:
    fees = FeesFile.model_validate(
        {
            "tier_sets": (
                {
                    "id": "storlek",
                    "tiers": (
                        {
                            "id": "small",
                            "label": "Små",
                            "kinds": ("municipality",),
                            "below": 10_000,
                        },
                        {
                            "id": "large",
                            "label": "Stora",
                            "kinds": ("municipality",),
                            "from": 10_000,
                        },
                    ),
                },
            )
        }
    )
    return replace(
        real_register(),
        members_file=MembersFile(members=tuple(members)),
        fees=fees.replace(schedules=tuple(schedules)),
    )


def dues_of(who: Member | list[Member], *schedules: Schedule, year: FiscalYear = Y2021) -> Dues:
    members = who if isinstance(who, list) else [who]
    dues, findings = compute_dues(register_of(members, list(schedules)), year)
    assert findings == []
    return dues


def owed(who: Member, *schedules: Schedule, year: FiscalYear = Y2021) -> Owed:
    return [(c.day, int(c.amount)) for c in dues_of(who, *schedules, year=year).charges]


# ---------------------------------------------------------- one year, charged on 1 February

FIRST = date(2021, 2, 1)
WHOLE: Owed = [(FIRST, 1200)]
NOTHING: Owed = []


@pytest.mark.parametrize("joiners", ["full", "months", "none"])
@pytest.mark.parametrize(
    ("joined", "left", "wanted"),
    [
        (None, None, WHOLE),
        (date(1999, 7, 1), None, WHOLE),
        (date(2020, 12, 31), None, WHOLE),
        (date(2021, 1, 1), None, WHOLE),
        (date(2021, 1, 31), None, WHOLE),
        (date(2021, 2, 1), None, WHOLE),  # a member on the day that charges
        (None, date(2020, 12, 31), NOTHING),
        (None, date(2021, 1, 31), NOTHING),
        (None, date(2021, 2, 1), WHOLE),  # the last day of membership is one
        (None, date(2021, 2, 2), WHOLE),
        (None, date(2021, 12, 31), WHOLE),
        (date(2021, 1, 10), date(2021, 1, 20), NOTHING),
        (date(2022, 1, 1), None, NOTHING),
    ],
)
def test_who_is_a_member_on_the_day_of_the_charge_pays_the_whole_and_nobody_else(
    joined: date | None, left: date | None, wanted: Owed, joiners: str
) -> None:
    who = member(joined=joined, left=left)
    assert owed(who, schedule(joiners=joiners)) == wanted


@pytest.mark.parametrize(
    ("joined", "months", "part"),
    [
        # The month of entry counts: February to December are eleven twelfths of 1 200 kr.
        (date(2021, 2, 2), 11, 1100),
        (date(2021, 2, 28), 11, 1100),
        (date(2021, 3, 1), 10, 1000),
        (date(2021, 7, 15), 6, 600),
        (date(2021, 12, 1), 1, 100),
        (date(2021, 12, 31), 1, 100),
    ],
)
def test_who_joins_later_pays_on_joining_in_full_by_months_left_or_not_at_all(
    joined: date, months: int, part: int
) -> None:
    who = member(joined=joined)
    assert owed(who, schedule(joiners="full")) == [(joined, 1200)]
    assert owed(who, schedule(joiners="none")) == []
    (charge,) = dues_of(who, schedule(joiners="months")).charges
    assert charge.proportion is not None
    assert (charge.day, int(charge.amount), charge.proportion.left) == (joined, part, months)
    assert months_left(joined, Y2021) == months


def test_a_charge_in_full_says_nothing_of_months() -> None:
    (charge,) = dues_of(member(joined=date(2021, 3, 1)), schedule()).charges
    assert charge.proportion is None


def test_who_joins_and_leaves_in_the_same_year_pays_as_one_who_stays() -> None:
    who = member(joined=date(2021, 3, 5), left=date(2021, 6, 1))
    assert owed(who, schedule()) == [(date(2021, 3, 5), 1200)]
    assert owed(who, schedule(joiners="months")) == [(date(2021, 3, 5), 1000)]


@pytest.mark.parametrize(
    ("amount", "joined", "part"),
    [
        (100, date(2021, 6, 2), 58),  # 7/12 of 100 is 58,33
        (100, date(2021, 5, 2), 67),  # 8/12 is 66,67
        (90, date(2021, 12, 2), 8),  # 1/12 is 7,50: half up
        (10_500, date(2021, 9, 2), 3500),
    ],
)
def test_a_part_is_rounded_to_whole_kronor_half_up(amount: int, joined: date, part: int) -> None:
    by_months = schedule(joiners="months", amounts={"small": Decimal(amount)})
    assert owed(member(joined=joined), by_months) == [(joined, part)]


# ----------------------------------------------------------------------------- other years


def test_without_a_day_the_first_of_the_year_charges() -> None:
    plain = schedule(charged_on=None, joiners="months")
    assert owed(member(), plain) == [(date(2021, 1, 1), 1200)]
    assert owed(member(joined=date(2021, 1, 1)), plain) == [(date(2021, 1, 1), 1200)]
    assert owed(member(joined=date(2021, 1, 2)), plain) == [(date(2021, 1, 2), 1200)]
    assert owed(member(joined=date(2021, 10, 2)), plain) == [(date(2021, 10, 2), 300)]
    assert owed(member(left=date(2020, 12, 31)), plain) == []


@pytest.mark.parametrize(("year", "last"), [(2020, 29), (2021, 28)])
def test_29_february_is_the_last_of_february(year: int, last: int) -> None:
    calendar = FiscalYear(str(year), date(year, 1, 1), date(year, 12, 31))
    assert owed(member(), schedule(charged_on="02-29"), year=calendar) == [
        (date(year, 2, last), 1200)
    ]


BROKEN = FiscalYear("2020/21", date(2020, 7, 1), date(2021, 6, 30))


@pytest.mark.parametrize(
    ("charged_on", "joined", "wanted"),
    [
        ("09-15", None, [(date(2020, 9, 15), 1200)]),
        ("02-01", None, [(date(2021, 2, 1), 1200)]),
        ("07-01", None, [(date(2020, 7, 1), 1200)]),
        ("06-30", None, [(date(2021, 6, 30), 1200)]),
        ("09-15", date(2020, 8, 20), [(date(2020, 9, 15), 1200)]),
        # September to June are ten months, January to June six, June one.
        ("09-15", date(2020, 9, 16), [(date(2020, 9, 16), 1000)]),
        ("09-15", date(2021, 1, 5), [(date(2021, 1, 5), 600)]),
        ("09-15", date(2021, 6, 30), [(date(2021, 6, 30), 100)]),
        ("09-15", date(2021, 7, 1), []),
    ],
)
def test_a_broken_year_counts_its_own_days_and_months(
    charged_on: str, joined: date | None, wanted: Owed
) -> None:
    rule = schedule(charged_on=charged_on, joiners="months")
    assert owed(member(joined=joined), rule, year=BROKEN) == wanted


@tried(150)
@given(st.integers(6, 18), st.integers(1, 12), st.data())
def test_nobody_who_joins_late_pays_more_than_who_was_there_all_the_year(
    length: int, month: int, data: Any
) -> None:
    after = month - 1 + length
    year = FiscalYear(
        "x", date(2020, month, 1), date(2020 + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    )
    rule = schedule(charged_on=None, joiners="months")
    early = data.draw(st.dates(year.start, year.end))
    late = data.draw(st.dates(early, year.end))
    (whole,) = dues_of(member(), rule, year=year).charges
    (first,) = dues_of(member(joined=early), rule, year=year).charges
    (second,) = dues_of(member(joined=late), rule, year=year).charges
    assert 0 < second.amount <= first.amount <= whole.amount == 1200


# ---------------------------------------------------------------- schedules and their spans

OLD = schedule(id="gammal", valid_to=date(2021, 6, 30))
NEW = schedule(
    id="ny", valid_from=date(2021, 7, 1), amounts={"small": Decimal(1800), "large": Decimal(3600)}
)


@pytest.mark.parametrize(
    ("joined", "wanted"),
    [
        (None, [(FIRST, 1200)]),
        (date(2021, 4, 1), [(date(2021, 4, 1), 1200)]),
        (date(2021, 6, 30), [(date(2021, 6, 30), 1200)]),
        (date(2021, 7, 1), [(date(2021, 7, 1), 1800)]),
        (date(2021, 11, 1), [(date(2021, 11, 1), 1800)]),
    ],
)
@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)], ids=["old-first", "new-first"])
def test_when_the_fee_changes_in_the_middle_of_a_year_the_day_of_the_charge_decides(
    order: tuple[Schedule, Schedule], joined: date | None, wanted: Owed
) -> None:
    assert owed(member(joined=joined), *order) == wanted


def test_the_year_after_the_change_everyone_pays_the_new_fee() -> None:
    year = FiscalYear("2022", date(2022, 1, 1), date(2022, 12, 31))
    assert owed(member(), OLD, NEW, year=year) == [(date(2022, 2, 1), 1800)]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "wanted"),
    [
        (date(2021, 2, 1), None, WHOLE),
        (date(2021, 2, 2), None, NOTHING),
        (date(2020, 1, 1), date(2021, 2, 1), WHOLE),
        (date(2020, 1, 1), date(2021, 1, 31), NOTHING),
    ],
)
def test_the_first_and_the_last_day_of_a_schedule_are_in_it(
    valid_from: date, valid_to: date | None, wanted: Owed
) -> None:
    assert owed(member(), schedule(valid_from=valid_from, valid_to=valid_to)) == wanted


def test_a_levy_decided_in_the_year_charges_those_who_are_members_on_its_day() -> None:
    levy = schedule(
        id="extra",
        kind="special_levy",
        valid_from=date(2021, 4, 23),
        valid_to=date(2021, 12, 31),
        charged_on="06-30",
        amounts={"small": Decimal(7500)},
    )
    june = date(2021, 6, 30)
    assert owed(member(), levy) == [(june, 7500)]
    assert owed(member(joined=date(2021, 2, 12)), levy) == [(june, 7500)]
    assert owed(member(left=date(2021, 6, 29)), levy) == []
    assert owed(member(left=june), levy) == [(june, 7500)]
    assert owed(member(joined=date(2021, 7, 1)), levy) == [(date(2021, 7, 1), 7500)]


ENTRY = schedule(
    id="insats",
    kind="entry_contribution",
    account="2083",
    amounts={"small": Decimal(5000), "large": Decimal(20_000)},
)


@pytest.mark.parametrize(
    ("joined", "wanted"),
    [
        (None, []),
        (date(2020, 12, 31), []),
        (date(2021, 1, 1), [(date(2021, 1, 1), 5000)]),
        (date(2021, 12, 31), [(date(2021, 12, 31), 5000)]),
        (date(2022, 1, 1), []),
    ],
)
@pytest.mark.parametrize("joiners", ["full", "months", "none"])
def test_an_entry_contribution_is_whole_and_due_on_the_day_of_entry_alone(
    joined: date | None, wanted: Owed, joiners: str
) -> None:
    assert owed(member(joined=joined), ENTRY.replace(joiners=joiners)) == wanted


def test_an_entry_contribution_follows_the_schedule_in_force_on_the_day_of_entry() -> None:
    old = ENTRY.replace(valid_to=date(2021, 3, 31))
    new = ENTRY.replace(
        id="insats-2", valid_from=date(2021, 4, 1), amounts={"small": Decimal(6000)}
    )
    assert owed(member(joined=date(2021, 3, 31)), old, new) == [(date(2021, 3, 31), 5000)]
    assert owed(member(joined=date(2021, 4, 1)), old, new) == [(date(2021, 4, 1), 6000)]


# ------------------------------------------------------------------------------- coming back

LEFT = date(2018, 12, 31)


def back(*periods: tuple[date | None, date | None]) -> Member:
    """A member with several times of membership."""
    return member(periods=tuple({"joined": a, "left": b} for a, b in periods))


def test_one_that_comes_back_pays_the_entry_contribution_again_or_a_part_of_it() -> None:
    day = date(2021, 3, 1)
    again = back((date(2010, 1, 1), LEFT), (day, None))
    assert owed(again, ENTRY) == [(day, 5000)]
    assert owed(again, ENTRY.replace(on_return=Decimal("0.5"))) == [(day, 2500)]
    assert owed(again, ENTRY.replace(on_return=Decimal(0))) == [(day, 0)]
    # Who joins for the first time pays the whole.
    half = ENTRY.replace(on_return=Decimal("0.5"))
    assert owed(member(joined=day), half) == [(day, 5000)]
    assert owed(back((day, date(2021, 4, 1)), (date(2022, 1, 1), None)), half) == [(day, 5000)]


@pytest.mark.parametrize(
    ("periods", "wanted"),
    [
        # Away on the day of charge (28 February), back in September: four months of twelve.
        (((None, LEFT), (date(2021, 9, 1), None)), [(date(2021, 9, 1), Decimal(400))]),
        # A member on the day of charge that leaves and comes back has paid for the year.
        (
            ((None, date(2021, 3, 31)), (date(2021, 9, 1), None)),
            [(date(2021, 2, 28), Decimal(1200))],
        ),
        # Back before the day of charge: the whole fee on that day.
        (((None, LEFT), (date(2021, 2, 1), None)), [(date(2021, 2, 28), Decimal(1200))]),
        # Back on the day of charge itself.
        (((None, LEFT), (date(2021, 2, 28), None)), [(date(2021, 2, 28), Decimal(1200))]),
        # Away for the whole year.
        (((None, LEFT), (date(2022, 2, 1), None)), []),
    ],
)
def test_one_that_comes_back_is_charged_an_annual_fee_once_a_year(
    periods: tuple[tuple[date | None, date | None], ...], wanted: Owed
) -> None:
    fee = schedule(charged_on="02-28", joiners="months", amounts={"small": Decimal(1200)})
    assert owed(back(*periods), fee) == wanted


def test_a_part_on_return_is_one_from_nothing_to_all() -> None:
    with pytest.raises(ValidationError, match="from 0 to 1"):
        ENTRY.replace(on_return=Decimal("1.5"))


# --------------------------------------------------------------------- tier and population

GROWING = member(
    tier=None,
    tier_source=None,
    populations=(
        {"date": date(2019, 12, 31), "count": 9_999, "source": "SCB"},
        {"date": date(2020, 12, 31), "count": 10_000, "source": "SCB"},
    ),
)


@pytest.mark.parametrize(
    ("rule", "amount"),
    [
        (None, 2400),
        ({"on": "12-31"}, 2400),
        ({"on": "11-01"}, 1200),
        ({"on": "12-31", "years_before": 2}, 1200),
        ({"on": "01-01", "years_before": 0}, 2400),
    ],
    ids=str,
)
def test_the_population_of_the_reference_day_sets_the_amount(
    rule: dict[str, object] | None, amount: int
) -> None:
    dues = dues_of(GROWING, schedule(population=rule))
    assert [int(c.amount) for c in dues.charges] == [amount]


def test_a_charge_names_the_population_it_rests_on_or_the_tier_alone() -> None:
    (counted,) = dues_of(GROWING, schedule()).charges
    (stated,) = dues_of(member(), schedule()).charges
    assert basis_text(counted) == "large: 10000 (2020-12-31)"
    assert basis_text(stated) == "small"


def test_who_has_no_tier_or_a_tier_without_amount_is_named_with_the_line(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(
        edited("config/members.toml", ('tier = "large"\ntier_source = "exempel"\n', "")),
        edited(
            "config/fees.toml",
            (
                "amounts = { organisation = 100, small = 200, large = 400 }",
                "amounts = { small = 200, large = 400 }",
            ),
        ),
    )
    found = [item for item in findings_in(folder, "2021") if item.code == "DUE402"]
    text = (folder / "config/members.toml").read_text()
    lines = [text[: text.index(f'id = "{name}"')].count("\n") for name in ("storstad", "forbundet")]
    assert [(item.file, item.line) for item in found] == [
        ("config/members.toml", line) for line in lines
    ]
    assert "Storstads kommun" in found[0].message
    assert "Förbundet" in found[1].message


# ------------------------------------------------------------------------------ the whole


def test_totals_are_by_kind_and_tier_and_members_stand_in_the_order_of_the_register() -> None:
    late = member(id="b", joined=date(2021, 5, 1))
    large = member(id="a", tier="large", joined=date(2021, 6, 1))
    gone = member(id="c", left=date(2020, 6, 1))
    dues = dues_of([late, large, gone, member(id="d")], schedule(), ENTRY)
    assert [(c.member.id, c.kind, int(c.amount)) for c in dues.charges] == [
        ("b", "entry_contribution", 5000),
        ("b", "annual_fee", 1200),
        ("a", "entry_contribution", 20_000),
        ("a", "annual_fee", 2400),
        ("d", "annual_fee", 1200),
    ]
    assert dues.total("annual_fee") == 4800
    assert dues.total("annual_fee", "small") == 2400
    assert dues.total("entry_contribution") == 25_000
    assert dues.total("special_levy") == 0
    assert list(dues.by_payer()) == ["b", "a", "d"]
    assert [c.amount for c in dues.of("a")] == [20_000, 2400]
    assert dues.of("c") == ()


DAYS = st.dates(date(2019, 6, 1), date(2022, 6, 1))


@tried(200)
@given(
    st.one_of(st.none(), DAYS),
    st.one_of(st.none(), DAYS),
    DAYS,
    st.one_of(st.none(), DAYS),
    st.sampled_from(["full", "months", "none"]),
    st.sampled_from([None, "01-01", "02-28", "06-30", "12-31"]),
)
def test_a_schedule_charges_a_member_once_in_a_year_at_most_and_only_while_both_hold(
    joined: date | None,
    left: date | None,
    valid_from: date,
    valid_to: date | None,
    joiners: str,
    charged_on: str | None,
) -> None:
    rule = schedule(
        valid_from=valid_from, valid_to=valid_to, joiners=joiners, charged_on=charged_on
    )
    who = member(joined=joined, left=left)
    for number in (2020, 2021):
        year = FiscalYear(str(number), date(number, 1, 1), date(number, 12, 31))
        charges = dues_of(who, rule, year=year).charges
        assert len(charges) <= 1
        for charge in charges:
            assert year.start <= charge.day <= year.end
            assert joined is None or joined <= charge.day
            assert left is None or charge.day <= left
            assert valid_from <= charge.day
            assert valid_to is None or charge.day <= valid_to
            assert 0 < charge.amount <= 1200
            month, day = (int(x) for x in (charged_on or "01-01").split("-"))
            assert charge.day in {date(number, month, day), joined}


# ---------------------------------------------------- the association's own two years
#
# Worked out from the published report: the fee unit is 8 000 kr, of which small municipalities
# and organisations pay one, middle ones two, large ones four.

UNIT = 8_000
TIERS = {
    # tier: members 2006, members 2007, units, special levy
    "organisation": (4, 4, 1, 7_500),
    "small": (16, 15, 1, 7_500),
    "middle": (36, 50, 2, 10_500),
    "large": (10, 10, 4, 13_500),
}
PUBLISHED = {
    # label: members, units, annual fees, special levies, entry contributions
    "2006": (66, 132, 1_056_000, 663_000, 65_000),
    "2007": (79, 159, 1_272_000, 802_500, 145_000),
}
LARGE = [
    "Göteborgs stad",
    "Helsingborgs stad",
    "Jönköpings kommun",
    "Linköpings kommun",
    "Lunds kommun",
    "Malmö stad",
    "Norrköpings kommun",
    "Umeå kommun",
    "Västerås stad",
    "Örebro kommun",
]
LABELS = pytest.mark.parametrize("label", list(PUBLISHED))


def real_dues(label: str) -> tuple[Dues, FiscalYear]:
    year = real_register().year(label)
    assert year is not None
    dues, findings = compute_dues(real_register(), year)
    assert findings == []
    return dues, year


@LABELS
def test_the_dues_of_the_association_are_those_published(label: str) -> None:
    dues, year = real_dues(label)
    members, units, fees, levies, contributions = PUBLISHED[label]
    assert len(members_on(real_register().members, year.end)) == members
    assert fees == units * UNIT
    assert dues.total("annual_fee") == fees
    assert dues.total("special_levy") == levies
    assert dues.total("entry_contribution") == contributions


@LABELS
@pytest.mark.parametrize("tier", list(TIERS))
def test_each_tier_of_the_association_has_the_members_that_the_published_sums_require(
    label: str, tier: str
) -> None:
    dues, _ = real_dues(label)
    *counts, units, levy = TIERS[tier]
    count = counts[list(PUBLISHED).index(label)]
    fees = [c for c in dues.charges if c.kind == "annual_fee" and c.tier == tier]
    levies = [c for c in dues.charges if c.kind == "special_levy" and c.tier == tier]
    assert [int(c.amount) for c in fees] == [units * UNIT] * count
    assert [int(c.amount) for c in levies] == [levy] * count
    assert dues.total("annual_fee", tier) == units * UNIT * count


def test_the_large_members_are_the_ten_that_the_report_implies() -> None:
    dues, _ = real_dues("2007")
    names = {c.member.name for c in dues.charges if c.tier == "large"}
    assert names == set(LARGE)


def test_the_joiners_of_2007_pay_their_contributions_and_the_two_who_left_pay_nothing() -> None:
    dues, year = real_dues("2007")
    contributions = Counter(
        (c.tier, int(c.amount)) for c in dues.charges if c.kind == "entry_contribution"
    )
    assert contributions == {("middle", 10_000): 14, ("small", 5_000): 1}
    left = [m for m in real_register().members if m.left is not None and m.left in year]
    assert len(left) == 2
    assert all(dues.of(m.id) == () for m in left)
    assert all(c.member.reconstructed for c in dues.charges if c.kind == "entry_contribution")


@LABELS
def test_the_command_gives_the_same_dues_as_json(label: str, sambruk: RunCommand) -> None:
    result = sambruk("dues", label, "-f", "json")
    assert result.returncode == 0
    payload = json.loads(result.stdout)
    members, _, fees, levies, contributions = PUBLISHED[label]
    assert payload["year"] == label
    assert payload["totals"] == {
        "entry_contribution": str(contributions),
        "annual_fee": str(fees),
        "special_levy": str(levies),
    }
    assert len(payload["members"]) == members
    malmo = next(m for m in payload["members"] if m["id"] == "malmo")
    assert [(c["kind"], c["amount"]) for c in malmo["charges"]] == [
        ("annual_fee", "32000"),
        ("special_levy", "13500"),
    ]
    assert malmo["tier"] == malmo["charges"][0]["basis"] == "large"
