"""Numbers and references of the invoices in the books, and what names an invoice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sambruk_cli.books.dimensions import id_of
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.receivables.items import CREDITS, OCR
from sambruk_cli.receivables.numbers import NumberedInvoice, numbered_invoices, serial_of
from sambruk_cli.receivables.ocr import is_ocr
from sambruk_cli.session import Session


def check_invoices(session: Session) -> Iterator[Finding]:
    """INV641 to INV643. Of what others have numbered nothing is asked but that it can be told."""
    vouchers = session.books.vouchers
    numbered = list(numbered_invoices(vouchers))
    own = [each for each in numbered if each.is_own]
    yield from _doubles(own)
    yield from _gaps(own, {each.number for each in numbered})
    yield from _references(numbered)
    known = {each.number for each in numbered}
    for voucher in vouchers:
        credited = id_of(voucher.meta, CREDITS) if voucher.meta else None
        if credited is not None and credited not in known:
            yield finding(
                "INV643",
                number=voucher.ver or "",
                invoice=credited,
                file=voucher.file,
                line=voucher.line,
            )


def _doubles(own: Sequence[NumberedInvoice]) -> Iterator[Finding]:
    first: dict[str, NumberedInvoice] = {}
    for each in own:
        one = first.setdefault(each.number, each)
        if one.voucher is not each.voucher:
            yield finding(
                "INV641.double",
                number=each.number,
                ver=one.voucher.ver or "",
                other=each.voucher.ver or "",
                file=each.voucher.file,
                line=each.line,
                severity=Severity.ERROR,
            )


def _gaps(own: Sequence[NumberedInvoice], known: set[str]) -> Iterator[Finding]:
    """Numbers that are missing after the first one that this program gave."""
    series: dict[str, dict[int, NumberedInvoice]] = {}
    for each in own:
        serial = serial_of(each.number)
        if serial is not None:
            prefix, number = serial
            series.setdefault(prefix, {}).setdefault(number, each)
    others: dict[str, set[int]] = {}
    for prefix, number in filter(None, map(serial_of, known)):
        others.setdefault(prefix, set()).add(number)
    for prefix, found in series.items():
        there = sorted(n for n in others[prefix] if min(found) <= n <= max(found))
        for before, after in pairwise(there):
            if after - before > 1:
                at = found[min(number for number in found if number >= after)]
                yield _gap(at, prefix, before, after)


def _gap(at: NumberedInvoice, prefix: str, before: int, after: int) -> Finding:
    digits, missing = len(at.number) - len(prefix), after - before - 1
    return finding(
        "INV641.gap" if missing == 1 else "INV641.gaps",
        before=f"{prefix}{before:0{digits}d}",
        after=f"{prefix}{after:0{digits}d}",
        missing=f"{prefix}{before + 1:0{digits}d}" if missing == 1 else missing,
        file=at.voucher.file,
        line=at.line,
    )


def _references(numbered: Sequence[NumberedInvoice]) -> Iterator[Finding]:
    """OCR references have their check digit, and are of one invoice each."""
    first: dict[str, NumberedInvoice] = {}
    for each in numbered:
        ocr = id_of(each.posting.meta, OCR) if each.posting is not None else None
        if ocr is None:
            continue
        file, line, number = each.voucher.file, each.line, each.number
        if not is_ocr(ocr):
            yield finding("INV642.form", ocr=ocr, number=number, file=file, line=line)
        one = first.setdefault(ocr, each)
        if one.number != number:
            yield finding(
                "INV642",
                ocr=ocr,
                number=number,
                other=one.number,
                file=file,
                line=line,
                severity=Severity.ERROR,
            )
