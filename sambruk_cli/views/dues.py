"""What `sambruk dues` shows: what each member owes for a year, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from sambruk_cli import formats
from sambruk_cli.document.model import Block, Column, Heading, Items, Paragraph, Row, Table
from sambruk_cli.document.records import records
from sambruk_cli.document.words import charge_name
from sambruk_cli.dues.charges import KINDS, Charge, Dues, compute_dues
from sambruk_cli.dues.tiers import Placement
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import plain
from sambruk_cli.session import Session, known_member
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
    table = _charges(computed)
    return View(
        (heading, *(_explained(computed, language) if explain else _summed(session, computed))),
        table,
        lambda: {
            "year": computed.year.label,
            "members": _members(table),
            "totals": {kind: plain(computed.total(kind)) for kind in KINDS},
        },
    )


def _charges(computed: Dues) -> Table:
    """One row per charge; the members in the order of the register."""
    keys = ("member", "name", "tier", "kind")
    columns = (
        *(Column("", key=key) for key in keys),
        Column("", "date", key="date"),
        Column("", "amount", key="amount"),
        *(Column("", key=key) for key in ("basis", "decision", "schedule")),
    )
    rows = (
        Row(
            (
                c.member.id,
                c.member.name,
                c.placement.tier.id,
                c.kind,
                c.day,
                c.amount,
                c.basis,
                c.schedule.decision,
                c.schedule.id,
            )
        )
        for c in computed.charges
    )
    return Table("charges", columns, tuple(rows))


def _members(charges: Table) -> list[dict[str, Any]]:
    """The charges under their members."""
    keys = ("kind", "amount", "basis", "decision", "schedule", "date")
    found = []
    for member, of in groupby(records(charges), key=lambda row: row["member"]):
        rows = list(of)
        found.append(
            {
                "id": member,
                "name": rows[0]["name"],
                "tier": rows[0]["tier"],
                "charges": [{key: row[key] for key in keys} for row in rows],
            }
        )
    return found


def _summed(session: Session, computed: Dues) -> list[Block]:
    language = session.language
    if not computed.charges:
        return [Paragraph.of(say(language, "No dues are charged."))]
    return [
        member_dues_table(computed, language),
        Heading(3, say(language, "By tier")),
        tier_dues_table(session.register, computed, language),
    ]


def _explained(computed: Dues, language: Language) -> list[Block]:
    blocks: list[Block] = []
    if not computed.charges:
        blocks.append(Paragraph.of(say(language, "No dues are charged.")))
    for member in computed.members():
        blocks.append(Heading(3, member.name))
        blocks.extend(_explanation(charge, language) for charge in computed.of(member.id))
    return blocks


def _explanation(charge: Charge, language: Language) -> Items:
    """One amount traced to what it rests on."""
    placement, schedule = charge.placement, charge.schedule
    lines = [
        (
            say_in(language, "trace of a charge", "tier"),
            pick(language, placement.tier.label, placement.tier.label_en),
        ),
        (say_in(language, "trace of a charge", "basis"), _basis(placement, language)),
        (say_in(language, "trace of a charge", "charged"), charge.day.isoformat()),
        (say_in(language, "trace of a charge", "decision"), schedule.decision),
        (
            say_in(language, "trace of a charge", "schedule"),
            f"{schedule.id} ({schedule.valid_from} – {schedule.valid_to or ''}".rstrip() + ")",
        ),
    ]
    if charge.months is not None:
        months = say(language, "{months} of 12 months", months=charge.months)
        lines.insert(3, (say_in(language, "trace of a charge", "part"), months))
    if charge.part is not None:
        part = say(language, "{part} on coming back", part=formats.percent(charge.part, language))
        lines.insert(3, (say_in(language, "trace of a charge", "part"), part))
    name = charge_name(charge.kind, language)
    head = Paragraph.of(f"{name}: {formats.kronor(charge.amount, language)}", "strong")
    inner = Items(tuple((Paragraph.of(f"{what}: {text}"),) for what, text in lines))
    return Items(((head, inner),))


def _basis(placement: Placement, language: Language) -> str:
    population = placement.population
    if population is None:
        return placement.source or say(language, "kind of member")
    return say(
        language,
        "{inhabitants} inhabitants on {date} ({source})",
        inhabitants=formats.count(population.count, language),
        date=population.date,
        source=population.source,
    )
