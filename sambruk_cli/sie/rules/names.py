"""Accounts, dimensions, objects and years that are used, against those that are declared."""

from __future__ import annotations

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import short
from sambruk_cli.sie.model import (
    Account,
    AccountValue,
    Balance,
    Dimension,
    FiscalYear,
    Object,
    Objects,
    Record,
    Voucher,
)
from sambruk_cli.sie.rules.report import Report, Whole

# Dimensions that have a meaning without #DIM (SIE 4B § 8.17).
RESERVED = ("1", "2", "6", "7", "8", "9", "10")


class Names:
    """The first use of each undeclared one, and how often it is used.

    A 4I file need not carry chart and objects: there what it does not declare at all is not
    looked for.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._declared: dict[str, set[object]] = {
            "account": set(),
            "dimension": set(RESERVED),
            "object": set(),
            "year": set(),
        }
        self._used: dict[str, dict[object, list[int]]] = {what: {} for what in self._declared}
        self._early: list[AccountValue] = []

    def see(self, record: Record) -> None:
        match record:
            case Voucher():
                for row in record.rows:
                    self._use("account", row.account, row.line)
                    if row.objects:
                        self._use_objects(row.objects, row.line)
            case Balance():
                self._use("account", record.account, record.line)
                self._use("year", record.year, record.line)
                self._use_objects(record.objects, record.line)
            case Account():
                self._declared["account"].add(record.number)
            case AccountValue() if record.account not in self._declared["account"]:
                self._early.append(record)
            case Dimension():
                self._declared["dimension"].add(record.number)
                if record.parent:
                    self._use("dimension", record.parent, record.line)
            case Object():
                self._declared["object"].add((record.dimension, record.number))
                self._use("dimension", record.dimension, record.line)
            case FiscalYear():
                self._declared["year"].add(record.number)
            case _:
                pass

    def end(self, whole: Whole) -> None:
        for value in self._early:
            if value.account in self._declared["account"]:
                said = Message.of(
                    "#{label} {account} stands before its #KONTO",
                    label=value.label,
                    account=value.account,
                )
                self._report.error(value.line, "place", said)
            else:
                said = Message.of(
                    '#{label} of account "{account}", which has no #KONTO',
                    label=value.label,
                    account=short(value.account),
                )
                self._report.error(value.line, "undeclared", said)
        for what, used in self._used.items():
            reserved = len(RESERVED) if what == "dimension" else 0
            bare = len(self._declared[what]) == reserved
            if bare and (whole.vouchers_only or what == "year"):
                continue
            for name, (line, times) in used.items():
                if name not in self._declared[what]:
                    self._undeclared(what, name, line, times)

    def _undeclared(self, what: str, name: object, line: int, times: int) -> None:
        said = _lacking(what, name)
        if times > 1:
            said = Message.of("{lack}; it is used {times} times", lack=said, times=times)
        self._report.error(line, "undeclared", said)

    def _use_objects(self, objects: Objects, line: int) -> None:
        for pair in objects:
            self._use("dimension", pair[0], line)
            if pair[1]:
                self._use("object", pair, line)

    def _use(self, what: str, name: object, line: int) -> None:
        used = self._used[what].get(name)
        if used is None:
            self._used[what][name] = [line, 1]
        else:
            used[1] += 1


def _lacking(what: str, name: object) -> Message:
    """That what is used is not declared; an object is named by dimension and number."""
    match name:
        case (str(dimension), str(number)):
            return Message.of(
                'object "{object}" of dimension {dimension} has no #OBJEKT',
                object=short(number),
                dimension=dimension,
            )
        case str() if what == "account":
            return Message.of('account "{account}" has no #KONTO', account=short(name))
        case str():
            return Message.of('dimension "{dimension}" has no #DIM', dimension=short(name))
        case _:
            return Message.of("year {year} has no #RAR", year=str(name))
