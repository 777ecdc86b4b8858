"""The member ledger (medlemsreskontra): what each party owed, was charged and paid in the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.books.wording import account_title
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say, say_count
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.items import open_items_on, party_of
from sambruk_cli.receivables.wording import against_accounts, party_name, rank_of_party


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
    total = sum((item.amount for item in items), ZERO)
    against = against_accounts(year.books, year.fiscal.end, total, language)
    blocks += [Paragraph.of(against), of_parties, ledger]
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
                party = party_of(posting)
                standing[party] = standing.get(party, ZERO) + posting.amount
                rows.setdefault(party, []).append((voucher, posting, standing[party]))
    known: set[str] = {party for party, amount in owed.items() if amount} | rows.keys()
    names = year.register.party_names()
    return tuple(
        PartyAccount(party, owed.get(party, ZERO), tuple(rows.get(party, ())))
        for party in sorted(known, key=lambda each: rank_of_party(each, names))
    )


def open_items_of(year: AuditYear) -> tuple[OpenItem, ...]:
    """What is unpaid when the year ends, by party and the day that it came."""
    items = open_items_on(year.books, year.register.invoicing, year.fiscal.end)
    names = year.register.party_names()
    return tuple(
        sorted(
            (OpenItem(item.party, item.invoice, item.since, item.open) for item in items),
            key=lambda item: (
                *rank_of_party(item.party, names),
                item.since or date.min,
                item.invoice,
            ),
        )
    )


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
                Shown(party_name(item.party, names, language), item.party),
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
        name = party_name(each.party, names, language)
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
        who = party_name(each.party, names, language), each.party
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
