"""Rounding and writing of kronor."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sambruk_cli.money import exact, is_whole_ore, plain, round_half_up


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.49", "0"),
        ("0.50", "1"),
        ("1.50", "2"),
        ("2.50", "3"),  # half to even would give 2
        ("-0.50", "-1"),
        ("-2.50", "-3"),
        ("-2.49", "-2"),
        ("3755729.50", "3755730"),
        ("2.4999999", "2"),
    ],
)
def test_halves_are_rounded_away_from_nought(amount: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(amount))) == rounded


@pytest.mark.parametrize("amount", ["0", "1", "0.1", "0.01", "-0.01", "1E+3", "12.5000"])
def test_an_amount_with_at_most_two_decimals_that_count_can_be_paid(amount: str) -> None:
    assert is_whole_ore(Decimal(amount))


@pytest.mark.parametrize("amount", ["0.001", "0.005", "-12.345", "1E-3", "99999999.999"])
def test_an_amount_with_a_fraction_of_an_ore_cannot_be_paid(amount: str) -> None:
    assert not is_whole_ore(Decimal(amount))


def test_an_amount_of_thirty_digits_is_judged_like_any_other() -> None:
    assert is_whole_ore(Decimal("1e30"))


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("3755730", "3755730"),
        ("3755730.00", "3755730"),
        ("-415", "-415"),
        ("0.5", "0.50"),
        ("-0.5", "-0.50"),
        ("1234.56", "1234.56"),
        ("1E+3", "1000"),
        ("0", "0"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
    ],
)
def test_plain_kronor_have_ore_only_where_there_are_any(amount: str, written: str) -> None:
    assert plain(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("2300", "2300.00"),
        ("-150", "-150.00"),
        ("0.5", "0.50"),
        ("1E+3", "1000.00"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("-0", "0.00"),
        ("0", "0.00"),
    ],
)
def test_exact_kronor_always_have_two_decimals(amount: str, written: str) -> None:
    assert exact(Decimal(amount)) == written


@pytest.mark.parametrize("sign", ["", "-"])
def test_an_amount_of_thirty_digits_is_written_like_any_other(sign: str) -> None:
    amount = Decimal(f"{sign}1e30")
    digits = f"{sign}1{'0' * 30}"
    assert exact(amount) == f"{digits}.00"
    assert plain(amount) == digits
    assert round_half_up(amount) == amount
