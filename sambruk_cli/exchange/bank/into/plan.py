"""What the payments of bank files become in the books: vouchers, each krona once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sambruk_cli.exchange.bank.incoming import incoming_payment
from sambruk_cli.exchange.bank.into.accounts import BookAccounts
from sambruk_cli.exchange.bank.into.decision import PaymentDecision, decided, is_early
from sambruk_cli.exchange.bank.into.exchanged import OpenAfter
from sambruk_cli.exchange.bank.into.movements import KeyedPayment, movements_of
from sambruk_cli.exchange.bank.into.planned import (
    PaymentsAsked,
    PaymentsPlan,
    PaymentState,
    PlannedPayment,
)
from sambruk_cli.exchange.bank.into.references import InvoiceReferences
from sambruk_cli.exchange.bank.into.rows import PaymentRows
from sambruk_cli.exchange.bank.into.standing import MovementStanding, standings_of
from sambruk_cli.exchange.bank.into.vouchers import Matched, PaymentVouchers, series_of
from sambruk_cli.exchange.bank.into.waiting import WaitingPayments, waiting_in
from sambruk_cli.exchange.bank.one_money import OneMoney
from sambruk_cli.exchange.bank.received import received_order
from sambruk_cli.exchange.bank.verify import day_findings
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.receivables.items import items_of
from sambruk_cli.receivables.matching.match import match_payments
from sambruk_cli.receivables.matching.model import IncomingPayment
from sambruk_cli.receivables.matching.parties import match_parties
from sambruk_cli.receivables.suspense import suspended_in
from sambruk_cli.register.seals import seal_file
from sambruk_cli.session import Session


def plan_payments(
    session: Session,
    money: Sequence[OneMoney],
    asked: PaymentsAsked,
    documents: Mapping[str, str],
) -> PaymentsPlan:
    """What becomes of every payment, and the vouchers that book what is not booked yet.

    Args:
      documents: where in the workspace bank files are that lie in it, by the file's name.
    Raises:
      Stop: USE913 where a year has no journal and none can be begun.
    """
    return _Planner(session, money, asked, documents).plan()


class _Planner:
    def __init__(
        self,
        session: Session,
        money: Sequence[OneMoney],
        asked: PaymentsAsked,
        documents: Mapping[str, str],
    ) -> None:
        self._session = session
        self._asked = asked
        self._movements = movements_of(money)
        invoicing = session.register.invoicing
        self._accounts = BookAccounts(session.books, invoicing)
        self._items = items_of(session.books, invoicing, date.max)
        members = {member.id for member in session.register.members}
        self._vouchers = PaymentVouchers(
            session,
            PaymentRows(self._accounts, members),
            asked.series or series_of(session.books),
            documents,
        )
        listed = [(at, keyed) for at, each in enumerate(self._movements) for keyed in each.payments]
        self._listed = sorted(listed, key=lambda pair: received_order(pair[1].received))
        self._numbers = {id(keyed): n for n, (_, keyed) in enumerate(self._listed, 1)}
        self._vers: dict[int, str] = {}  # the voucher's number, by the payment
        self._findings: list[Finding] = []

    def plan(self) -> PaymentsPlan:
        standings = self._standings()
        suspended = suspended_in(
            self._session.books, self._session.register.invoicing.accounts.suspense
        )
        waiting = [(each, list(waiting_in(each, suspended))) for each in standings]
        decisions = self._decisions(waiting)
        for standing, groups in waiting:
            for group in groups:
                self._book(standing, group, decisions)
        notes = tuple(self._maybe_booked(standings))
        self._findings += self._accounts.findings()
        made = tuple(self._vouchers.made)
        return PaymentsPlan(
            tuple(self._planned(at, keyed, standings, decisions) for at, keyed in self._listed),
            made,
            self._vouchers.booking.journals.plan() if made and not self._findings else None,
            tuple(self._findings),
            notes,
        )

    def _standings(self) -> list[MovementStanding]:
        """How the movements stand; those of a year that is not open are held, and it is said."""
        accepted = {
            at for at, keyed in self._listed if self._numbers[id(keyed)] in self._asked.accepted
        }
        found = standings_of(
            self._session.books,
            self._movements,
            self._accounts,
            InvoiceReferences(self._items),
            accepted,
        )
        late = [
            each
            for each in found
            if each.state is None and self._open_year(each.movement.entry.day) is None
        ]
        for each in late:
            each.state = PaymentState.HELD
        self._say_days([keyed for each in late for keyed in each.movement.payments])
        return found

    def _open_year(self, day: date) -> FiscalYear | None:
        """The fiscal year of a day, where something may be booked in it."""
        year = year_of(self._session.register.years, day)
        is_open = year is not None and not year.closed and year.label not in self._sealed()
        return year if is_open else None

    def _sealed(self) -> frozenset[str]:
        there = self._session.workspace.is_there
        years = self._session.register.years
        return frozenset(year.label for year in years if there(seal_file(year.label)))

    def _say_days(self, payments: Sequence[KeyedPayment]) -> None:
        received = [keyed.received for keyed in payments]
        years, sealed = self._session.register.years, self._sealed()
        for item in day_findings(received, years, sealed):
            self._findings.append(replace(item, severity=Severity.ERROR))

    def _decisions(
        self, waiting: Sequence[tuple[MovementStanding, Sequence[WaitingPayments]]]
    ) -> dict[int, PaymentDecision]:
        """What is decided of each payment that may be matched."""
        asked = [
            (keyed, bool(group.groups))
            for _, groups in waiting
            for group in groups
            for keyed in group.payments
        ]
        incoming = [incoming_payment(keyed.received) for keyed, _ in asked]
        parties = match_parties(self._session.register)
        matches = match_payments(incoming, self._items, parties)
        found = {}
        matched: set[int] = set()
        for (keyed, is_move), match in zip(asked, matches, strict=True):
            number = self._numbers[id(keyed)]
            found[id(keyed)] = decision = decided(match, number, self._asked, is_move=is_move)
            if decision.state is PaymentState.MATCHED:
                matched.add(id(match.payment))
            if decision.finding is not None:
                self._findings.append(decision.finding)
        for key, decision in found.items():
            # What goes back of a payment that is not booked on anything opens nothing again.
            reverses = decision.match.reverses
            if isinstance(reverses, IncomingPayment) and id(reverses) not in matched:
                found[key] = replace(decision, state=PaymentState.SUSPENSE)
        booked = (each.match for each in found.values() if each.state is PaymentState.MATCHED)
        after = OpenAfter(booked)
        for keyed, _ in asked:
            decision = found[id(keyed)]
            if decision.state is PaymentState.MATCHED:
                settled = after.settled(keyed, decision.match)
                found[id(keyed)] = replace(decision, match=settled)
        return found

    def _book(
        self,
        standing: MovementStanding,
        group: WaitingPayments,
        decisions: Mapping[int, PaymentDecision],
    ) -> None:
        """Book a movement, or take out of suspense what has been told of it."""
        parts: Matched = [
            (keyed, each.match if each.state is PaymentState.MATCHED else None)
            for keyed in group.payments
            for each in (decisions[id(keyed)],)
        ]
        if group.groups:
            ver = self._move(standing, group, parts)
        else:
            day = standing.movement.entry.day
            year = self._open_year(day)
            assert year is not None
            ver = self._vouchers.book(standing.movement, standing.account, year, parts)
            self._settle(parts)
        for keyed, match in parts:
            if ver and (match is not None or not group.groups):
                self._vers[id(keyed)] = ver

    def _settle(self, parts: Matched) -> None:
        """Put accepted payments that came before their invoices to them on the invoices' day."""
        for keyed, match in parts:
            if match is not None and is_early(match):
                day = max(each.item.issued for each in match.allocations)
                year = self._open_year(day)
                if year is None:
                    self._say_days([_on(keyed, day)])
                else:
                    self._vouchers.settle(year, day, keyed, match)

    def _move(self, standing: MovementStanding, group: WaitingPayments, parts: Matched) -> str:
        """Take payments out of suspense, on the day of the bank or of the last invoice paid."""
        issued = [a.item.issued for _, match in parts if match for a in match.allocations]
        if all(match is None for _, match in parts):
            return ""
        day = max([standing.movement.entry.day, *issued])
        if self._open_year(day) is None:
            day = max([self._session.today, *issued])
        year = self._open_year(day)
        if year is None:
            self._say_days([_on(keyed, day) for keyed, _ in parts])
            return ""
        return self._vouchers.move(year, day, group.groups, parts, fee=group.is_whole)

    def _maybe_booked(self, standings: Sequence[MovementStanding]) -> Iterator[Finding]:
        """BNK813 of each movement that a person may have booked by hand."""
        for each in standings:
            if each.state is PaymentState.MAYBE_BOOKED:
                first = each.movement.payments[0]
                yield finding(
                    "BNK813",
                    number=self._numbers[id(first)],
                    amount=each.movement.entry.amount,
                    day=each.movement.entry.day,
                    voucher=each.voucher,
                    key=each.movement.keys[0],
                    file=first.received.file,
                    line=first.received.line,
                )

    def _planned(
        self,
        at: int,
        keyed: KeyedPayment,
        standings: Sequence[MovementStanding],
        decisions: Mapping[int, PaymentDecision],
    ) -> PlannedPayment:
        standing, decision = standings[at], decisions.get(id(keyed))
        voucher = self._vers.get(id(keyed), standing.voucher)
        number = self._numbers[id(keyed)]
        if decision is None:
            state = standing.state or PaymentState.SUSPENSE
            return PlannedPayment(number, keyed, state, None, voucher)
        return PlannedPayment(number, keyed, decision.state, decision.match, voucher)


def _on(keyed: KeyedPayment, day: date) -> KeyedPayment:
    """A payment as if it came in on another day."""
    return replace(keyed, received=replace(keyed.received, day=day))
