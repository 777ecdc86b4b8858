"""BgMax: Bankgirot's example, against what an independent parser read and its own sums."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.exchange.bank.model import BankFile, Nature
from sambruk_cli.exchange.bank.read import read_content
from sambruk_cli.exchange.bank.received import received
from sambruk_cli.files.errors import Unreadable
from tests.bank_files import Part, entry, notification
from tests.exchange.bank.test_camt import DATA
from tests.extent import tried

CONTENT = (DATA / "bgmax-example.txt").read_bytes()


def read(*changes: tuple[str, str]) -> BankFile:
    text = CONTENT.decode("latin-1")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_content(text.encode("latin-1"), "bg.txt")


def test_the_example_has_the_payments_that_it_says() -> None:
    """By its own records (grep ^15, ^20, ^21, ^22): 1 900 kr of three, 8 000 kr of four."""
    file = read()
    assert (file.kind, file.version, file.findings) == ("bgmax", "01", ())
    (found,) = file.statements
    assert (found.account, found.currency) == ("5841000001009823", "SEK")
    assert [(e.day, e.amount, e.bankgiro, e.key) for e in found.entries] == [
        (date(2004, 5, 25), Decimal(1900), "9912346", "74"),
        (date(2004, 5, 25), Decimal(8000), "9912346", "75"),
    ]
    payments = [[(p.amount, p.nature) for p in e.payments] for e in found.entries]
    assert payments == [
        [
            (Decimal(1000), Nature.PAYMENT),
            (Decimal(-500), Nature.DEDUCTION),
            (Decimal(1400), Nature.PAYMENT),
        ],
        [(Decimal(amount), Nature.PAYMENT) for amount in (1100, 1200, 700, 5000)],
    ]
    references = [[r.text for r in p.references] for e in found.entries for p in e.payments]
    assert references == [
        ["655969"],
        ["89853"],
        ["657866", "658765", "657767", "657965"],
        ["650861"],
        [],
        ["659763"],
        ["658260", "658369", "658468"],
    ]
    assert found.entries[0].payments[2].text == "Betalning med extra refnr 657965"


def test_fields_are_those_that_another_parser_read() -> None:
    """bgmax-expected.json is the output of the parser whose licence lies beside it."""
    expected = json.loads((DATA / "bgmax-expected.json").read_text())
    wanted = {
        record["transactionCode"]: {p["name"]: p["trimmedValue"] for p in record["properties"]}
        for record in expected
    }
    (found,) = read().statements
    first, deduction = found.entries[0].payments[:2]
    for payment, record in ((first, wanted["20"]), (deduction, wanted["21"])):
        assert payment.payer.bankgiro == record["senderBankgiroNumber"]
        assert payment.references[0].text == record["reference"].strip()
        assert abs(payment.amount) * 100 == int(record["paymentAmount"])
        assert payment.key == record["BGCSerialNumber"]
        assert payment.payer.name == wanted["26"]["payerName"]
        assert payment.payer.number == wanted["29"]["organisationNumber"]
    assert first.references[0].kind == "ocr"  # its reference code is 2
    assert found.entries[0].bankgiro == wanted["05"]["recipientBankgiroNumber"]


def test_further_references_say_how_much_is_meant_for_each_and_what_is_taken_off() -> None:
    """TK22 with 1 500 kr, TK23 with 100 kr off, and two TK22 of nought, which say nothing."""
    file = read(
        (f"220003783511{'657866':>25}000000000000000000", f"22{'657866':>35}000000000000150000"),
        (f"220003783511{'658765':>25}000000000000000000", f"23{'658765':>35}000000000000010000"),
    )
    assert file.findings == ()
    payment = file.statements[0].entries[0].payments[2]
    assert [(r.text, r.amount, r.is_credit_note) for r in payment.references] == [
        ("657866", Decimal(1500), False),
        ("658765", Decimal(100), True),
        ("657767", None, False),
        ("657965", None, False),
    ]


def test_a_deposit_without_a_currency_has_that_of_its_section() -> None:
    file = read(("000000000000190000SEK", "000000000000190000   "))
    assert [found.currency for found in file.statements] == ["SEK"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("000000000000190000SEK", "000000000000200000SEK"), "the entry is of 2000.00"),
        (("SEK00000003 ", "SEK00000002 "), "there are 2 here; there are 3"),
        (("SEK00000003 ", "SEK00000004 "), "there are 4 here; there are 3"),
        (("7000000006", "7000000007"), "there are 7 here; there are 6"),
        (("0000000600000002", "0000000600000003"), "there are 3 here; there are 2"),
    ],
)
def test_sums_and_numbers_that_do_not_agree_are_said(change: tuple[str, str], said: str) -> None:
    (found,) = read(change).findings
    assert found.code == "BNK803"
    assert said in found.message


def test_payments_of_a_deposit_that_does_not_add_up_are_not_listed() -> None:
    file = read(("000000000000190000SEK", "000000000000200000SEK"))
    assert [e.is_lump for e in file.statements[0].entries] == [True, False]


@pytest.mark.parametrize(
    "change",
    [
        ("7000000006", "7100000006"),
        ("000000000000100000", "00000000000010000x"),
        ("2004052500074", "2004132500074"),
        ("050009912346          SEK", "200009912346          SEK"),
    ],
)
def test_what_is_no_record_is_refused(change: tuple[str, str]) -> None:
    with pytest.raises(Unreadable, match="no record of this form"):
        read(change)


def test_a_file_after_the_end_of_bgmax_is_warned_of() -> None:
    assert read(("20040525", "20260908")).findings == ()
    (found,) = read(("20040525", "20260909")).findings
    assert found.code == "BNK809"
    assert "2026-09-08" in found.message


def test_files_one_after_the_other_are_each_held_to_their_own_numbers() -> None:
    file = read_content(CONTENT + b"\r\n" + CONTENT, "bg.txt")
    assert file.findings == ()
    assert [e.amount for e in file.statements[0].entries] == [Decimal(1900), Decimal(8000)] * 2


def test_two_encodings_in_one_file_are_refused() -> None:
    mixed = CONTENT.replace(b"Kalles Pl\xe5t", "Kalles Plåt".encode(), 1)
    with pytest.raises(Unreadable) as refused:
        read_content(mixed, "bg.txt")
    assert [(f.code, f.line) for f in refused.value.findings] == [("BNK802", 4)]


def test_a_notification_of_the_same_deposit_is_the_same_money() -> None:
    part = Part("1900.00", "655969", "Kalles Plåt AB", "P1")
    other = notification(entry("1900.00", [part], day="2004-05-25", key="B1"))
    found, said = received([read(), read_content(other.encode(), "a.xml")])
    assert sum(each.payment.amount for each in found) == Decimal(9900)
    assert [f.code for f in said] == ["BNK807"]


@tried(100)
@given(st.integers(0, len(CONTENT) - 1))
def test_a_file_cut_off_anywhere_is_refused_or_said(length: int) -> None:
    try:
        file = read_content(CONTENT[:length], "bg.txt")
    except Unreadable:
        return
    assert [f.code for f in file.findings][:1] == ["BNK803"]
