"""The lines of a SieFile, in the order of SIE 4B § 5.11, as values not yet written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sambruk_cli.messages import Message
from sambruk_cli.sie.assemble import rank
from sambruk_cli.sie.model import (
    Account,
    AccountValue,
    Address,
    Balance,
    Checksum,
    Dimension,
    Extent,
    FiscalYear,
    Generated,
    Object,
    Objects,
    OrgNumber,
    Program,
    Record,
    Row,
    SieFile,
    Value,
    Voucher,
)


class Code(str):
    """A text that stands without quotes where it can: a number, a date, an identifier."""

    __slots__ = ()


Part = str | Decimal | Objects


@dataclass(frozen=True, slots=True)
class Line:
    """`amount` is the one of the parts that has at most two decimals; `where` is for messages."""

    label: str
    parts: tuple[Part, ...] = ()
    where: str | Message = ""
    line: int = 0
    amount: Decimal | None = None


def lines(file: SieFile) -> Iterator[Line]:
    """Every line, braces included; a #KSUMMA without parts starts the sum or ends it."""
    for record in records(file):
        yield from record_lines(record)


def records(file: SieFile) -> Iterator[Record]:
    """Every record in order, with a Checksum where the sum starts and where it ends."""
    if file.flag:
        yield file.flag
    if file.checksum:
        yield Checksum(None)
    yield from _body(file)
    if file.checksum:
        yield Checksum(None)


def _body(file: SieFile) -> Iterator[Record]:
    strays: dict[int, list[Record]] = {0: [], 1: [], 2: []}
    for stray in file.strays:
        strays[rank(stray)].append(stray)
    identification: tuple[Record | None, ...] = (
        *(file.program, file.format, file.generated, file.sie_type, *file.prose),
        *(file.company_type, file.company_id, file.org_number, file.industry, file.address),
        *(file.company_name, *file.years, file.tax_year, file.extent, file.chart_type),
        file.currency,
    )
    yield from (record for record in identification if record is not None)
    yield from strays[0]
    yield from file.accounts
    yield from strays[1]
    yield from strays[2]
    yield from file.dimensions
    yield from file.objects
    yield from file.balances
    yield from file.vouchers


def record_lines(record: Record) -> Iterator[Line]:
    """The lines of one record; of a voucher its rows and braces too."""
    match record:
        case Value():
            code = record.label not in ("PROSA", "FNAMN", "FNR")
            yield _line(record.label, record.line, Code(record.text) if code else record.text)
        case Program():
            yield _line("PROGRAM", record.line, record.name, record.version)
        case Generated() | Extent():
            label = "OMFATTN" if isinstance(record, Extent) else "GEN"
            sign = _optional(record.sign) if isinstance(record, Generated) else ()
            yield _line(label, record.line, _day(record.day), *sign)
        case OrgNumber():
            extra = _optional(Code(record.acquisition), Code(record.activity))
            yield _line("ORGNR", record.line, Code(record.number), *extra)
        case Address():
            where = (record.contact, record.street, record.postal, record.phone)
            yield _line("ADRESS", record.line, *where)
        case FiscalYear():
            days = _optional(_day(record.start), _day(record.end))
            yield _line("RAR", record.line, Code(record.number), *days)
        case Account() | AccountValue():
            yield from _account(record)
        case Dimension():
            parent = () if record.parent is None else (Code(record.parent),)
            label = "DIM" if record.parent is None else "UNDERDIM"
            yield _line(label, record.line, Code(record.number), record.name, *parent)
        case Object():
            number = Code(record.number)
            yield _line("OBJEKT", record.line, Code(record.dimension), number, record.name)
        case Balance():
            yield _balance(record)
        case Voucher():
            yield from _voucher(record)
        case Checksum():
            yield Line("KSUMMA")


def _line(label: str, line: int, *parts: Part) -> Line:
    return Line(label, parts, f"#{label}", line)


def _account(record: Account | AccountValue) -> Iterator[Line]:
    if isinstance(record, AccountValue):
        yield _line(record.label, record.line, Code(record.account), Code(record.text))
        return
    number = Code(record.number)
    yield _line("KONTO", record.line, number, record.name)
    if record.kind is not None:
        yield _line("KTYP", record.line, number, Code(record.kind))
    if record.unit is not None:
        yield _line("ENHET", record.line, number, record.unit)
    for sru in record.sru:
        yield _line("SRU", record.line, number, Code(sru))


def _balance(record: Balance) -> Line:
    period = (Code(record.period),) if record.kind in ("PSALDO", "PBUDGET") else ()
    objects = () if record.kind in ("IB", "UB", "RES") else (record.objects,)
    head = (Code(record.year), *period, Code(record.account), *objects)
    quantity = () if record.quantity is None else (record.quantity,)
    where = f"#{record.kind} {record.account}"
    parts = (*head, record.amount, *quantity)
    return Line(record.kind, parts, where, record.line, record.amount)


def _voucher(record: Voucher) -> Iterator[Line]:
    where = _which(record)
    optional = _optional(record.text, _day(record.registered), record.sign)
    head = (Code(record.series), Code(record.number), _day(record.day), *optional)
    yield Line("VER", head, where, record.line)
    yield Line("{")
    for row in record.rows:
        yield _row(row, where)
    yield Line("}")


def _which(record: Voucher) -> Message:
    name = f"{record.series} {record.number}".rstrip()
    if not name:
        return Message.of("voucher of {day}", day=record.day)
    return Message.of("voucher {voucher} of {day}", voucher=name, day=record.day)


def _row(row: Row, where: Message) -> Line:
    quantity = Code("") if row.quantity is None else row.quantity
    optional = _optional(_day(row.day), row.text, quantity, row.sign)
    parts = (Code(row.account), row.objects, row.amount, *optional)
    return Line(row.kind, parts, where, row.line, row.amount)


def _day(day: date | None) -> Code:
    return Code(f"{day.year:04}{day.month:02}{day.day:02}") if day else Code("")


def _optional(*parts: Part) -> tuple[Part, ...]:
    """Without the empty ones at the end."""
    kept = len(parts)
    while kept and parts[kept - 1] == "":
        kept -= 1
    return parts[:kept]
