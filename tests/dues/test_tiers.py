"""Tiers: every population falls in exactly one, and each word for a boundary means what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.dues.tiers import place, reference_day
from sambruk_cli.register.fees import Schedule, Tier, TierSet
from sambruk_cli.register.members import Member
from sambruk_cli.register.read import read_register
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT
from tests.extent import tried

DAY = date(2021, 6, 1)


def tier(name: str, *kinds: str, **bounds: int) -> Tier:
    return Tier.model_validate(
        {"id": name, "label": name, "kinds": kinds or ("municipality",), **bounds}
    )


def tiers(*members: Tier) -> TierSet:
    return TierSet(id="nivaer", tiers=members)


def member(
    *populations: tuple[date, int], kind: str = "municipality", tier: str | None = None
) -> Member:
    return Member.model_validate(
        {
            "id": "medlem",
            "name": "Medlem",
            "kind": kind,
            "tier": tier,
            "tier_source": "stadgarna" if tier else None,
            "populations": tuple(
                {"date": day, "count": count, "source": "SCB"} for day, count in populations
            ),
        }
    )


# ----------------------------------------------------------------------------- boundaries


@pytest.mark.parametrize(
    ("bounds", "inside", "beyond"),
    [
        ({"from": 10}, [10, 11, 10**9], [0, 9]),
        ({"above": 10}, [11, 12, 10**9], [0, 9, 10]),
        ({"to": 10}, [0, 9, 10], [11, 12]),
        ({"below": 10}, [0, 8, 9], [10, 11]),
        ({"from": 10, "to": 20}, [10, 15, 20], [9, 21]),
        ({"above": 10, "below": 20}, [11, 19], [10, 20]),
        ({"from": 10, "below": 20}, [10, 19], [9, 20]),
        ({"above": 10, "to": 20}, [11, 20], [10, 21]),
        ({"from": 0}, [0, 1], []),
        ({"below": 1}, [0], [1]),
        ({"from": 7, "to": 7}, [7], [6, 8]),
    ],
    ids=str,
)
def test_from_and_to_hold_their_own_number_and_above_and_below_do_not(
    bounds: dict[str, int], inside: list[int], beyond: list[int]
) -> None:
    found = tier("x", **bounds)
    assert found.is_bounded
    assert [p for p in [*inside, *beyond] if found.holds(p)] == inside


def test_a_tier_without_bounds_is_not_chosen_is_bounded() -> None:
    assert not tier("x").is_bounded
    placed = place(member((date(2020, 12, 31), 500), tier="y"), tiers(tier("x"), tier("y")), DAY)
    assert placed is not None
    assert (placed.tier.id, placed.value, placed.source) == ("y", None, "stadgarna")


@st.composite
def whole_sets(draw: st.DrawFn) -> tuple[TierSet, list[int]]:
    """A set without gaps or overlaps, in any order, and where each of its tiers begins."""
    cuts = sorted(draw(st.sets(st.integers(1, 200_000), min_size=1, max_size=6)))
    lower: dict[str, int] = draw(st.sampled_from([{}, {"from": 0}]))
    starts = [0]
    made: list[Tier] = []
    for cut in cuts:
        # Both words on either side of a boundary, in all four pairs.
        least = cut + draw(st.sampled_from([0, 1]))
        upper = draw(st.sampled_from([{"below": least}, {"to": least - 1}]))
        made.append(tier(f"t{len(made)}", **lower, **upper))
        lower = draw(st.sampled_from([{"from": least}, {"above": least - 1}]))
        starts.append(least)
    made.append(tier(f"t{len(made)}", **lower))
    return tiers(*draw(st.permutations(made))), starts


@tried(200)
@given(whole_sets(), st.data())
def test_every_population_falls_in_exactly_one_tier_of_a_set_without_gaps(
    made: tuple[TierSet, list[int]], data: Any
) -> None:
    whole, starts = made
    near = [start + step for start in starts for step in (-1, 0, 1) if start + step >= 0]
    population = data.draw(st.one_of(st.sampled_from(near), st.integers(0, 10**7)))
    holding = [t.id for t in whole.tiers if t.holds(population)]
    # The last tier that starts at or below the population: counted, not computed by bounds.
    # Two boundaries that meet leave a tier between them that holds nobody.
    wanted = f"t{sum(1 for start in starts if start <= population) - 1}"
    assert holding == [wanted]
    placed = place(member((DAY, population)), whole, DAY)
    assert placed is not None
    assert placed.tier.id == wanted
    assert placed.value is not None
    assert placed.value.value == population


@pytest.mark.parametrize(
    ("population", "wanted"),
    [
        (0, "small"),
        (9_999, "small"),
        (10_000, "middle"),
        (10_001, "middle"),
        (99_999, "middle"),
        (100_000, "middle"),
        (100_001, "large"),
        (489_757, "large"),
    ],
)
def test_the_boundaries_of_the_association_itself(population: int, wanted: str) -> None:
    register, findings = read_register(Workspace(PROJECT))
    assert findings == []
    placed = place(member((DAY, population)), register.fees.tier_sets[0], DAY)
    assert placed is not None
    assert placed.tier.id == wanted


# ------------------------------------------------------------------- what decides, and when

SMALL, LARGE = tier("small", below=10_000), tier("large", **{"from": 10_000})
ORGANISATION = tier("organisation", "organisation")
THREE = tiers(ORGANISATION, SMALL, LARGE)


def tier_of(who: Member, day: date = DAY, among: TierSet = THREE) -> str | None:
    placed = place(who, among, day)
    return placed.tier.id if placed else None


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2019, 12, 30), "large"),  # nothing known yet: the tier that is stated
        (date(2019, 12, 31), "small"),
        (date(2020, 12, 30), "small"),
        (date(2020, 12, 31), "large"),
        (date(2021, 12, 30), "large"),
        (date(2021, 12, 31), "small"),
    ],
)
def test_the_latest_population_known_by_the_day_decides_before_a_stated_tier(
    day: date, wanted: str
) -> None:
    # Not in order of date.
    who = member(
        (date(2020, 12, 31), 10_000),
        (date(2019, 12, 31), 9_999),
        (date(2021, 12, 31), 9_998),
        tier="large",
    )
    assert tier_of(who, day) == wanted


def test_where_a_stated_tier_decides_its_source_goes_with_it() -> None:
    placed = place(member(tier="small"), THREE, DAY)
    assert placed is not None
    assert (placed.tier.id, placed.source, placed.value) == ("small", "stadgarna", None)


def test_a_municipality_with_neither_population_nor_tier_has_no_place() -> None:
    assert tier_of(member()) is None
    assert tier_of(member((date(2022, 1, 1), 5_000))) is None
    # Not even where there is but one tier, since that tier asks for a population.
    assert tier_of(member(), among=tiers(SMALL)) is None


def test_an_organisation_has_its_tier_by_its_kind_whatever_its_population() -> None:
    assert tier_of(member(kind="organisation")) == "organisation"
    assert tier_of(member((date(2020, 12, 31), 50), kind="organisation")) == "organisation"


def test_an_organisation_with_several_tiers_to_choose_from_must_state_one() -> None:
    two = tiers(ORGANISATION, tier("region", "organisation"), SMALL)
    assert tier_of(member(kind="organisation"), among=two) is None
    assert tier_of(member(kind="organisation", tier="region"), among=two) == "region"


@pytest.mark.parametrize("stated", ["organisation", "gone"])
def test_a_stated_tier_of_another_kind_or_none_at_all_gives_no_place(stated: str) -> None:
    assert tier_of(member(tier=stated)) is None
    assert tier_of(member(kind="organisation", tier="small")) is None


def test_a_tier_of_both_kinds_holds_both() -> None:
    both = tiers(tier("alla", "organisation", "municipality"))
    assert tier_of(member(), among=both) == "alla"
    assert tier_of(member(kind="organisation"), among=both) == "alla"


# -------------------------------------------------------------------------- reference day


def schedule(**rule: object) -> Schedule:
    return Schedule.model_validate(
        {
            "id": "avgift",
            "kind": "annual_fee",
            "tiers": "nivaer",
            "valid_from": date(2000, 1, 1),
            "account": "3110",
            "decision": "stämman",
            "amounts": {"small": 1},
            **({"population": rule} if rule else {}),
        }
    )


@pytest.mark.parametrize(
    ("rule", "charged", "wanted"),
    [
        ({}, date(2021, 2, 1), date(2021, 2, 1)),
        ({"on": "11-01"}, date(2021, 2, 1), date(2020, 11, 1)),
        ({"on": "11-01"}, date(2021, 12, 1), date(2020, 11, 1)),
        ({"on": "11-01", "years_before": 0}, date(2021, 12, 1), date(2021, 11, 1)),
        ({"on": "12-31", "years_before": 2}, date(2021, 2, 1), date(2019, 12, 31)),
        ({"on": "02-29", "years_before": 0}, date(2021, 6, 1), date(2021, 2, 28)),
        ({"on": "02-29", "years_before": 0}, date(2020, 6, 1), date(2020, 2, 29)),
        ({"on": "02-29"}, date(2021, 6, 1), date(2020, 2, 29)),
        ({"on": "02-28"}, date(2021, 6, 1), date(2020, 2, 28)),
    ],
    ids=str,
)
def test_the_population_that_counts_is_that_of_the_day_the_schedule_names(
    rule: dict[str, object], charged: date, wanted: date
) -> None:
    assert reference_day(schedule(**rule), charged) == wanted
