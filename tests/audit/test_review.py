"""Analytical review: deviations, thresholds and first digits, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sambruk_cli.audit.review.comparison import (
    Threshold,
    compared_lines,
    deviation,
    usual_threshold,
)
from sambruk_cli.audit.review.first_digits import FirstDigits, first_digits
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.workspace import Workspace
from tests.audit.vouchers import these
from tests.conftest import PROJECT
from tests.sessions import read_checked

D = Decimal
AT = Threshold(D(100), D("0.10"))


@pytest.mark.parametrize(
    ("amount", "other", "per_cent", "is_marked"),
    [
        (1100, 1000, "10.0", True),
        (1099, 1000, "9.9", False),
        (600, 500, "20.0", True),
        (599, 500, "19.8", False),  # 99 kronor
        (900, 1000, "-10.0", True),
        (-1100, -1000, "-10.0", True),
        (50, -50, "200.0", True),
        (100, 0, None, True),
        (99, 0, None, False),
        (0, 0, None, False),
        (2, 3, "-33.3", False),
        (2009, 2000, "0.5", False),  # 0.45
    ],
)
def test_a_deviation_is_marked_from_both_bounds_on(
    amount: int, other: int, per_cent: str | None, is_marked: bool
) -> None:
    found = deviation(D(amount), D(other), AT)
    assert found.change == amount - other
    assert found.per_cent == (None if per_cent is None else D(per_cent))
    assert found.is_marked is is_marked


@pytest.mark.parametrize(
    ("amount", "other", "per_cent"),
    [
        (-90_000, -30_000, "200.0"),
        (-30_000, -90_000, "-66.7"),
        (50, -50, "-200.0"),  # a cost that was paid back with as much again
        (-50, 50, "200.0"),
        (-50, 0, None),
        (-1101, -1000, "10.1"),
    ],
)
def test_a_cost_that_rises_has_grown(amount: int, other: int, per_cent: str | None) -> None:
    found = deviation(D(amount), D(other), AT, is_below=True)
    assert found.change == amount - other
    assert found.per_cent == (None if per_cent is None else D(per_cent))


def test_what_is_deducted_from_income_has_grown_as_well() -> None:
    """As printed: losses of rent 7 240 and 17 184, of garages 2 980 and 843, and 864 222 that was
    taken out of a fund in place of 672 823."""
    session = read_checked(Workspace(PROJECT / "examples" / "brf-valdemar"), cache=False)
    year = session.register.year("2001/02")
    assert year is not None
    statements = build_statements(session.books, session.register, year)
    assert statements is not None
    lines = compared_lines(statements, AT)
    grown = {x.title: x.before.per_cent for x in lines if x.before is not None}
    assert grown["Hyres- och avgiftsbortfall"] == D("-57.9")
    assert grown["3092 Bortfall garage"] == D("253.5")
    assert grown["3091 Bortfall bostäder"] == D("-100.0")
    assert grown["4129 Uttag ur underhållsfonden"] == D("28.4")


def test_the_usual_threshold_is_a_hundredth_of_the_larger_side() -> None:
    assert usual_threshold(D(3_755_730), D(3_765_238)) == Threshold(D(37_652), D("0.10"))
    assert usual_threshold(D(200), D(50)).kronor == 2


def test_the_example_is_compared_as_its_report_is_printed() -> None:
    """Income 3 755 730 in 2007 and 3 439 995 in 2006, as published: 315 735 more, 9.2 %."""
    session = read_checked(Workspace(PROJECT), cache=False)
    year = session.register.year("2007")
    assert year is not None
    options = Options("sv", budget=True)
    statements = build_statements(session.books, session.register, year, options)
    assert statements is not None
    lines = compared_lines(statements, Threshold(D(37_652), D("0.10")))
    rows = {line.key: line for line in lines if line.kind == "row"}
    income = next(line for line in rows.values() if line.amount == 3_755_730)
    assert income.before is not None
    assert these(income.before.other, income.before.change) == (3_439_995, 315_735)
    assert these(income.before.per_cent, income.is_marked, income.budget) == (D("9.2"), False, None)
    receivables = next(line for line in lines if line.key.startswith("Assets:1510"))
    assert receivables.before is not None
    assert these(receivables.kind, receivables.before.other) == ("account", 986_335)
    grown = {line.key: line.before.per_cent for line in lines if line.before is not None}
    # Costs 3 831 414 and 3 479 346, interest 64 856 and 30 657, losses 11 243 and 9 508.
    assert (grown["costs"], grown["Expenses:5910-Annonsering"]) == (D("10.1"), D("200.0"))
    assert these(grown["interest_income"], grown["net_result"]) == (D("111.6"), D("-18.2"))
    # What is carried forward, -56 620 after -47 112, is a loss and no size that grows.
    assert grown["Equity:2067-Balanserat-resultat"] == D("-20.2")


def powers(number: int) -> list[Decimal]:
    """Powers of two from 16 on, whose first digits follow the law."""
    return [D(2) ** n for n in range(4, 4 + number)]


def test_powers_of_two_follow_the_law() -> None:
    """Of the powers from 2**4 to 2**303, those that begin with each digit were counted by
    another program (bc)."""
    found = first_digits(powers(300))
    assert isinstance(found, FirstDigits)
    assert [each.found for each in found.counts] == [91, 53, 37, 29, 24, 20, 17, 15, 14]
    wanted = "90.3 52.8 37.5 29.1 23.8 20.1 17.4 15.3 13.7"
    assert [each.expected for each in found.counts] == [D(text) for text in wanted.split()]
    assert found.conformity == 0
    assert found.chi_square < 1


def test_nines_alone_are_as_far_from_the_law_as_can_be() -> None:
    """All 400 begin with nine: chi-square is 400 x (1 / log10(10/9) - 1) = 8 341.7, and the mean
    deviation 2 x (1 - 0.045757) / 9 = 0.2121."""
    found = first_digits([D("-95.5")] * 400)
    assert isinstance(found, FirstDigits)
    assert these(found.chi_square, found.deviation, found.conformity) == (
        D("8341.7"),
        D("0.2121"),
        3,
    )


def test_few_amounts_say_nothing_and_small_ones_are_not_counted() -> None:
    assert first_digits([*powers(299), D("9.99"), D(0)]) == 299
    assert isinstance(first_digits([*powers(299), D(10)]), FirstDigits)
