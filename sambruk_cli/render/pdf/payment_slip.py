"""How to pay, as the last part of a letter: what is asked, the ways to pay it, the QR codes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import segno

from sambruk_cli import formats
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.receivables.invoice import InvoiceSeller
from sambruk_cli.receivables.ocr import is_ocr
from sambruk_cli.receivables.payment_codes import swish_code, using_qr_code

# To try all eight masks takes four times as long. This one is the best for half of the codes of
# invoices, and never much worse than the best; every reader is told which it is.
_MASK = 2


@frozen
class PaymentSlip:
    """How to pay: `amount` in kronor, by `due`, with `reference`; `day` is that of the invoice."""

    amount: Decimal
    reference: str
    day: datetime.date
    due: datetime.date | None = None


def slip_parts(
    slip: PaymentSlip, seller: InvoiceSeller, language: Language, *, is_preview: bool
) -> dict[str, Any]:
    """A slip for the template. One of a preview has frames in the place of codes."""
    reference = (
        say(language, "OCR number") if is_ocr(slip.reference) else say(language, "Reference")
    )
    pairs = (
        (say(language, "To pay"), formats.kronor_and_ore(slip.amount, language)),
        (say(language, "No later than"), slip.due.isoformat() if slip.due else ""),
        (say(language, "Payee"), seller.name),
        ("Bankgiro", seller.bankgiro),
        ("Plusgiro", seller.plusgiro),
        ("IBAN", seller.iban),
        ("BIC", seller.bic),
        ("Swish", seller.swish),
        (reference, slip.reference),
    )
    return {
        "title": say(language, "Payment"),
        "pairs": [list(pair) for pair in pairs if pair[1]],
        "codes": _codes(slip, seller, language, is_preview=is_preview),
    }


def _codes(
    slip: PaymentSlip, seller: InvoiceSeller, language: Language, *, is_preview: bool
) -> list[dict[str, str]]:
    kronor = formats.kronor_and_ore(slip.amount, language)
    swish = say(
        language,
        "QR code for Swish: {amount} to {number} with the message {reference}",
        amount=kronor,
        number=seller.swish,
        reference=slip.reference,
    )
    bank = say(
        language,
        "QR code for the bank's app (UsingQR): {amount} to {payee} with the reference {reference}",
        amount=kronor,
        payee=seller.name,
        reference=slip.reference,
    )
    said = (("Swish", swish), (say(language, "Your bank's app"), bank))
    return [
        {"caption": caption, "alt": say(language, "Here a QR code") if is_preview else alt}
        for (caption, alt), content in zip(said, _payments(slip, seller), strict=True)
        if content
    ]


def qr_pictures(slip: PaymentSlip, seller: InvoiceSeller) -> list[str]:
    """The QR codes of a slip as SVG, in their order."""
    return [qr_picture(code) for code in _payments(slip, seller) if code]


def _payments(slip: PaymentSlip, seller: InvoiceSeller) -> tuple[str, str]:
    """What the code for Swish and that for the bank's app say, "" where there is none."""
    return (
        swish_code(seller, slip.amount, slip.reference),
        using_qr_code(seller, slip.amount, slip.reference, slip.day, slip.due),
    )


def qr_picture(content: str) -> str:
    """A QR code (ISO/IEC 18004) as SVG, without the quiet zone of four modules around it.

    Letters beyond ASCII are UTF-8, which readers tell by themselves; some stop at its mark (ECI).
    """
    encoding = None if content.isascii() else "utf-8"
    code = segno.make_qr(content, error="m", mask=_MASK, encoding=encoding)
    picture: str = code.svg_inline(border=0, dark="#000", light="#fff", omitsize=True)
    return picture
