"""Payments of files as the ledger of receivables takes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.bank.incoming import incoming_payment
from sambruk_cli.exchange.bank.model import BankPayment, Nature, Payer, PaymentReference
from sambruk_cli.exchange.bank.received import Received
from sambruk_cli.receivables.matching.model import IncomingPayment, IncomingReference


def test_nothing_of_a_payment_is_lost() -> None:
    reference = PaymentReference("2025000106", "ocr", Decimal(500), is_credit_note=True)
    payer = Payer("Anna", "9150123", "50501055", "+46700000000", "8024282785")
    payment = BankPayment(
        Decimal(-500), Nature.DEDUCTION, (reference,), payer, "avdrag", "K1", fee=Decimal(5)
    )
    given = Received(date(2026, 3, 2), "EUR", "123", "09912346", payment, "a.xml", 7, ("b.xml",))
    assert incoming_payment(given) == IncomingPayment(
        day=date(2026, 3, 2),
        amount=Decimal(-500),
        currency="EUR",
        nature="deduction",
        references=(IncomingReference("2025000106", "ocr", Decimal(500), is_credit_note=True),),
        text="avdrag",
        payer_name="Anna",
        payer_account="9150123",
        payer_bankgiro="50501055",
        payer_phone="+46700000000",
        payer_number="8024282785",
        is_swish=True,
        fee=Decimal(5),
        key="K1",
        place="123",
        bankgiro="09912346",
        file="a.xml",
        line=7,
        also=("b.xml",),
    )
