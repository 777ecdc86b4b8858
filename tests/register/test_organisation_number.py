"""Organisation numbers, with python-stdnum as the witness."""

from __future__ import annotations

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st
from stdnum.se import orgnr

from sambruk_cli.register.organisation_number import (
    digits_of,
    is_organisation_number,
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
    st.text("0123456789-–. x", max_size=12) | st.from_regex(r"[0-9]{6}-?[0-9]{4}", fullmatch=True)
)
def test_it_is_judged_as_by_another_program(text: str) -> None:
    assert is_organisation_number(text) == orgnr.is_valid(text)
    if orgnr.is_valid(text):
        assert organisation_number(text) == orgnr.format(orgnr.validate(text))
