"""Payments of bank files as the ledger of receivables takes them."""

from __future__ import annotations

from typing import Literal, cast

from sambruk_cli.exchange.bank.received import Received
from sambruk_cli.receivables.matching.model import IncomingPayment, IncomingReference


def incoming_payment(received: Received) -> IncomingPayment:
    """A payment that has come in, or taken back or off what has, as it is matched and booked."""
    payment = received.payment
    payer = payment.payer
    return IncomingPayment(
        received.day,
        payment.amount,
        received.currency,
        cast('Literal["payment", "return", "deduction", "lump"]', payment.nature.value),
        tuple(
            IncomingReference(each.text, each.kind, each.amount, each.is_credit_note)
            for each in payment.references
        ),
        payment.text,
        payer.name,
        payer.account,
        payer.bankgiro,
        payer.phone,
        payer.number,
        is_swish=bool(payer.phone) or "swish" in payment.text.lower(),
        fee=payment.fee,
        key=payment.key,
        place=received.account,
        bankgiro=received.bankgiro,
        file=received.file,
        line=received.line,
        also=received.also,
    )
