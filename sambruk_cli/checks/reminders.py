"""What has been reminded of, held against books and register; accounts that reminding books on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sambruk_cli.books.dimensions import id_of
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.files.protocol import Kind
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.fiscal import kept_through, year_of
from sambruk_cli.receivables.items import party_of
from sambruk_cli.register.invoicing import FILE as INVOICING
from sambruk_cli.register.locate import Located
from sambruk_cli.register.reminders import RemindersFile, read_reminders
from sambruk_cli.session import Session

# Keys of [accounts] that are checked here, with the roots of what they may name.
_ACCOUNTS = ("bad_debts", "reminder_fees", "interest")


def check_reminders(session: Session) -> Iterator[Finding]:
    """DUE450 to DUE452: config/reminders.toml and holds; REG104 of accounts that do not exist."""
    file, place, faults = read_reminders(session.workspace)
    yield from faults
    holds = any(hold.invoice is not None for hold in session.register.invoicing.holds)
    known = _invoices(session) if file.reminders or holds else set()
    yield from _named(session, file, place, known)
    yield from _twice(file, place)
    yield from _files(session, file, place)
    yield from _levels(session, file, place)
    yield from _holds(session, {invoice for _, invoice in known})
    yield from _accounts(session)


def _invoices(session: Session) -> set[tuple[str, str]]:
    """Party and number of everything that has stood on accounts receivable."""
    return {
        (party_of(posting), id_of(posting.meta, "invoice") or "")
        for _, posting in session.books.postings()
        if is_receivable(posting.account)
    }


def _named(
    session: Session, file: RemindersFile, place: Located, known: set[tuple[str, str]]
) -> Iterator[Finding]:
    """Members, invoices and charges that there are."""
    parties = session.register.party_names()
    is_told = session.readable("members", "counterparties")
    for at, entry in enumerate(file.reminders):
        if is_told and entry.member not in parties:
            yield finding(
                "DUE450.member",
                id=entry.member,
                day=entry.day,
                file=place.file,
                line=place.line("reminders", at, "member"),
            )
            continue
        for invoice in entry.invoices:
            if (entry.member, invoice) not in known:
                yield finding(
                    "DUE450.invoice",
                    invoice=invoice,
                    id=entry.member,
                    day=entry.day,
                    file=place.file,
                    line=place.line("reminders", at, "invoices"),
                )
        if entry.charge is not None and (entry.member, entry.charge) not in known:
            yield finding(
                "DUE450.charge",
                charge=entry.charge,
                day=entry.day,
                file=place.file,
                line=place.line("reminders", at, "charge"),
            )


def _twice(file: RemindersFile, place: Located) -> Iterator[Finding]:
    """No invoice comes to a level twice."""
    seen: dict[tuple[str, str, int], date] = {}
    for at, entry in enumerate(file.reminders):
        for invoice in entry.invoices:
            key = (entry.member, invoice, entry.level)
            if key in seen:
                yield finding(
                    "DUE450.twice",
                    invoice=invoice,
                    id=entry.member,
                    level=entry.level,
                    first=seen[key],
                    file=place.file,
                    line=place.line("reminders", at, "level"),
                )
            seen.setdefault(key, entry.day)


def _files(session: Session, file: RemindersFile, place: Located) -> Iterator[Finding]:
    """Letters are there, as they were made, for as long as they have to be kept (BFL 7:2)."""
    seen: set[tuple[str, str]] = set()
    for at, entry in enumerate(file.reminders):
        if (entry.file, entry.sha256) in seen:
            continue
        seen.add((entry.file, entry.sha256))
        line = place.line("reminders", at, "file")
        kind = session.workspace.kind_of(entry.file)
        if kind is Kind.OUTSIDE:
            yield finding("DUE451.outside", path=entry.file, file=place.file, line=line)
        elif kind is not Kind.FILE:
            year = year_of(session.register.years, entry.day)
            until = None if year is None else kept_through(year)
            if until is not None and session.today <= until:
                yield finding(
                    "DUE451.missing", path=entry.file, until=until, file=place.file, line=line
                )
        else:
            session.workspace.read_bytes(entry.file)
            now = session.workspace.digests[entry.file]
            if now != entry.sha256:
                yield finding("DUE451", path=entry.file, now=now, file=place.file, line=line)


def _levels(session: Session, file: RemindersFile, place: Located) -> Iterator[Finding]:
    """Levels that [reminders] no longer has; nothing is known of them where it has none."""
    levels = len(session.register.invoicing.reminders.levels)
    if not levels or not session.readable("invoicing"):
        return
    beyond: Counter[int] = Counter()
    for entry in file.reminders:
        beyond[entry.level] += len(entry.invoices) if entry.level > levels else 0
    for level, number in sorted(beyond.items()):
        if number:
            at = next(i for i, entry in enumerate(file.reminders) if entry.level == level)
            line = place.line("reminders", at, "level")
            yield finding(
                "DUE452", number=number, level=level, levels=levels, file=place.file, line=line
            )


def _holds(session: Session, invoices: set[str]) -> Iterator[Finding]:
    place = session.register.places["invoicing"]
    for at, hold in enumerate(session.register.invoicing.holds):
        if hold.invoice is not None and hold.invoice not in invoices:
            yield finding(
                "DUE450.hold",
                invoice=hold.invoice,
                file=place.file,
                line=place.line("holds", at, "invoice"),
                hint=nearest(hold.invoice, invoices),
            )


def _accounts(session: Session) -> Iterator[Finding]:
    """The accounts that are named are in the chart."""
    known, place = session.books.by_number, session.register.places["invoicing"]
    for key in _ACCOUNTS:
        number = getattr(session.register.invoicing.accounts, key)
        if number is not None and known and number not in known:
            yield finding(
                "REG104.account",
                account=number,
                hint=nearest(number, known),
                file=INVOICING,
                line=place.line("accounts", key),
            )
