"""What `sambruk members` shows: the members of a day, or all that is known of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.books.receivables import open_items
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.names import kind_title
from sambruk_cli.dues.tiers import tier_ids, tier_of
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import Message, say, say_count, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.board import ORDINARY
from sambruk_cli.register.members import Member, members_on
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session
from sambruk_cli.views.member_account import member_account
from sambruk_cli.views.view import View

MemberTier = tuple[Member, str | None]  # a member with the id of its tier on the day


def members_view(session: Session, day: date, tier: str | None) -> View:
    """The members on a day with their tiers, of one tier or of all.

    Raises:
      Stop: USE905 when no tier is called that.
    """
    register, language = session.register, session.language
    tiers = tier_ids(register)
    if tier is not None and tier not in tiers:
        hint = nearest(tier, tiers) or Message.of("tiers: {tiers}", tiers=tuple(tiers))
        raise Stop(finding("USE905.tier", name=tier, file="config/fees.toml", hint=hint))
    placed = [
        (member, found)
        for member in members_on(register.members, day)
        if (found := tier_of(register, member, day)) == tier or tier is None
    ]
    table = _table(register, placed, day, language)
    title = say_count(
        language, len(placed), "1 member on {day}", "{number} members on {day}", day=day
    )
    return View(
        (Heading(2, title), without_empty(with_columns(table, "id", "name", "tier", "joined"))),
        table,
        lambda: {
            "on": day.isoformat(),
            "members": records(table),
            "totals": {
                "members": len(placed),
                **{name: sum(1 for _, t in placed if t == name) for name in tiers},
            },
        },
    )


def member_view(session: Session, member: Member, day: date) -> View:
    """One member: register, charges of every year, invoices, what is paid and open, board."""
    register, language = session.register, session.language
    tier = tier_of(register, member, day)
    charges = _charges(
        register,
        member,
        [c for y in register.years for c in compute_dues(register, y)[0].of(member.id)],
        language,
    )
    items = open_items(session.books, day).get(member.id, {})
    account = member_account(session, member.id, day)
    blocks: list[Block] = [
        Heading(2, member.name),
        _facts(register, member, tier, language),
        Heading(3, say(language, "Dues")),
        without_empty(charges) if charges.rows else Paragraph.of(say(language, "Nothing.")),
        *account.blocks(language),
        Heading(3, say(language, "Unpaid on {day}", day=day)),
        # What is owed without an invoice, where dues are booked when paid, this does not say.
        _open_items(items, language)
        if items
        else Paragraph.of(say(language, "No invoice is unpaid.")),
        *account.advanced(language),
    ]
    names = _on_board(register, member, day)
    if names:
        blocks.append(Heading(3, say(language, "On the board")))
        blocks.append(Paragraph.of(", ".join(names)))
    return View(
        tuple(blocks),
        charges,
        lambda: {
            "member": records(_table(register, [(member, tier or "")], day, language))[0],
            "charges": records(charges),
            **account.data(language),
            "open_items": records(_open_items(items, language, decimals=2)),
        },
    )


def _kind_name(register: Register, member: Member, language: Language) -> str:
    kind = register.members_file.kind(member.kind)
    return pick(language, kind.label, kind.label_en) if kind else member.kind


def _table(
    register: Register, placed: Sequence[MemberTier], day: date, language: Language
) -> Table:
    columns = (
        Column("Id", key="id"),
        Column(say_in(language, "person", "Name"), key="name"),
        Column(say_in(language, "member", "Kind"), key="kind"),
        Column(say(language, "Tier"), key="tier"),
        Column(say_in(language, "member", "Joined"), "date", key="joined"),
        Column(say_in(language, "member", "Left"), "date", key="left"),
        Column("", key="reconstructed"),
    )
    rows = (
        Row(
            (
                m.id,
                m.name,
                Shown(_kind_name(register, m, language), m.kind),
                tier,
                time.joined,
                time.left,
                m.reconstructed,
            )
        )
        for m, tier in placed
        for time in (m.membership_on(day) or m.memberships[-1],)
    )
    return Table("members", columns, tuple(rows))


def _facts(register: Register, member: Member, tier: str | None, language: Language) -> Table:
    """What the register says of a member; what it does not say is left out."""
    unknown = say(language, "before the first year")
    facts = [
        ("Id", member.id),
        (say_in(language, "member", "Kind"), _kind_name(register, member, language)),
        (say(language, "Tier"), tier or ""),
        (say(language, "Source"), member.tier_source or ""),
    ]
    for time in member.memberships:
        facts.append((say_in(language, "member", "Joined"), str(time.joined or unknown)))
        facts.append((say_in(language, "member", "Left"), str(time.left or "")))
    if member.reconstructed:
        facts.append((say(language, "The entry is"), say(language, "reconstructed")))
    return Table("member", (Column(""), Column("")), tuple(Row(f) for f in facts if f[1]))


def _charges(
    register: Register, member: Member, charges: Sequence[Charge], language: Language
) -> Table:
    """The charges of a member, those that it owes for others, and those that others owe for it."""
    has_ore = any(c.amount != c.amount.to_integral_value() for c in charges)
    columns = (
        Column(say(language, "Charged"), "date", key="date"),
        Column(say_in(language, "charge", "Kind"), key="kind"),
        Column(say(language, "Schedule"), key="schedule"),
        Column(say_in(language, "charge", "For"), key="for"),
        Column(say_in(language, "charge", "Paid by"), key="paid_by"),
        Column(say(language, "SEK"), "amount", 2 if has_ore else 0, key="amount"),
    )
    rows = (
        Row(
            (
                c.day,
                Shown(kind_title(register.fees, c.kind, language), c.kind),
                c.schedule.id,
                c.member.id if c.member.id != member.id else None,
                c.payer.id if c.payer.id != member.id else None,
                c.amount,
            )
        )
        for c in charges
    )
    return Table("charges", columns, tuple(rows))


def _open_items(items: Mapping[str, Decimal], language: Language, *, decimals: int = 0) -> Table:
    """Kronor unpaid per invoice; people see öre only where there are any, programs always."""
    columns = (
        Column(say(language, "Invoice"), key="invoice"),
        Column("kr", "amount", decimals, key="amount"),
    )
    rows = (Row((invoice, amount)) for invoice, amount in items.items())
    total = Row((say(language, "Total"), sum(items.values(), ZERO)), "total")
    return Table("open_items", columns, (*rows, total))


def _on_board(register: Register, member: Member, day: date) -> list[str]:
    """Names of those who represent the member on the board."""
    seats = [
        m
        for m in register.board.mandates_on(day)
        if m.represents == member.id and register.board.role(m) in (*ORDINARY, "deputy")
    ]
    return [p.name for m in seats if m.person and (p := register.person(m.person))]
