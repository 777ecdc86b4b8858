"""Ids on postings: members, counterparties, projects and invoices, and open items by member."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from sambruk_cli.books.books import Books
from sambruk_cli.books.months import party_of
from sambruk_cli.books.standing import RECEIVABLES
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.findings import Finding, Severity, did_you_mean, finding
from sambruk_cli.money import exact
from sambruk_cli.register.members import Member
from sambruk_cli.session import Session


def check_postings(
    session: Session, books: Books, vouchers: Sequence[Voucher]
) -> Iterator[Finding]:
    """Every id on a posting is known, and charges fall on those who are members that day."""
    register = session.register
    members = {m.id: m for m in register.members}
    parties = {*members, *(c.id for c in register.counterparties.counterparties)}
    projects = {p.id for p in register.projects}
    every: dict[str, tuple[set[str], str, tuple[str, ...]]] = {
        "member": (set(members), "members", ("members",)),
        "counterparty": (parties, "counterparties", ("members", "counterparties")),
        "project": (projects, "projects", ("projects",)),
    }
    known = {key: of for key, of in every.items() if session.readable(*of[2])}
    dues_accounts = {s.account for s in register.fees.schedules}
    for voucher in vouchers:
        for posting in voucher.postings:
            meta = posting.meta
            if not meta:
                continue
            for key, (ids, source, _) in known.items():
                if key not in meta or meta[key] in ids:
                    continue
                value = posting.tag(key)
                if value is not None and value not in ids:
                    yield finding(
                        "BOK212",
                        f'no {key} is called "{value}"',
                        file=voucher.file,
                        line=posting.line,
                        hint=did_you_mean(value, ids, f"add it to config/{source}.toml"),
                    )
            if posting.amount < 0 and books.number(posting.account) in dues_accounts:
                member = members.get(posting.tag("member") or "")
                if member is not None and not member.is_member(voucher.date):
                    yield _charged(member, voucher, posting)


def _charged(member: Member, voucher: Voucher, posting: Posting) -> Finding:
    joined = f"joined {member.joined}" if member.joined else ""
    left = f"left {member.left}" if member.left else ""
    when = ", ".join(part for part in (joined, left) if part)
    return finding(
        "BOK213",
        f"{member.name} is charged on {voucher.date} but is no member then ({when})",
        file=voucher.file,
        line=posting.line,
        hint="correct the voucher, or the dates in config/members.toml",
    )


class Owners:
    """Who owes each invoice: first as the vouchers at hand say, then as earlier ones do."""

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
    session: Session, books: Books, vouchers: Sequence[Voucher], owners: Owners
) -> Iterator[Finding]:
    """Open items: every receivable on a party and an invoice, so that they sum to the account.

    Without fee schedules, an account on which not one posting of these vouchers says either is
    kept without open items, as a company's file from another program may be: a warning, once.
    """
    rows = [
        (voucher, posting)
        for voucher in vouchers
        for posting in voucher.postings
        if books.number(posting.account).startswith(RECEIVABLES)
    ]
    untold = set() if session.register.fees.schedules else _untold(rows)
    said = set()
    for voucher, posting in rows:
        if posting.account not in untold:
            yield from _receivable(voucher, posting, owners)
        elif posting.account not in said:
            said.add(posting.account)
            yield finding(
                "BOK219",
                f"{posting.account} is kept without open items: no posting of the year says whose "
                "it is and of which invoice",
                file=voucher.file,
                line=posting.line,
                hint='where members are to be followed, add member: "..." and invoice: "..."',
                severity=Severity.WARNING,
            )


def _untold(rows: Sequence[tuple[Voucher, Posting]]) -> set[str]:
    """The accounts on which no posting says a party or an invoice."""
    told = {p.account for _, p in rows if party_of(p) is not None or p.tag("invoice") is not None}
    return {p.account for _, p in rows} - told


def _receivable(voucher: Voucher, posting: Posting, owners: Owners) -> Iterator[Finding]:
    party = party_of(posting)
    invoice = posting.tag("invoice")
    if party is None or invoice is None:
        lacks = " and ".join(
            name for name, value in (("member", party), ("invoice", invoice)) if value is None
        )
        yield finding(
            "BOK219",
            f"{exact(posting.amount)} kr on the receivables without {lacks}: "
            "the open items do not sum to the account",
            file=voucher.file,
            line=posting.line,
            hint='add member: "..." and invoice: "..." to the posting',
        )
        return
    owner = owners.of(invoice)
    if owner is None:
        if posting.amount < 0:
            yield finding(
                "BOK212",
                f'no invoice is called "{invoice}"',
                file=voucher.file,
                line=posting.line,
                # Numbers of invoices are alike: the nearest one is another invoice, not this one
                # misspelt.
                hint="an invoice is a debit that comes before; one from a year that is not in the "
                "books belongs in the opening entry",
            )
            return
        owners.draw(invoice, party)
    elif owner != party:
        yield finding(
            "BOK219",
            f'the invoice {invoice} stands on "{owner}", not on "{party}"',
            file=voucher.file,
            line=posting.line,
            hint="correct the member or the invoice number",
        )
