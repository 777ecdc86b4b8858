"""Numbers of invoices in free text: found in every form, and never by accident."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sambruk_cli.receivables.matching.numbers import (
    WrittenNumber,
    digits_in_whole,
    invoice_numbers,
    ocr_numbers,
)
from tests.extent import tried


def found(text: str, *numbers: str, amount: str = "512") -> list[str]:
    """Which of some numbers a text names."""
    known = {WrittenNumber.of(number): number for number in numbers}

    def of(joined: str) -> tuple[WrittenNumber, ...]:
        return tuple(each for each in known if each.joined == joined)

    return [known[each] for each in invoice_numbers(text, Decimal(amount), of)]


@pytest.mark.parametrize(
    "text",
    [
        "2025-0001",
        "faktura 2025-0001",
        "Faktura: 2025-0001.",
        "FAKTURANR 2025-0001",
        "fakturanr.2025-0001",
        "Fakt nr 2025-0001 Anna",
        "faktura2025-0001",
        "F2025-0001",
        "betalning av 2025-0001, tack",
        "2025 0001",
        "2025 - 0001",
        "2025/0001",
        "20250001",
        "(2025-0001)",
        "2025-0001 2025-03-01 500 kr",
        "faktura 2025-0001 512,00",
        "faktura\N{NO-BREAK SPACE}2025-0001",
    ],
)
def test_a_number_is_found_in_every_form(text: str) -> None:
    assert found(text, "2025-0001", "2025-0002") == ["2025-0001"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # Other numbers that begin or end alike.
        ("2025-00012", "2025-0001"),
        ("12025-0001", "2025-0001"),
        ("A2025-0001", "2025-0001"),
        ("2025-0001-7", "2025-0001"),
        ("070-2025 0001 22", "2025-00012"),
        # Days.
        ("2025-01-01", "2025-01"),
        ("2025-01-01", "2025-0101"),
        ("20250101", "2025-0101"),
        ("avgift 2025 0101", "2025-0101"),
        ("20250101", "20250101"),
        ("faktura 2025-01-01", "2025-0101"),
        ("10-01", "1001"),
        ("10/1 2025", "101"),
        ("250301", "250301"),
        ("faktura 1/12/2025", "12"),
        ("faktura 1/12/25", "12"),
        # Years.
        ("2025", "2025"),
        ("medlemsavgift 2025", "2025"),
        ("faktura för 2025", "2025"),
        ("faktura 2025", "2025"),
        ("år 2025 1000", "2025-1000"),
        # Amounts.
        ("512", "512"),
        ("faktura 512", "512"),
        ("51200", "51200"),
        ("1001 kr", "1001"),
        ("1 001 kr", "1001"),
        ("1001:-", "1001"),
        ("faktura 1001,00", "1001"),
        ("kr 1001", "1001"),
        ("summa 1001.50", "1001"),
        # Other things.
        ("medlem 1001", "1001"),
        ("medlem nr 1001", "1001"),
        ("Storgatan 1001", "1001"),
        ("faktura till lag 1001", "1001"),
        ("070-1001", "1001"),
        ("101", "101"),
        ("papper A4", "A4"),
        ("", "2025-0001"),
        ("faktura", "2025-0001"),
    ],
)
def test_what_is_something_else_is_no_number_by_accident(text: str, number: str) -> None:
    assert found(text, number) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("faktura 1001", ["1001"]),
        ("1001", ["1001"]),
        (" 1001 ", ["1001"]),
        ("fakturanr 2025", ["2025"]),
        ("faktura nr 512", ["512"]),
        ("nr 1001", ["1001"]),
        ("#1001", ["1001"]),
        ("fakturor 1001, 1002 och 1003", ["1001", "1002", "1003"]),
        ("faktura 1001,1002", ["1001", "1002"]),
        ("faktura 1001 & 1002, avgift 1003", ["1001", "1002"]),
        ("faktura 1001/1002", ["1001", "1002"]),
        ("inv 1001+1002", ["1001", "1002"]),
        ("faktura 1001 för 2025", ["1001"]),
        ("faktura 1001, 2025", ["1001"]),
        ("faktura 1001 512", ["1001"]),
        ("faktura 1001 1 001 kr", ["1001"]),
        ("F1001", ["1001"]),
        ("fakt a4", ["A4"]),
        ("kl-1001", ["KL-1001"]),
        ("betalar KL1001x", []),
        ("1001 1002", []),
        ("faktura 1001 1001", ["1001"]),
    ],
)
def test_several_and_plain_numbers_stand_behind_a_word(text: str, expected: list[str]) -> None:
    numbers = ("1001", "1002", "1003", "2025", "512", "A4", "KL-1001")
    assert found(text, *numbers) == expected


def test_a_number_of_a_broken_year_is_found_as_it_is_written() -> None:
    assert found("faktura 2025/26-0001", "2025/26-0001") == ["2025/26-0001"]
    assert found("2025/26-0001", "2025/26-0001") == ["2025/26-0001"]
    assert found("2025/26 0001", "2025/26-0001") == ["2025/26-0001"]


_TEXTS = st.text(st.sampled_from("0125 -/.,:faktunro#kr\nÅ"), max_size=40)


@tried(300)
@given(_TEXTS, st.sampled_from(["2025-0001", "1001", "2025-12", "250101", "F12"]))
@example("faktura1.001", "1001")
@example("faktura 2025-\n12", "2025-12")
def test_a_text_without_the_number_never_names_it(text: str, number: str) -> None:
    """Not even in pieces: blanks and one hyphen may stand within it, and nothing else."""
    digits = re.sub(r"\W", "", number)
    within = r"\s*[-/.]?\s*".join(map(re.escape, digits))
    if re.search(rf"(?<![0-9]){within}(?![0-9])", text, re.IGNORECASE) is None:
        assert found(text, number) == []


@tried(200)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_and_hides_no_number_of_the_form_of_ours(one: str, other: str) -> None:
    text = f"{one} faktura 2025-0001 {other}"
    assert found(text, "2025-0001") == ["2025-0001"]


def test_a_very_long_text_is_read_to_a_bound() -> None:
    assert found("2025-0001 " + "9 -" * 400_000, "2025-0001") == ["2025-0001"]
    assert found("x" * 1_000_000 + " 2025-0001", "2025-0001") == []


def test_digits_alone_and_among_words_may_be_an_ocr_number() -> None:
    assert digits_in_whole(" 2025 0001 06 ") == "2025000106"
    assert digits_in_whole("2025-000106") == digits_in_whole("") == digits_in_whole("²") == ""
    assert list(ocr_numbers("ocr 2025000106, 20250101 1234 51200", Decimal(512))) == ["2025000106"]
