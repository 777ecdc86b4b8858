"""The member ledger (medlemsreskontra): what each party owed, was charged and paid in the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.dimensions import id_of
from sambruk_cli.books.receivables import open_items
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.books.wording import account_title
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say, say_count
from sambruk_cli.money import ZERO


@frozen
class PartyAccount:
    """A party on accounts receivable in a year: kronor, what it owes above nought.

    `rows` are its postings, each with what it owes after it.
    """

    party: str
    opening: Decimal
    rows: tuple[tuple[Voucher, Posting, Decimal], ...]

    @property
    def closing(self) -> Decimal:
        return self.rows[-1][2] if self.rows else self.opening


@frozen
class OpenItem:
    """An invoice that is not paid when the year ends; `since` is the day of its first posting.

    Of what names no invoice, `since` is the day on which it left nought; None where something has
    been paid since, as nobody can tell what was paid.
    """

    party: str
    invoice: str
    since: date | None
    amount: Decimal


def receivables_section(year: AuditYear) -> Section:
    """Open items when the year ends, and every party with its postings on 151x."""
    language = year.language
    title = say(language, "Member ledger")
    about = say(
        language,
        "What members and other parties owed, were charged and paid (accounts 151x), and the open "
        "items when the year ends.",
    )
    parties = party_accounts(year)
    if not parties:
        nothing = say(language, "Nothing is booked on accounts receivable (151x).")
        return Section("members", title, about, nothing=nothing)
    items = open_items_of(year)
    names = year.register.party_names()
    of_items, ledger = _items(year, items, names), _ledger(year, parties, names)
    of_parties = Heading(2, say(language, "Ledger by party"))
    blocks: list[Block] = [Heading(2, say(language, "Open items when the year ends"))]
    nothing_open = say(language, "No item is open.")
    blocks.append(of_items if items else Paragraph.of(nothing_open))
    blocks += [Paragraph.of(said) for said in _against_books(year, items)]
    blocks += [of_parties, ledger]
    records = _records(year, parties, names, title)
    return Section(
        "members",
        title,
        about,
        tuple(blocks),
        (of_items, records) if items else (records,),
        notes=tuple(_notes(year, items)),
    )


def party_accounts(year: AuditYear) -> tuple[PartyAccount, ...]:
    """Every party that owed anything when the year began or has a posting in it, by name."""
    before = year.books.opening(year.fiscal.start).by_party
    owed: dict[str, Decimal] = {}
    for (account, party), amount in before.items():
        if is_receivable(account):
            owed[party] = owed.get(party, ZERO) + amount
    nameless = sum(
        (
            total.amount
            for name, total in year.books.opening(year.fiscal.start).totals.items()
            if is_receivable(name)
        ),
        -sum(owed.values(), ZERO),
    )
    if nameless:
        owed[""] = nameless
    rows: dict[str, list[tuple[Voucher, Posting, Decimal]]] = {}
    standing = dict(owed)
    for voucher in year.vouchers:
        for posting in voucher.postings:
            if is_receivable(posting.account):
                party = _party(posting)
                standing[party] = standing.get(party, ZERO) + posting.amount
                rows.setdefault(party, []).append((voucher, posting, standing[party]))
    known: set[str] = {party for party, amount in owed.items() if amount} | rows.keys()
    names = year.register.party_names()
    return tuple(
        PartyAccount(party, owed.get(party, ZERO), tuple(rows.get(party, ())))
        for party in sorted(known, key=lambda each: _rank(each, names))
    )


def open_items_of(year: AuditYear) -> tuple[OpenItem, ...]:
    """What is unpaid when the year ends, by party and the day that it came."""
    unpaid = [
        (party, invoice, amount)
        for party, invoices in open_items(year.books, year.fiscal.end).items()
        for invoice, amount in invoices.items()
    ]
    since = _first_days(year, {(party, invoice) for party, invoice, _ in unpaid})
    names = year.register.party_names()
    items = (OpenItem(p, i, since.get((p, i)), amount) for p, i, amount in unpaid)
    return tuple(
        sorted(
            items,
            key=lambda item: (
                *_rank(item.party, names),
                item.since or date.min,
                item.invoice,
            ),
        )
    )


def _first_days(year: AuditYear, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], date]:
    """The day since which each item is open, of those of which it can be told."""
    found: dict[tuple[str, str], date] = {}
    owed: dict[tuple[str, str], Decimal] = {}
    for voucher in year.books.between(date.min, year.fiscal.end) if wanted else ():
        for posting in voucher.postings:
            if is_receivable(posting.account):
                item = _party(posting), id_of(posting.meta, "invoice") or ""
                if item not in wanted:
                    continue
                before = owed.get(item, ZERO)
                owed[item] = after = before + posting.amount
                if item[1]:
                    found.setdefault(item, voucher.date)
                elif before * after < ZERO or not before:
                    found[item] = voucher.date
                elif abs(after) < abs(before):
                    found.pop(item, None)
    return found


def _party(posting: Posting) -> str:
    return id_of(posting.meta, "member") or id_of(posting.meta, "counterparty") or ""


def _rank(party: str, names: Mapping[str, str]) -> tuple[str, str]:
    """By name, numbers in it by size, and by id where two have one name."""
    name = str(names.get(party, party)).casefold()
    return re.sub(r"[0-9]+", lambda digits: digits[0].zfill(12), name), party


def _name(party: str, names: Mapping[str, str], year: AuditYear) -> str:
    return names.get(party, party) or say(year.language, "(no party named)")


def _items(year: AuditYear, items: Sequence[OpenItem], names: Mapping[str, str]) -> Table:
    language = year.language
    columns = (
        Column(say(language, "Party")),
        Column(say(language, "Invoice")),
        Column(say(language, "Since"), "date"),
        Column(say(language, "Days"), "count"),
        Column(say(language, "Amount"), "amount", 2),
    )
    rows = [
        Row(
            (
                Shown(_name(item.party, names, year), item.party),
                item.invoice,
                item.since,
                (year.fiscal.end - item.since).days if item.since else None,
                item.amount,
            )
        )
        for item in items
    ]
    total = sum((item.amount for item in items), ZERO)
    sums = tuple(range(len(rows)))
    last = Row((say(language, "Total"), "", None, None, total), "total", sums=sums)
    return Table("open_items", columns, (*rows, last), say(language, "Open items"))


def _against_books(year: AuditYear, items: Sequence[OpenItem]) -> Iterable[str]:
    """The sum of the open items beside what the accounts stand at."""
    language = year.language
    accounts = [b for b in trial_balance(year.books, year.fiscal) if is_receivable(b.account)]
    booked = sum((balance.closing for balance in accounts), ZERO)
    total = sum((item.amount for item in items), ZERO)
    which = ", ".join(account_title(year.books, balance.account) for balance in accounts)
    if booked == total:
        yield say(
            language,
            "The items sum to what {accounts} stands at: {amount}.",
            accounts=which,
            amount=formats.kronor(booked, language),
        )
    else:
        yield say(
            language,
            "The items sum to {items}, and {accounts} stands at {amount}.",
            items=formats.kronor(total, language),
            accounts=which,
            amount=formats.kronor(booked, language),
        )


def _notes(year: AuditYear, items: Sequence[OpenItem]) -> Iterable[str]:
    language, fiscal = year.language, year.fiscal
    old = [item for item in items if item.since is not None and item.since < fiscal.start]
    if old:
        amount = formats.kronor(sum((item.amount for item in old), ZERO), language)
        said = say_count(
            language,
            len(old),
            "1 open item is from before the year: {amount}.",
            "{number} open items are from before the year: {amount}.",
            amount=amount,
        )
        yield said
    nameless = sum(1 for item in items if not item.party)
    if nameless:
        yield say_count(
            language,
            nameless,
            "1 open item names no party.",
            "{number} open items name no party.",
        )


def _ledger(year: AuditYear, parties: Sequence[PartyAccount], names: Mapping[str, str]) -> Table:
    """A heading for each party, its postings, and what it owes at the end."""
    language = year.language
    columns = (
        Column(say(language, "Date"), "date"),
        Column("Ver"),
        Column(say(language, "Text")),
        Column(say(language, "Amount"), "amount", 2),
        Column(say(language, "Balance"), "amount", 2),
    )
    rows = []
    for each in parties:
        name = _name(each.party, names, year)
        rows.append(Row((None, "", name, None, each.opening), "heading"))
        for voucher, posting, after in each.rows:
            text = _text(voucher, posting)
            rows.append(Row((voucher.date, voucher.ver or "", text, posting.amount, after)))
    closing = sum((each.closing for each in parties), ZERO)
    rows.append(Row((None, "", say(language, "Total"), None, closing), "total"))
    return Table("member_ledger", columns, tuple(rows))


def _text(voucher: Voucher, posting: Posting) -> str:
    invoice = posting.tag("invoice")
    return voucher.description if invoice is None else f"{voucher.description} ({invoice})"


def _records(
    year: AuditYear, parties: Sequence[PartyAccount], names: Mapping[str, str], title: str
) -> Table:
    language = year.language
    columns = (
        Column(say(language, "Party")),
        Column("Id"),
        Column(say(language, "Date"), "date"),
        Column("Ver"),
        Column(say(language, "Text")),
        Column(say(language, "Invoice")),
        Column(say(language, "Account")),
        Column(say(language, "Amount"), "amount", 2),
        Column(say(language, "Balance"), "amount", 2),
    )
    rows = []
    for each in parties:
        who = _name(each.party, names, year), each.party
        opening = say(language, "Opening")
        rows.append(Row((*who, year.fiscal.start, "", opening, "", "", None, each.opening)))
        for voucher, posting, after in each.rows:
            rows.append(
                Row(
                    (
                        *who,
                        voucher.date,
                        voucher.ver or "",
                        voucher.description,
                        posting.tag("invoice") or "",
                        account_title(year.books, posting.account),
                        posting.amount,
                        after,
                    )
                )
            )
    return Table("member_ledger", columns, tuple(rows), title)
