"""Accounts, dimensions, objects and years that are used, against those that are declared."""

from __future__ import annotations

from sambruk_cli.sie.errors import quoted
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
                message = f"#{value.label} {value.account} stands before its #KONTO"
                self._report.error(value.line, "place", message)
            else:
                message = f"#{value.label} of account {quoted(value.account)}, which has no #KONTO"
                self._report.error(value.line, "undeclared", message)
        for what, record in (
            ("account", "KONTO"),
            ("dimension", "DIM"),
            ("object", "OBJEKT"),
            ("year", "RAR"),
        ):
            reserved = len(RESERVED) if what == "dimension" else 0
            bare = len(self._declared[what]) == reserved
            if bare and (whole.vouchers_only or what == "year"):
                continue
            for name, (line, times) in self._used[what].items():
                if name not in self._declared[what]:
                    self._undeclared(what, record, name, line, times)

    def _undeclared(self, what: str, record: str, name: object, line: int, times: int) -> None:
        shown = f"{quoted(name[1])} of dimension {name[0]}" if isinstance(name, tuple) else name
        shown = quoted(name) if isinstance(name, str) else shown
        often = "" if times == 1 else f"; it is used {times} times"
        message = f"{what} {shown} has no #{record}{often}"
        self._report.error(line, "undeclared", message)

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
