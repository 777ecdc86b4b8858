"""The fiscal years of an import one after another, as the ledger holds them.

A SIE file says what each year opens and closes with; a ledger runs on from year to year. What the
balances say and no voucher does is booked by vouchers of the import's own: a result that was never
closed, equity that was moved between two years, an opening that does not sum to nought. Each is
said. AccountAmounts are kronor, debit positive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.balances import YearBalances, check_year
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.shown import CLOSING
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO
from sambruk_cli.statements.amounts import RESULT_ACCOUNTS

ROUNDING = "3740"  # öres- och kronutjämning (BAS)
_NAMES = {CLOSING: "Årets resultat", ROUNDING: "Öres- och kronutjämning"}
_RESULT = "Årets resultat"
# Where the result of an earlier year goes from the account of the year's result.
_RETAINED = {"2019": "2010", "2069": "2067", "2099": "2091"}
_KRONA = Decimal(1)
_MOST_LISTED = 10  # accounts that one message names

AccountAmounts = Mapping[str, Decimal]  # by account


@frozen
class SourceYear:
    """A fiscal year with the file that says most of it; `beside` is what others say of it."""

    source: ImportFile
    balances: YearBalances
    beside: tuple[SourceYear, ...] = ()

    @property
    def year(self) -> FiscalYear:
        return self.balances.year

    @property
    def last_day(self) -> date:
        """The last day that the balances cover: of a year in progress that of #OMFATTN or #GEN."""
        if self.balances.number == 0:
            for said in (self.source.file.extent, self.source.file.generated):
                if said is not None and said.day is not None and said.day in self.year:
                    return said.day
        return self.year.end


@frozen
class Before:
    """What a ledger that is there has come to before the first year of an import.

    `closing` are the accounts of the balance sheet, `results` those of the income statement in the
    year; `unbooked` is what the latter sum to in all, which no voucher has booked into equity.
    `own` is what earlier imports have booked of results on accounts of equity, and `moved` are the
    accounts that others have moved in the year.
    """

    year: FiscalYear
    closing: AccountAmounts
    results: AccountAmounts
    unbooked: Decimal
    own: AccountAmounts = field(default_factory=dict)
    moved: frozenset[str] = frozenset()


@frozen
class ChainedYear:
    """A year as the ledger holds it.

    `opening` and `closing` are the accounts of the balance sheet at its start and at its end.
    `transfer` is booked on its first day, `closed` on its last; `closed_before` on the last day of
    the year before, where that is in the books already. `moved` is what its vouchers move, or
    what its balances say that has moved, all that stands here but `closed_before` included.
    """

    of: SourceYear
    opening: AccountAmounts
    transfer: AccountAmounts
    moved: AccountAmounts
    closed: AccountAmounts
    closing: AccountAmounts
    closed_before: AccountAmounts = field(default_factory=dict)

    @property
    def year(self) -> FiscalYear:
        return self.of.year

    @property
    def is_closed(self) -> bool:
        """Whether a closing voucher has booked the result, and nothing of it is left.

        In a year in which nothing has been earned yet there is none.
        """
        keeps = self.of.balances.keeps_balance
        every = (*self.moved.items(), *self.closed.items())
        rows = [(account, amount) for account, amount in every if not keeps(account)]
        is_booked = any(account == CLOSING for account, _ in rows)
        return is_booked and not sie.exact_sum([amount for _, amount in rows])

    @property
    def summarised(self) -> AccountAmounts:
        """What one voucher says of a year of which balances are known alone."""
        return added_up(self.moved, self.closed)


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
        self._retained = own.get(_RETAINED.get(self._account, ""), ZERO)
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
            said = finding("SIE623.closed", year=before.label, file=of.source.name)
            self._faults.append((place, said))

    def add(self, place: int, of: SourceYear) -> None:
        """Take in the next year."""
        balances, name = of.balances, of.source.name
        self._faults += [(place, f) for f in check_year(of.source.file, balances, name)]
        if balances.computed:
            self._notes.append(_computed(of))
        if balances.is_opening_derived:
            self._notes.append(
                finding(
                    "SIE625.derived",
                    year=of.year.label,
                    file=name,
                    line=balances.first_line(),
                    severity=Severity.WARNING,
                )
            )
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
        total = _sum(self._ledger)
        if not total:
            return {}
        account = self._for(total)
        self._book({self._named(self._account): -total}, of.balances)
        self._standing = -total if account == self._account else ZERO
        self._notes.append(
            finding(
                "SIE625",
                year=of.balances.number,
                sum=total,
                booked=-total,
                account=self._shown(self._named(account)),
                file=of.source.name,
                line=of.balances.first_line(),
                severity=Severity.WARNING,
            )
        )
        return {self._account: total, ROUNDING: -total} if account == ROUNDING else {}

    def _for(self, total: Decimal) -> str:
        """The account that what a sum lacks is booked on: less than a krona is rounding."""
        return ROUNDING if abs(total) < _KRONA else self._account

    def _named(self, account: str) -> str:
        """An account that is booked on, opened where the chart lacks it."""
        if account not in self._names:
            is_retained = account in _RETAINED.values()
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
        before = earlier.year
        is_stated = not _sum(balances.opened())
        self._notes.append(
            finding(
                "SIE625.closed" if is_stated else "SIE625.unbooked",
                label=before.label,
                after=of.year.label,
                result=-left,
                day=before.end,
                account=self._shown(account),
                file=of.source.name,
                line=balances.first_line(),
                severity=Severity.WARNING,
            )
        )
        self._refuse_closed(place, of)
        return rows

    def _carried_on(self, account: str) -> dict[str, Decimal]:
        """What the import booked as an earlier result, moved on where a later one takes its place.

        Otherwise the balance sheet would show two results as that of the year.
        """
        retained = _RETAINED.get(account)
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
            own[_RETAINED[self._account]] = self._retained
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
            account = _RETAINED[self._account]
            stated[account] = stated.get(account, ZERO) + self._retained
        left = sie.exact_sum([_sum(stated), self._unbooked])
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
            self._faults.append((place - 1, self._carried(of, wrong, stated)))
            return stated, {}
        if rows or lacking:
            for account in rows:
                self._named(account)
            self._notes.append(self._said_of_transfer(of, rows | lacking))
        return stated, rows | lacking if balances.by_vouchers else lacking

    def _said_of_transfer(self, of: SourceYear, rows: AccountAmounts) -> Finding:
        return finding(
            "SIE625.transfer",
            year=of.year.label,
            accounts=listed(rows, self._names),
            day=of.year.start if of.balances.by_vouchers else of.last_day,
            file=of.source.name,
            line=of.balances.first_line(),
            severity=Severity.WARNING,
        )

    def _carried(self, of: SourceYear, wrong: Sequence[str], stated: AccountAmounts) -> Finding:
        listed = tuple(
            Message.of(
                '"{account}" ({closed} to {opened})',
                account=account,
                closed=self._ledger.get(account, ZERO),
                opened=stated.get(account, ZERO),
            )
            for account in wrong[:_MOST_LISTED]
        )
        record = of.balances.opening.get(wrong[0])
        return finding(
            "SIE625.carried",
            year=of.year.label,
            accounts=listed if len(wrong) <= _MOST_LISTED else (*listed, "..."),
            file=of.source.name,
            line=(record.line if record else 0) or of.balances.first_line(),
        )

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
        result = _sum(rows)
        left = sie.exact_sum([_sum(closed), result, self._unbooked])
        if left and left == -_sum(lacked):  # the closing balances lack it too
            closed = {a: closed.get(a, ZERO) + lacked.get(a, ZERO) for a in (*closed, *lacked)}
        elif left and left == result:  # booked into equity, by an account that #RES leaves out
            rows[self._named(CLOSING)] = rows.get(CLOSING, ZERO) - left
        elif left and abs(left) < _KRONA:
            rows[self._named(ROUNDING)] = rows.get(ROUNDING, ZERO) - left
        elif left:
            self._faults.append((place, self._unfooted(of, left)))
        every = sorted({*closed, *self._ledger})
        moved = {a: closed.get(a, ZERO) - self._ledger.get(a, ZERO) for a in every}
        return {a: x for a, x in (moved | rows).items() if x}

    def _unfooted(self, of: SourceYear, left: Decimal) -> Finding:
        balances = of.balances
        sums = [_sum(part) for part in (balances.opened(), balances.closed(), balances.results())]
        return finding(
            "SIE605.footing",
            year=balances.number,
            opening=sums[0],
            closing=sums[1],
            result=sums[2],
            left=left,
            file=of.source.name,
            line=balances.first_line(),
        )

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
            closing = closing_voucher(different, is_whole=bool(other.balances.result))
            if closing and not found:
                found = {self._named(a): x for a, x in closing.items()}
                code, severity, different = "SIE625.since", Severity.WARNING, closing
            else:
                code, severity = "SIE625.overlap", Severity.ERROR
            said = finding(
                code,
                year=other.year.label,
                accounts=listed(different, self._names),
                file=other.source.name,
                line=other.balances.first_line(),
                severity=severity,
            )
            if severity is Severity.ERROR:
                self._faults.append((place, said))
            else:
                self._notes.append(said)
        return found


def differences(
    balances: YearBalances, closing: AccountAmounts, results: AccountAmounts
) -> dict[str, Decimal]:
    """What a file says that accounts close with or move by, less what the books have.

    Args:
      closing: of accounts of the balance sheet in the books.
      results: of accounts of the income statement in the books.
    """
    found: dict[str, Decimal] = {}
    if balances.closing and not balances.is_closing_borrowed:
        found |= less(balances.closed(), closing)
    if balances.result:
        of_result = {a: x for a, x in results.items() if not balances.keeps_balance(a)}
        found |= less(balances.results(), of_result)
    return found


def closing_voucher(different: AccountAmounts, *, is_whole: bool) -> dict[str, Decimal]:
    """A difference as the voucher that books a result into equity; empty where it is none.

    Args:
      is_whole: whether the difference is known on accounts of the income statement too.
    """
    rows = dict(different)
    if not is_whole:
        rows[CLOSING] = -_sum(rows)
    is_closing = all(account.startswith(("20", "89")) for account in rows)
    return {a: x for a, x in rows.items() if x} if is_closing and not _sum(rows) else {}


def listed(rows: AccountAmounts, names: Mapping[str, str]) -> tuple[Message | str, ...]:
    """Accounts with amounts for a message, not too many of them."""
    said = tuple(
        Message.of("{account} {amount}", account=f"{a} {names.get(a, '')}".strip(), amount=amount)
        for a, amount in sorted(rows.items())[:_MOST_LISTED]
    )
    return said if len(rows) <= _MOST_LISTED else (*said, "...")


def less(one: AccountAmounts, other: AccountAmounts) -> dict[str, Decimal]:
    """One less another, without what is nought."""
    found = {a: one.get(a, ZERO) - other.get(a, ZERO) for a in sorted({*one, *other})}
    return {account: amount for account, amount in found.items() if amount}


def with_closed(year: ChainedYear, rows: AccountAmounts) -> ChainedYear:
    """A year with what is booked on its last day once more is known of it."""
    closed = added_up(year.closed, rows)
    kept = {a: x for a, x in rows.items() if year.of.balances.keeps_balance(a)}
    return replace(year, closed=closed, closing=added_up(year.closing, kept))


def added_up(one: AccountAmounts, other: AccountAmounts) -> dict[str, Decimal]:
    """The sum of two, without what is nought."""
    found = {a: one.get(a, ZERO) + other.get(a, ZERO) for a in (*one, *other)}
    return {account: amount for account, amount in found.items() if amount}


def _computed(of: SourceYear) -> Finding:
    records = of.balances.computed
    return finding(
        "SIE626.computed",
        accounts=tuple(sorted(records)),
        year=of.year.label,
        file=of.source.name,
        line=min(b.line for b in records.values()) or None,
        severity=Severity.WARNING,
    )


def _sum(amounts: AccountAmounts) -> Decimal:
    return sie.exact_sum(list(amounts.values()))


def day_before(year: FiscalYear) -> date:
    """The day before a fiscal year, on which the first one of the books opens."""
    return date.fromordinal(year.start.toordinal() - 1)
