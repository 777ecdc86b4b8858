"""What is left of closing a year, planned: vouchers, balances, and the year marked as closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account
from sambruk_cli.closing.accrual_step import FILE, accrual_step
from sambruk_cli.closing.depreciation_step import depreciation_step
from sambruk_cli.closing.disposition_step import disposition_step
from sambruk_cli.closing.moved_back import not_moved_back
from sambruk_cli.closing.result import (
    booked_on,
    closing_vouchers,
    result_account,
    usual_series,
)
from sambruk_cli.closing.steps import (
    ClosingStep,
    StepName,
    StepState,
    YearClosing,
)
from sambruk_cli.edits.booking import Booking
from sambruk_cli.edits.vouchers import NewPosting
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message, say
from sambruk_cli.money import ZERO, exact
from sambruk_cli.register.layout import Layout
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import unbooked_before, year_amounts
from sambruk_cli.statements.printable import require_statements

_DAY = timedelta(days=1)
_CLOSED = re.compile(r"^\d{4}[-/]\d\d?[-/]\d\d?[ \t]+close[ \t]+(\S+)", re.MULTILINE)


@frozen
class ClosingAsked:
    """What was said on the command line.

    `series` is that of the vouchers, `account` the BAS number of equity that the result is booked
    on, each by default as the books have it. `lock` marks the year as closed, `monthly` asks for a
    voucher of depreciation a month.
    """

    series: str | None = None
    account: str | None = None
    lock: bool = False
    monthly: bool = False


def closing_of(session: Session, year: FiscalYear, asked: ClosingAsked) -> YearClosing:
    """The steps that close a year, and the change that carries out those that can be.

    Whether the workspace is without errors once it is carried out remains to be seen.

    Raises:
      Stop: STM306 or USE908, where the year has no statements; WSP002 where a file is unreadable.
    """
    require_statements(session, year)
    wrong = tuple(_in_the_way(session, year))
    if wrong:
        return YearClosing(year, findings=wrong)
    try:
        return _Planner(session, year, asked).closing()
    except Stop as stop:
        return YearClosing(year, findings=stop.findings)


def _in_the_way(session: Session, year: FiscalYear) -> Iterator[Finding]:
    """Why a year cannot be closed yet, whatever its vouchers say."""
    if not year.closed and session.today <= year.end:
        line = session.register.line_of_year(year.label, "end")
        yield finding(
            "USE913", year=year.label, end=year.end, today=session.today, file=FILE, line=line
        )
    amount = unbooked_before(session.books, year)
    if amount:
        first = _first_unbooked(session, year)
        yield finding(
            "USE913.earlier",
            year=year.label,
            amount=-amount,
            first=first,
            file=FILE,
            line=session.register.line_of_year(first),
        )
    yield from _not_back(session, year)


def _not_back(session: Session, year: FiscalYear) -> Iterator[Finding]:
    """What the year before has moved, and this one has not moved back, unless that is waived."""
    if year.closed:
        return
    books, years = session.books, session.register.years
    for left in not_moved_back(books, years, year):
        voucher = left.voucher
        said = (str(value) for key, value in voucher.meta.items() if key.startswith("waiver"))
        if any(value.strip().upper().startswith("BOK277") for value in said):
            continue
        yield finding(
            "USE913.back",
            amount=abs(left.amount),
            account=left.account.name.partition(":")[2],
            before=left.before.label,
            year=year.label,
            file=voucher.file,
            line=voucher.line,
        )


def _first_unbooked(session: Session, year: FiscalYear) -> str:
    """The label of the earliest year that has left its result unbooked."""
    earlier = sorted(session.register.years, key=lambda each: each.start)
    left = (y for y in earlier if y.end < year.start and _unbooked(session.books, y))
    return next((y.label for y in left), year.label)


def _unbooked(books: Books, year: FiscalYear) -> Decimal:
    """What a year has earned that no voucher of it has booked; kronor, debit positive."""
    balances = trial_balance(books, year)
    return sum((b.closing for b in balances if not books.keeps_balance(b.account)), ZERO)


class _Planner:
    """The steps in order; what they book is added up, for those that follow rest on it."""

    def __init__(self, session: Session, year: FiscalYear, asked: ClosingAsked) -> None:
        layout = session.register.layout_for(year)
        assert layout is not None  # the year has statements
        self._session = session
        self._books = session.books
        self._year = year
        self._asked = asked
        self._line = session.register.line_of_year(year.label)
        self._layout: Layout = layout
        self._earlier = [y for y in session.register.years if y.start < year.start]
        series = asked.series or usual_series(self._books, layout, [*self._earlier, year])
        self._booking = Booking(session, year, series)
        self._booked = booked_on(self._books, layout, closing_vouchers(self._books, layout, year))

    def closing(self) -> YearClosing:
        steps = [
            *accrual_step(self._session, self._year, self._booking),
            *depreciation_step(
                self._session, self._year, self._booking, monthly=self._asked.monthly
            ),
            self._result(),
            self._balances(),
            disposition_step(self._session, self._year, self._booking, self._booked),
            self._lock(),
        ]
        return YearClosing(self._year, tuple(steps), self._booking.journals.plan())

    def _result(self) -> ClosingStep:
        """The voucher that books the result, 8999 against equity."""
        year, amounts = self._year, year_amounts(self._books, self._layout, self._year)
        added = (x for a, x in self._booking.added.items() if not self._books.keeps_balance(a))
        unbooked = sum(added, amounts.unbooked)
        if not unbooked or year.closed:
            return ClosingStep(
                StepName.RESULT,
                StepState.DONE,
                Message.of("the result {result} is booked", result=-amounts.result),
            )
        closing = self._books.by_number.get(self._layout.closing_account)
        if closing is None:
            number = self._layout.closing_account
            raise Stop(finding("USE913.closing", account=number, file=FILE, line=self._line))
        account = result_account(self._books, self._layout, self._earlier, self._asked.account)
        if account is None:
            raise Stop(finding("USE913.account", year=year.label, file=FILE, line=self._line))
        rows = (
            NewPosting(closing.name, -unbooked),
            NewPosting(account.name, unbooked),
        )
        text = say(self._session.language, "Result of the year {year}", year=year.label)
        voucher = self._booking.book(year, year.end, text, rows)
        kept = self._booked.get(account.name, ZERO) + unbooked
        self._booked = {**self._booked, account.name: kept}
        said = Message.of(
            "the result {result} is booked on {account}",
            result=-unbooked,
            account=account.label,
        )
        return ClosingStep(StepName.RESULT, StepState.PLANNED, said, (voucher,))

    def _balances(self) -> ClosingStep:
        """What every account of the balance sheet holds when the next day begins."""
        year, day = self._year, self._year.end + _DAY
        known = {a.account for a in self._books.assertions if a.date == day}
        left = [a for a in self._accounts() if a.name not in known]
        if year.closed or not left:
            said = Message.of("the balances of {day} are asserted", day=day)
            if year.closed and left:
                said = Message.of("nothing is added to a year that is closed")
            return ClosingStep(StepName.BALANCES, StepState.DONE, said)
        held = self._held()
        width = max(len(a.name) for a in left)
        amounts = [exact(held.get(a.name, ZERO)) for a in left]
        wide = max(map(len, amounts))
        self._booking.journals.add(
            self._booking.journals.of(year),
            "".join(
                f"{day} balance {account.name:<{width}}  {amount:>{wide}} SEK\n"
                for account, amount in zip(left, amounts, strict=True)
            ),
        )
        said = Message.of("what each account of the balance sheet holds on {day}", day=day)
        return ClosingStep(StepName.BALANCES, StepState.PLANNED, said, number=len(left))

    def _accounts(self) -> list[Account]:
        """The accounts of the balance sheet that may be asserted, in order of their numbers."""
        day = self._year.end + _DAY
        closed = self._booking.journals.matches(_CLOSED)
        found = [
            account
            for account in self._books.accounts.values()
            if account.keeps_balance and account.opened <= day and account.name not in closed
        ]
        return sorted(found, key=lambda a: (a.number or "", a.name))

    def _held(self) -> dict[str, Decimal]:
        """What accounts hold at the end of the year, once what is planned is booked."""
        totals = self._books.standing(self._year.end).totals.items()
        held = {account: total.amount for account, total in totals}
        for account, amount in self._booking.added.items():
            held[account] = held.get(account, ZERO) + amount
        return held

    def _lock(self) -> ClosingStep:
        """The year marked as closed in the register, where that is asked for."""
        if self._year.closed:
            return ClosingStep(
                StepName.LOCK, StepState.DONE, Message.of("closed = true stands in the register")
            )
        if not self._asked.lock:
            said = Message.of("--lock sets closed = true in config/association.toml")
            return ClosingStep(StepName.LOCK, StepState.WAITING, said)
        self._booking.journals.lock(FILE, self._year)
        return ClosingStep(
            StepName.LOCK, StepState.PLANNED, Message.of("closed = true in config/association.toml")
        )
