"""The balances of one fiscal year of a SIE file, as the books take them.

That UB = IB + movements is sambruk_cli.sie.sums; how one year opens with what the one before has
closed with is chain.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.exchange.sie.findings import as_finding
from sambruk_cli.exchange.sie.into.names import year_label
from sambruk_cli.exchange.sie.into.shown import (
    BALANCE_CLASSES,
    INTERNAL,
    Records,
    moved_by,
    opening_that_follows,
    shown_beside,
    shown_in_pairs,
    without,
)
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import LONGEST_MONTHS, FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO
from sambruk_cli.sie.rules.report import Report
from sambruk_cli.sie.rules.structure import Once
from sambruk_cli.sie.sums import MOST_LISTED, Figures

FIRST, LAST = 1900, 2199  # calendar years in which a fiscal year may lie
_KINDS = ("IB", "UB", "RES", "OIB", "OUB")


@frozen
class YearBalances:
    """#IB, #UB and #RES of one year by account; the records, for their lines.

    `by_vouchers` tells a year whose vouchers are in the file from one of balances alone; `line` is
    that of #RAR. `internal` are accounts of classes 0 and 9 that keep a balance, `computed` those
    that the program has filled in itself and nobody has booked on: they are left out.
    `is_closing_borrowed` tells that #UB is missing, and that #IB of the year after stands for it;
    `is_opening_derived` that #IB is missing, and follows from #UB and the vouchers. `moved` is what
    the vouchers move each account by, in kronor.
    """

    number: int
    year: FiscalYear
    opening: Records
    closing: Records
    result: Records
    by_vouchers: bool = False
    line: int | None = None
    internal: frozenset[str] = frozenset()
    computed: Records = field(default_factory=dict)
    is_closing_borrowed: bool = False
    is_opening_derived: bool = False
    moved: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_stated(self) -> bool:
        """Whether the file says any balance of the year."""
        return bool(self.opening or self.closing or self.result)

    def keeps_balance(self, account: str) -> bool:
        """Whether an account stands in the balance sheet."""
        return account.startswith(BALANCE_CLASSES) or account in self.internal

    def opened(self) -> dict[str, Decimal]:
        """What accounts of the balance sheet open with by the file, in kronor."""
        return self._kept(self.opening)

    def closed(self) -> dict[str, Decimal]:
        """What accounts of the balance sheet close with by the file, in kronor."""
        return self._kept(self.closing)

    def results(self) -> dict[str, Decimal]:
        """The year's movements of accounts of the income statement by the file, in kronor."""
        return {
            account: record.amount
            for account, record in sorted(self.result.items())
            if not self.keeps_balance(account)
        }

    def _kept(self, records: Records) -> dict[str, Decimal]:
        return {n: b.amount for n, b in sorted(records.items()) if self.keeps_balance(n)}

    def first_line(self) -> int | None:
        """The first line that says a balance of the year."""
        for records in (self.opening, self.closing, self.result):
            if records:
                return min(b.line for b in records.values()) or None
        return self.line


def fiscal_year(file: sie.SieFile, number: int) -> FiscalYear | None:
    """A year of the file that has its days, as a fiscal year."""
    found = next((y for y in file.years if y.number == number), None)
    if found is None or found.start is None or found.end is None or found.start > found.end:
        return None
    if found.start.year < FIRST or found.end.year > LAST:
        return None
    return FiscalYear(year_label(found.start, found.end), found.start, found.end)


def year_balances(file: sie.SieFile, year: FiscalYear, number: int) -> YearBalances:
    """The balances of a year; of those that stand twice the first.

    Of what one year closed with and the next opened with, either may be missing: the other serves
    (SIE 4B 5.16, 5.17).
    """
    stated = _by_year(file.balances)
    own = stated.get(number, {})
    opening, closing, result = (own.get(kind, {}) for kind in ("IB", "UB", "RES"))
    after, before = stated.get(number + 1, {}), stated.get(number - 1, {})
    is_borrowed = not closing and number < 0 and bool(after.get("IB"))
    if is_borrowed:
        closing = {a: replace(b, kind="UB", year=number) for a, b in after["IB"].items()}
    if not opening:
        opening = {a: replace(b, kind="IB", year=number) for a, b in before.get("UB", {}).items()}
    line = next((y.line for y in file.years if y.number == number), None)
    is_derived = False
    moved: dict[str, Decimal] = {}
    if number == 0 and file.vouchers:
        moved = moved_by(file)
        if not opening and (derived := opening_that_follows(closing, result, moved)):
            opening, is_derived = derived, True
        computed = shown_beside(opening, closing, result, moved)
    else:
        computed = shown_in_pairs(opening, closing, result)
    closing, result = (without(computed, opening, records) for records in (closing, result))
    found = YearBalances(
        number,
        year,
        opening,
        closing,
        result,
        line=line or None,
        internal=_internal(opening, closing, result),
        computed=computed,
        is_closing_borrowed=is_borrowed,
        is_opening_derived=is_derived,
        moved=moved,
    )
    # Some programs write type 4 of a year whose vouchers they do not hold.
    return replace(found, by_vouchers=number == 0 and (bool(file.vouchers) or not _moves(found)))


def _by_year(balances: Iterable[sie.Balance]) -> dict[int, dict[str, dict[str, sie.Balance]]]:
    found: dict[int, dict[str, dict[str, sie.Balance]]] = {}
    for balance in balances:
        if balance.kind in ("IB", "UB", "RES"):
            of_kind = found.setdefault(balance.year, {}).setdefault(balance.kind, {})
            of_kind.setdefault(balance.account, balance)
    return found


def _internal(opening: Records, closing: Records, result: Records) -> frozenset[str]:
    """The accounts of classes 0 and 9 that keep a balance.

    Some programs write #UB of every account: one that opens with nothing and has #RES is of the
    income statement.
    """
    kept = {
        *(account for account, record in opening.items() if record.amount),
        *(
            account
            for account, record in closing.items()
            if record.amount and not (account in result and result[account].amount)
        ),
    }
    return frozenset(account for account in kept if account.startswith(INTERNAL))


def _moves(found: YearBalances) -> bool:
    """Whether the balances say that anything moved; an opening alone says nothing."""
    if not found.closing and not found.result:
        return False
    closed, opened = found.closed(), found.opened()
    return any(found.results().values()) or any(
        closed.get(account, ZERO) != opened.get(account, ZERO) for account in {*closed, *opened}
    )


def check_year(file: sie.SieFile, year: YearBalances, name: str) -> list[Finding]:
    """What is wrong with the balances of a year that the books take."""
    problems = [*_twice(file, year), *_arithmetic(file, year)]
    found = [as_finding(problem, name) for problem in problems]
    opened = [
        (account, balance)
        for account, balance in year.opening.items()
        if balance.amount and not year.keeps_balance(account)
    ]
    if opened:
        listed: tuple[Message | str, ...] = tuple(
            Message.of("{account} {amount}", account=account, amount=balance.amount)
            for account, balance in opened[:MOST_LISTED]
        )
        found.append(
            finding(
                "SIE625.result",
                year=year.number,
                accounts=listed if len(opened) <= MOST_LISTED else (*listed, "..."),
                file=name,
                line=opened[0][1].line or None,
            )
        )
    if year.year.months > LONGEST_MONTHS:
        found.append(
            finding(
                "SIE623.months",
                year=year.year.label,
                months=year.year.months,
                file=name,
                line=year.line,
            )
        )
    return found


def _twice(file: sie.SieFile, year: YearBalances) -> Sequence[sie.Problem]:
    """Balances that stand twice, of accounts and of objects."""
    report = Report()
    rule = Once(report)
    for balance in dict.fromkeys(file.balances):  # the same record once more says nothing else
        if balance.year == year.number and balance.kind in _KINDS:
            rule.see(balance)
    report.end()
    return report.problems


def _arithmetic(file: sie.SieFile, year: YearBalances) -> Iterator[sie.Problem]:
    """UB = IB + movements in a year of vouchers, as far as the file has those balances."""
    if not year.by_vouchers or not (year.closing or year.result):
        return
    figures = Figures()
    for record in (*year.opening.values(), *year.closing.values(), *year.result.values()):
        # Some programs write #RES of every account.
        if record.kind != "RES" or not year.keeps_balance(record.account):
            figures.state(record)
    for voucher in file.vouchers:
        figures.book(voucher, year.number)
    # The books open with nought where the file gives no #IB.
    yield from figures.against_vouchers(
        year.number, opened=True, closed=bool(year.closing), resulted=bool(year.result)
    )
