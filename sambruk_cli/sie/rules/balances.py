"""Balances against what they are made of: vouchers, periods, and each other."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.sie.errors import quoted
from sambruk_cli.sie.model import (
    EXACT,
    Balance,
    FiscalYear,
    Record,
    Voucher,
    exact_sum,
)
from sambruk_cli.sie.rules.report import Report, Whole
from sambruk_cli.sie.rules.vouchers import year_of

ZERO = Decimal(0)
_YEAR = ("IB", "UB", "RES")


class Sums(dict[tuple[int, str], Decimal]):
    """Amounts by year and account; `lines` has the first line of each."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[tuple[int, str], int] = {}

    def put(self, year: int, account: str, amount: Decimal, line: int) -> None:
        key = (year, account)
        before = self.get(key)
        if before is None:
            self[key] = amount
            self.lines[key] = line
        else:
            self[key] = EXACT.add(before, amount)

    def years(self) -> set[int]:
        return {year for year, _ in self}

    def of(self, year: int) -> Decimal:
        return exact_sum([amount for key, amount in self.items() if key[0] == year])


class Balances:
    """UB = IB + movements, RES = movements; the same for #PSALDO; UB + RES = IB in a whole year.

    A balance of zero may be left out, so what is absent counts as zero (SIE 4B § 8.7).
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sums = {kind: Sums() for kind in (*_YEAR, "PSALDO")}
        self._moved = Sums()
        self._years: list[FiscalYear] = []

    def see(self, record: Record) -> None:
        match record:
            case Voucher():
                year = year_of(record.day, self._years)
                put = self._moved.put
                for row in record.rows:
                    if row.kind == "TRANS":
                        put(year, row.account, row.amount, row.line)
            case Balance() if record.kind in self._sums and not record.objects:
                put = self._sums[record.kind].put
                put(record.year, record.account, record.amount, record.line)
            case FiscalYear():
                self._years.append(record)
            case _:
                pass

    def end(self, whole: Whole) -> None:
        if whole.vouchers_only:
            return
        given = {year for kind in _YEAR for year in self._sums[kind].years()}
        if whole.sie_type == "4" and 0 in given:
            self._compare(0, self._moved, "the vouchers move it by", every=True)
        for year in sorted(given, reverse=True):
            self._compare(year, self._sums["PSALDO"], "the periods sum to", every=False)
            self._foot(year)

    def _compare(self, year: int, moved: Sums, said: str, *, every: bool) -> None:
        """With `every`, accounts that have a balance and no movement too."""
        if not moved:
            return
        kinds = (*(self._sums[kind] for kind in _YEAR), moved) if every else (moved,)
        accounts = dict.fromkeys(account for sums in kinds for y, account in sums if y == year)
        opened = year in self._sums["IB"].years()
        for account in accounts:
            key = (year, account)
            opening, closing, result = (self._sums[kind].get(key) for kind in _YEAR)
            if closing is not None and opening is None and not opened:
                continue  # the file does not give that year's opening balances
            change = moved.get(key, ZERO)
            stated = result if result is not None else _less(closing or ZERO, opening or ZERO)
            if change != stated:
                self._differs(year, account, f"{said} {change:f}", moved)

    def _differs(self, year: int, account: str, said: str, moved: Sums) -> None:
        key = (year, account)
        opening, closing, result = (self._sums[kind].get(key) for kind in _YEAR)
        if result is not None:
            stated, line = f"#RES is {result:f}", self._sums["RES"].lines[key]
        elif closing is not None:
            stated = f"#UB is {closing:f}, #IB {opening or ZERO:f}"
            line = self._sums["UB"].lines[key]
        elif opening is not None:
            stated, line = f"#IB is {opening:f}, without #UB", self._sums["IB"].lines[key]
        else:
            stated, line = "it has neither #UB nor #RES", moved.lines[key]
        message = f"account {quoted(account)}, year {year}: {stated}, but {said}"
        self._report.error(line, "difference", message)

    def _foot(self, year: int) -> None:
        """Vouchers balance, so that closing balances and results sum to the opening balances."""
        opening, closing, result = (self._sums[kind].of(year) for kind in _YEAR)
        if year not in self._sums["UB"].years():
            return
        if year not in self._sums["RES"].years() and year != 0:
            return
        left = _less(EXACT.add(closing, result), opening)
        if left:
            line = min(at for key, at in self._sums["UB"].lines.items() if key[0] == year)
            message = (
                f"year {year} does not foot: #UB {closing:f} + #RES {result:f} "
                f"- #IB {opening:f} is {left:f}, not 0"
            )
            self._report.error(line, "difference", message)


def _less(one: Decimal, other: Decimal) -> Decimal:
    return EXACT.subtract(one, other)
