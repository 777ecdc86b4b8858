"""Numbers, dates and lists as Swedish and English write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli import formats
from sambruk_cli.language import Language
from sambruk_cli.money import round_half_up

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        ("0", "sv", "0"),
        ("999", "sv", "999"),
        ("1000", "sv", f"1{NBSP}000"),
        ("3831414", "sv", f"3{NBSP}831{NBSP}414"),
        ("3831414", "en", "3,831,414"),
    ],
)
def test_amounts_are_grouped_by_thousands(value: str, language: Language, written: str) -> None:
    assert formats.amount(Decimal(value), language) == written


def test_amounts_have_the_decimals_asked_for_with_the_mark_of_the_language() -> None:
    assert formats.amount(Decimal("1234.5"), "sv", decimals=2) == f"1{NBSP}234,50"
    assert formats.amount(Decimal("1234.5"), "en", decimals=2) == "1,234.50"


def test_a_negative_amount_in_swedish_has_a_true_minus() -> None:
    assert formats.amount(Decimal(-3831414)) == f"{MINUS}3{NBSP}831{NBSP}414"


def test_an_amount_of_thirty_digits_is_written_like_any_other() -> None:
    written = formats.amount(Decimal("1e29"), "en", decimals=2)
    assert written == "100,000,000,000,000,000,000,000,000,000.00"


@pytest.mark.parametrize("exact", ["-0.40", "-0.00", "-0"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_nought_has_no_sign(exact: str, language: Language) -> None:
    assert formats.amount(round_half_up(Decimal(exact)), language) == "0"


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("1234", f"1{NBSP}234{NBSP}kr", f"SEK{NBSP}1,234"),
        ("1234.00", f"1{NBSP}234{NBSP}kr", f"SEK{NBSP}1,234"),
        ("0.5", f"0,50{NBSP}kr", f"SEK{NBSP}0.50"),
        ("0", f"0{NBSP}kr", f"SEK{NBSP}0"),
    ],
)
def test_kronor_in_running_text_have_a_unit_that_does_not_come_loose(
    value: str, swedish: str, english: str
) -> None:
    assert formats.kronor(Decimal(value), "sv") == swedish
    assert formats.kronor(Decimal(value), "en") == english


def test_counts_are_grouped_too() -> None:
    assert formats.count(12345, "sv") == f"12{NBSP}345"
    assert formats.count(12345, "en") == "12,345"


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (0, "0", "0"),
        (1, "1", "1"),
        (2, "två", "two"),
        (7, "sju", "seven"),
        (12, "tolv", "twelve"),
        (13, "13", "13"),
        (1000, f"1{NBSP}000", "1,000"),
    ],
)
def test_two_to_twelve_are_written_in_words(value: int, swedish: str, english: str) -> None:
    assert formats.in_words(value, "sv") == swedish
    assert formats.in_words(value, "en") == english


@pytest.mark.parametrize(
    ("value", "written"),
    [("12", "12"), ("0.50", "0,50"), ("1234.5", f"1{NBSP}234,5"), ("1E+3", f"1{NBSP}000")],
)
def test_a_number_keeps_the_decimals_it_was_given_with(value: str, written: str) -> None:
    assert formats.number(Decimal(value)) == written


@pytest.mark.parametrize(
    ("part", "whole", "swedish"),
    [(75, 290, "25,9"), (1, 1, "100,0"), (0, 290, "0,0"), (1, 8, "12,5"), (2, 3, "66,7")],
)
def test_a_share_is_per_cent_with_one_decimal(part: int, whole: int, swedish: str) -> None:
    # 75 / 290 = 0.25862
    written = formats.share(part, whole)
    assert written.replace(NBSP, " ") == f"{swedish} %"


def test_the_half_of_a_share_is_rounded_up_as_amounts_are() -> None:
    assert formats.share(1, 16).startswith("6,3")  # 6.25 per cent


def test_dates_are_written_out_and_stay_on_one_line() -> None:
    assert formats.long_date(date(2007, 4, 23), "sv") == f"23{NBSP}april{NBSP}2007"
    assert formats.long_date(date(2007, 5, 1), "sv") == f"1{NBSP}maj{NBSP}2007"
    assert formats.long_date(date(2007, 5, 1), "en") == f"1{NBSP}May{NBSP}2007"


@pytest.mark.parametrize(
    ("items", "swedish", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a och b", "a and b"),
        (["a", "b", "c"], "a, b och c", "a, b and c"),
    ],
)
def test_names_are_listed_with_a_conjunction_before_the_last(
    items: list[str], swedish: str, english: str
) -> None:
    assert formats.listing(items, "sv") == swedish
    assert formats.listing(items, "en") == english
