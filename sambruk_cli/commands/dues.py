"""sambruk dues"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sambruk_cli.console import completion, options, printing, run
from sambruk_cli.document.words import charge_name
from sambruk_cli.findings import Stop, did_you_mean, finding
from sambruk_cli.language import pick
from sambruk_cli.session import Session

if TYPE_CHECKING:
    from sambruk_cli.document.model import Block, Table
    from sambruk_cli.dues.charges import Charge, Dues
    from sambruk_cli.language import Language
    from sambruk_cli.register.members import Member
    from sambruk_cli.register.register import Register


def dues(
    context: typer.Context,
    year: options.YearArgument = None,
    member: Annotated[
        str | None,
        typer.Option(
            "--member", metavar="ID", help="One member only.", autocompletion=completion.members
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Trace each amount to tier, date and decision.")
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Compute what each member owes: entry contribution, annual fee and special levy.

    Example: sambruk dues 2007 --member malmo --explain
    """
    from dataclasses import replace

    from sambruk_cli.dues.charges import compute_dues

    session = run.open_session(context)
    chosen = session.year(year)
    computed, _ = compute_dues(session.register, chosen)
    if member is not None:
        known_member(session.register, member)
        computed = replace(computed, charges=computed.of(member))
    result = printing.Output(
        blocks=_blocks(session, computed, explain=explain),
        payload=_payload(computed),
        table=_charge_table(computed),
    )
    return printing.present(session, result, format_, output)


def known_member(register: Register, member_id: str) -> Member:
    """The member with an id.

    Raises:
      Stop: USE902 with the nearest id.
    """
    member = register.member(member_id)
    if member is None:
        ids = [m.id for m in register.members]
        raise Stop(
            finding(
                "USE902",
                f'no member is called "{member_id}"',
                file="config/members.toml",
                hint=did_you_mean(member_id, ids, "sambruk members lists the ids"),
            )
        )
    return member


def _blocks(session: Session, computed: Dues, *, explain: bool) -> list[Block]:
    from sambruk_cli.document.model import Heading
    from sambruk_cli.views.lists import member_dues_table, tier_dues_table

    language = session.language
    title = pick(language, f"Avgifter {computed.year.label}", f"Dues {computed.year.label}")
    blocks: list[Block] = [Heading(2, title)]
    if explain:
        for member in computed.members():
            blocks.append(Heading(3, member.name))
            blocks.extend(_explanation(charge, language) for charge in computed.of(member.id))
    else:
        blocks.append(member_dues_table(computed, language))
        blocks.append(Heading(3, pick(language, "Per avgiftsnivå", "By tier")))
        blocks.append(tier_dues_table(session.register, computed, language))
    return blocks


def _explanation(charge: Charge, language: Language) -> Block:
    """One amount traced to what it rests on."""
    from sambruk_cli import formats
    from sambruk_cli.document.model import Items, Paragraph, Span

    placement, schedule = charge.placement, charge.schedule
    tier = pick(language, placement.tier.label, placement.tier.label_en)
    if placement.population is not None:
        p = placement.population
        inhabitants = formats.count(p.count, language)
        basis = pick(
            language,
            f"{inhabitants} invånare {p.date} ({p.source})",
            f"{inhabitants} inhabitants on {p.date} ({p.source})",
        )
    else:
        basis = placement.source or pick(language, "medlemmens slag", "kind of member")
    lines = [
        (pick(language, "nivå", "tier"), tier),
        (pick(language, "underlag", "basis"), basis),
        (pick(language, "debiteras", "charged"), charge.day.isoformat()),
        (pick(language, "beslut", "decision"), schedule.decision),
        (pick(language, "taxa", "schedule"), f"{schedule.id} ({schedule.valid_from} –)"),
    ]
    if charge.months is not None:
        months = pick(language, f"{charge.months} av 12 månader", f"{charge.months} of 12 months")
        lines.insert(3, (pick(language, "andel", "part"), months))
    name = charge_name(charge.kind, language)
    head = Paragraph((Span(f"{name}: {formats.kronor(charge.amount, language)}", "strong"),))
    inner = Items(tuple((Paragraph((Span(f"{what}: {text}"),)),) for what, text in lines))
    return Items(((head, inner),))


def _payload(computed: Dues) -> dict[str, Any]:
    from sambruk_cli.dues.charges import KINDS
    from sambruk_cli.money import plain

    return {
        "year": computed.year.label,
        "members": [
            {
                "id": member.id,
                "name": member.name,
                "tier": computed.of(member.id)[0].placement.tier.id,
                "charges": [
                    {
                        "kind": charge.kind,
                        "amount": plain(charge.amount),
                        "basis": charge.basis,
                        "decision": charge.schedule.decision,
                        "schedule": charge.schedule.id,
                        "date": charge.day.isoformat(),
                    }
                    for charge in computed.of(member.id)
                ],
            }
            for member in computed.members()
        ],
        "totals": {kind: plain(computed.total(kind)) for kind in KINDS},
    }


def _charge_table(computed: Dues) -> Table:
    from sambruk_cli.document.model import Column, Row, Table

    rows = tuple(
        Row((c.member.id, c.member.name, c.placement.tier.id, c.kind, c.day, c.amount))
        for c in computed.charges
    )
    names = ("member", "name", "tier", "kind")
    columns = (
        *(Column(name) for name in names),
        Column("date", "date"),
        Column("amount", "amount"),
    )
    return Table("charges", columns, rows)
