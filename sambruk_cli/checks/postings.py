"""Check the ids on postings, and that receivables are open items by party and invoice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.dimensions import Dimension
from sambruk_cli.books.months import party_of
from sambruk_cli.books.standing import RECEIVABLES
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.checks.imported import Imported
from sambruk_cli.checks.references import NAMED
from sambruk_cli.closing.spans import FROM, TO, fault_of_span, is_spanning
from sambruk_cli.findings import Finding, Severity, finding, nearest
from sambruk_cli.messages.message import Message
from sambruk_cli.receivables.booked import CHARGE
from sambruk_cli.register.members import Member
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session

# The dimensions whose ids the register declares, and what an unknown id is reported as.
UNKNOWN: dict[Dimension, str] = {
    "member": "BOK212.member",
    "counterparty": "BOK212.counterparty",
    "project": "BOK212.project",
    "grant": "BOK212.grant",
}


def declared(register: Register, key: Dimension) -> set[str] | None:
    """The ids of a dimension of UNKNOWN; None where the register says nothing of it.

    Without config/grants.toml `grant` is what the association makes of it.
    """
    return None if key == "grant" and not register.grants else NAMED[key].ids(register)


def check_postings(session: Session, vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """Every id on a posting is known, and charges fall on those who are members that day.

    A charge that says by which schedule may be invoiced when the member has left: DUE401 holds it
    to the schedule.
    """
    register, books = session.register, session.books
    members = {m.id: m for m in register.members}
    known = {
        key: ids
        for key in UNKNOWN
        if session.readable(*NAMED[key].files) and (ids := declared(register, key)) is not None
    }
    dues_accounts = {register.fees.account_of(s) for s in register.fees.schedules}

    @cache
    def is_due(number: str) -> bool:
        return any(falls_under(number, account) for account in dues_accounts if account)

    for voucher in vouchers:
        for posting in voucher.postings:
            meta = posting.meta
            if not meta:
                continue
            if FROM in meta or TO in meta:
                yield from _of_span(voucher, posting)
            for key, ids in known.items():
                if key not in meta or meta[key] in ids:
                    continue
                value = posting.tag(key)
                if value is not None and value not in ids:
                    yield finding(
                        UNKNOWN[key],
                        id=value,
                        file=voucher.file,
                        line=posting.line,
                        hint=nearest(value, ids),
                    )
            if posting.amount < 0 and CHARGE not in meta and is_due(books.number(posting.account)):
                member = members.get(posting.tag("member") or "")
                if member is not None and not member.is_member(voucher.date):
                    yield _charged(member, voucher, posting)


def _of_span(voucher: Voucher, posting: Posting) -> Iterator[Finding]:
    """What a posting says of the months that it is of, where that cannot be."""
    if is_spanning(voucher, posting) and (fault := fault_of_span(voucher, posting)) is not None:
        yield fault


def _charged(member: Member, voucher: Voucher, posting: Posting) -> Finding:
    when = []
    for time in member.memberships:
        if time.joined:
            when.append(Message.of("joined {day}", day=time.joined))
        if time.left:
            when.append(Message.of("left {day}", day=time.left))
    return finding(
        "BOK213",
        name=member.name,
        day=voucher.date,
        when=tuple(when),
        file=voucher.file,
        line=posting.line,
    )


class Owners:
    """Who owes each invoice, by the vouchers being checked and by those before them."""

    def __init__(self, earlier: Callable[[], Mapping[str, str]]) -> None:
        self._earlier = earlier
        self._known: dict[str, str] = {}

    def of(self, invoice: str) -> str | None:
        """The party that owes an invoice, None where it has not been drawn."""
        return self._known.get(invoice) or self._before.get(invoice)

    def draw(self, invoice: str, party: str) -> None:
        """Note an invoice that no earlier voucher has drawn."""
        self._known[invoice] = party

    @cached_property
    def _before(self) -> Mapping[str, str]:
        return self._earlier()


def check_receivables(
    session: Session, vouchers: Sequence[Voucher], owners: Owners, imported: Imported
) -> Iterator[Finding]:
    """Every posting on accounts receivable names a party and an invoice.

    Only then do the open items sum to the account. Without fee schedules, an account none of whose
    postings names either is taken to be kept without open items, as in a file that another
    program wrote: one warning for the account. What was imported draws the invoices that it names.
    """
    books = session.books
    rows = [
        (voucher, posting)
        for voucher in vouchers
        for posting in voucher.postings
        if books.number(posting.account).startswith(RECEIVABLES) and not posting.is_unpriced
    ]
    if imported.any_file:
        _draw((posting for voucher, posting in rows if imported.holds(voucher)), owners)
        rows = [(voucher, posting) for voucher, posting in rows if not imported.holds(voucher)]
    untold = set() if session.register.fees.schedules else _untold(rows)
    said = set()
    for voucher, posting in rows:
        if posting.account not in untold:
            yield from _receivable(voucher, posting, owners)
        elif posting.account not in said:
            said.add(posting.account)
            yield finding(
                "BOK219.untold",
                account=posting.account,
                file=voucher.file,
                line=posting.line,
                severity=Severity.WARNING,
            )


def _draw(postings: Iterable[Posting], owners: Owners) -> None:
    """Note the invoices of postings that were imported; no more is asked of them."""
    for posting in postings:
        party, invoice = party_of(posting), posting.tag("invoice")
        if party is not None and invoice is not None and owners.of(invoice) is None:
            owners.draw(invoice, party)


def _untold(rows: Sequence[tuple[Voucher, Posting]]) -> set[str]:
    """The accounts on which no posting says a party or an invoice."""
    told = {p.account for _, p in rows if party_of(p) is not None or p.tag("invoice") is not None}
    return {p.account for _, p in rows} - told


def _receivable(voucher: Voucher, posting: Posting, owners: Owners) -> Iterator[Finding]:
    party = party_of(posting)
    invoice = posting.tag("invoice")
    file, line = voucher.file, posting.line
    if party is None or invoice is None:
        if party is None and invoice is None:
            lacking = "BOK219.both"
        else:
            lacking = "BOK219.member" if party is None else "BOK219.invoice"
        yield finding(lacking, amount=posting.amount, file=file, line=line)
        return
    owner = owners.of(invoice)
    if owner is None:
        if posting.amount < 0:
            # Numbers of invoices are alike: the nearest one is another invoice, not this one
            # misspelt, so none is suggested.
            yield finding("BOK212.invoice", id=invoice, file=file, line=line)
            return
        owners.draw(invoice, party)
    elif owner != party:
        yield finding(
            "BOK219.owner", invoice=invoice, owner=owner, party=party, file=file, line=line
        )
