"""Balances against what they are made of: vouchers, periods, and each other."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli.sie.errors import Problem
from sambruk_cli.sie.model import Balance, FiscalYear, Record, Voucher
from sambruk_cli.sie.rules.report import Report, Whole
from sambruk_cli.sie.rules.vouchers import year_of
from sambruk_cli.sie.sums import Figures


class Balances:
    """UB = IB + movements, RES = movements; the same for #PSALDO; UB + RES = IB in a whole year."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._figures = Figures()
        self._years: list[FiscalYear] = []

    def see(self, record: Record) -> None:
        match record:
            case Voucher():
                self._figures.book(record, year_of(record.day, self._years))
            case Balance():
                self._figures.state(record)
            case FiscalYear():
                self._years.append(record)
            case _:
                pass

    def end(self, whole: Whole) -> None:
        if whole.vouchers_only:
            return
        figures = self._figures
        given = figures.years()
        if whole.sie_type == "4" and 0 in given:
            self._report_all(figures.against_vouchers(0))
        for year in sorted(given, reverse=True):
            self._report_all(figures.against_periods(year))
            stated = figures.stated
            if year in stated["UB"].years() and (year == 0 or year in stated["RES"].years()):
                self._report_all(figures.footing(year))

    def _report_all(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._report.add(problem)
