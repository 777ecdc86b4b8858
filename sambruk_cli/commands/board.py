"""sambruk board"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.document.words import role_name
from sambruk_cli.language import pick


def board(
    context: typer.Context,
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day; by default the year's last.",
        ),
    ] = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """List board, deputies, auditors and nominating committee on a day.

    Example: sambruk board --on 2007-12-31
    """
    from sambruk_cli.document.model import Column, Heading, Row, Table

    session = run.open_session(context)
    register, language = session.register, session.language
    day = on.date() if on else session.year(None).end
    names = register.party_names()
    mandates = register.board.mandates_on(day)
    rows, entries = [], []
    for mandate in mandates:
        person = register.person(mandate.person or "")
        name = person.name if person else ""
        represents = names.get(mandate.represents or "", mandate.represents or mandate.firm or "")
        start, end = register.board.term(mandate)
        role = role_name(mandate.role, language)
        if mandate.convener:
            role += pick(language, ", sammankallande", ", convener")
        rows.append(Row((name, role, represents, start)))
        entries.append(
            {
                "person": mandate.person,
                "name": name or None,
                "role": mandate.role,
                "represents": mandate.represents,
                "firm": mandate.firm,
                "from": start.isoformat() if start else None,
                "until": end.isoformat() if end else None,
            }
        )
    columns = (
        Column(pick(language, "Namn", "Name")),
        Column(pick(language, "Uppdrag", "Role")),
        Column(pick(language, "Företräder", "Represents")),
        Column(pick(language, "Från", "From"), "date"),
    )
    title = pick(language, f"Styrelse och revisorer {day}", f"Board and auditors on {day}")
    table = Table("board", columns, tuple(rows))
    flat = printing.keyed(table, "name", "role", "represents", "from")
    payload = {"on": day.isoformat(), "mandates": entries}
    result = printing.Output([Heading(2, title), table], payload, flat)
    return printing.present(session, result, format_, output)
