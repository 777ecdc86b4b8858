"""The step that carries the result on in the next year, as a meeting has decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.closing.result import carried_account, moved_since
from sambruk_cli.closing.steps import ClosingStep, StepName, StepState
from sambruk_cli.edits.booking import Booking, NewVoucher
from sambruk_cli.edits.vouchers import NewPosting
from sambruk_cli.findings import Stop, finding
from sambruk_cli.fiscal import FiscalYear, year_after
from sambruk_cli.messages import Message, say
from sambruk_cli.money import ZERO
from sambruk_cli.register.association import ResultDecision
from sambruk_cli.register.layout import Layout
from sambruk_cli.session import Session

FILE = "config/association.toml"
_DAY = timedelta(days=1)


def disposition_step(
    session: Session, year: FiscalYear, booking: Booking, booked: Mapping[str, Decimal]
) -> ClosingStep:
    """The result carried on in the next year as the meeting has decided, and not otherwise.

    Args:
      booked: the result by the account of equity that it is booked on; kronor, debit positive.
    Raises:
      Stop: USE913 where the decision cannot be booked, or something else has been.
    """
    result = {account: amount for account, amount in booked.items() if amount}
    if not result:
        return _step(StepState.DONE, Message.of("there is no result to treat"))
    return _Disposition(session, year, booking).step(result)


class _Disposition:
    def __init__(self, session: Session, year: FiscalYear, booking: Booking) -> None:
        self._session = session
        self._books = session.books
        self._year = year
        self._booking = booking
        self._next = year_after(session.register.years, year)
        layout = session.register.layout_for(year)
        assert layout is not None  # the year has statements
        self._layout: Layout = layout

    def step(self, booked: dict[str, Decimal]) -> ClosingStep:
        """The result carried on in the next year as the meeting has decided, and not otherwise."""
        moved = self._moved(booked)
        if moved is not None:
            return moved
        decision = self._decision()
        if decision is None:
            return _step(
                StepState.WAITING,
                Message.of(
                    "no decision on the result of {year} stands in [reports.decision] of "
                    "config/association.toml",
                    year=self._year.label,
                ),
            )
        meeting = self._session.register.board.meeting(decision.meeting)
        if meeting is None:  # REG104
            return _step(StepState.WAITING, Message.of("the register has no such meeting"))
        if meeting.date > self._session.today:
            return _step(
                StepState.WAITING,
                Message.of("{meeting} is on {day}", meeting=meeting.title, day=meeting.date),
            )
        if self._next is None:
            day, label = self._year.end + _DAY, self._year.label
            line = self._session.register.line_of_year(label)
            raise Stop(finding("USE913.next", year=label, day=day, file=FILE, line=line))
        if meeting.date not in self._next or self._next.closed:
            code = "USE913.locked" if meeting.date in self._next else "USE913.meeting"
            raise Stop(
                finding(
                    code,
                    meeting=meeting.title,
                    day=meeting.date,
                    year=self._next.label,
                    file=FILE,
                    line=self._line_of_decision("meeting"),
                )
            )
        text = say(
            self._session.language,
            "Result of {year} as decided by {meeting}",
            year=self._year.label,
            meeting=meeting.title,
        )
        rows = tuple(self._carried(booked, decision))
        voucher = self._booking.book(self._next, meeting.date, text, rows)
        said = Message.of("as decided by {meeting}", meeting=meeting.title)
        return _step(StepState.PLANNED, said, voucher)

    def _moved(self, booked: dict[str, Decimal]) -> ClosingStep | None:
        """The step where the next year has moved the result already.

        Raises:
          Stop: USE913 where it has moved a part of it.
        """
        if self._next is None:
            return None
        vouchers: list[Voucher] = []
        is_whole = True
        for account, amount in booked.items():
            found = moved_since(self._books, self._layout, self._next, account)
            moved = sum((p.amount for v in found for p in v.postings if p.account == account), ZERO)
            is_whole = is_whole and moved == -amount
            vouchers += found
        if not vouchers:
            return None
        vers = tuple(dict.fromkeys(v.ver or "?" for v in vouchers))
        if not is_whole:
            raise Stop(
                finding(
                    "USE913.partly",
                    year=self._year.label,
                    vers=vers,
                    file=vouchers[0].file,
                    line=vouchers[0].line,
                )
            )
        said = Message.of("booked in {year} ({vers})", year=self._next.label, vers=vers)
        return _step(StepState.DONE, said)

    def _line_of_decision(self, *path: str | int) -> int | None:
        return self._session.register.line_of_report(self._year.label, "decision", *path)

    def _decision(self) -> ResultDecision | None:
        association = self._session.register.association
        reports = association.reports if association else ()
        return next((r.decision for r in reports if r.year == self._year.label), None)

    def _carried(
        self, booked: dict[str, Decimal], decision: ResultDecision
    ) -> Iterator[NewPosting]:
        """The result taken from its accounts, to funds what was decided, and on what is left."""
        names = self._books.by_number
        for account, amount in booked.items():
            yield NewPosting(account, -amount)
        left = sum(booked.values(), ZERO)
        for index, transfer in enumerate(decision.transfers):
            fund = names.get(transfer.account)
            if fund is None or fund.root != "Equity":  # STM316
                line = self._line_of_decision("transfers", index, "account")
                raise Stop(
                    finding("STM316.account", account=transfer.account, file=FILE, line=line)
                )
            left += transfer.amount
            yield NewPosting(fund.name, -transfer.amount)
        if not left:
            return
        result = self._books.accounts[next(iter(booked))]
        carried = carried_account(self._books, result, decision.carried_to)
        if carried is None:
            line = self._line_of_decision("carried_to")
            raise Stop(finding("USE913.carried", account=result.label, file=FILE, line=line))
        yield NewPosting(carried.name, left)


def _step(state: StepState, said: Message, *vouchers: NewVoucher) -> ClosingStep:
    return ClosingStep(StepName.DISPOSITION, state, said, vouchers)
