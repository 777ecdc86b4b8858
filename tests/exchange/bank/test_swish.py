"""Swish reports in Handelsbanken's form."""

from __future__ import annotations

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
from tests.extent import tried


def row(kind: str, amount: str, key: str, message: str = "Medlem 12", more: str = "") -> str:
    return (
        f"02,8025000000,83279000001,HANDSESS,1230000000,2021-03-02,{kind},{amount},SEK,"
        f"+46700000000,Anna Exempel,{key},{message},,2021-03-02T10:00:00{more}"
    )


def report(*rows: str, number: int | None = None) -> str:
    end = f"03,{len(rows) if number is None else number}"
    return "\r\n".join(["01,2021-03-02,2021-03-02", *rows, end, ""])


def read(text: str) -> BankFile:
    return read_content(text.encode(), "swish.csv")


KEY = "4400000000000001"
TWO = report(row("SWH", "300.00", KEY), row("SWR", "100.00", "4400000000000002"))


def test_a_report_tells_payers_messages_and_what_went_back() -> None:
    file = read(TWO)
    assert file.findings == ()
    (found,) = file.statements
    assert (file.kind, found.account, found.currency) == ("swish", "83279000001", "SEK")
    paid, back = (each.payments[0] for each in found.entries)
    assert (paid.amount, paid.nature) == (Decimal(300), Nature.PAYMENT)
    assert (paid.payer.name, paid.payer.phone) == ("Anna Exempel", "+46700000000")
    assert [(r.text, r.kind) for r in paid.references] == [("Medlem 12", "message")]
    assert (back.amount, back.nature) == (Decimal(-100), Nature.RETURN)


def test_semicolons_come_with_a_decimal_comma_and_blanks_may_stand_before_a_field() -> None:
    text = TWO.replace(",", ";").replace("300.00", "300,00").replace("100.00", "100,00")
    text = text.replace("\r\n02;", "\r\n 02; ")
    assert read(text).statements == read(TWO).statements


def test_the_day_is_that_of_booking_where_it_is_said() -> None:
    file = read(report(row("SWH", "300.00", KEY, more=",2021-03-04,I1,E1")))
    assert file.statements[0].entries[0].day == date(2021, 3, 4)


def test_pay_outs_are_not_listed() -> None:
    found, _ = received([read(report(row("SWU", "80.00", KEY), row("SWZ", "80.00", "2" * 16)))])
    assert [(e.payment.amount, e.payment.nature) for e in found] == [(Decimal(80), Nature.RETURN)]


def test_another_number_of_payments_than_the_end_says_is_a_finding() -> None:
    (found,) = read(report(row("SWH", "300.00", KEY), number=2)).findings
    assert found.message == "the file says that there are 2 here; there are 1"


@pytest.mark.parametrize(
    "text",
    [
        report(row("SWX", "300.00", KEY)),
        report(row("SWH", "3 00", KEY)),
        report(row("SWH", "300.00", KEY).replace("2021-03-02,SWH", "2021-02-30,SWH")),
        report("04,1"),
    ],
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="no record of this form"):
        read(text)


def test_a_camt_file_with_the_reference_of_the_report_is_the_same_money() -> None:
    """Handelsbanken's camt begins its reference with that of the report."""
    part = Part("300.00", "x", "Anna Exempel", f"{KEY}ORDER1")
    camt = read_content(notification(entry("300.00", [part])).encode(), "a.xml")
    found, _ = received([camt, read(TWO)])
    assert sorted(e.payment.amount for e in found) == [Decimal(-100), Decimal(300)]


def test_two_reports_of_one_day_tell_of_each_payment_once() -> None:
    again = report(row("SWH", "300.00", KEY), row("SWH", "300.00", "4400000000000003"))
    found, said = received([read(TWO), read_content(again.encode(), "b.csv")])
    assert sorted(e.payment.amount for e in found) == [Decimal(-100), Decimal(300), Decimal(300)]
    assert [f.code for f in said] == ["BNK807"]


@tried(100)
@given(st.integers(0, len(TWO.rstrip()) - 1))
def test_a_report_cut_off_anywhere_is_refused_or_said(length: int) -> None:
    try:
        file = read(TWO[:length])
    except Unreadable:
        return
    assert [f.code for f in file.findings] == ["BNK803"]
