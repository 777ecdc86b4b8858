"""Organisation numbers, with python-stdnum as the witness."""

from __future__ import annotations

from typing import Any
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.se import orgnr

from sambruk_cli.register.association import Association
from sambruk_cli.register.organisation_number import (
    digits_of,
    is_organisation_number,
    lacks_its_check_digit,
    organisation_number,
)

# Sambruk's own, as it stands in the report for 2007.
PARTED = (
    "802428-2785",
    "8024282785",
    "802428 2785",
    "80 24 28-27.85",
    "802428–2785",
    " 802428-2785",
)


def test_a_number_is_printed_one_way_however_it_is_parted() -> None:
    assert {organisation_number(text) for text in PARTED} == {"802428-2785"}
    assert {digits_of(text) for text in PARTED} == {"8024282785"}


def test_any_space_or_hyphen_between_the_digits_is_accepted() -> None:
    between = [c for c in map(chr, range(0x20, 0x10000)) if category(c) in {"Zs", "Pd"}]
    assert {c for c in between if not is_organisation_number(f"802428{c}2785")} == set()


@given(
    st.text("0123456789-–. x", max_size=11) | st.from_regex(r"[0-9]{6}-?[0-9]{4}", fullmatch=True)
)
def test_it_is_judged_as_by_another_program(text: str) -> None:
    assert is_organisation_number(text) == orgnr.is_valid(text)
    if orgnr.is_valid(text):
        assert organisation_number(text) == orgnr.format(orgnr.validate(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("198112189876", "811218-9876"),
        ("19811218-9876", "811218-9876"),
        ("168024282785", "802428-2785"),
        ("16802428-2785 ", "802428-2785"),
        ("SE802428278501", "802428-2785"),
        ("se 802428-2785 01", "802428-2785"),
    ],
)
def test_the_ten_digits_are_found_in_longer_forms(text: str, number: str) -> None:
    assert organisation_number(text) == number


@pytest.mark.parametrize("text", ["178024282785", "SE8024282785", "8024282785010", "16802428278x"])
def test_other_longer_texts_are_no_organisation_number(text: str) -> None:
    assert not is_organisation_number(text)
    assert not lacks_its_check_digit(text)


def test_a_number_with_a_wrong_check_digit_stands_where_it_is_said_to_be_known() -> None:
    said: dict[str, Any] = {
        "name": "A",
        "short_name": "A",
        "seat": "B",
        "organisation_number": "168024282786",
    }
    assert lacks_its_check_digit("168024282786")
    with pytest.raises(ValueError, match="its check digit is 6 and should be 5"):
        Association(**said)
    known = Association(**said, organisation_number_checked=True)
    assert known.organisation_number == "802428-2786"
