"""Which records a file has, in which order, and how often (SIE 4B § 5.11 and 5.12)."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal

from sambruk_cli.messages import Message
from sambruk_cli.sie.model import (
    EXACT,
    Account,
    AccountValue,
    Balance,
    Checksum,
    Dimension,
    FiscalYear,
    Object,
    Record,
    Unknown,
    Voucher,
)
from sambruk_cli.sie.rules.report import Report, Whole, label

_CHART = frozenset({"KONTO", "KTYP", "ENHET", "SRU", "DIM", "UNDERDIM", "OBJEKT"})
_YEAR_BALANCES = frozenset({"IB", "UB", "RES"})
_OBJECT_BALANCES = frozenset({"OIB", "OUB"})
_PERIOD_BALANCES = frozenset({"PSALDO", "PBUDGET"})
_FIGURES = _YEAR_BALANCES | _OBJECT_BALANCES | _PERIOD_BALANCES | {"VER"}
_SECTIONS = (
    Message.of("the flag"),
    Message.of("identification"),
    Message.of("chart of accounts"),
    Message.of("balances and vouchers"),
)


class Order:
    """Flag, identification, chart, balances and vouchers: the first of each label out of place."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._reached = -1
        self._told: set[str] = set()

    def see(self, record: Record) -> None:
        if isinstance(record, Unknown | Checksum):
            return
        name = label(record)
        section = 0 if name == "FLAGGA" else 2 if name in _CHART else 3 if name in _FIGURES else 1
        if section >= self._reached:
            self._reached = section
        elif name not in self._told:
            self._told.add(name)
            self._report.error(record.line, "place", self._misplaced(name, section))

    def _misplaced(self, name: str, section: int) -> Message:
        after = _SECTIONS[self._reached]
        if section == 0:
            return Message.of(
                "#{label} stands after {after}; it belongs first in the file",
                label=name,
                after=after,
            )
        return Message.of(
            "#{label} stands after {after}; it belongs with {section}",
            label=name,
            after=after,
            section=_SECTIONS[section],
        )

    def end(self, whole: Whole) -> None:
        pass


class Once:
    """Records that may stand once, or once for each account, object, year or period."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._seen: dict[Hashable, int] = {}

    def see(self, record: Record) -> None:
        if isinstance(record, Voucher | Unknown | Checksum):
            return
        name = label(record)
        if name == "PROSA":
            return
        key, of = _identity(record)
        first = self._seen.setdefault((name.replace("UNDERDIM", "DIM"), key), record.line)
        if first != record.line:
            self._report.error(record.line, "duplicate", _second(record, f"{name}{of}", first))

    def end(self, whole: Whole) -> None:
        pass


def _second(record: Record, name: str, first: int) -> Message:
    if isinstance(record, Balance) and record.objects:
        return Message.of(
            "a second #{record} with the same objects; the first one is on line {first}",
            record=name,
            first=first,
        )
    return Message.of(
        "a second #{record}; the first one is on line {first}", record=name, first=first
    )


def _identity(record: Record) -> tuple[Hashable, str]:
    """What tells a record from others of its label, and how messages say so."""
    match record:
        case FiscalYear():
            return record.number, f" {record.number}"
        case Account() | Dimension():
            return record.number, f" {record.number}"
        case AccountValue():
            extra = record.text if record.label == "SRU" else ""
            return (record.account, extra), f" {record.account} {extra}".rstrip()
        case Object():
            return (record.dimension, record.number), f" {record.dimension} {record.number}"
        case Balance():
            of = f" {record.year} {record.period} {record.account}".replace("  ", " ")
            key = (record.year, record.period, record.account, record.objects)
            return key, of
        case _:
            return None, ""


class Presence:
    """Mandatory records of each type, and records that the type does not have.

    A company without a year before, a result, budgets or objects has no records of them, so that
    these are only expected. A year in which nothing was booked has no vouchers: its closing
    balances are the opening ones, and it has no result. #DIM and
    #UNDERDIM go unnamed: a dimension may be a reserved one.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._first: dict[str, int] = {}
        self._years: set[int] = set()
        self._moved: dict[str, Decimal] = {}  # by the year's balances, kronor by account

    def see(self, record: Record) -> None:
        self._first.setdefault(label(record), record.line)
        if isinstance(record, Balance) and record.kind in _YEAR_BALANCES and record.year == 0:
            amount = -record.amount if record.kind == "IB" else record.amount
            self._moved[record.account] = EXACT.add(
                self._moved.get(record.account, Decimal(0)), amount
            )
        if isinstance(record, FiscalYear):
            self._years.add(record.number)
        elif isinstance(record, Voucher) and record.rows:
            self._first.setdefault("TRANS", record.line)

    def has(self, *labels: str) -> bool:
        return any(name in self._first for name in labels)

    def end(self, whole: Whole) -> None:
        kind = (
            f"4{'I' if whole.vouchers_only else 'E'}" if whole.sie_type == "4" else whole.sie_type
        )
        self._needed(kind)
        if kind != "4I":
            self._needed_of_books(kind)
        self._misplaced(kind)

    def _needed(self, kind: str) -> None:
        labels = ["PROGRAM", "FORMAT", "GEN", "FNAMN"]
        if kind != "1" or self.has("VER", *_PERIOD_BALANCES, *_OBJECT_BALANCES):
            labels.append("SIETYP")
        if kind == "4I" or (kind == "4E" and not self._rested()):
            labels += ["VER", "TRANS"] if not self.has("VER") else ["TRANS"]
        if kind in ("2", "3"):
            labels += ["OMFATTN", "PSALDO"]
        if kind != "4I":
            labels.append("KONTO")
        for name in labels:
            if not self.has(name):
                self._need(f"#{name}", kind)

    def _rested(self) -> bool:
        """Whether the balances tell of a year in which nothing was booked."""
        return bool(self._moved) and not any(self._moved.values()) and not self.has("VER")

    def _needed_of_books(self, kind: str) -> None:
        if 0 not in self._years:
            self._need("#RAR 0", kind)
        elif -1 not in self._years:
            self._expect("#RAR -1", kind, Message.of("unless this is the first year"))
        if not self.has(*_YEAR_BALANCES):
            self._need(Message.of("#IB, #UB and #RES"), kind)
        else:
            for name in sorted(_YEAR_BALANCES):
                self._expect_label(name, kind, Message.of("unless all of them are zero"))
        if kind in ("1", "2"):
            self._expect_label("SRU", kind, Message.of("which tax programs read"))
        if kind in ("2", "3"):
            self._expect_label("PBUDGET", kind, Message.of("where there is a budget"))
        if kind == "3":
            for name in ("OBJEKT", "OIB", "OUB"):
                self._expect_label(name, kind, Message.of("where there are objects"))

    def _need(self, what: str | Message, kind: str) -> None:
        said = Message.of("a file of type {type} must have {record}", type=kind, record=what)
        self._report.error(0, "absent", said)

    def _expect_label(self, name: str, kind: str, why: Message) -> None:
        if not self.has(name):
            self._expect(f"#{name}", kind, why)

    def _expect(self, what: str, kind: str, why: Message) -> None:
        said = Message.of(
            "a file of type {type} should have {record}, {why}", type=kind, record=what, why=why
        )
        self._report.warn(0, "expected", said)

    def _misplaced(self, kind: str) -> None:
        foreign: set[str] = set()
        if kind == "4I":
            foreign |= _YEAR_BALANCES | _OBJECT_BALANCES | _PERIOD_BALANCES | {"BKOD"}
        elif kind != "4E":
            foreign.add("VER")
            foreign |= _OBJECT_BALANCES if kind in ("1", "2") else set()
            foreign |= _PERIOD_BALANCES if kind == "1" else set()
        for name in sorted(foreign & self._first.keys()):
            said = Message.of(
                "#{label} does not belong in a file of type {type}", label=name, type=kind
            )
            self._report.error(self._first[name], "place", said)
