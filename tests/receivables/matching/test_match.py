"""Payments against open items: each rule with what it comes to, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli.receivables.items import Item
from sambruk_cli.receivables.matching.match import match_payments
from sambruk_cli.receivables.matching.model import IncomingPayment, MatchReason
from tests.receivables.matching.made import PARTIES, item, matched, movement, pay, ref, told

ANNA = item("anna", "2025-0001", "500", ocr="2025000106")
CITY = item("storstad", "2025-0002", "300", ocr="2025000205")
CITY_2 = item("storstad", "2025-0003", "700", ocr="2025000304", due=date(2025, 2, 1))
FUND = item("fonden", "2025-0004", "500", ocr="2025000403")
ALL = (ANNA, CITY, CITY_2, FUND)
NUMBER, SWISH, WHO = "invoice-number", "swish-message", "party-number"
NAME = "name-and-amount"


@pytest.mark.parametrize(
    ("payment", "expected"),
    [
        # An OCR number, wherever it stands, with noughts before it or blanks in it.
        (pay("500", ref("2025000106", "ocr")), ("ocr", {"2025-0001": "500"}, "0", "anna", "")),
        (pay("500", ref("0002025000106", "ocr")), ("ocr", {"2025-0001": "500"}, "0", "anna", "")),
        (
            pay("500", ref("2025 0001 06", "document")),
            ("ocr", {"2025-0001": "500"}, "0", "anna", ""),
        ),
        (pay("500", "OCR 2025000106 Anna"), ("ocr", {"2025-0001": "500"}, "0", "anna", "")),
        (pay("500", text="2025000106"), ("ocr", {"2025-0001": "500"}, "0", "anna", "")),
        (pay("499.50", "2025000106"), ("ocr", {"2025-0001": "499.50"}, "0.00", "anna", "partial")),
        (pay("510", "2025000106"), ("ocr", {"2025-0001": "500"}, "10", "anna", "over")),
        # A number among words.
        (pay("500", "Faktura 2025-0001"), (NUMBER, {"2025-0001": "500"}, "0", "anna", "")),
        (pay("500", "fakt.2025-0001"), (NUMBER, {"2025-0001": "500"}, "0", "anna", "")),
        (pay("500", "20250001"), (NUMBER, {"2025-0001": "500"}, "0", "anna", "")),
        (
            pay("1000", "fakturor 2025-0002, 2025 0003"),
            (NUMBER, {"2025-0003": "700", "2025-0002": "300"}, "0", "storstad", "several"),
        ),
        # Not all of them: in the order in which they are named.
        (
            pay("500", "2025-0002 och 2025-0003"),
            (NUMBER, {"2025-0002": "300", "2025-0003": "200"}, "0", "storstad", "several partial"),
        ),
        # Of several parties nobody knows whose what is over is.
        (
            pay("900", "2025-0001 & 2025-0002"),
            (NUMBER, {"2025-0001": "500", "2025-0002": "300"}, "100", "", "several over"),
        ),
        # As the references say, where they come to what is paid.
        (
            pay("600", ref("2025-0002", "document", "200"), ref("2025-0003", "document", "400")),
            (NUMBER, {"2025-0002": "200", "2025-0003": "400"}, "0", "storstad", "several partial"),
        ),
        (
            pay("700", ref("2025-0002", "document", "200"), ref("2025-0003", "document", "400")),
            (NUMBER, {"2025-0002": "300", "2025-0003": "400"}, "0", "storstad", "several partial"),
        ),
        (
            pay("600", ref("2025-0002", "document", "300"), ref("2024-0099", "document", "300")),
            (NUMBER, {"2025-0002": "300"}, "300", "storstad", "over unknown-reference"),
        ),
        # Swish: what a person has written, and what a QR code has.
        (
            pay("500", "betalning faktura 2025-0001", is_swish=True),
            (SWISH, {"2025-0001": "500"}, "0", "anna", ""),
        ),
        (
            pay("500", "mitt ocr 2025000106", is_swish=True),
            (SWISH, {"2025-0001": "500"}, "0", "anna", ""),
        ),
        (pay("500", "2025000106", is_swish=True), ("ocr", {"2025-0001": "500"}, "0", "anna", "")),
        (pay("500", "Medlem 1001", is_swish=True), (SWISH, {"2025-0001": "500"}, "0", "anna", "")),
        (
            pay("500", "medlemsavgift anna", is_swish=True),
            (SWISH, {"2025-0001": "500"}, "0", "anna", ""),
        ),
        (
            pay("480", "avgift för Anna Akerstrom 2025", is_swish=True),
            (SWISH, {"2025-0001": "480"}, "0", "anna", "partial"),
        ),
        (
            pay("1000", "Storstads kommuns avgift", is_swish=True),
            ("none", {}, "1000", "", ""),
        ),
        # One word that is somebody's id may be a first name: only with what is exactly owed.
        (pay("480", "kram från Anna", is_swish=True), ("none", {}, "480", "", "")),
        (pay("480", "ANNA", is_swish=True), (SWISH, {"2025-0001": "480"}, "0", "anna", "partial")),
        # An organisation number or a member's.
        (pay("500", payer_number="8024282785"), (WHO, {"2025-0004": "500"}, "0", "fonden", "")),
        (pay("500", payer_number="168024282785"), (WHO, {"2025-0004": "500"}, "0", "fonden", "")),
        (pay("500", "Org 802428-2785"), (WHO, {"2025-0004": "500"}, "0", "fonden", "")),
        (pay("500", "från M-12"), (WHO, {"2025-0004": "500"}, "0", "fonden", "")),
        (pay("450", "medlemsnr: 1001"), (WHO, {"2025-0001": "450"}, "0", "anna", "partial")),
        (pay("550", "medlem nr 1001"), (WHO, {"2025-0001": "500"}, "50", "anna", "over")),
        (
            pay("1000", payer_number="212000-0142"),
            (WHO, {"2025-0003": "700", "2025-0002": "300"}, "0", "storstad", "several"),
        ),
        (pay("400", payer_number="212000-0142"), (WHO, {}, "400", "storstad", "ambiguous")),
        # A name and exactly what is owed.
        (
            pay("300", payer_name="STORSTADS KOMMUN"),
            (NAME, {"2025-0002": "300"}, "0", "storstad", ""),
        ),
        (
            pay("1000", payer_name="Kommun, Storstads"),
            (NAME, {"2025-0003": "700", "2025-0002": "300"}, "0", "storstad", "several"),
        ),
        (pay("500", payer_name="AKERSTROM,ANNA"), (NAME, {"2025-0001": "500"}, "0", "anna", "")),
        (
            pay("500", payer_name="STIFTELSEN GRÖNA F"),
            (NAME, {"2025-0004": "500"}, "0", "fonden", ""),
        ),
        (
            pay("500", payer_name="GRONA FONDEN STIFT"),
            (NAME, {"2025-0004": "500"}, "0", "fonden", ""),
        ),
        (pay("499", payer_name="Anna Åkerström"), ("none", {}, "499", "", "")),
        (pay("500", payer_name="Anna"), ("none", {}, "500", "", "")),
        (pay("500", "tack för senast"), ("none", {}, "500", "", "")),
        # An OCR number of others', and a wrong one.
        (pay("500", ref("1234567897", "ocr")), ("none", {}, "500", "", "others-ocr")),
        (pay("500", ref("1234567890", "ocr")), ("none", {}, "500", "", "")),
        (
            pay("500", ref("1234567897", "ocr"), payer_name="Anna Åkerström"),
            (NAME, {"2025-0001": "500"}, "0", "anna", "others-ocr"),
        ),
        # What is never put to an item.
        (pay("500", "2025000106", currency="EUR"), ("ocr", {}, "500", "anna", "foreign-currency")),
        (
            pay("500", currency="EUR", payer_name="Anna Åkerström"),
            ("none", {}, "500", "", "foreign-currency"),
        ),
        (pay("500", nature="lump", text="2025000106"), ("none", {}, "500", "", "lump")),
        (pay("0", "2025000106"), ("none", {}, "0", "", "")),
        # The bank has kept a fee, and says so; else it is a partial payment.
        (
            pay("485", "2025000106", fee=Decimal(15)),
            ("ocr", {"2025-0001": "500"}, "0", "anna", "fee"),
        ),
        (
            pay("485", payer_name="Anna Åkerström", fee=Decimal(15)),
            (NAME, {"2025-0001": "500"}, "0", "anna", "fee"),
        ),
        (pay("485", payer_name="Anna Åkerström"), ("none", {}, "485", "", "")),
    ],
)
def test_a_payment_pays(payment: IncomingPayment, expected: tuple[object, ...]) -> None:
    *others, notes = expected
    assert told(matched(payment, *ALL)) == (*others, set(str(notes).split()))


def test_only_what_names_an_item_is_booked_unasked() -> None:
    said = [pay("500", "2025000106"), pay("500", "faktura 2025-0001"), pay("1", "2025-0001")]
    assert all(matched(each, *ALL).is_sure for each in said)
    asked = [
        pay("500", "medlem 1001"),
        pay("500", "faktura 2025-0001", is_swish=True),
        pay("500", payer_name="Anna Åkerström"),
        pay("500", "2025000106", currency="EUR"),
        pay("500", "gåva"),
    ]
    assert not any(matched(each, *ALL).is_sure for each in asked)


def test_what_is_paid_already_is_an_advance_of_whose_it_was() -> None:
    paid = item("anna", "2025-0001", "500", ocr="2025000106", paid="500")
    match = matched(pay("500", "2025000106"), paid, FUND)
    assert told(match) == ("ocr", {}, "500", "anna", {"double"})
    assert match.is_sure
    credited = item("anna", "2025-0001", "500", ocr="2025000106", credited="500")
    match = matched(pay("500", "2025000106"), credited)
    assert told(match) == ("ocr", {}, "500", "anna", {"nothing-open"})


def test_the_second_payment_of_a_run_is_a_double_one_whichever_order_they_come_in() -> None:
    first = pay("500", "2025000106", key="1")
    second = replace(first, key="2", references=(ref("faktura 2025-0001"),))
    for given in ([first, second], [second, first]):
        matches = {each.payment.key: each for each in match_payments(given, [ANNA])}
        assert told(matches["1"]) == ("ocr", {"2025-0001": "500"}, "0", "anna", set())
        assert told(matches["2"]) == (NUMBER, {}, "500", "anna", {"double"})
        assert [each.payment for each in match_payments(given, [ANNA])] == given


def test_several_payments_pay_one_invoice_and_no_more_than_it() -> None:
    given = [pay("200", "2025000106", key=key) for key in "123"]
    matches = match_payments(given, [ANNA])
    assert [told(each)[1:3] for each in matches] == [
        ({"2025-0001": "200"}, "0"),
        ({"2025-0001": "200"}, "0"),
        ({"2025-0001": "100"}, "100"),
    ]


def test_what_is_sure_rests_on_no_proposal_of_a_day_before() -> None:
    proposal = pay("500", payer_name="Anna Åkerström", day=date(2025, 3, 1))
    sure = pay("500", "2025000106")
    matches = match_payments([proposal, sure], [ANNA], PARTIES)
    assert [each.reason for each in matches] == [MatchReason.NONE, MatchReason.OCR]
    assert matches[1].notes == ()


def test_one_ocr_number_on_several_open_items_is_never_chosen_from() -> None:
    other = replace_ocr(FUND, "2025000106")
    match = matched(pay("500", "2025000106"), ANNA, other)
    assert told(match) == ("ocr", {}, "500", "", {"ambiguous"})
    assert {each.party for each in match.candidates} == {"anna", "fonden"}
    assert not match.is_sure
    paid = replace_ocr(item("fonden", "2024-0009", "500", paid="500"), "2025000106")
    assert told(matched(pay("500", "2025000106"), ANNA, paid))[1] == {"2025-0001": "500"}


def test_equal_sums_of_one_party_are_never_chosen_from() -> None:
    alike = [item("anna", f"2025-000{at}", "500") for at in (1, 2)]
    match = matched(pay("500", payer_name="Anna Åkerström"), *alike)
    assert told(match) == (NAME, {}, "500", "anna", {"ambiguous"})
    assert len(match.candidates) == 2


def test_a_name_that_two_have_is_told_apart_by_the_amount_alone() -> None:
    twins = [replace(PARTIES[1], id=id_, number="") for id_ in ("anna", "anna-2")]
    items = [item("anna", "1", "500"), item("anna-2", "2", "600")]
    (match,) = match_payments([pay("600", payer_name="Anna Åkerström")], items, twins)
    assert told(match)[:2] == (NAME, {"2": "600"})
    items = [item("anna", "1", "500"), item("anna-2", "2", "500")]
    (match,) = match_payments([pay("500", payer_name="Anna Åkerström")], items, twins)
    assert told(match) == (NAME, {}, "500", "", {"ambiguous"})


def test_a_number_that_is_a_member_s_and_an_invoice_s_is_taken_for_neither() -> None:
    invoice, own = item("fonden", "1001", "500"), item("anna", "9", "500")
    match = matched(pay("500", "1001"), invoice, own)
    assert told(match) == (WHO, {}, "500", "", {"ambiguous"})
    assert told(matched(pay("500", "faktura 1001"), invoice, own))[:2] == (NUMBER, {"1001": "500"})


def test_a_credit_note_among_the_references_takes_off_what_the_books_have_credited() -> None:
    """The invoice of 1 000 is credited with 200 by credit note 2025-0900: 800 is open."""
    credited = item("storstad", "2025-0001", "1000", credited="200")
    references = (
        ref("2025-0001", "document", "1000"),
        ref("2025-0900", "document", "200", off=True),
        ref("2025-0002", "document", "300"),
    )
    match = matched(pay("1100", *references), credited, CITY)
    on = {"2025-0001": "800", "2025-0002": "300"}
    assert told(match) == (NUMBER, on, "0", "storstad", {"several", "credit-note"})
    assert match.is_sure


def test_a_credit_note_is_known_by_the_number_that_its_voucher_says() -> None:
    credited = item("storstad", "2025-0001", "1000")
    meta = {"credits": "2025-0001", "credit-note": "2025-0007", "document": "a/2025-0900.pdf"}
    credited.movements.append(movement("credit", date(2025, 3, 5), "-200", **meta))
    references = (
        ref("2025-0001", "document", "1000"),
        ref("2025-0007", "document", "200", off=True),
    )
    match = matched(pay("800", *references), credited)
    assert told(match) == (NUMBER, {"2025-0001": "800"}, "0", "storstad", {"credit-note"})


def test_a_credit_note_that_stands_as_an_item_is_paid_with() -> None:
    note = item("storstad", "2025-0900", "-200")
    references = (
        ref("2025-0003", "document", "700"),
        ref("2025-0900", "document", "200", off=True),
    )
    match = matched(pay("500", *references), CITY_2, note)
    on = {"2025-0900": "-200", "2025-0003": "700"}
    assert told(match) == (NUMBER, on, "0", "storstad", {"credit-note"})
    net = matched(pay("500", payer_name="Storstads kommun"), CITY_2, note)
    assert told(net)[1] == on


def test_no_more_of_a_credit_is_taken_than_is_said() -> None:
    """Of 300 to the payer's credit 200 is taken off: 500 and 200 pay the invoice of 700."""
    credit = item("storstad", "2025-0900", "-300")
    references = (
        ref("2025-0003", "document", "700"),
        ref("2025-0900", "document", "200", off=True),
    )
    match = matched(pay("500", *references), CITY_2, credit)
    assert told(match)[1:3] == ({"2025-0900": "-200", "2025-0003": "700"}, "0")


def test_what_stands_to_the_payer_s_credit_is_taken_where_the_sum_says_so() -> None:
    credit = item("storstad", "2025-0900", "-200")
    exact = matched(pay("500", "2025-0003 och 2025-0900"), CITY_2, credit)
    assert told(exact)[1:3] == ({"2025-0900": "-200", "2025-0003": "700"}, "0")
    gross = matched(pay("700", "2025-0003 och 2025-0900"), CITY_2, credit)
    assert told(gross)[1:3] == ({"2025-0003": "700"}, "0")


def test_invoices_that_are_covered_exactly_stand_with_the_oldest_due_first() -> None:
    exact = matched(pay("1000", "2025-0002, 2025-0003"), CITY, CITY_2)
    assert [each.item.invoice for each in exact.allocations] == ["2025-0003", "2025-0002"]
    less = matched(pay("900", "2025-0002, 2025-0003"), CITY, CITY_2)
    assert [each.item.invoice for each in less.allocations] == ["2025-0002", "2025-0003"]


def test_what_one_party_has_paid_twice_is_no_doubt() -> None:
    both = [replace_ocr(item("anna", n, "500", paid="500"), "2025000106") for n in ("1", "2")]
    match = matched(pay("500", "2025000106"), *both)
    assert told(match) == ("ocr", {}, "500", "anna", {"double"})


def test_of_two_parties_that_are_named_none_is_chosen_without_the_amount() -> None:
    said = "medlem 1001 för 802428-2785"
    only_anna = item("anna", "2025-0001", "400")
    match = matched(pay("123", said), only_anna, FUND)
    assert told(match) == (WHO, {}, "123", "", {"ambiguous"})
    assert {each.party for each in match.candidates} == {"anna", "fonden"}
    assert told(matched(pay("400", said), only_anna, FUND))[1] == {"2025-0001": "400"}


def test_a_member_s_number_is_the_same_with_noughts_before_it() -> None:
    party = replace(PARTIES[1], number="0012")
    for said in ("12", "00012", "medlem 12", "medlemsnr 0012"):
        (match,) = match_payments([pay("500", said)], [ANNA], [party])
        assert told(match)[:2] == (WHO, {"2025-0001": "500"}), said


@pytest.mark.parametrize(
    ("digits", "is_others"),
    [
        # 2024009 and the length digit 9; from the right 9+9+0+0+8+2+0+2 = 30: check digit 0.
        ("202400990", True),
        # From the right 5+9+9+0+0+4+4+0+4 = 35: 5 is right, the length digit 7 before it is not.
        ("2024009975", False),
        ("34", False),  # too short to be one where nobody says so
    ],
)
def test_an_ocr_number_of_others_has_the_right_length(digits: str, is_others: bool) -> None:
    match = matched(pay("77", ref(digits, "document")), ANNA)
    assert ("others-ocr" in told(match)[4]) is is_others
    assert "others-ocr" in told(matched(pay("77", ref(digits, "ocr")), ANNA))[4]


def test_a_credit_is_taken_off_once() -> None:
    credited = item("anna", "2025-0001", "1000", ocr="2025000106", credited="200")
    off = [pay("-200", "2025000106", key=key, nature="deduction") for key in "12"]
    first, second = match_payments(off, [credited])
    assert first.is_sure
    assert told(second)[4] == {"deduction", "unfounded"}


def test_a_return_that_names_an_invoice_reverses_no_payment_of_another() -> None:
    other = item("anna", "2025-0009", "500", paid="500")
    match = matched(pay("-500", "2025000106", nature="return"), ANNA, other)
    assert told(match) == ("none", {}, "-500", "", {"returned"})


def test_a_credit_note_that_nobody_has_issued_is_asked_about() -> None:
    references = (
        ref("2025-0003", "document", "700"),
        ref("2025-0900", "document", "200", off=True),
    )
    match = matched(pay("500", *references), CITY_2)
    notes = {"partial", "credit-note", "unfounded", "unknown-reference"}
    assert told(match) == (NUMBER, {"2025-0003": "500"}, "0", "storstad", notes)
    assert not match.is_sure


def test_a_deduction_goes_before_the_payment_that_it_belongs_to() -> None:
    """BgMax: 1 000 is paid and 200 taken off; the invoice is credited with 200 by the books."""
    credited = item("anna", "2025-0001", "1000", ocr="2025000106", credited="200")
    paid = pay("1000", "2025000106", key="1")
    off = pay("-200", "2025000106", key="2", nature="deduction")
    matches = match_payments([paid, off], [credited])
    assert told(matches[0]) == ("ocr", {"2025-0001": "1000"}, "0", "anna", set())
    assert told(matches[1]) == ("ocr", {"2025-0001": "-200"}, "0", "anna", {"deduction"})
    assert all(each.is_sure for each in matches)


def test_a_deduction_that_nothing_is_credited_for_is_asked_about() -> None:
    paid = pay("500", "2025000106", key="1")
    off = pay("-200", "2025000106", key="2", nature="deduction")
    matches = match_payments([off, paid], [ANNA])
    assert told(matches[0])[4] == {"deduction", "unfounded"}
    assert not matches[0].is_sure
    assert told(matches[1]) == ("ocr", {"2025-0001": "500"}, "0", "anna", set())
    with_fee = matched(pay("-200", "2025000106", nature="deduction", fee=Decimal(15)), ANNA)
    assert told(with_fee)[1:3] == ({"2025-0001": "-185"}, "0")
    unknown = matched(pay("-200", "abc", nature="deduction"), ANNA)
    assert told(unknown) == ("none", {}, "-200", "", {"deduction"})


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"references": (ref("2025000106", "ocr"),)}, "ocr"),
        ({"references": (ref("faktura 2025-0001"),)}, NUMBER),
        ({"payer_number": "1001"}, WHO),
        ({"payer_name": "Anna Åkerström"}, NAME),
    ],
)
def test_a_payment_that_goes_back_names_the_one_that_is_booked(
    said: dict[str, object], reason: str
) -> None:
    paid = item("anna", "2025-0001", "500", ocr="2025000106", paid="500")
    match = matched(pay("-500", nature="return", **said), paid)
    assert told(match) == (reason, {"2025-0001": "-500"}, "0", "anna", {"returned"})
    assert match.reverses is paid.movements[1].voucher
    assert not match.is_sure


def test_a_payment_that_goes_back_may_be_one_of_the_same_files() -> None:
    first = pay("600", "2025000106", day=date(2025, 3, 30))
    back = pay("-600", "2025000106", nature="return")
    before = replace(back, day=date(2025, 3, 29))
    matches = match_payments([first, back, before], [ANNA])
    assert told(matches[1]) == ("ocr", {"2025-0001": "-500"}, "-100", "anna", {"returned"})
    assert matches[1].reverses is first
    assert told(matches[2]) == ("none", {}, "-600", "", {"returned"})


def test_two_returns_reverse_two_payments_and_never_one_of_two_that_are_alike() -> None:
    twice = item("anna", "2025-0001", "1000", ocr="2025000106", paid="500")
    twice.movements.append(movement("payment", date(2025, 3, 21), "-500"))
    back = pay("-500", "2025000106", nature="return")
    match = matched(back, twice)
    assert told(match) == ("ocr", {}, "-500", "anna", {"returned", "ambiguous"})
    once = item("anna", "2025-0001", "1000", ocr="2025000106", paid="500")
    one, other = match_payments([back, replace(back, key="2")], [once])
    assert told(one)[1] == {"2025-0001": "-500"}
    assert told(other) == ("none", {}, "-500", "", {"returned"})


def test_a_refund_that_comes_back_stands_to_the_member_s_credit_again() -> None:
    refunded = item("anna", "2025-0001", "500", paid="700")
    refunded.movements.append(movement("refund", date(2025, 3, 25), "200"))
    match = matched(pay("200", "2025-0001", nature="return"), refunded)
    assert told(match) == (NUMBER, {"2025-0001": "200"}, "0", "anna", {"returned"})


def replace_ocr(given: Item, ocr: str) -> Item:
    said = (given.party, given.invoice, given.account, given.issued, given.due)
    return Item(*said, ocr, given.movements)
