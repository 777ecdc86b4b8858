"""Invoices outside of dues in a file: TOML, CSV or XLSX."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic_core import ValidationError

from sambruk_cli.exchange.tables.read import read_table
from sambruk_cli.exchange.tables.sheet import (
    CellContent,
    SheetRow,
    heading_key,
    read_day,
    read_text,
)
from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.receivables.stated import StatedInvoice, StatedLine, line_of
from sambruk_cli.register.faults import fault_finding
from sambruk_cli.register.fees import VatRate
from sambruk_cli.register.fields import AccountNumber, Kronor, Measure, PrintableLine, Slug
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Model
from sambruk_cli.register.toml import parse_toml

_MOST_BYTES = 16 << 20
# Headings as they are compared, with what each is. Small letters alone.
COLUMNS = {
    "to": "to",
    "till": "to",
    "text": "text",
    "price": "price",
    "pris": "price",
    "quantity": "quantity",
    "antal": "quantity",
    "unit": "unit",
    "enhet": "unit",
    "vat": "vat",
    "moms": "vat",
    "account": "account",
    "konto": "account",
    "project": "project",
    "projekt": "project",
    "due": "due",
    "förfaller": "due",
}


class _Line(Model):
    text: PrintableLine
    price: Kronor
    quantity: Measure = Decimal(1)
    unit: PrintableLine | None = None
    vat: VatRate = 0
    account: AccountNumber | None = None
    project: Slug | None = None


class _Invoice(Model):
    to: Slug
    due: date | None = None
    text: PrintableLine | None = None
    account: AccountNumber | None = None
    project: Slug | None = None
    lines: tuple[_Line, ...]


class _File(Model):
    invoices: tuple[_Invoice, ...]


def read_stated_invoices(path: Path) -> tuple[StatedInvoice, ...]:
    """The invoices of a file, in their order.

    In a table each row is a line; rows one after the other to the same party, due on the same day,
    are one invoice.

    Raises:
      Unreadable: when the file cannot be read, or is no TOML and no table.
      Stop: with all that is wrong in it.
    """
    return _of_toml(path) if path.suffix.lower() == ".toml" else _of_table(path)


def _of_toml(path: Path) -> tuple[StatedInvoice, ...]:
    file = str(path)
    with open_ordinary(path, _MOST_BYTES) as stream:
        content = stream.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte, line = f"0x{content[error.start]:02X}", content.count(b"\n", 0, error.start) + 1
        raise Unreadable(finding("TAB701.encoding", byte=byte, file=file, line=line)) from None
    located = Located(file, text)
    try:
        found = _File.model_validate(parse_toml(text, file))
    except ValidationError as error:
        raise Stop(*(fault_finding(_File, located, fault) for fault in error.errors())) from None
    return tuple(
        StatedInvoice(
            each.to,
            tuple(_line(line) for line in each.lines),
            each.account,
            each.project,
            each.text or "",
            each.due,
            file,
            located.line("invoices", index),
        )
        for index, each in enumerate(found.invoices)
    )


def _line(line: _Line) -> StatedLine:
    return StatedLine(
        line.text,
        line.price,
        line.quantity,
        line.vat,
        line.unit or "",
        line.account,
        line.project,
    )


def _of_table(path: Path) -> tuple[StatedInvoice, ...]:
    sheet = read_table(path)
    head, *rows = sheet.rows
    keys = [COLUMNS.get(heading_key(read_text(cell)), "") for cell in head.cells]
    known = tuple(dict.fromkeys(COLUMNS.values()))
    faults: list[Finding] = [
        finding("INV637.column", text=read_text(cell), known=known, file=sheet.file, line=head.line)
        for key, cell in zip(keys, head.cells, strict=True)
        if not key and cell is not None
    ]
    found: list[StatedInvoice] = []
    for row in rows if not faults else ():
        try:
            one = _of_row(keys, row, sheet.file)
        except Stop as stopped:
            faults += stopped.findings
            continue
        if found and (found[-1].to, found[-1].due) == (one.to, one.due):
            last = found.pop()
            one = StatedInvoice(
                last.to, (*last.lines, *one.lines), due=last.due, file=last.file, line=last.line
            )
        found.append(one)
    if faults:
        raise Stop(*faults)
    return tuple(found)


def _of_row(keys: list[str], row: SheetRow, file: str) -> StatedInvoice:
    cells: dict[str, CellContent] = dict(zip(keys, row.cells, strict=False))

    def said(key: str) -> str:
        return read_text(cells.get(key))

    due = None
    if said("due"):
        due = read_day(cells["due"])
        if due is None:
            raise Stop(finding("INV637.day", text=said("due"), file=file, line=row.line))
    read = line_of(
        said("text"), said("price"), said("quantity"), said("vat"), file=file, line=row.line
    )
    line = StatedLine(
        read.text,
        read.price,
        read.quantity,
        read.vat,
        said("unit"),
        said("account") or None,
        said("project") or None,
    )
    return StatedInvoice(said("to"), (line,), due=due, file=file, line=row.line)
