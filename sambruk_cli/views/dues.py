"""What `sambruk dues` shows: what each member owes for a year, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sambruk_cli import formats
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records
from sambruk_cli.dues.charge import Charge, Dues
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.instalments import instalments
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO, plain
from sambruk_cli.session import Session, known_member
from sambruk_cli.views.explained_charge import basis_text, explanation
from sambruk_cli.views.lists import member_dues_table, tier_dues_table
from sambruk_cli.views.view import View


def dues_view(session: Session, year: FiscalYear, member: str | None, *, explain: bool) -> View:
    """The charges of a year in kronor, by member and by tier.

    Args:
      member: id of the only member that is asked for.
      explain: trace each amount to tier, date and decision instead.
    Raises:
      Stop: USE902 when no member has the id.
    """
    language = session.language
    computed, _ = compute_dues(session.register, year)
    if member is not None:
        computed = replace(computed, charges=computed.of(known_member(session.register, member).id))
    heading = Heading(2, say(language, "Dues {year}", year=computed.year.label))
    return View(
        (heading, *(_explained if explain else _summed)(session, computed)),
        lambda: _charges(computed),
        lambda: {
            "year": computed.year.label,
            "members": _members(computed),
            "totals": {
                kind.id: plain(computed.total(kind.id)) for kind in session.register.fees.kinds
            },
        },
    )


def _charges(computed: Dues) -> Table:
    """One row per charge; the members in the order of the register.

    `member` owes the amount; `for` is whose membership is charged, where that is another's.
    """
    keys = ("member", "name", "tier", "kind")
    columns = (
        *(Column("", key=key) for key in keys),
        Column("", "date", key="date"),
        Column("", "amount", key="amount"),
        *(Column("", key=key) for key in ("basis", "decision", "schedule", "for")),
        Column("", "amount", 2, key="vat"),
    )
    rows = (
        Row(
            (
                c.payer.id,
                c.payer.name,
                c.tier,
                c.kind,
                c.day,
                c.amount,
                basis_text(c),
                c.schedule.decision,
                c.schedule.id,
                c.member.id if c.member.id != c.payer.id else None,
                c.vat if c.vat_rate else None,
            )
        )
        for of in computed.by_payer().values()
        for c in of
    )
    return Table("charges", columns, tuple(rows))


def _members(computed: Dues) -> list[dict[str, Any]]:
    """The charges under those who owe them, each with its instalments where it has any."""
    keys = ("kind", "amount", "basis", "decision", "schedule", "date", "for", "vat")
    charges = (charge for of in computed.by_payer().values() for charge in of)
    found: list[dict[str, Any]] = []
    for row, charge in zip(records(_charges(computed)), charges, strict=True):
        if not found or found[-1]["id"] != row["member"]:
            found.append(
                {"id": row["member"], "name": row["name"], "tier": row["tier"], "charges": []}
            )
        parts = [
            {"due": due.isoformat(), "amount": plain(amount)} for due, amount in instalments(charge)
        ]
        found[-1]["charges"].append({**{key: row[key] for key in keys}, "instalments": parts})
    return found


def _summed(session: Session, computed: Dues) -> list[Block]:
    language = session.language
    if not computed.charges:
        return [Paragraph.of(say(language, "No dues are charged."))]
    by_tier = any(charge.tier for charge in computed.charges)
    return [
        member_dues_table(session.register, computed, language),
        Heading(3, say(language, "By tier") if by_tier else say(language, "By kind of member")),
        tier_dues_table(session.register, computed, language),
    ]


def _explained(session: Session, computed: Dues) -> list[Block]:
    language = session.language
    blocks: list[Block] = []
    if not computed.charges:
        blocks.append(Paragraph.of(say(language, "No dues are charged.")))
    for charges in computed.by_payer().values():
        blocks.append(Heading(3, charges[0].payer.name))
        blocks.extend(explanation(session.register, charge, language) for charge in charges)
        if len(charges) > 1:
            blocks.append(_sum(charges, language))
    return blocks


def _sum(charges: Sequence[Charge], language: Language) -> Paragraph:
    """What one owes in all."""
    whole = sum((charge.amount + charge.vat for charge in charges), ZERO)
    kronor = formats.kronor(whole, language)
    if any(charge.vat for charge in charges):
        return Paragraph.of(say(language, "In all, with VAT: {amount}", amount=kronor), "strong")
    return Paragraph.of(say(language, "In all: {amount}", amount=kronor), "strong")
