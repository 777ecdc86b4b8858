"""The balances of a SIE file before import: held to the arithmetic of SIE, and to the year before.

That UB = IB + movements is sambruk_cli.sie.sums; here are the years that the books take, and what
a ledger that runs on from year to year asks besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sambruk_cli import sie
from sambruk_cli.exchange.sie.findings import as_finding
from sambruk_cli.exchange.sie.into.names import year_label
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import LONGEST_MONTHS, FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.sie.rules.report import Report
from sambruk_cli.sie.rules.structure import Once
from sambruk_cli.sie.sums import Figures

BALANCE_CLASSES = ("1", "2")
FIRST, LAST = 1900, 2199  # calendar years in which a fiscal year may lie
_KINDS = ("IB", "UB", "RES", "OIB", "OUB")


@frozen
class YearBalances:
    """#IB, #UB and #RES of one year by account; the records, for their lines.

    `by_vouchers` tells a year whose vouchers are in the file from one of balances alone; `line` is
    that of #RAR.
    """

    number: int
    year: FiscalYear
    opening: Mapping[str, sie.Balance]
    closing: Mapping[str, sie.Balance]
    result: Mapping[str, sie.Balance]
    by_vouchers: bool = False
    line: int | None = None

    def movements(self) -> dict[str, Decimal]:
        """What the balances say that each account moved by, in kronor; nothing that is nought."""
        accounts = sorted({*self.opening, *self.closing, *self.result})
        found = {}
        for account in accounts:
            if account.startswith(BALANCE_CLASSES):
                amount = amount_of(self.closing, account) - amount_of(self.opening, account)
            else:
                amount = amount_of(self.result, account)
            if amount:
                found[account] = amount
        return found

    def taken(self) -> Iterator[sie.Balance]:
        """What the books take: #IB and #UB of the balance sheet, #RES of the income statement.

        Vouchers are held to whatever #IB and #UB an account has.
        """
        for record in (*self.opening.values(), *self.closing.values()):
            if self.by_vouchers or record.account.startswith(BALANCE_CLASSES):
                yield record
        for account, record in self.result.items():
            if not account.startswith(BALANCE_CLASSES):
                yield record


def amount_of(balances: Mapping[str, sie.Balance], account: str) -> Decimal:
    """Kronor, nought where there is no record of the account."""
    found = balances.get(account)
    return found.amount if found else ZERO


def fiscal_year(file: sie.SieFile, number: int) -> FiscalYear | None:
    """A year of the file that has its days, as a fiscal year."""
    found = next((y for y in file.years if y.number == number), None)
    if found is None or found.start is None or found.end is None or found.start > found.end:
        return None
    if found.start.year < FIRST or found.end.year > LAST:
        return None
    return FiscalYear(year_label(found.start, found.end), found.start, found.end)


def year_balances(file: sie.SieFile, year: FiscalYear, number: int) -> YearBalances:
    """The balances of a year; of those that stand twice the first."""
    parts: dict[str, dict[str, sie.Balance]] = {"IB": {}, "UB": {}, "RES": {}}
    for balance in file.balances:
        if balance.year == number and balance.kind in parts:
            parts[balance.kind].setdefault(balance.account, balance)
    line = next((y.line for y in file.years if y.number == number), None)
    found = YearBalances(number, year, parts["IB"], parts["UB"], parts["RES"], line=line or None)
    may_have_vouchers = file.type == "4" and number == 0
    # Some programs write type 4 of a year whose vouchers they do not hold.
    by_vouchers = may_have_vouchers and (bool(file.vouchers) or not found.movements())
    return replace(found, by_vouchers=by_vouchers)


def check_balances(file: sie.SieFile, years: Sequence[YearBalances], name: str) -> list[Finding]:
    """What `sie check` says of the balances that the books take, and what a ledger asks besides.

    A result that is not booked (`unbooked_results`) is no fault: the ledger runs on all the same.

    Args:
      years: in order of time.
    """
    problems = [*_twice(file, years), *_arithmetic(file, years)]
    return [
        *(as_finding(problem, name) for problem in problems),
        *_between_years(years, name),
    ]


def _twice(file: sie.SieFile, years: Sequence[YearBalances]) -> Sequence[sie.Problem]:
    """Balances that stand twice, of accounts and of objects."""
    report = Report()
    rule = Once(report)
    numbers = {year.number for year in years}
    for balance in file.balances:
        if balance.year in numbers and balance.kind in _KINDS:
            rule.see(balance)
    report.end()
    return report.problems


def _arithmetic(file: sie.SieFile, years: Sequence[YearBalances]) -> Iterator[sie.Problem]:
    """UB = IB + movements in the year of the vouchers; years of balances alone foot."""
    figures = Figures()
    for year in years:
        for balance in year.taken():
            figures.state(balance)
    for year in years:
        if not year.by_vouchers:
            yield from figures.footing(year.number)
        elif year.opening or year.closing or year.result:
            for voucher in file.vouchers:
                figures.book(voucher, year.number)
            # The books open with nought where the file gives no #IB.
            yield from figures.against_vouchers(year.number, opened=True)


def _between_years(years: Sequence[YearBalances], name: str) -> Iterator[Finding]:
    for before, after in pairwise(years):
        yield from _carried(before, after, name)
    for before_or_none, year in zip((None, *years), years, strict=False):
        yield from _opening(year, before_or_none, name)
        if year.year.months > LONGEST_MONTHS:
            yield finding(
                "SIE623.months",
                year=year.year.label,
                months=year.year.months,
                file=name,
                line=year.line,
            )


def unbooked_results(years: Sequence[YearBalances], name: str) -> Iterator[Finding]:
    """A warning for each year that opens without the result of the year before in equity."""
    for before, after in pairwise(years):
        if total := _unbooked(before, after):
            yield finding(
                "SIE625.unbooked",
                year=after.number,
                before=before.number,
                sum=total,
                label=after.year.label,
                label_before=before.year.label,
                file=name,
                line=_first_line(after.opening),
                severity=Severity.WARNING,
            )


def _unbooked(before: YearBalances, after: YearBalances) -> Decimal:
    """What an opening sums to where that is the result of the year before, debit positive."""
    total = _sum(after.opening)
    return total if total == -_sum(before.result) else ZERO


def _sum(balances: Mapping[str, sie.Balance]) -> Decimal:
    return sie.exact_sum([b.amount for b in balances.values()])


def _first_line(balances: Mapping[str, sie.Balance]) -> int | None:
    return min(b.line for b in balances.values()) or None


def _opening(year: YearBalances, before: YearBalances | None, name: str) -> Iterator[Finding]:
    for account, balance in year.opening.items():
        if balance.amount and not account.startswith(BALANCE_CLASSES):
            yield finding(
                "SIE625.result",
                year=year.number,
                account=account,
                amount=balance.amount,
                file=name,
                line=balance.line,
            )
    total = _sum(year.opening)
    if total and not (before and _unbooked(before, year)):
        line = _first_line(year.opening)
        yield finding("SIE625", year=year.number, sum=total, file=name, line=line)


def _carried(before: YearBalances, after: YearBalances, name: str) -> Iterator[Finding]:
    if (after.year.start - before.year.end).days != 1:
        yield finding(
            "SIE623.gap",
            before=before.number,
            end=before.year.end,
            after=after.number,
            start=after.year.start,
            file=name,
            line=before.line,
        )
    for account in sorted({*before.closing, *after.opening}):
        closed, opened = amount_of(before.closing, account), amount_of(after.opening, account)
        if account.startswith(BALANCE_CLASSES) and closed != opened:
            record = after.opening.get(account) or before.closing[account]
            yield finding(
                "SIE625.carried",
                account=account,
                year=after.number,
                opened=opened,
                before=before.number,
                closed=closed,
                file=name,
                line=record.line,
            )
