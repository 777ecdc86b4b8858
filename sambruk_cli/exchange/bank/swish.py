"""Swish reports in Handelsbanken's form: records 01, 02 and 03, with commas or semicolons.

Fields as in the bank's description of the report, version 3.1, counted from 0. Reports of 2015 have
fifteen fields of a payment, later ones eighteen.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    Nature,
    Payer,
    PaymentReference,
)
from sambruk_cli.exchange.bank.text import bank_text, lines_of
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ORE

START = re.compile(r"01[,;] *(\d{4}-\d\d-\d\d|\d{8}) *[,;\r\n]")
_FEWEST = 13
# What a type of payment is, and whether it adds to the account.
_TYPES = {
    "SWH": (Nature.PAYMENT, 1),
    "SWR": (Nature.RETURN, -1),
    "SWT": (Nature.RETURN, 1),
    "SWU": (Nature.OUT, -1),
    "SWZ": (Nature.RETURN, 1),
}


def read_swish(content: bytes, file: str) -> BankFile:
    """The payments of a report, by account.

    Raises:
      Unreadable: BNK802 when it is cut off, or holds records that are none.
    """
    lines = lines_of(bank_text(content, file, "cp1252"))
    separator = lines[0][2]
    entries: dict[tuple[str, str], list[BankEntry]] = defaultdict(list)
    findings: list[Finding] = []
    number, is_open = 0, False
    for line, fields in _records(lines, separator, file):
        match fields[0]:
            case "01" if not is_open:
                number, is_open = 0, True
            case "02" if is_open and len(fields) >= _FEWEST:
                number += 1
                entry = _entry(fields, separator, file, line)
                entries[fields[2], entry.currency].append(entry)
            case "03" if is_open and len(fields) > 1 and fields[1].isdecimal():
                is_open = False
                if int(fields[1]) != number:
                    stated = int(fields[1])
                    said = finding(
                        "BNK803.count", stated=stated, found=number, file=file, line=line
                    )
                    findings.append(said)
            case _:
                raise _fault(separator.join(fields), file, line)
    if is_open:
        raise Unreadable(finding("BNK802.short", record="03", file=file))
    statements = tuple(
        BankStatement(account, currency, tuple(of_account))
        for (account, currency), of_account in entries.items()
    )
    return BankFile(file, "swish", "", statements, tuple(findings))


def _records(lines: list[str], separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, [" ".join(cell.split()) for cell in row]
            line = reader.line_num + 1
    except csv.Error:
        raise _fault("", file, line) from None


def _entry(fields: list[str], separator: str, file: str, line: int) -> BankEntry:
    """A payment, dated when it was booked, where that is said, else when it was made.

    Raises:
      Unreadable: BNK802 when day, amount or type is none.
    """
    fields = [*fields, *([""] * 18)][:18]
    kind, key, message, order = fields[6], fields[11], fields[12], fields[13]
    day = _day(fields[15]) or _day(fields[5])
    amount = fields[7].lstrip("-").replace(",", "." if separator == ";" else ",")
    if day is None or kind not in _TYPES or not re.fullmatch(r"\d{1,15}(\.\d\d?)?", amount):
        raise _fault(separator.join(fields[5:8]), file, line)
    nature, sign = _TYPES[kind]
    signed = (sign * Decimal(amount)).quantize(ORE)
    references = (
        *((PaymentReference(order, "document"),) if order else ()),
        *((PaymentReference(message, "message"),) if message else ()),
    )
    payer = Payer(fields[10], phone=fields[9])
    payment = BankPayment(signed, nature, references, payer, "", key, line)
    return BankEntry(day, signed, fields[8] or "SEK", (payment,), key, line=line)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _fault(text: str, file: str, line: int) -> Unreadable:
    return Unreadable(finding("BNK802.record", text=text[:40], file=file, line=line))
