"""The voucher that an invoice or a credit note is booked by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from posixpath import dirname, relpath

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.documents import DOCUMENT
from sambruk_cli.edits.booking import Booking, NewVoucher
from sambruk_cli.edits.pending import digest
from sambruk_cli.edits.plan import Change
from sambruk_cli.edits.vouchers import Meta, NewPosting
from sambruk_cli.findings import Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import Message, say
from sambruk_cli.receivables.booked import CHARGE, DUES_YEAR, FOR_MEMBER
from sambruk_cli.receivables.invoice import Invoice, InvoiceLine
from sambruk_cli.receivables.items import CREDIT_NOTE, CREDITS, DUE, OCR
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.session import Session


@frozen
class InvoiceFile:
    """A form of an invoice that is kept below the folder of invoices."""

    path: str
    content: bytes

    @property
    def change(self) -> Change:
        return Change(self.path, None, self.content)


def invoice_path(session: Session, year: FiscalYear, number: str, suffix: str) -> str:
    """Where a form of an invoice is kept: invoices/2025/2025-0001.pdf."""
    folder = session.register.invoicing.invoices.folder
    return f"{folder}/{folder_of(year.label)}/{number}.{suffix}"


def invoice_text(invoice: Invoice, language: Language) -> str:
    """What the voucher of an invoice says that it is."""
    if invoice.is_credit_note:
        return say(
            language,
            "Credit note {number} of {invoice}",
            number=invoice.number,
            invoice=invoice.credits,
        )
    return say(language, "Invoice {number}", number=invoice.number)


def book_invoice(
    session: Session,
    booking: Booking,
    invoice: Invoice,
    year: FiscalYear,
    *,
    dues_year: FiscalYear | None = None,
    files: Sequence[InvoiceFile] = (),
) -> NewVoucher:
    """Book an invoice or a credit note in a year.

    Args:
      year: the fiscal year that its day is in.
      dues_year: that whose dues it is of; None where it is of none.
      files: its forms, which the voucher names with their digests.
    Raises:
      Stop: INV631 where the chart lacks an account; USE913 as `Booking.book`.
    """
    rows = tuple(_rows(session, invoice, year, dues_year))
    journal = booking.journals.of(year)
    return booking.book(
        year,
        invoice.day,
        invoice_text(invoice, session.language),
        rows,
        tuple(_meta(invoice, journal, files)),
        payee=_payee(session, invoice),
        series=session.register.invoicing.invoices.series,
    )


def _payee(session: Session, invoice: Invoice) -> str:
    """The other party: of a private member the id, so that the books need not be made to forget."""
    member = session.register.member(invoice.buyer.id)
    is_private = member is not None and member.private
    return invoice.buyer.id if is_private else invoice.buyer.name


def _meta(
    invoice: Invoice, journal: str, files: Sequence[InvoiceFile]
) -> Iterator[tuple[str, Meta]]:
    if invoice.is_credit_note:
        yield CREDIT_NOTE, invoice.number
        yield CREDITS, invoice.credits
    for number, file in enumerate(files, start=1):
        key = DOCUMENT if number == 1 else f"{DOCUMENT}-{number}"
        yield key, relpath(file.path, dirname(journal))
        yield f"{key}-sha256", digest(file.content) or ""


def _rows(
    session: Session, invoice: Invoice, year: FiscalYear, dues_year: FiscalYear | None
) -> Iterator[NewPosting]:
    sign = -1 if invoice.is_credit_note else 1
    accounts = session.register.invoicing.accounts
    party = ("member" if invoice.buyer.is_member else "counterparty", invoice.buyer.id)
    claim = account_name(session, accounts.receivables, Message.of("what is invoiced"))
    of_claim: list[tuple[str, Meta]] = [party, ("invoice", invoice.credits or invoice.number)]
    if not invoice.is_credit_note:
        of_claim += [(DUE, invoice.due), (OCR, invoice.ocr)]
    yield NewPosting(claim, sign * invoice.total, of_claim)
    for line in invoice.lines:
        if line.amount:
            name = account_name(session, line.account, line.text)
            yield NewPosting(name, -sign * line.amount, _said(line, party, year, dues_year))
    for total in invoice.vat_totals:
        if total.vat:
            what = Message.of("VAT of {rate} %", rate=total.rate)
            yield NewPosting(
                account_name(session, accounts.vat(total.rate), what), -sign * total.vat
            )


def _said(
    line: InvoiceLine, party: tuple[str, str], year: FiscalYear, dues_year: FiscalYear | None
) -> list[tuple[str, Meta]]:
    """What a row of income says of whom and of what it is."""
    found: list[tuple[str, Meta]] = [party]
    if line.schedule:
        found.append((CHARGE, line.schedule))
    if line.schedule and line.member and line.member != party[1]:
        found.append((FOR_MEMBER, line.member))
    if dues_year is not None and line.kind and dues_year.label != year.label:
        found.append((DUES_YEAR, dues_year.label))
    if line.project:
        found.append(("project", line.project))
    return found


def account_name(session: Session, number: str, what: Message | str) -> str:
    """The account of the chart with a number, or its only part.

    Args:
      what: what is booked on it, as it is said where there is none.
    Raises:
      Stop: INV631 where the chart has none.
    """
    known = session.books.by_number
    if number in known:
        return known[number].name
    parts = [
        account.name for each, account in known.items() if number and falls_under(each, number)
    ]
    if len(parts) == 1:
        return parts[0]
    if not number:
        raise Stop(finding("INV631.unsaid", what=what))
    raise Stop(finding("INV631.account", account=number, what=what))


def in_kronor(invoice: Invoice) -> Decimal:
    """Kronor that an invoice adds to what is owed; below nought of a credit note."""
    return -invoice.total if invoice.is_credit_note else invoice.total
