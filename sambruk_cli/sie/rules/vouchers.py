"""Vouchers: they balance, ascend, fall in the year, and keep their processing history."""

from __future__ import annotations

from datetime import date

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import Problem
from sambruk_cli.sie.model import FiscalYear, Record, Voucher
from sambruk_cli.sie.rules.report import Report, Whole


def name(voucher: Voucher) -> str | Message:
    """A voucher in messages: its series and number, or its day."""
    found = f"{voucher.series} {voucher.number}".strip()
    return found or Message.of("of {day}", day=voucher.day)


def unbalanced(voucher: Voucher) -> Problem | None:
    """What is wrong with a voucher whose rows that count do not sum to zero (BFL 5:7, SIE 4B)."""
    if not voucher.balance:
        return None
    said = Message.of(
        "voucher {voucher} does not balance: its rows sum to {sum}",
        voucher=name(voucher),
        sum=voucher.balance,
    )
    return Problem(voucher.line, "balance", said)


class Balanced:
    """The rows that count sum to zero."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def see(self, record: Record) -> None:
        if isinstance(record, Voucher) and (problem := unbalanced(record)):
            self._report.add(problem)

    def end(self, whole: Whole) -> None:
        pass


class Numbers:
    """Numbers ascend within a series and fiscal year. In a 4I file they may be left out."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._years: list[FiscalYear] = []
        self._last: dict[tuple[int, str], tuple[tuple[int, str], Voucher]] = {}
        self._without: list[int] = []

    def see(self, record: Record) -> None:
        if isinstance(record, FiscalYear):
            self._years.append(record)
        elif isinstance(record, Voucher):
            if not record.number:
                self._without.append(record.line)
            elif record.number.isascii() and record.number.isdigit():
                self._numbered(record)

    def _numbered(self, record: Voucher) -> None:
        series = (year_of(record.day, self._years), record.series)
        digits = record.number.lstrip("0")
        value = (len(digits), digits)  # compares as the number does, however long
        found = self._last.get(series)
        if found is None or value > found[0]:
            self._last[series] = (value, record._replace(rows=()))
            return
        last = found[1]
        mine, other = name(record), name(last)
        if value == found[0]:
            said = Message.of(
                "voucher {voucher} has the number of {other} of line {line}",
                voucher=mine,
                other=other,
                line=last.line,
            )
        else:
            said = Message.of(
                "voucher {voucher} stands after {other} of line {line}",
                voucher=mine,
                other=other,
                line=last.line,
            )
        self._report.error(record.line, "number", said)

    def end(self, whole: Whole) -> None:
        if not whole.vouchers_only:
            for line in self._without:
                self._report.error(line, "number", Message.of("a voucher without a number"))


def year_of(day: date, years: list[FiscalYear]) -> int:
    """The number of the declared year that holds the day; 0 where none does."""
    return next((y.number for y in years if holds(y, day)), 0)


def holds(year: FiscalYear, day: date) -> bool:
    return year.start is not None and year.end is not None and year.start <= day <= year.end
