"""The fiscal years of an import one after another, as the ledger holds them.

A SIE file says what each year opens and closes with; a ledger runs on from year to year. What the
balances say and no voucher does is booked by vouchers of the import's own: a result that was never
closed, equity that was moved between two years, an opening that does not sum to nought. Each is
said. Amounts are kronor, debit positive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.closing.result import CARRIED_TO
from sambruk_cli.exchange.sie.into import chain_findings as said
from sambruk_cli.exchange.sie.into.balances import YearBalances, check_year
from sambruk_cli.exchange.sie.into.ledger_year import (
    AccountAmounts,
    Before,
    ChainedYear,
    SourceYear,
    added_up,
    closing_voucher,
    differences,
    less,
    sum_of,
    with_closed,
)
from sambruk_cli.exchange.sie.into.shown import CLOSING
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.statements.amounts import RESULT_ACCOUNTS

ROUNDING = "3740"  # öres- och kronutjämning (BAS)
_NAMES = {CLOSING: "Årets resultat", ROUNDING: "Öres- och kronutjämning"}
_RESULT = "Årets resultat"
_KRONA = Decimal(1)


@frozen
class Chain:
    """The years; `faults` by the place of the year that they are of, `added` accounts by number."""

    years: tuple[ChainedYear, ...]
    faults: tuple[tuple[int, Finding], ...]
    notes: tuple[Finding, ...]
    added: Mapping[str, str]


def chained(
    years: Sequence[SourceYear],
    names: Mapping[str, str],
    *,
    before: Before | None = None,
    beside: Sequence[SourceYear] = (),
    account: str | None = None,
) -> Chain:
    """Years in order of time as a ledger holds them.

    Args:
      names: of the accounts in the chart, by number.
      before: what the ledger has come to already.
      beside: what the files say of the year that it has come to.
      account: the account of equity that what does not sum to nought is booked on; by default that
        of the result which the files use.
    """
    builder = _Builder(names, account or proposed(years, names), before)
    if years and before:
        builder.go_on(years[0], beside)
    for place, year in enumerate(years):
        builder.add(place, year)
    return builder.chain()


def proposed(years: Iterable[SourceYear], names: Iterable[str]) -> str:
    """The account of equity for the result: 2099, or as the files keep equity 2069 or 2019."""
    used = {
        account
        for year in years
        for records in (year.balances.opening, year.balances.closing)
        for account, record in records.items()
        if record.amount
    }
    for known in (used, set(names)):
        for result, group in (("2069", "206"), ("2099", "208 209"), ("2019", "201 202 203 204")):
            if any(account[:3] in group.split() and account < "2999" for account in known):
                return result
    return "2069"


class _Builder:
    def __init__(self, names: Mapping[str, str], account: str, before: Before | None) -> None:
        self._names = names
        self._account = account
        self._before = before
        self._ledger = dict(before.closing) if before else {}
        self._unbooked = before.unbooked if before else ZERO
        own = before.own if before else {}
        # What imports have booked there, and have moved from there as results of earlier years.
        self._standing = own.get(self._account, ZERO)
        self._retained = own.get(CARRIED_TO.get(self._account, ""), ZERO)
        self._years: list[ChainedYear] = []
        self._faults: list[tuple[int, Finding]] = []
        self._notes: list[Finding] = []
        self._added: dict[str, str] = {}
        self._since: dict[str, Decimal] = {}

    def chain(self) -> Chain:
        return Chain(tuple(self._years), tuple(self._faults), tuple(self._notes), self._added)

    def go_on(self, first: SourceYear, beside: Sequence[SourceYear]) -> None:
        """Take in what files say of the year that the books have come to."""
        assert self._before is not None
        rows = self._overlapping(0, first, beside, self._before.results)
        if rows:
            self._book(rows, first.balances)
            self._since = rows
            self._refuse_closed(0, first)

    def _refuse_closed(self, place: int, of: SourceYear) -> None:
        """Say that nothing is booked on the last day of a year that is closed."""
        before = self._years[-1].year if self._years else self._before and self._before.year
        if isinstance(before, FiscalYear) and before.closed:
            item = finding("SIE623.closed", year=before.label, file=of.source.name)
            self._faults.append((place, item))

    def add(self, place: int, of: SourceYear) -> None:
        """Take in the next year."""
        balances, name = of.balances, of.source.name
        self._faults += [(place, f) for f in check_year(of.source.file, balances, name)]
        if balances.computed:
            self._notes.append(said.computed(of))
        if balances.is_opening_derived:
            self._notes.append(said.derived(of))
        closed_before: dict[str, Decimal] = {}
        transfer: dict[str, Decimal] = {}
        stated = balances.opened()
        target: AccountAmounts = stated
        if self._before is None and not self._years:
            transfer = self._open(of)
            target = dict(self._ledger)
        elif balances.opening:
            closed_before = self._close_before(place, of)
        if self._since:
            closed_before = added_up(closed_before, self._since)
            self._since = {}
        opening = dict(self._ledger)
        rounding: dict[str, Decimal] = {}
        if (self._years or self._before) and balances.opening:
            target, transfer = self._transfer(place, of, is_closed=bool(closed_before))
        if balances.by_vouchers:
            self._book(transfer, balances)
            moved = dict(balances.moved)
        else:
            rounding = {a: x for a, x in transfer.items() if not balances.keeps_balance(a)}
            moved = self._by_balances(place, of, rounding, less(target, stated))
            transfer = {}
        self._book(moved, balances)
        closed = self._overlapping(place, of, of.beside, moved)
        self._book(closed, balances)
        if self._years and closed_before:
            self._years[-1] = with_closed(self._years[-1], closed_before)
            closed_before = {}
        kept = {a: x for a, x in self._ledger.items() if x}
        made = ChainedYear(of, opening, transfer, moved, closed, kept, closed_before)
        self._years.append(made)

    def _book(self, rows: AccountAmounts, balances: YearBalances) -> None:
        for account, amount in rows.items():
            if balances.keeps_balance(account):
                self._ledger[account] = sie.exact_sum([self._ledger.get(account, ZERO), amount])
            else:
                self._unbooked = sie.exact_sum([self._unbooked, amount])

    def _open(self, of: SourceYear) -> dict[str, Decimal]:
        """The first year opens as its file says, and with what it takes to sum to nought.

        Less than a krona of that is rounding: what is given back is the voucher of the first day
        that makes it a cost or an income of the year, since an opening has none.
        """
        self._ledger = {a: x for a, x in of.balances.opened().items() if x}
        total = sum_of(self._ledger)
        if not total:
            return {}
        account = self._for(total)
        self._book({self._named(self._account): -total}, of.balances)
        self._standing = -total if account == self._account else ZERO
        self._notes.append(said.lacking(of, total, self._shown(self._named(account))))
        return {self._account: total, ROUNDING: -total} if account == ROUNDING else {}

    def _for(self, total: Decimal) -> str:
        """The account that what a sum lacks is booked on: less than a krona is rounding."""
        return ROUNDING if abs(total) < _KRONA else self._account

    def _named(self, account: str) -> str:
        """An account that is booked on, opened where the chart lacks it."""
        if account not in self._names:
            is_retained = account in CARRIED_TO.values()
            self._added[account] = _NAMES.get(
                account, "Balanserat resultat" if is_retained else _RESULT
            )
        return account

    def _shown(self, account: str) -> str:
        name = self._names.get(account) or self._added.get(account, "")
        return f"{account} {name}".strip()

    def _close_before(self, place: int, of: SourceYear) -> dict[str, Decimal]:
        """The voucher by which the year before books its result, where none of its own does."""
        left = self._unbooked
        if not left:
            return {}
        balances = of.balances
        differing = less(balances.opened(), self._ledger)
        (only, amount) = next(iter(differing.items()), ("", ZERO))
        as_stated = len(differing) == 1 and only in RESULT_ACCOUNTS and amount == left
        account = only if as_stated else self._account
        rows = {self._named(CLOSING): -left, self._named(account): left}
        rows = added_up(rows, self._carried_on(account))
        self._book(rows, balances)
        self._standing = left
        earlier = self._years[-1] if self._years else self._before
        assert earlier is not None
        self._notes.append(said.result_booked(of, earlier.year, left, self._shown(account)))
        self._refuse_closed(place, of)
        return rows

    def _carried_on(self, account: str) -> dict[str, Decimal]:
        """What the import booked as an earlier result, moved on where a later one takes its place.

        Otherwise the balance sheet would show two results as that of the year.
        """
        retained = CARRIED_TO.get(account)
        if retained is None or account != self._account or not self._standing:
            return {}
        if self._years and self._years[-1].moved.get(account):
            return {}
        if not self._years and self._before and account in self._before.moved:
            return {}
        amount = self._standing
        self._retained += amount
        return {account: -amount, self._named(retained): amount}

    def _own(self) -> dict[str, Decimal]:
        """What the import itself has booked of results, where it stands."""
        own = {self._account: self._standing}
        if self._retained:
            own[CARRIED_TO[self._account]] = self._retained
        return own

    def _transfer(
        self, place: int, of: SourceYear, *, is_closed: bool
    ) -> tuple[AccountAmounts, dict[str, Decimal]]:
        """What a year is to open with, and the voucher of the first day by which it does.

        Args:
          is_closed: whether the import has just booked the result of the year before, which what
            the opening lacks is then.
        """
        balances = of.balances
        stated = balances.opened()
        if self._retained:
            account = CARRIED_TO[self._account]
            stated[account] = stated.get(account, ZERO) + self._retained
        left = sie.exact_sum([sum_of(stated), self._unbooked])
        lacking = {}
        if left and not is_closed and self._for(left) == ROUNDING:
            lacking = {self._named(ROUNDING): -left}
        elif left:
            stated[self._account] = stated.get(self._account, ZERO) - left
        rows = less(stated, self._ledger)
        wrong = [
            account
            for account, amount in rows.items()
            if not (account.startswith("2") or account in balances.internal)
            and abs(amount) >= _KRONA
        ]
        if wrong:
            self._faults.append((place - 1, said.carried(of, wrong, self._ledger, stated)))
            return stated, {}
        if rows or lacking:
            for account in rows:
                self._named(account)
            self._notes.append(said.transfer(of, rows | lacking, self._names))
        return stated, rows | lacking if balances.by_vouchers else lacking

    def _by_balances(
        self, place: int, of: SourceYear, rounding: AccountAmounts, lacked: AccountAmounts
    ) -> dict[str, Decimal]:
        """What the balances of a year without vouchers say that each account has moved by.

        Args:
          rounding: what is booked besides so that the year opens as its file says.
          lacked: what the file's opening lacked, and the books have.
        """
        balances = of.balances
        closed, rows = balances.closed(), balances.results()
        for account, amount in rounding.items():
            rows[account] = rows.get(account, ZERO) + amount
        result = sum_of(rows)
        left = sie.exact_sum([sum_of(closed), result, self._unbooked])
        if left and left == -sum_of(lacked):  # the closing balances lack it too
            closed = {a: closed.get(a, ZERO) + lacked.get(a, ZERO) for a in (*closed, *lacked)}
        elif left and left == result:  # booked into equity, by an account that #RES leaves out
            rows[self._named(CLOSING)] = rows.get(CLOSING, ZERO) - left
        elif left and abs(left) < _KRONA:
            rows[self._named(ROUNDING)] = rows.get(ROUNDING, ZERO) - left
        elif left:
            self._faults.append((place, said.unfooted(of, left)))
        every = sorted({*closed, *self._ledger})
        moved = {a: closed.get(a, ZERO) - self._ledger.get(a, ZERO) for a in every}
        return {a: x for a, x in (moved | rows).items() if x}

    def _overlapping(
        self, place: int, of: SourceYear, others: Iterable[SourceYear], results: AccountAmounts
    ) -> dict[str, Decimal]:
        """What other files say of a year; what they have closed since is booked on its last day.

        Args:
          of: the year, or the first one after it where the year is in the books.
          results: what the books have on accounts of the income statement.
        """
        found: dict[str, Decimal] = {}
        for other in others:
            different = differences(other.balances, self._ledger, results)
            # A file of a year whose results were never booked says nothing of what the import has.
            if not different or not differences(
                other.balances, less(self._ledger, self._own()), results
            ):
                continue
            rows = closing_voucher(different, is_whole=bool(other.balances.result))
            rows = {} if found else rows
            found = found or {self._named(a): x for a, x in rows.items()}
            item = said.overlapping(other, rows or different, self._names, is_closing=bool(rows))
            if rows:
                self._notes.append(item)
            else:
                self._faults.append((place, item))
        return found
