"""What the QR codes of an invoice say: Swish's own code, and UsingQR for banks' apps."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from sambruk_cli.receivables.invoice import InvoiceSeller
from sambruk_cli.register.organisation_number import digits_of

_MOST = 50  # letters that Swish takes in a message


def swish_code(seller: InvoiceSeller, amount: Decimal, message: str) -> str:
    """Swish's code for a payment whose payee, amount and message the payer cannot change.

    Swish's QR code manual, 6.1: C and the number, the amount in kronor with a decimal comma, the
    message as in a URL, and a mask of what may be edited, 0 for nothing. "" where the payee has no
    number for Swish or there is nothing to pay.
    """
    if not seller.swish or amount <= 0:
        return ""
    kronor = f"{amount:.2f}".replace(".", ",")
    return f"C{digits_of(seller.swish)};{kronor};{quote(message[:_MOST], safe='')};0"


def using_qr_code(
    seller: InvoiceSeller, amount: Decimal, reference: str, day: date, due: date | None
) -> str:
    """UsingQR's code (version 1) of an invoice, on bankgiro, else plusgiro, else IBAN.

    JSON with the amount in kronor and days as YYYYMMDD. "" where the payee has none of these or
    there is nothing to pay.
    """
    account = payment_account(seller)
    if account is None or amount <= 0:
        return ""
    kind, number = account
    fields = {
        "uqr": 1,
        "tp": 1,
        "nme": seller.name,
        "cc": "SE",
        "cid": seller.organisation_number,
        "iref": reference,
        "idt": f"{day:%Y%m%d}",
        "ddt": f"{due or day:%Y%m%d}",
        "due": "",
        "cur": "SEK",
        "pt": kind,
        "acc": number,
        "bc": seller.bic if kind == "IBAN" else "",
    }
    kept = {key: value for key, value in fields.items() if value != "" or key == "due"}
    written = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    # A number, written as the decimal that it is.
    return written.replace('"due":""', f'"due":{amount:.2f}', 1)


def payment_account(seller: InvoiceSeller) -> tuple[str, str] | None:
    """What is paid to, as UsingQR names it: BG, PG or IBAN, and its number; None where nothing."""
    for kind, number in (
        ("BG", seller.bankgiro),
        ("PG", seller.plusgiro.replace(" ", "")),
        ("IBAN", seller.iban.replace(" ", "")),
    ):
        if number:
            return kind, number
    return None
