"""sambruk members, sambruk members show"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sambruk_cli.commands.dues import known_member
from sambruk_cli.console import completion, options, printing, run
from sambruk_cli.document.words import charge_name, kind_name
from sambruk_cli.findings import Stop, did_you_mean, finding
from sambruk_cli.language import pick

if TYPE_CHECKING:
    from datetime import date

    from sambruk_cli.register.members import Member
    from sambruk_cli.register.register import Register

members = typer.Typer(name="members")

OnOption = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day; by default the year's last."
    ),
]


@members.callback(invoke_without_command=True)
@run.command
def list_members(
    context: typer.Context,
    on: OnOption = None,
    tier: Annotated[str | None, typer.Option("--tier", help="One tier only.")] = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List the members on a day, or show one.

    Without --on it is the last day of the last fiscal year in the books.

    Example: sambruk members --on 2007-12-31 --tier large
    """
    from sambruk_cli.document.model import Column, Heading, Row, Table
    from sambruk_cli.register.members import members_on

    if context.invoked_subcommand is not None:
        return run.OK
    session = run.open_session(context)
    day = on.date() if on else session.year(None).end
    tiers = _tier_ids(session.register, tier)
    listed = [
        (member, tier_of(session.register, member, day))
        for member in members_on(session.register.members, day)
    ]
    listed = [(member, t) for member, t in listed if tier is None or t == tier]
    language = session.language
    columns = (
        Column("Id"),
        Column(pick(language, "Namn", "Name")),
        Column(pick(language, "Nivå", "Tier")),
        Column(pick(language, "Inträde", "Joined"), "date"),
    )
    rows = [Row((m.id, m.name, t or "", m.joined)) for m, t in listed]
    title = pick(language, f"{len(rows)} medlemmar {day}", f"{len(rows)} members on {day}")
    payload = {
        "on": day.isoformat(),
        "members": [_as_json(m, t) for m, t in listed],
        "totals": {
            "members": len(listed),
            **{t: sum(1 for x in listed if x[1] == t) for t in tiers},
        },
    }
    table = Table("members", columns, tuple(rows))
    flat = printing.keyed(table, "id", "name", "tier", "joined")
    result = printing.Output([Heading(2, title), table], payload, flat)
    return printing.present(session, result, format_, output)


@members.command("show")
@run.command
def show(
    context: typer.Context,
    member_id: Annotated[
        str, typer.Argument(metavar="ID", help="The member.", autocompletion=completion.members)
    ],
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Show a member: register, charges of every year, and open items.

    Example: sambruk members show malmo
    """
    from sambruk_cli.books.receivables import open_items
    from sambruk_cli.document.model import Block, Column, Heading, Row, Table
    from sambruk_cli.dues.charges import compute_dues
    from sambruk_cli.money import ZERO, exact, plain
    from sambruk_cli.register.board import ORDINARY
    from sambruk_cli.report.generated import paragraph

    session = run.open_session(context)
    register, language = session.register, session.language
    member = known_member(register, member_id)
    day = session.year(None).end
    tier = tier_of(register, member, day) or ""
    unknown = pick(language, "före första räkenskapsåret, dag ej känd", "before the first year")
    facts = [
        ("Id", member.id),
        (pick(language, "Slag", "Kind"), kind_name(member.kind, language)),
        (pick(language, "Nivå", "Tier"), tier),
        (pick(language, "Källa", "Source"), member.tier_source or ""),
        (pick(language, "Inträde", "Joined"), str(member.joined or unknown)),
        (pick(language, "Utträde", "Left"), str(member.left or "")),
    ]
    if member.reconstructed:
        facts.append(
            (
                pick(language, "Uppgiften är", "The entry is"),
                pick(language, "rekonstruerad", "reconstructed"),
            )
        )
    blocks: list[Block] = [
        Heading(2, member.name),
        Table("member", (Column(""), Column("")), tuple(Row(f) for f in facts if f[1])),
    ]
    charges = [c for y in register.years for c in compute_dues(register, y)[0].of(member.id)]
    columns = (
        Column(pick(language, "Debiteras", "Charged"), "date"),
        Column(pick(language, "Avgift", "Kind")),
        Column(pick(language, "Taxa", "Schedule")),
        Column(pick(language, "kr", "SEK"), "amount"),
    )
    charge_rows = [
        Row((c.day, charge_name(c.kind, language), c.schedule.id, c.amount)) for c in charges
    ]
    charge_table = Table("charges", columns, tuple(charge_rows))
    flat = printing.keyed(charge_table, "date", "kind", "schedule", "amount")
    blocks += [Heading(3, pick(language, "Avgifter", "Dues")), charge_table]
    items = open_items(session.books, day).get(member.id, {})
    blocks.append(Heading(3, pick(language, f"Obetalt {day}", f"Unpaid on {day}")))
    if items:
        rows = tuple(Row((invoice, amount)) for invoice, amount in items.items())
        total = Row((pick(language, "Summa", "Total"), sum(items.values(), ZERO)), "total")
        invoice_columns = (Column(pick(language, "Faktura", "Invoice")), Column("kr", "amount"))
        blocks.append(Table("open_items", invoice_columns, (*rows, total)))
    else:
        blocks.append(paragraph(pick(language, "Inget.", "Nothing.")))
    seats = [
        m
        for m in register.board.mandates_on(day)
        if m.represents == member.id and m.role in (*ORDINARY, "deputy")
    ]
    names = [p.name for m in seats if m.person and (p := register.person(m.person))]
    if names:
        blocks.append(Heading(3, pick(language, "I styrelsen", "On the board")))
        blocks.append(paragraph(", ".join(names)))
    payload = {
        "member": _as_json(member, tier),
        "charges": [
            {"kind": c.kind, "amount": plain(c.amount), "date": c.day.isoformat()} for c in charges
        ],
        "open_items": [{"invoice": i, "amount": exact(a)} for i, a in items.items()],
    }
    return printing.present(session, printing.Output(blocks, payload, flat), format_, output)


def _as_json(member: Member, tier: str | None) -> dict[str, Any]:
    return {
        "id": member.id,
        "name": member.name,
        "kind": member.kind,
        "tier": tier,
        "joined": member.joined.isoformat() if member.joined else None,
        "left": member.left.isoformat() if member.left else None,
        "reconstructed": member.reconstructed,
    }


def tier_of(register: Register, member: Member, day: date) -> str | None:
    """The id of a member's tier on a day, in the first set of tiers that places it."""
    from sambruk_cli.dues.tiers import place

    for tiers in register.fees.tier_sets:
        placement = place(member, tiers, day)
        if placement is not None:
            return placement.tier.id
    return member.tier


def _tier_ids(register: Register, wanted: str | None) -> list[str]:
    ids = list(dict.fromkeys(t.id for s in register.fees.tier_sets for t in s.tiers))
    if wanted is not None and wanted not in ids:
        raise Stop(
            finding(
                "USE905",
                f'no tier is called "{wanted}"',
                file="config/fees.toml",
                hint=did_you_mean(wanted, ids, f"tiers: {', '.join(ids)}"),
            )
        )
    return ids
