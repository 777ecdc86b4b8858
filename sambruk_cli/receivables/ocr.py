"""OCR references: digits with a check digit, and before it one for their number (Bankgirot)."""

from __future__ import annotations

from sambruk_cli.register.organisation_number import check_digit, digits_of, is_luhn

_MOST = 25  # digits that an OCR reference may have


def ocr_reference(number: str) -> str:
    """The OCR reference of an invoice number: its digits, a length digit and a check digit.

    The length digit is the number of all digits, modulo ten; the check digit follows modulus 10.

    Raises:
      ValueError: when the number holds no digit, or too many.
    """
    digits = "".join(character for character in number if character in "0123456789")
    if not digits or len(digits) + 2 > _MOST:
        raise ValueError(f"{number!r} makes no OCR reference")
    with_length = f"{digits}{(len(digits) + 2) % 10}"
    return with_length + check_digit(with_length)


def is_ocr(text: str) -> bool:
    """Whether a text is digits, two at least, whose last one is their check digit."""
    digits = digits_of(text)
    return digits.isascii() and digits.isdigit() and 2 <= len(digits) <= _MOST and is_luhn(digits)
