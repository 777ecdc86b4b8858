"""From records in the order of the file to a SieFile."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

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
    OrgNumber,
    Program,
    Record,
    SieFile,
    Unknown,
    Value,
    Voucher,
)
from sambruk_cli.sie.read import RecordReader

# The field of SieFile that a record which may stand once goes to.
SINGLE_VALUES = {
    "FLAGGA": "flag",
    "FORMAT": "format",
    "SIETYP": "sie_type",
    "FTYP": "company_type",
    "FNR": "company_id",
    "BKOD": "industry",
    "FNAMN": "company_name",
    "TAXAR": "tax_year",
    "KPTYP": "chart_type",
    "VALUTA": "currency",
}
_SINGLE_TYPES: dict[type, str] = {
    Program: "program",
    Generated: "generated",
    OrgNumber: "org_number",
    Address: "address",
    Extent: "extent",
}
_SEVERAL: dict[type, str] = {
    FiscalYear: "years",
    Dimension: "dimensions",
    Object: "objects",
    Balance: "balances",
    Voucher: "vouchers",
    Unknown: "unknown",
}


def read(data: bytes, *, repair_letters: bool = False) -> SieFile:
    """The file that the bytes hold, with mistaken letters mended where that is asked for.

    Raises SieError, with every problem and its line, for what cannot be read. Whatever the
    standard tells a reader to accept stands in `problems` of the result, and so does a wrong
    checksum.
    """
    with _collector_off():
        reader = RecordReader(io.BytesIO(data), repair_letters=repair_letters)
        found = assemble(reader)
        return replace(found, problems=reader.problems, encoding=reader.encoding)


def assemble(records: Iterable[Record]) -> SieFile:
    """Records in any order as one file; what may stand once is the first of its kind."""
    several: dict[str, list[Any]] = {name: [] for name in _SEVERAL.values()}
    single: dict[str, Any] = {}
    prose: list[Value] = []
    accounts: dict[str, Account] = {}
    values: list[AccountValue] = []
    strays: list[Record] = []
    for record in records:
        name = _SEVERAL.get(type(record))
        if name:
            several[name].append(record)
        elif isinstance(record, Account):
            if accounts.setdefault(record.number, record) is not record:
                strays.append(record)
        elif isinstance(record, AccountValue):
            values.append(record)
        elif isinstance(record, Value) and record.label == "PROSA":
            prose.append(record)
        elif isinstance(record, Checksum):
            single["checksum"] = True
            if record.stated is not None:
                single.setdefault("stated", record)
        else:
            field = _single(record)
            if single.setdefault(field, record) is not record:
                strays.append(record)
    strays += _attach(accounts, values)
    found: dict[str, Any] = {name: tuple(kept) for name, kept in several.items()}
    return SieFile(
        **single,
        **found,
        prose=tuple(prose),
        accounts=tuple(accounts.values()),
        strays=tuple(sorted(strays, key=rank)),
    )


def _single(record: Record) -> str:
    if isinstance(record, Value):
        return SINGLE_VALUES[record.label]
    return _SINGLE_TYPES[type(record)]


def rank(stray: Record) -> int:
    """Where a stray is written: identification, accounts, then what belongs to accounts."""
    if isinstance(stray, Account):
        return 1
    return 2 if isinstance(stray, AccountValue) else 0


def _attach(accounts: dict[str, Account], values: list[AccountValue]) -> list[AccountValue]:
    """Puts #KTYP, #ENHET and #SRU into their accounts; gives back those that have no place."""
    sru: dict[str, list[str]] = {}
    left = []
    for value in values:
        account = accounts.get(value.account)
        if account is None:
            left.append(value)
        elif value.label == "SRU":
            sru.setdefault(value.account, []).append(value.text)
        elif value.label == "KTYP" and account.kind is None:
            accounts[value.account] = replace(account, kind=value.text)
        elif value.label == "ENHET" and account.unit is None:
            accounts[value.account] = replace(account, unit=value.text)
        else:
            left.append(value)
    for number, codes in sru.items():
        accounts[number] = replace(accounts[number], sru=tuple(codes))
    return left


@contextmanager
def _collector_off() -> Iterator[None]:
    """Records hold no cycles; looking for some in a million of them takes most of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # The records go to the oldest generation unexamined.
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
