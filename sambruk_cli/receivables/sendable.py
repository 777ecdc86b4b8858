"""The documents that are sent to members and others, as the books and the register name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Literal

from sambruk_cli.books.books import Books
from sambruk_cli.books.documents import document_entries, places_of
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.items import CREDIT_NOTE, CREDITS, DUE, OCR, party_of
from sambruk_cli.register.reminders import Reminder


@frozen
class SendableDocument:
    """An invoice, credit note or reminder as a PDF in the workspace, and what a mail says of it.

    `places` are where the file may be, relative to the workspace, `sha256` what it must have, ""
    where the books do not say. `amount` is in kronor, above nought: of a reminder, what is overdue.
    `due` is None where there is nothing to pay. `invoices` are those that are reminded of.
    """

    kind: Literal["invoice", "credit-note", "reminder"]
    number: str
    party: str
    day: date
    places: tuple[str, ...]
    sha256: str
    amount: Decimal
    due: date | None = None
    ocr: str = ""
    invoices: tuple[str, ...] = ()


def sendable_documents(books: Books, first: date, last: date) -> Iterator[SendableDocument]:
    """Invoices and credit notes that vouchers from a first through a last day name as PDF."""
    for voucher in books.between(first, last):
        document = next(
            (
                each
                for each in document_entries(voucher.meta)
                if isinstance(each.value, str) and each.value.lower().endswith(".pdf")
            ),
            None,
        )
        if document is None:
            continue
        row = next((p for p in voucher.postings if is_receivable(p.account) and p.amount), None)
        number = row and _number(voucher, row)
        if row is None or not number:
            continue
        is_credit = CREDITS in voucher.meta
        due = row.meta.get(DUE)
        yield SendableDocument(
            "credit-note" if is_credit else "invoice",
            number,
            party_of(row),
            voucher.date,
            places_of(document.value, voucher.file),
            document.digest.lower() if isinstance(document.digest, str) else "",
            abs(row.amount),
            due if isinstance(due, date) and not is_credit else None,
            row.tag(OCR) or "",
        )


def _number(voucher: Voucher, row: Posting) -> str:
    """The number of the invoice or credit note that a voucher books; "" of another voucher."""
    if CREDITS in voucher.meta:
        return str(voucher.meta.get(CREDIT_NOTE) or "")
    return (row.tag("invoice") or "") if row.amount > 0 and DUE in row.meta else ""


def sendable_reminders(
    reminders: Iterable[Reminder], first: date, last: date
) -> Iterator[SendableDocument]:
    """The last letter of reminder to each party, of those from a first through a last day."""
    latest: dict[str, list[Reminder]] = {}
    for each in reminders:
        if first <= each.day <= last and each.file.lower().endswith(".pdf"):
            of = latest.setdefault(each.member, [])
            if of and of[0].file != each.file:
                of.clear()
            of.append(each)
    for party, entries in latest.items():
        letter = entries[0]
        yield SendableDocument(
            "reminder",
            letter.charge or PurePosixPath(letter.file).stem,
            party,
            letter.day,
            (letter.file,),
            letter.sha256,
            sum((each.amount for each in entries), ZERO),
            invoices=tuple(number for each in entries for number in each.invoices),
        )
