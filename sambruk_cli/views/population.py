"""What an import of populations shows before it writes."""

from __future__ import annotations

from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.names import kind_title
from sambruk_cli.exchange.members.population import PopulationImport
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_count, say_in
from sambruk_cli.money import plain
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.views.members_edit import edit_payload, edit_summary


def population_payload(
    found: PopulationImport, file: str, written: bool, language: Language, *, diff: bool
) -> dict[str, Any]:
    """The import as JSON."""
    return {
        "file": file,
        "missing": list(found.missing),
        "not_members": found.others,
        "tiers": [
            {
                "member": change.member.id,
                "population": int(change.figure),
                "before": change.before or None,
                "after": change.after or None,
                "charges": [
                    {
                        "kind": after.kind,
                        "date": after.day.isoformat(),
                        "before": plain(before.amount) if before else None,
                        "after": plain(after.amount),
                    }
                    for before, after in change.charges
                    if after is not None
                ],
            }
            for change in found.tiers
        ],
        **edit_payload(found.edit, written, language, diff=diff),
    }


def population_summary(found: PopulationImport, fees: FeesFile, language: Language) -> list[Block]:
    """Who gets a figure, who changes tier, and what the next charge is before and after."""
    blocks: list[Block] = [*edit_summary(found.edit, language)]
    if found.tiers:
        blocks += [Heading(3, say(language, "Another tier")), _tiers(found, fees, language)]
    elif found.edit.changes:
        blocks.append(Paragraph.of(say(language, "Nobody changes tier.")))
    if found.missing:
        text = say_count(
            language,
            len(found.missing),
            "Not in the file: 1 member ({names}).",
            "Not in the file: {number} members ({names}).",
            names=", ".join(found.missing),
        )
        blocks.append(Paragraph.of(text))
    return blocks


def _tiers(found: PopulationImport, fees: FeesFile, language: Language) -> Table:
    columns = (
        Column(say_in(language, "person", "Name")),
        Column(say(language, "Inhabitants"), "count"),
        Column(say(language, "Tier before")),
        Column(say(language, "Tier after")),
        Column(say_in(language, "charge", "Kind")),
        Column(say(language, "Charged"), "date"),
        Column(say(language, "SEK before"), "amount"),
        Column(say(language, "SEK after"), "amount"),
    )
    rows = []
    for change in found.tiers:
        pairs: tuple[tuple[Charge | None, Charge | None], ...] = change.charges or ((None, None),)
        for before, after in pairs:
            who = (change.member.name, int(change.figure), change.before, change.after)
            kind = kind_title(fees, after.kind, language) if after else ""
            day = after.day if after else None
            amounts = (before.amount if before else None, after.amount if after else None)
            rows.append(Row((*who, kind, day, *amounts)))
    return Table("", columns, tuple(rows))
