"""What QR codes of invoices say, against the example of Swish's manual and by hand."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from sambruk_cli.receivables.invoice import InvoiceSeller
from sambruk_cli.receivables.payment_codes import swish_code, using_qr_code

DAY, DUE = date(2025, 3, 1), date(2025, 3, 31)


def test_swish_says_it_as_in_its_manual() -> None:
    """QR code manual, 6.1: 100 kronor to 1237856901 with OCR 12229445."""
    seller = InvoiceSeller("x", swish="123 785 69 01")
    assert swish_code(seller, Decimal(100), "12229445") == "C1237856901;100,00;12229445;0"


def test_a_message_for_swish_is_written_as_in_a_url() -> None:
    seller = InvoiceSeller("x", swish="123 785 69 01")
    assert swish_code(seller, Decimal("0.5"), "Å;1") == "C1237856901;0,50;%C3%85%3B1;0"


def test_nothing_is_asked_for_without_a_number_or_an_amount() -> None:
    without = InvoiceSeller("x")
    seller = InvoiceSeller("x", swish="123 785 69 01", bankgiro="5050-1055")
    assert swish_code(without, Decimal(1), "1") == using_qr_code(without, Decimal(1), "1", DAY, DUE)
    for amount in (Decimal(0), Decimal(-1)):
        assert swish_code(seller, amount, "1") == using_qr_code(seller, amount, "1", DAY, DUE) == ""


def test_using_qr_names_the_account_that_there_is() -> None:
    plusgiro = InvoiceSeller("x", plusgiro="12 34 56-6", iban="SE35 5000 0000 0549 1000 0003")
    said = json.loads(using_qr_code(plusgiro, Decimal("12.30"), "1", DAY, None))
    assert (said["pt"], said["acc"], said["ddt"]) == ("PG", "123456-6", "20250301")
    iban = InvoiceSeller("x", iban="SE35 5000 0000 0549 1000 0003", bic="ESSESESS")
    written = using_qr_code(iban, Decimal("12.30"), "1", DAY, DUE)
    said = json.loads(written)
    assert (said["pt"], said["acc"]) == ("IBAN", "SE3550000000054910000003")
    assert said["bc"] == "ESSESESS"
    assert '"due":12.30,' in written


def test_a_name_is_data_whatever_it_says() -> None:
    seller = InvoiceSeller('x","due":"', bankgiro="5050-1055")
    said = json.loads(using_qr_code(seller, Decimal("12.30"), "1", DAY, DUE))
    assert (said["nme"], said["due"]) == ('x","due":"', 12.3)
