"""Who is reminded of what on a day, at which level, and who is not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.interest import Interest, interest_from, interest_on
from sambruk_cli.receivables.items import Item, items_of
from sambruk_cli.receivables.reminded import (
    ApartReason,
    MemberReminder,
    NotReminded,
    OverdueInvoice,
    Reminding,
)
from sambruk_cli.receivables.under_way import parties_under_way
from sambruk_cli.register.invoicing import Hold, InvoicingFile
from sambruk_cli.register.register import Register
from sambruk_cli.register.reminders import Reminder, RemindersFile

_DAY = timedelta(days=1)


def reminding_on(
    books: Books, register: Register, file: RemindersFile, day: date, *, is_booked: bool
) -> Reminding:
    """Who is reminded on a day, by what is booked at its end.

    An invoice comes to each level once, in their order: `days` after it fell due, and once the
    terms of the last letter have run out.

    Args:
      is_booked: whether fees and interest are booked when they are charged.
    """
    return _Reminder(books, register, file, day, is_booked=is_booked).reminding()


class _Reminder:
    def __init__(
        self, books: Books, register: Register, file: RemindersFile, day: date, *, is_booked: bool
    ) -> None:
        self._register = register
        self._invoicing: InvoicingFile = register.invoicing
        self._rules = register.invoicing.reminders
        self._file = file
        self._day = day
        self._is_booked = is_booked
        self._charges = file.charges
        self._history: dict[tuple[str, str], list[Reminder]] = {}
        for entry in file.reminders:
            for invoice in entry.invoices:
                self._history.setdefault((entry.member, invoice), []).append(entry)
        self._items: dict[str, list[Item]] = {}
        items = items_of(books, self._invoicing, day)
        for item in items:
            if item.open:
                self._items.setdefault(item.party, []).append(item)
        self._advances = _credits(books, self._invoicing.accounts.advances, day)
        self._unpaid = books.standing(date.max).unpaid
        self._under_way = parties_under_way(books, register, items, day)
        self._missing: dict[date, None] = {}

    def reminding(self) -> Reminding:
        letters: list[MemberReminder] = []
        collected: list[MemberReminder] = []
        apart: list[NotReminded] = []
        for party, items in self._items.items():
            late = [item for item in items if party and self._is_overdue(item)]
            if not late:
                if party and (left := self._only_charges(party, items)):
                    apart.append(left)
                continue
            found = self._why_not(party, items, late)
            if isinstance(found, NotReminded):
                apart.append(found)
                continue
            for made in found:
                (collected if made.is_for_collector else letters).append(made)
        return Reminding(
            self._day, tuple(letters), tuple(collected), tuple(apart), tuple(sorted(self._missing))
        )

    def _is_overdue(self, item: Item) -> bool:
        """Whether an invoice is open and its due day has passed; what reminders charge is none."""
        is_claim = bool(item.invoice) and (item.party, item.invoice) not in self._charges
        return is_claim and item.open > 0 and item.due is not None and item.due < self._day

    def _only_charges(self, party: str, items: Iterable[Item]) -> NotReminded | None:
        amount = sum(
            (
                item.open
                for item in items
                if (party, item.invoice) in self._charges
                and item.open > 0
                and item.due is not None
                and item.due < self._day
            ),
            ZERO,
        )
        return NotReminded(party, ApartReason.CHARGES, amount) if amount else None

    def _why_not(
        self, party: str, items: list[Item], overdue: list[Item]
    ) -> NotReminded | list[MemberReminder]:
        """The reminders of a party, or why there are none."""
        amount = _sum(overdue)
        member = self._register.member(party)
        if party not in self._register.party_names():
            return NotReminded(party, ApartReason.UNKNOWN, amount)
        if member is not None and not member.is_member(self._day):
            return NotReminded(party, ApartReason.LEFT, amount)
        held = {item.invoice: hold for item in overdue if (hold := self._hold(item)) is not None}
        free = [item for item in overdue if item.invoice not in held]
        if not free:
            hold = next(iter(held.values()))
            reason = ApartReason(str(hold.kind))
            return NotReminded(party, reason, amount, hold.until, hold.reason or "")
        under_way = timedelta(days=self._rules.under_way)
        late = [
            item
            for item in free
            if item.due is not None
            and item.due + under_way < self._day
            and self._unpaid.get((party, item.invoice), ZERO) >= item.open  # nothing paid since
        ]
        if not late:
            until = min(item.due for item in free if item.due is not None) + under_way + _DAY
            over = until if until > self._day else None
            return NotReminded(party, ApartReason.UNDER_WAY, amount, over)
        if party in self._under_way:
            return NotReminded(party, ApartReason.UNDER_WAY, amount)
        credit = -_sum(item for item in items if item.open < 0)
        credit += max(self._advances.get(party, ZERO), ZERO)
        left = _sum(late) - credit
        if left <= 0:
            return NotReminded(party, ApartReason.CREDIT, amount)
        if left < self._rules.least:
            return NotReminded(party, ApartReason.LEAST, amount)
        return self._reminders(party, items, late, credit)

    def _hold(self, item: Item) -> Hold | None:
        """A hold of an invoice on the day: one that says why it is disputed before an agreement."""
        found = [
            hold
            for hold in self._invoicing.holds
            if hold.holds(item.party, item.invoice, self._day)
        ]
        return min(found, key=lambda hold: hold.kind != "disputed", default=None)

    def _reminders(
        self, party: str, items: list[Item], late: list[Item], credit: Decimal
    ) -> NotReminded | list[MemberReminder]:
        levels = self._rules.levels
        steps = {item.invoice: self._next(item) for item in late}
        ready = {
            invoice: level
            for invoice, (level, day) in steps.items()
            if day is not None and day <= self._day
        }
        if not ready:
            waits = [day for _, day in steps.values() if day is not None]
            amount = _sum(late)
            if waits:
                return NotReminded(party, ApartReason.WAITS, amount, min(waits))
            is_gone = all(self._is_gone(item) for item in late)
            return NotReminded(
                party, ApartReason.COLLECTOR if is_gone else ApartReason.DONE, amount
            )
        to_collector = {i for i, level in ready.items() if levels[level - 1].collector}
        has_letter = len(to_collector) < len(ready)
        made = []
        earlier = [item for item in items if (party, item.invoice) in self._charges]
        owed = tuple(item for item in earlier if item.open > 0)
        for is_for_collector in (False, True):
            own = [
                item
                for item in late
                if not self._is_gone(item) and (item.invoice in to_collector) is is_for_collector
            ]
            if any(item.invoice in ready for item in own):
                # Earlier charges and credit are said once, in the letter where there is one.
                is_first = is_for_collector is not has_letter
                more = (owed, credit) if is_first else ((), ZERO)
                part = _Part(tuple(own), ready, *more, is_for_collector)
                made.append(self._reminder(party, part))
        return made

    def _next(self, item: Item) -> tuple[int, date | None]:
        """The level that an invoice comes to next, and from which day; None where there is none."""
        levels, earlier = self._rules.levels, self._earlier(item)
        last = max((entry.level for entry in earlier), default=0)
        if last >= len(levels) or item.due is None:
            return last, None
        ready = item.due + timedelta(days=levels[last].days)
        if earlier:
            terms = timedelta(days=levels[last - 1].terms)
            ready = max(ready, max(entry.day for entry in earlier) + terms + _DAY)
        return last + 1, max(ready, item.due + _DAY)

    def _is_gone(self, item: Item) -> bool:
        """Whether an invoice is with a collector."""
        levels = self._rules.levels
        last = max((entry.level for entry in self._earlier(item)), default=0)
        return 0 < last <= len(levels) and levels[last - 1].collector

    def _earlier(self, item: Item) -> list[Reminder]:
        return self._history.get((item.party, item.invoice), [])

    def _reminder(self, party: str, part: _Part) -> MemberReminder:
        level = max(part.ready[i.invoice] for i in part.items if i.invoice in part.ready)
        of = self._rules.levels[level - 1]
        invoices = tuple(
            self._overdue(item, part.ready.get(item.invoice, 0)) for item in part.items
        )
        agreed = self._rules.fee_agreed_from
        is_agreed = agreed is not None and any(
            each.level == level and each.item.issued >= agreed for each in invoices
        )
        entries = dict.fromkeys(entry for each in invoices for entry in each.earlier)
        return MemberReminder(
            party,
            level,
            invoices,
            of.fee if of.fee is not None and is_agreed else ZERO,
            part.owed,
            sum((entry.fee for entry in entries if entry.charge is None), ZERO),
            part.credit,
            self._day + timedelta(days=of.terms),
            part.is_for_collector,
        )

    def _overdue(self, item: Item, level: int) -> OverdueInvoice:
        assert item.due is not None  # it is overdue
        earlier = tuple(self._earlier(item))
        demanded = min((entry.day for entry in earlier if entry.says_interest), default=None)
        start = interest_from(item, self._rules, demanded) if level else None
        interest = Interest()
        if start is not None:
            booked = (e.day for e in earlier if e.charge is not None and e.interest)
            start = max([start, *booked])
            if start < self._day:
                interest = interest_on(item, start, self._day, self._invoicing)
            self._missing.update(dict.fromkeys(interest.missing))
        days = (self._day - item.due).days
        return OverdueInvoice(item, level, days, interest, start, earlier)


@frozen
class _Part:
    """The invoices of a party that go one way: `ready` is the level of those that come to one."""

    items: tuple[Item, ...]
    ready: Mapping[str, int]
    owed: tuple[Item, ...]
    credit: Decimal
    is_for_collector: bool


def _credits(books: Books, account: str | None, day: date) -> dict[str, Decimal]:
    """What each party has to its credit on an account at the end of a day, in kronor."""
    found: dict[str, Decimal] = {}
    if account is None:
        return found
    for party, amount in _by_party(books, account, day):
        found[party] = found.get(party, ZERO) - amount
    return found


def _by_party(books: Books, account: str, day: date) -> Iterator[tuple[str, Decimal]]:
    for key in ("member", "counterparty"):
        sums = books.totals_by(key, accounts=[account], last=day, carried=True)
        yield from ((party, amount) for party, amount in sums.items() if party)


def _sum(items: Iterable[Item]) -> Decimal:
    return sum((item.open for item in items), ZERO)
