"""OCR references, held against the check digits of another program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from sambruk_cli.receivables.ocr import is_ocr, ocr_reference


def test_a_reference_holds_the_digits_of_the_invoice_their_number_and_a_check_digit() -> None:
    # By hand: 2025 0001, ten digits in all (0); doubled 4+0+4+5+0+0+0+1+0 ... to ten: 6.
    assert ocr_reference("2025-0001") == "2025000106"


@given(st.text("0123456789", min_size=1, max_size=23))
def test_the_check_digit_is_that_of_another_program(digits: str) -> None:
    reference = ocr_reference(digits)
    assert luhn.is_valid(reference)
    assert int(reference[-2]) == len(reference) % 10
    assert is_ocr(reference)
    assert is_ocr(digits) == (len(digits) > 1 and luhn.is_valid(digits))


@pytest.mark.parametrize("number", ["", "A-B", "1" * 24])
def test_what_makes_no_reference_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="makes no OCR reference"):
        ocr_reference(number)
