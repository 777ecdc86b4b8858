"""Every krona lands somewhere once, whatever is paid and in whatever order it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.receivables.items import Item
from sambruk_cli.receivables.matching.match import match_payments
from sambruk_cli.receivables.matching.model import (
    IncomingPayment,
    MatchNote,
    MatchReason,
    PaymentMatch,
)
from tests.extent import tried
from tests.receivables.matching.made import PARTIES, item, pay, ref

_AMOUNTS = st.sampled_from(["100", "200", "300", "500", "800", "99.50"])
_TEXTS = st.sampled_from(
    [
        "2025000106",
        "2025000205",
        "0002025000304",
        "faktura 2025-0001",
        "2025-0001 och 2025-0002",
        "fakturor 2025 0002, 2025-0003, 2025-0001",
        "2025-0900",
        "medlem 1001",
        "avgift",
        "1234567897",
        "anna",
    ]
)
_REFERENCES = st.builds(
    lambda text, kind, amount, off: ref(text, kind, amount or "", off=off),
    _TEXTS,
    st.sampled_from(["ocr", "document", "message"]),
    st.none() | _AMOUNTS,
    st.booleans(),
)
_PAYMENTS = st.builds(
    lambda amount, sign, said, day, **more: pay(
        f"{sign}{amount}", *said, day=date(2025, 4, day), **more
    ),
    _AMOUNTS,
    st.sampled_from(["", "", "", "-"]),
    st.lists(_REFERENCES, max_size=3),
    st.integers(1, 4),
    nature=st.sampled_from(["payment", "payment", "payment", "deduction", "return", "lump"]),
    payer_name=st.sampled_from(["", "ANNA AKERSTROM", "Storstads kommun", "Stiftelsen Gröna Fo"]),
    payer_number=st.sampled_from(["", "", "8024282785"]),
    currency=st.sampled_from(["SEK", "SEK", "SEK", "EUR"]),
    is_swish=st.booleans(),
    fee=st.sampled_from([Decimal(0), Decimal(0), Decimal(15)]),
    key=st.sampled_from(["", "K1", "K2"]),
)


def _items() -> list[Item]:
    return [
        item("anna", "2025-0001", "500", ocr="2025000106"),
        item("storstad", "2025-0002", "300", ocr="2025000205", credited="100"),
        item("storstad", "2025-0003", "800", ocr="2025000304", paid="800"),
        item("fonden", "2025-0004", "800", ocr="2025000106"),
        item("anna", "2025-0005", "-200"),
    ]


def _said(match: PaymentMatch) -> tuple[object, ...]:
    on = tuple((each.item.party, each.item.invoice, each.amount) for each in match.allocations)
    meant = tuple(each.invoice for each in match.candidates)
    return match.payment.order, match.reason, on, match.left, match.party, match.notes, meant


@tried(600)
@given(st.lists(_PAYMENTS, max_size=6))
def test_every_krona_lands_somewhere_once(payments: Sequence[IncomingPayment]) -> None:
    items = _items()
    matches = match_payments(payments, items, PARTIES)
    assert [each.payment for each in matches] == list(payments)
    for match in matches:
        paid = match.payment.amount + match.payment.fee
        assert sum((each.amount for each in match.allocations), match.left) == paid
        assert all(each.amount for each in match.allocations)
        assert len({id(each.item) for each in match.allocations}) == len(match.allocations)
        if match.payment.currency != "SEK" or MatchNote.AMBIGUOUS in match.notes:
            assert not match.allocations
        if match.payment.amount > 0 and match.payment.nature == "payment":
            assert match.left >= 0
    _held_to_what_is_open(items, matches)


def _held_to_what_is_open(items: Sequence[Item], matches: Sequence[PaymentMatch]) -> None:
    """Nothing is paid more than was open of it, with what deductions and returns add to it."""
    for each in items:
        on = [a.amount for m in matches for a in m.allocations if a.item is each]
        added = -sum((amount for amount in on if amount < 0), Decimal(0))
        paid = sum((amount for amount in on if amount > 0), Decimal(0))
        assert paid <= max(each.open, Decimal(0)) + added


@tried(200)
@given(st.lists(_PAYMENTS, max_size=5), st.permutations(range(5)), st.permutations(range(5)))
def test_no_order_of_files_or_items_changes_what_comes_out(
    payments: list[IncomingPayment], order: list[int], order_of_items: list[int]
) -> None:
    found = Counter(map(_said, match_payments(payments, _items(), PARTIES)))
    shuffled = [payments[at] for at in order if at < len(payments)]
    items = [_items()[at] for at in order_of_items]
    assert Counter(map(_said, match_payments(shuffled, items, PARTIES[::-1]))) == found


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_day_and_then_the_bank_s_reference_decide_who_comes_first(
    order: tuple[int, ...],
) -> None:
    """500 is open: the payment of the first day takes 400, and of the second day K1 the rest."""
    given = [
        pay("400", "2025000205", day=date(2025, 4, 1), key="K9"),
        pay("300", "2025000205", day=date(2025, 4, 2), key="K1"),
        pay("300", "2025000205", day=date(2025, 4, 2), key="K2"),
    ]
    claim = item("storstad", "2025-0002", "500", ocr="2025000205")
    found = {m.payment.key: m.left for m in match_payments([given[at] for at in order], [claim])}
    assert found == {"K9": 0, "K1": 200, "K2": 300}


@tried(200)
@given(st.lists(st.text(max_size=30), max_size=3), st.text(max_size=20))
def test_texts_that_name_nothing_match_nothing(texts: list[str], name: str) -> None:
    payment = pay("123.45", *texts, payer_name=name, text=" ".join(texts))
    (match,) = match_payments([payment], [item("anna", "2025-0001", "500")], PARTIES[1:2])
    if "1001" not in payment.text and "2025" not in payment.text:
        assert match.reason is MatchReason.NONE
        assert match.left == Decimal("123.45")
