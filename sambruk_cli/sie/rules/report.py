"""What rules find, and what they know of the file as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import MOST, Problem, Severity
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
    Unknown,
    Value,
    Voucher,
)

_LABELS: dict[type, str] = {
    Program: "PROGRAM",
    Generated: "GEN",
    OrgNumber: "ORGNR",
    Address: "ADRESS",
    Extent: "OMFATTN",
    FiscalYear: "RAR",
    Account: "KONTO",
    Object: "OBJEKT",
    Voucher: "VER",
    Checksum: "KSUMMA",
}


@dataclass(frozen=True, slots=True)
class Whole:
    """`sie_type` is "1" to "4"; `vouchers_only` tells a 4I file from a 4E file."""

    sie_type: str
    vouchers_only: bool


class Rule(Protocol):
    def see(self, record: Record) -> None: ...
    def end(self, whole: Whole) -> None: ...


class Report:
    """Gathers problems; of each kind the first thousand."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def error(self, line: int, kind: str, said: Message) -> None:
        self._add(line, kind, said, "error")

    def warn(self, line: int, kind: str, said: Message) -> None:
        self._add(line, kind, said, "warning")

    def _add(self, line: int, kind: str, said: Message, severity: Severity) -> None:
        self.add(Problem(line, kind, said, severity))

    def add(self, problem: Problem) -> None:
        self._counts[problem.kind] += 1
        if self._counts[problem.kind] <= MOST:
            self.problems.append(problem)

    def end(self) -> None:
        """Says of which kinds there are more than are listed."""
        for kind, count in self._counts.items():
            if count > MOST:
                said = Message.of("{number} more of this kind are not listed", number=count - MOST)
                self.problems.append(Problem(0, kind, said))


def label(record: Record) -> str:
    """The label as it stands in the file, without #."""
    match record:
        case Value() | AccountValue() | Unknown():
            return record.label
        case Balance():
            return record.kind
        case Dimension():
            return "DIM" if record.parent is None else "UNDERDIM"
        case _:
            return _LABELS[type(record)]
