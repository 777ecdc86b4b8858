"""The fields of a line as the record of its label (SIE 4B § 6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import Collector
from sambruk_cli.sie.fields import Fields
from sambruk_cli.sie.lex import Field
from sambruk_cli.sie.model import (
    Account,
    AccountValue,
    Address,
    Balance,
    BalanceKind,
    Dimension,
    Extent,
    FiscalYear,
    Generated,
    Object,
    OrgNumber,
    Program,
    Record,
    Row,
    RowKind,
    Unknown,
    Value,
    Voucher,
)

# What a field is called where it is missing.
ACCOUNT = Message.of("account")
DIMENSION = Message.of("dimension")
OBJECT = Message.of("object")

# Records that the books do not rest on: one that cannot be read is left out, with a warning.
OPTIONAL = frozenset(
    (
        *("KTYP", "ENHET", "SRU", "DIM", "UNDERDIM", "OBJEKT", "PSALDO", "PBUDGET"),
        *("PROGRAM", "FORMAT", "GEN", "PROSA", "FTYP", "FNR", "BKOD", "ADRESS"),
        *("TAXAR", "OMFATTN", "KPTYP"),
    )
)


def record(label: str, fields: list[Field], line: int, problems: Collector) -> Record | None:
    """The record of a line outside a voucher; None where it cannot be read.

    A label that SIE 4B does not have gives an Unknown, and a note.
    """
    parse = _PARSERS.get(label)
    if parse is None:
        said = Message.of("#{label} is no label of SIE 4B; ignored", label=label[:40])
        problems.note(line, "label", said)
        flat = [item for field in fields for item in ([field] if isinstance(field, str) else field)]
        return Unknown(label, tuple(flat), line)
    taken = Fields(label, fields, line, problems)
    taken.optional = label in OPTIONAL
    found = parse(taken)
    taken.end()
    return None if taken.bad else found


def row(label: str, fields: list[Field], line: int, problems: Collector) -> Row | None:
    """A #TRANS, #RTRANS or #BTRANS; None for one that cannot be read.

    A #BTRANS, which never counts, is left out then with a warning.
    """
    taken = Fields(label, fields, line, problems)
    taken.optional = label == "BTRANS"
    account = taken.needed(ACCOUNT)
    objects = taken.objects()
    found = Row(
        cast(RowKind, label),
        account,
        taken.amount(),
        objects,
        taken.day(),
        taken.text(),
        taken.quantity(),
        taken.text(),
        line,
    )
    taken.end()
    return None if taken.bad else found


def _value(f: Fields) -> Record:
    return Value(f.label, f.text(), f.line)


def _program(f: Fields) -> Record:
    return Program(f.text(), f.text(), f.line)


def _generated(f: Fields) -> Record:
    return Generated(f.day(), f.text(), f.line)


def _org_number(f: Fields) -> Record:
    return OrgNumber(f.text(), f.text(), f.text(), f.line)


def _address(f: Fields) -> Record:
    return Address(f.text(), f.text(), f.text(), f.text(), f.line)


def _extent(f: Fields) -> Record:
    return Extent(f.day(), f.line)


def _fiscal_year(f: Fields) -> Record:
    number = f.year()
    f.optional = not f.bad and number not in (0, -1)
    return FiscalYear(number, f.day(needed=True), f.day(needed=True), f.line)


def _account(f: Fields) -> Record:
    return Account(f.needed(ACCOUNT), f.text(), line=f.line)


def _account_value(f: Fields) -> Record:
    return AccountValue(f.label, f.needed(ACCOUNT), f.text(), f.line)


def _dimension(f: Fields) -> Record:
    return Dimension(f.needed(DIMENSION), f.text(), None, f.line)


def _subdimension(f: Fields) -> Record:
    return Dimension(f.needed(DIMENSION), f.text(), f.text(), f.line)


def _object(f: Fields) -> Record:
    return Object(f.needed(DIMENSION), f.needed(OBJECT), f.text(), f.line)


def _balance(f: Fields) -> Record:
    year = f.year()
    f.optional = f.optional or (not f.bad and year not in (0, -1))
    period = f.period() if f.label in ("PSALDO", "PBUDGET") else ""
    account = f.needed(ACCOUNT)
    objects = () if f.label in ("IB", "UB", "RES") else f.objects()
    kind = cast(BalanceKind, f.label)
    return Balance(kind, year, account, f.amount(), period, objects, f.quantity(), f.line)


def _voucher(f: Fields) -> Record:
    series, number, day = f.text(), f.text(), f.needed_day()
    return Voucher(series, number, day, f.text(), f.day(), f.text(), (), f.line)


_PARSERS: dict[str, Callable[[Fields], Record]] = {
    "PROGRAM": _program,
    "GEN": _generated,
    "ORGNR": _org_number,
    "ADRESS": _address,
    "OMFATTN": _extent,
    "RAR": _fiscal_year,
    "KONTO": _account,
    "DIM": _dimension,
    "UNDERDIM": _subdimension,
    "OBJEKT": _object,
    "VER": _voucher,
}
for _label in (
    *("FLAGGA", "FORMAT", "SIETYP", "PROSA", "FTYP", "FNR"),
    *("BKOD", "FNAMN", "TAXAR", "KPTYP", "VALUTA"),
):
    _PARSERS[_label] = _value
for _label in ("KTYP", "ENHET", "SRU"):
    _PARSERS[_label] = _account_value
for _label in ("IB", "UB", "RES", "OIB", "OUB", "PSALDO", "PBUDGET"):
    _PARSERS[_label] = _balance

LABELS = frozenset(_PARSERS) | {"KSUMMA"}
