"""Numbers of invoices: unbroken in each fiscal year, or from the first one on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sambruk_cli.books.dimensions import id_of
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.receivables.items import CREDIT_NOTE, OCR
from sambruk_cli.receivables.ocr import ocr_reference
from sambruk_cli.register.invoicing import InvoiceRules
from sambruk_cli.register.year_files import folder_of

_LAST_DIGITS = re.compile(r"(.*?)([0-9]{1,9})", re.DOTALL)


class NumberedInvoice(NamedTuple):
    """A number that a voucher gives an invoice or a credit note, and the row that says so."""

    number: str
    voucher: Voucher
    posting: Posting | None
    is_own: bool

    @property
    def line(self) -> int:
        return self.voucher.line if self.posting is None else self.posting.line


def serial_of(number: str) -> tuple[str, int] | None:
    """What stands before the digits at the end of a number, and these; None where it has none."""
    found = _LAST_DIGITS.fullmatch(number)
    return (found[1], int(found[2])) if found else None


def numbered_invoices(vouchers: Iterable[Voucher]) -> Iterator[NumberedInvoice]:
    """Every number that vouchers give to an invoice or credit note, in their order.

    `is_own` of those that this program gave: a credit note that says its number, and an invoice
    whose OCR reference is that of its number.
    """
    for voucher in vouchers:
        number = id_of(voucher.meta, CREDIT_NOTE) if voucher.meta else None
        if number:
            yield NumberedInvoice(number, voucher, None, is_own=True)
        for posting in voucher.postings:
            if posting.amount > 0 and "invoice" in posting.meta:
                number = id_of(posting.meta, "invoice")
                if number and is_receivable(posting.account):
                    ocr = id_of(posting.meta, OCR)
                    is_own = ocr is not None and ocr == ocr_of(number)
                    yield NumberedInvoice(number, voucher, posting, is_own=is_own)


def ocr_of(number: str) -> str:
    """The OCR reference of a number, "" where it makes none."""
    try:
        return ocr_reference(number)
    except ValueError:
        return ""


class InvoiceNumbering:
    """Gives out the numbers after the highest ones in the books."""

    def __init__(self, vouchers: Iterable[Voucher], rules: InvoiceRules) -> None:
        self._rules = rules
        self._last: dict[str, int] = {}
        self.references: set[str] = set()  # OCR references in the books
        for found in numbered_invoices(vouchers):
            serial = serial_of(found.number)
            if serial is not None:
                prefix, number = serial
                self._last[prefix] = max(number, self._last.get(prefix, 0))
            if found.posting is not None and (ocr := id_of(found.posting.meta, OCR)):
                self.references.add(ocr)

    def next(self, year: FiscalYear) -> str:
        """The next number of a fiscal year, as "2025-0001"; or of all years, as "0001"."""
        prefix = "" if self._rules.continuous else f"{folder_of(year.label)}-"
        number = self._last[prefix] = self._last.get(prefix, 0) + 1
        return f"{prefix}{number:0{self._rules.digits}d}"
