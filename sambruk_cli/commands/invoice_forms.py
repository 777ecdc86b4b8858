"""Invoices as files: PDF each, and XML held to the official rules where the buyer takes it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import get_context

from sambruk_cli.exchange.peppol.electronic import (
    ElectronicInvoice,
    electronic_invoice,
    receives_in_peppol,
)
from sambruk_cli.exchange.peppol.rules import missing_rules
from sambruk_cli.findings import Finding, Severity, Stop, finding
from sambruk_cli.receivables.invoice import Invoice
from sambruk_cli.receivables.made import InvoiceForms
from sambruk_cli.render.pdf.invoice import invoice_pdf

# From so many on several processes share the work; to start one and to compile the rules takes it
# as long as some thirty invoices.
_MANY = 80
_CHUNK = 10
_NAMED = 6  # buyers whose ids a finding says


def invoice_forms(
    invoices: Sequence[Invoice],
    report: Callable[[int, int], None] | None,
    *,
    is_preview: bool,
) -> Iterator[InvoiceForms]:
    """The files of each invoice, in their order.

    A buyer gets XML that has an electronic address and a reference; where it cannot be made, a
    warning says why.

    Args:
      report: is told how many of how many are made.
    Raises:
      Stop: RPT513 when an invoice cannot be set.
    """
    wanted = [each for each in invoices if receives_in_peppol(each)]
    electronic = [each for each in wanted if _has_reference(each)]
    missing = missing_rules() if electronic else None
    numbers = frozenset(each.number for each in electronic) if missing is None else frozenset()
    left = [_warning(missing)] if missing is not None else []
    left += _without_reference(wanted)
    made = partial(_made, numbers=numbers, is_preview=is_preview)
    with _working(len(invoices)) as each_of:
        for number, forms in enumerate(each_of(made, invoices), start=1):
            if not forms.pdf:
                raise Stop(*forms.findings)
            yield replace(forms, findings=(*left, *forms.findings))
            left = []
            if report is not None:
                report(number, len(invoices))


_Each = Callable[[Callable[[Invoice], InvoiceForms], Sequence[Invoice]], Iterable[InvoiceForms]]


@contextmanager
def _working(number: int) -> Iterator[_Each]:
    """What makes the files of invoices one by one, here or in several processes."""
    processes = min(os.cpu_count() or 1, number // _MANY + 1)
    if number < _MANY or processes < 2:
        yield map
        return
    # A process that has threads, as the bar that shows how far it has come, cannot be forked.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            yield partial(pool.map, chunksize=_CHUNK)
        finally:
            pool.shutdown(cancel_futures=True)


def _made(invoice: Invoice, *, numbers: frozenset[str], is_preview: bool) -> InvoiceForms:
    """The files of an invoice; without a PDF where it cannot be set, as the findings say."""
    is_electronic = invoice.number in numbers
    made = electronic_invoice(invoice) if is_electronic else ElectronicInvoice(b"", ())
    try:
        pdf = invoice_pdf(invoice, xml=made.xml, is_preview=is_preview)
    except Stop as stopped:  # which no process hands to another
        return InvoiceForms(b"", findings=stopped.findings)
    return InvoiceForms(pdf, made.xml, tuple(map(_warning, made.findings)))


def _warning(item: Finding) -> Finding:
    """A finding that does not keep the invoice from being made."""
    return replace(item, severity=Severity.WARNING)


def _has_reference(invoice: Invoice) -> bool:
    return bool(invoice.buyer.reference or invoice.buyer.order_reference)


def _without_reference(wanted: Sequence[Invoice]) -> list[Finding]:
    ids = list(dict.fromkeys(each.buyer.id for each in wanted if not _has_reference(each)))
    if not ids:
        return []
    shown = (*ids[:_NAMED], *(("...",) if len(ids) > _NAMED else ()))
    return [finding("INV638", number=len(ids), ids=shown)]
