"""Fiscal years, and the days and periods that fall outside them."""

from __future__ import annotations

from datetime import date

from sambruk_cli.messages import Message
from sambruk_cli.sie.model import Balance, Extent, FiscalYear, Record, Voucher
from sambruk_cli.sie.rules.report import Report, Whole
from sambruk_cli.sie.rules.vouchers import holds, name


class Years:
    """Years neither end before they start nor overlap; what is dated lies in its year."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._years: dict[int, FiscalYear] = {}
        self._outside: list[tuple[int, str | Message, date]] = []
        self._extent: Extent | None = None
        self._periods: dict[tuple[int, str], tuple[int, str]] = {}

    def see(self, record: Record) -> None:
        match record:
            case Voucher():
                this = self._years.get(0)
                if this is None or not holds(this, record.day):
                    self._outside.append((record.line, name(record), record.day))
            case Balance() if record.period:
                place = (record.line, record.kind)
                self._periods.setdefault((record.year, record.period), place)
            case FiscalYear():
                self._years.setdefault(record.number, record)
            case Extent():
                self._extent = self._extent or record
            case _:
                pass

    def end(self, whole: Whole) -> None:
        years = [y for y in self._years.values() if y.start and y.end]
        for at, year in enumerate(years):
            self._compare(year, years[:at])
        this = self._years.get(0)
        for line, shown, day in self._outside:
            self._voucher(line, shown, day, whole)
        self._covered(this)
        for (number, period), (line, kind) in self._periods.items():
            of = self._years.get(number)
            if of is not None and not _meets(of, period):
                said = Message.of(
                    "the first #{label} of period {period}, which is outside {year}",
                    label=kind,
                    period=period,
                    year=_span(of),
                )
                self._report.error(line, "span", said)

    def _covered(self, this: FiscalYear | None) -> None:
        extent = self._extent
        if extent is None or extent.day is None or this is None or not _known(this):
            return
        if not holds(this, extent.day):
            said = Message.of(
                "#OMFATTN {day} lies outside {year}", day=extent.day, year=_span(this)
            )
            self._report.error(extent.line, "span", said)

    def _compare(self, year: FiscalYear, earlier: list[FiscalYear]) -> None:
        assert year.start is not None and year.end is not None  # noqa: PT018
        if year.start > year.end:
            said = Message.of("#RAR {year} ends before it starts", year=year.number)
            self._report.error(year.line, "span", said)
            return
        for other in earlier:
            assert other.start is not None and other.end is not None  # noqa: PT018
            if other.start <= other.end and year.start <= other.end and other.start <= year.end:
                said = Message.of(
                    "#RAR {year} overlaps #RAR {other} of line {line}",
                    year=year.number,
                    other=other.number,
                    line=other.line,
                )
                self._report.error(year.line, "span", said)
            elif (year.number < other.number) != (year.start < other.start):
                said = Message.of(
                    "#RAR {year} and #RAR {other} are in the wrong order",
                    year=year.number,
                    other=other.number,
                )
                self._report.error(year.line, "span", said)

    def _voucher(self, line: int, shown: str | Message, day: date, whole: Whole) -> None:
        this = self._years.get(0)
        if this is None or not _known(this) or holds(this, day):
            return
        if whole.vouchers_only and any(holds(year, day) for year in self._years.values()):
            return
        said = Message.of(
            "voucher {voucher} is dated {day}, outside {year}",
            voucher=shown,
            day=day,
            year=_span(this),
        )
        self._report.error(line, "span", said)


def _known(year: FiscalYear) -> bool:
    return year.start is not None and year.end is not None and year.start <= year.end


def _meets(year: FiscalYear, period: str) -> bool:
    if not _known(year):
        return True
    assert year.start is not None and year.end is not None  # noqa: PT018
    first, last = (f"{day.year:04}{day.month:02}" for day in (year.start, year.end))
    return first <= period <= last


def _span(year: FiscalYear) -> Message:
    assert year.start is not None and year.end is not None  # noqa: PT018
    return Message.of(
        "fiscal year {year}, {start} to {end}", year=year.number, start=year.start, end=year.end
    )
