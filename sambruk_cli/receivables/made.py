"""Invoices and credit notes that a command makes: numbered, booked, and kept as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import date, timedelta

from sambruk_cli.edits.booking import Booking, NewVoucher
from sambruk_cli.edits.plan import Plan
from sambruk_cli.findings import Finding, Stop, errors, finding
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.draft import InvoiceDraft, invoice_of
from sambruk_cli.receivables.invoice import Invoice
from sambruk_cli.receivables.numbers import InvoiceNumbering
from sambruk_cli.receivables.parties import can_be_paid, seller_of
from sambruk_cli.receivables.vouchers import InvoiceFile, book_invoice, invoice_path
from sambruk_cli.register.seals import seal_file
from sambruk_cli.session import Session


@frozen
class InvoiceForms:
    """An invoice as files: PDF, and XML where there is one; and what is wrong with it."""

    pdf: bytes
    xml: bytes = b""
    findings: tuple[Finding, ...] = ()


_NAMED = 6  # parties whose ids a finding says
Render = Callable[[Sequence[Invoice]], Iterable[InvoiceForms]]


@frozen
class MadeInvoice:
    """An invoice, its voucher and its files.

    `name` is the buyer's, and `texts` those of the lines, as they may be printed.
    """

    invoice: Invoice
    voucher: NewVoucher
    name: str
    texts: tuple[str, ...]
    pdf: InvoiceFile
    xml: InvoiceFile | None = None


@frozen
class InvoiceRun:
    """What a command makes: the change that it comes to, or what stands in its way.

    `rules` is which official rules the XML has been held to, "" where there is none.
    """

    made: tuple[MadeInvoice, ...] = ()
    plan: Plan | None = field(default=None, repr=False)
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    rules: str = ""


def dated_in(session: Session, day: date, dues_year: FiscalYear | None = None) -> FiscalYear:
    """The fiscal year that invoices of a day are booked in.

    Dues are invoiced in their own year, or in a later one: what was forgotten, and what is to be
    credited once the year is closed.

    Raises:
      Stop: INV631 when there is none, or nothing can be booked on the day.
    """
    year = year_of(session.register.years, day)
    if year is None:
        raise Stop(finding("INV631.year", day=day))
    if dues_year is not None and day < dues_year.start:
        raise Stop(finding("INV631.before", day=day, year=dues_year.label))
    if session.workspace.is_there(seal_file(year.label)):
        raise Stop(finding("INV631.sealed", day=day, year=year.label))
    if year.closed:
        raise Stop(finding("INV631.closed", day=day, year=year.label))
    association = session.register.association
    policy = association.bookkeeping if association is not None else None
    for lock in policy.locks if policy is not None else ():
        if year.start <= day <= lock.through:
            raise Stop(finding("INV631.locked", day=day, through=lock.through))
    return year


def made_of(
    session: Session,
    drafts: Sequence[InvoiceDraft],
    day: date,
    year: FiscalYear,
    render: Render,
    *,
    dues_year: FiscalYear | None = None,
) -> InvoiceRun:
    """Number, render and book drafts.

    Args:
      year: the fiscal year that the day is in.
      render: makes the files of invoices, in their order.
      dues_year: that whose dues they are of; None where they are of none.
    Raises:
      Stop: INV631 where the chart lacks an account, or a file is there already; what `render` does.
    """
    invoices = _numbered(session, drafts, day, year)
    notes = tuple(_notes(session, invoices))
    if errors(notes):
        return InvoiceRun(findings=errors(notes))
    series = session.register.invoicing.invoices.series
    booking = Booking(session, None, series)
    made: list[MadeInvoice] = []
    said: list[Finding] = []
    for invoice, forms in zip(invoices, render(invoices), strict=True):
        said += forms.findings
        pdf = InvoiceFile(invoice_path(session, year, invoice.number, "pdf"), forms.pdf)
        files = [pdf]
        if forms.xml:
            path = invoice_path(session, year, invoice.number, "xml")
            files.append(InvoiceFile(path, forms.xml))
        for file in files:
            if session.workspace.is_there(file.path):
                raise Stop(finding("INV631.file", path=file.path, file=file.path))
        voucher = book_invoice(session, booking, invoice, year, dues_year=dues_year, files=files)
        mask = session.masks.text
        made.append(
            MadeInvoice(
                invoice,
                voucher,
                mask(invoice.buyer.name),
                tuple(mask(line.text) for line in invoice.lines),
                pdf,
                files[1] if len(files) > 1 else None,
            )
        )
    changes = [each.pdf.change for each in made]
    changes += [each.xml.change for each in made if each.xml is not None]
    plan = booking.journals.plan(changes) if made else Plan.of(())
    return InvoiceRun(tuple(made), plan, notes=(*notes, *said))


def _numbered(
    session: Session, drafts: Sequence[InvoiceDraft], day: date, year: FiscalYear
) -> list[Invoice]:
    """The invoices, each with the next number. Invoices come before credit notes.

    Raises:
      Stop: INV631 where an OCR reference is in use.
    """
    rules = session.register.invoicing.invoices
    numbering = InvoiceNumbering(session.books.vouchers, rules) if drafts else None
    found = []
    for draft in sorted(drafts, key=lambda each: bool(each.credits)):
        assert numbering is not None
        due = draft.due or day + timedelta(days=rules.terms)
        invoice = invoice_of(session.register, draft, numbering.next(year), day, due)
        if invoice.ocr and invoice.ocr in numbering.references:
            raise Stop(finding("INV631.ocr", ocr=invoice.ocr, number=invoice.number))
        numbering.references.add(invoice.ocr)
        found.append(invoice)
    return found


def _notes(session: Session, invoices: Sequence[Invoice]) -> list[Finding]:
    """What invoices lack that they must have, and what they should have."""
    found: list[Finding] = []
    file = "config/invoicing.toml"
    seller = seller_of(session.register)
    if any(not each.is_credit_note for each in invoices) and not can_be_paid(seller):
        found.append(finding("INV632", file=file))
    if any(each.vat for each in invoices) and not seller.vat_number:
        found.append(finding("INV633", file=file))
    buyers = {each.buyer.id: each.buyer for each in invoices}
    without = [b.id for b in buyers.values() if not (b.address or b.town or b.email)]
    if without:
        ids = tuple(without[:_NAMED]) + (("...",) if len(without) > _NAMED else ())
        found.append(finding("INV634", number=len(without), ids=ids))
    return found
