"""Invoices outside of dues, as somebody states them: courses, hire, levies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.findings import Finding, Stop, finding, nearest
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO, is_whole_ore
from sambruk_cli.receivables.draft import InvoiceDraft
from sambruk_cli.receivables.invoice import InvoiceLine
from sambruk_cli.receivables.parties import buyer_of
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session

VAT_RATES = (0, 6, 12, 25)  # per cent (ML 2023:200, 9 kap.)
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_FORMULA = ("=", "+", "@", "-", "\t")


@frozen
class StatedLine:
    """A line of an invoice: kronor each without VAT, and VAT in per cent.

    `account` and `project` are None where the invoice says them.
    """

    text: str
    price: Decimal
    quantity: Decimal = Decimal(1)
    vat: int = 0
    unit: str = ""
    account: str | None = None
    project: str | None = None


@frozen
class StatedInvoice:
    """An invoice to a party; `file` and `line` are where it is stated, None on the command line."""

    to: str
    lines: tuple[StatedLine, ...]
    account: str | None = None
    project: str | None = None
    text: str = ""
    due: date | None = None
    file: str | None = None
    line: int | None = None


def stated_line(text: str) -> StatedLine:
    """A line as it is written on the command line: TEXT;PRICE[;QUANTITY[;VAT]].

    Raises:
      Stop: INV637 when it is not written so.
    """
    parts = [part.strip() for part in text.split(";")]
    if not 2 <= len(parts) <= 4:
        raise Stop(finding("INV637.form", text=text))
    said, price, quantity, vat = (*parts, *("1", "0")[len(parts) - 2 :])
    return line_of(said, price, quantity, vat)


def line_of(
    text: str,
    price: str,
    quantity: str = "",
    vat: str = "",
    *,
    file: str | None = None,
    line: int | None = None,
) -> StatedLine:
    """A line of texts, as they stand in a row of a table.

    Raises:
      Stop: INV637 when one cannot be read; says which.
    """
    if not any(map(str.isalnum, text)):
        raise Stop(finding("INV637.text", file=file, line=line))
    if text.startswith(_FORMULA):
        raise Stop(finding("INV637.formula", text=text, file=file, line=line))
    numbers = []
    for what, given, usual in (
        (Message.of("price"), price, ""),
        (Message.of("quantity"), quantity, "1"),
    ):
        plain = re.sub(r"\s", "", given or usual)
        if not _NUMBER.fullmatch(plain):
            raise Stop(finding("INV637.number", what=what, text=given, file=file, line=line))
        numbers.append(Decimal(plain.replace(",", ".")))
    if not is_whole_ore(numbers[0]):
        what, number = Message.of("price"), str(numbers[0])
        raise Stop(finding("INV637.ore", what=what, number=number, file=file, line=line))
    rate = (vat or "0").removesuffix("%").strip()
    if rate not in map(str, VAT_RATES):
        raise Stop(finding("INV637.vat", text=vat, file=file, line=line))
    return StatedLine(text, numbers[0], numbers[1], int(rate))


def drafts_of_stated(session: Session, stated: Sequence[StatedInvoice]) -> tuple[InvoiceDraft, ...]:
    """The drafts of stated invoices, in their order.

    What has VAT stands on another than what lies outside of VAT (EN 16931, BR-O-11 to 14), unless
    what has none is exempt.

    Raises:
      Stop: INV631 and INV637 with all that is wrong.
    """
    faults = [fault for invoice in stated for fault in _faults(session, invoice)]
    if not stated:
        faults.append(finding("INV637.nothing"))
    if faults:
        raise Stop(*faults)
    is_exempt = _is_exempt(session.register)
    return tuple(draft for invoice in stated for draft in _drafts(invoice, is_exempt=is_exempt))


def _drafts(stated: StatedInvoice, *, is_exempt: bool) -> Iterator[InvoiceDraft]:
    lines = [_line(stated, each) for each in stated.lines]
    groups = [lines] if is_exempt else list(_by_vat(lines))
    for group in groups:
        yield InvoiceDraft(stated.to, tuple(group), stated.due, text=stated.text)


def _by_vat(lines: Iterable[InvoiceLine]) -> Iterator[list[InvoiceLine]]:
    found: dict[bool, list[InvoiceLine]] = {}
    for line in lines:
        found.setdefault(bool(line.vat_rate), []).append(line)
    yield from found.values()


def _line(stated: StatedInvoice, line: StatedLine) -> InvoiceLine:
    return InvoiceLine(
        line.text,
        line.price,
        line.account or stated.account or "",
        line.quantity,
        line.unit,
        line.vat,
        project=line.project or stated.project or "",
    )


def _faults(session: Session, stated: StatedInvoice) -> Iterator[Finding]:
    register, file, line = session.register, stated.file, stated.line
    if not stated.to:
        yield finding("INV637.to", file=file, line=line)
    elif buyer_of(register, stated.to) is None:
        hint = nearest(stated.to, register.party_names())
        yield finding("INV631.party", id=stated.to, file=file, line=line, hint=hint)
    if not stated.lines:
        yield finding("INV637.nothing", file=file, line=line)
        return
    projects = {project.id for project in register.projects}
    for each in stated.lines:
        account = each.account or stated.account
        if account is None:
            yield finding("INV637.account", text=each.text, file=file, line=line)
        elif not any(falls_under(number, account) for number in session.books.by_number):
            yield finding("INV631.account", account=account, what=each.text, file=file, line=line)
        project = each.project or stated.project
        if project and project not in projects:
            hint = nearest(project, projects)
            yield finding("INV637.project", id=project, file=file, line=line, hint=hint)
    for draft in _drafts(stated, is_exempt=_is_exempt(register)):
        amount = sum((each.amount for each in draft.lines), ZERO)
        if amount <= 0:
            yield finding("INV637.sum", amount=amount, file=file, line=line)


def _is_exempt(register: Register) -> bool:
    return register.invoicing.invoices.vat_exempt_reason is not None
