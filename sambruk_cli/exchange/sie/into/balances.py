"""The balances of a SIE file against its vouchers and against each other, before import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.names import year_label
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import LONGEST_MONTHS, FiscalYear
from sambruk_cli.money import ZERO, exact

BALANCE_CLASSES = ("1", "2")
FIRST, LAST = 1900, 2199  # calendar years in which a fiscal year may lie
WRONG = "export the file anew from the program it comes from; nothing is mended silently"


@dataclass(frozen=True, slots=True)
class YearBalances:
    """#IB, #UB and #RES of one year by account; the records, for their lines.

    `moved` is what vouchers move each account by, None where the file has none of the year;
    `rows` the first line that does, `line` that of #RAR.
    """

    number: int
    year: FiscalYear
    opening: Mapping[str, sie.Balance]
    closing: Mapping[str, sie.Balance]
    result: Mapping[str, sie.Balance]
    moved: Mapping[str, Decimal] | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    line: int | None = None

    @property
    def by_vouchers(self) -> bool:
        return self.moved is not None

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


def amount_of(balances: Mapping[str, sie.Balance], account: str) -> Decimal:
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


def year_balances(
    file: sie.SieFile, year: FiscalYear, number: int, name: str
) -> tuple[YearBalances, list[Finding]]:
    """The balances of a year, and a finding for each that stands twice."""
    parts: dict[str, dict[str, sie.Balance]] = {"IB": {}, "UB": {}, "RES": {}}
    findings = []
    for balance in file.balances:
        if balance.year != number or balance.kind not in parts:
            continue
        first = parts[balance.kind].setdefault(balance.account, balance)
        if first is not balance:
            findings.append(
                finding(
                    "SIE610",
                    f'#{balance.kind} of "{balance.account}" stands on line {first.line} too',
                    file=name,
                    line=balance.line,
                    hint="keep the one that is right",
                )
            )
    findings += _twice(file, number, name)
    moved: dict[str, Decimal] | None = None
    rows: dict[str, int] = {}
    if file.type == "4" and number == 0:
        moved = {}
        for voucher in file.vouchers:
            for row in voucher.booked:
                moved[row.account] = moved.get(row.account, ZERO) + row.amount
                rows.setdefault(row.account, row.line)
    line = next((y.line for y in file.years if y.number == number), None)
    found = YearBalances(
        number, year, parts["IB"], parts["UB"], parts["RES"], moved, rows, line or None
    )
    return found, findings


def _twice(file: sie.SieFile, number: int, name: str) -> Iterator[Finding]:
    """Balances of an object that stand twice."""
    first: dict[tuple[object, ...], sie.Balance] = {}
    for balance in file.balances:
        if balance.year == number and balance.kind in ("OIB", "OUB"):
            key = (balance.kind, balance.account, balance.objects)
            earlier = first.setdefault(key, balance)
            if earlier is not balance:
                yield finding(
                    "SIE610",
                    f'#{balance.kind} of "{balance.account}" and this object stands on line '
                    f"{earlier.line} too",
                    file=name,
                    line=balance.line,
                    hint="keep the one that is right",
                )


def check_balances(years: list[YearBalances], name: str) -> Iterator[Finding]:
    """Openings that sum to nought and carry over, closings that follow from what is booked.

    A result that is not booked (`unbooked_results`) is no fault: the ledger runs on all the same.

    Args:
      years: in order of time.
    """
    for before, after in pairwise(years):
        yield from _carried(before, after, name)
    for before_or_none, year in zip((None, *years), years, strict=False):
        yield from _opening(year, before_or_none, name)
        if year.year.months > LONGEST_MONTHS:
            yield finding(
                "SIE623",
                f"the fiscal year {year.year.label} has {year.year.months} months",
                file=name,
                line=year.line,
                hint="a fiscal year has at most 18 months (BFL 3:3)",
            )
        if year.by_vouchers:
            yield from _vouchers(year, name)
        elif total := sie.exact_sum(list(year.movements().values())):
            records = [*year.closing.values(), *year.result.values(), *year.opening.values()]
            yield finding(
                "SIE605",
                f"year {year.number}: what the accounts moved by sums to {exact(total)}, not to 0",
                file=name,
                line=min((r.line for r in records), default=None),
                hint=WRONG,
            )


def unbooked_results(years: list[YearBalances], name: str) -> Iterator[Finding]:
    """A warning for each year that opens without the result of the year before in equity."""
    for before, after in pairwise(years):
        if total := _unbooked(before, after):
            yield finding(
                "SIE625",
                f"year {after.number}: the opening balances sum to {exact(total)}, not to 0: the "
                f"result of year {before.number} is not booked",
                file=name,
                line=_first_line(after.opening),
                hint=f"until it is booked the balance sheet of {after.year.label} lacks it: close "
                f"{before.year.label} in the program the file comes from, and export it anew",
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
                "SIE625",
                f'year {year.number}: the account "{account}" of the income statement opens '
                f"with {exact(balance.amount)}",
                file=name,
                line=balance.line,
                hint="accounts of the income statement start each year at nought",
            )
    total = _sum(year.opening)
    if total and not (before and _unbooked(before, year)):
        yield finding(
            "SIE625",
            f"year {year.number}: the opening balances sum to {exact(total)}, not to 0",
            file=name,
            line=_first_line(year.opening),
            hint="book the result of the year before in the program the file comes from, and "
            "export it anew",
        )


def _carried(before: YearBalances, after: YearBalances, name: str) -> Iterator[Finding]:
    if (after.year.start - before.year.end).days != 1:
        yield finding(
            "SIE623",
            f"year {before.number} ends on {before.year.end}, but year {after.number} starts on "
            f"{after.year.start}",
            file=name,
            line=before.line,
            hint="import the last year alone, with --no-comparatives",
        )
    for account in sorted({*before.closing, *after.opening}):
        closed, opened = amount_of(before.closing, account), amount_of(after.opening, account)
        if account.startswith(BALANCE_CLASSES) and closed != opened:
            record = after.opening.get(account) or before.closing[account]
            yield finding(
                "SIE625",
                f'"{account}" opens year {after.number} with {exact(opened)}, but closed year '
                f"{before.number} with {exact(closed)}",
                file=name,
                line=record.line,
                hint="import the last year alone, with --no-comparatives",
            )


def _vouchers(year: YearBalances, name: str) -> Iterator[Finding]:
    """UB = IB + movements and RES = movements, where the file says them (SIE 4B § 6)."""
    moved = year.moved or {}
    stated = {**year.closing, **year.result}
    if not stated and not year.opening:
        return
    for account in sorted({*stated, *year.opening, *moved}):
        is_balance = account.startswith(BALANCE_CLASSES)
        says = amount_of(year.closing if is_balance else year.result, account)
        start = amount_of(year.opening, account) if is_balance else ZERO
        booked = start + moved.get(account, ZERO)
        if says != booked:
            record = stated.get(account) or year.opening.get(account)
            yield finding(
                "SIE605",
                f'"{account}": #{"UB" if is_balance else "RES"} is {exact(says)}, but '
                f"{'#IB and ' if is_balance else ''}the vouchers make it {exact(booked)}",
                file=name,
                line=(record.line if record else year.rows.get(account)) or None,
                hint=WRONG,
            )
