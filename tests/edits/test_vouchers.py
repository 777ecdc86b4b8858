"""A voucher is written so that Beancount reads back what was meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.edits.numbers import next_number
from sambruk_cli.edits.vouchers import NewPosting, on_one_line, quoted, voucher_text


def parsed(text: str) -> Any:
    entries, errors, _ = parser.parse_string(text)
    assert errors == []
    (entry,) = entries
    return entry


def test_a_voucher_stands_as_it_is_always_written() -> None:
    text = voucher_text(
        date(2021, 5, 10),
        "Insats",
        [("ver", "A4"), ("registered", date(2021, 5, 11)), ("opening", True)],
        [
            NewPosting("Assets:1930-Bank", Decimal("500"), [("quantity", Decimal("2.5"))]),
            NewPosting("Equity:2083-Insatser", Decimal("-500.00"), [("member", "lillby")]),
        ],
        payee="Lillby kommun",
    )
    assert text == (
        '2021-05-10 * "Lillby kommun" "Insats"\n'
        '  ver: "A4"\n'
        "  registered: 2021-05-11\n"
        "  opening: TRUE\n"
        "  Assets:1930-Bank  500.00 SEK\n"
        "    quantity: 2.5\n"
        "  Equity:2083-Insatser  -500.00 SEK\n"
        '    member: "lillby"\n'
    )


@given(
    st.text(),
    st.text(),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
)
def test_any_text_reads_back_as_one_line(payee: str, text: str, amount: Decimal, day: date) -> None:
    written = voucher_text(
        day,
        text,
        [("ver", "A1"), ("note", text)],
        [NewPosting("Assets:1930-Bank", amount, [("text", payee)])],
        payee=payee,
    )
    entry = parsed(written)
    assert entry.date == day
    assert entry.narration == on_one_line(text)
    assert (entry.payee or "") == on_one_line(payee)
    assert entry.meta["note"] == on_one_line(text)
    (posting,) = entry.postings
    assert posting.units.number == amount
    assert posting.meta["text"] == on_one_line(payee)


def test_a_text_cannot_end_its_quotes() -> None:
    assert quoted('a"\n2021-01-01 open \\') == '"a\\" 2021-01-01 open \\\\"'


def test_the_next_number_follows_the_highest_and_fills_no_gap() -> None:
    taken = [("A", 1), ("A", 7), ("B", 2), ("AB", 40)]
    assert [next_number(taken, series) for series in ("A", "B", "C")] == [8, 3, 1]
