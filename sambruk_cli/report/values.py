"""Values that a chapter's sentences ask for by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.dues.charges import KINDS
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.report.generated import mandates, person_name
from sambruk_cli.report.sources import Sources


def inline_values(sources: Sources, facts: FactsFile | None) -> dict[str, str]:
    """Every value by its placeholder's name, written in the report's language."""
    return {
        **_association(sources),
        **_members(sources),
        **_people(sources),
        **_projects(sources),
        **_amounts(sources),
        **{
            f"facts.{fact.id}": _written(fact.value, sources)
            for fact in (facts or FactsFile()).facts
        },
    }


def _written(value: int | Decimal | date | str, sources: Sources) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return formats.long_date(value, sources.language)
    if isinstance(value, int):
        return formats.in_words(value, sources.language)
    return formats.number(value, sources.language)


def _association(sources: Sources) -> dict[str, str]:
    association, year, language = sources.association.association, sources.year, sources.language
    values = {
        "association.name": association.name,
        "association.firm": association.firm or association.name,
        "association.short_name": association.short_name,
        "association.organisation_number": association.organisation_number,
        "association.seat": association.seat,
        "year.label": year.label,
        "year.start": formats.long_date(year.start, language),
        "year.end": formats.long_date(year.end, language),
    }
    if association.reference is not None:
        total = association.reference.municipalities_total
        values["reference.municipalities_total"] = formats.count(total, language)
    return values


def _members(sources: Sources) -> dict[str, str]:
    language = sources.language
    at_end = sources.members_at_end()
    municipalities = [m for m in at_end if m.kind == "municipality"]
    organisations = [m for m in at_end if m.kind == "organisation"]
    year = sources.year
    members = sources.register.members
    counts = {
        "members.total": len(at_end),
        "members.municipalities": len(municipalities),
        "members.organisations": len(organisations),
        "members.joined": sum(1 for m in members if m.joined is not None and m.joined in year),
        "members.left": sum(1 for m in members if m.left is not None and m.left in year),
        **{f"members.count.{tier}": n for tier, n in sources.count_by_tier().items()},
    }
    values = {name: formats.in_words(n, language) for name, n in counts.items()}
    values["members.organisation_names"] = formats.listing(
        [m.name for m in organisations], language
    )
    reference = sources.association.association.reference
    if reference is not None and reference.municipalities_total > 0:
        values["members.share_of_municipalities"] = formats.share(
            len(municipalities), reference.municipalities_total, language
        )
    values |= {f"member.{member.id}": member.name for member in members}
    values |= {
        f"counterparty.{party.id}": party.name
        for party in sources.register.counterparties.counterparties
    }
    return values


def _people(sources: Sources) -> dict[str, str]:
    names = sources.register.party_names()
    board = sources.register.board
    values = {f"person.{person.id}": person.name for person in board.people}
    for mandate in board.mandates_on(sources.board_day):
        if mandate.person and mandate.represents:
            represents = names.get(mandate.represents, mandate.represents)
            values[f"person.{mandate.person}.represents"] = represents
    for meeting in board.meetings:
        values[f"meeting.{meeting.id}.date"] = formats.long_date(meeting.date, sources.language)
        values[f"meeting.{meeting.id}.title"] = meeting.title
    for auditor in mandates(sources, "auditor")[:1]:
        values["auditor.name"] = person_name(sources, auditor.person)
        values["auditor.firm"] = auditor.firm or ""
    for deputy in mandates(sources, "deputy_auditor")[:1]:
        values["auditor.deputy"] = person_name(sources, deputy.person)
    return values


def _projects(sources: Sources) -> dict[str, str]:
    names = sources.register.party_names()
    values = {}
    for project in sources.register.projects:
        key = f"project.{project.id}"
        values[f"{key}.name"] = project.name
        year = project.in_year(sources.year.label)
        if year is None:
            continue
        if year.count is not None:
            values[f"{key}.participants"] = formats.in_words(year.count, sources.language)
        if year.participants:
            parties = [names.get(p, p) for p in year.participants]
            values[f"{key}.names"] = formats.listing(parties, sources.language)
    return values


def _amounts(sources: Sources) -> dict[str, str]:
    language, label = sources.language, sources.year.label
    statements = sources.statements
    values = {
        f"statement.{row.key}": formats.kronor(row.printed[label], language)
        for row in (*statements.income_statement, *statements.balance_sheet)
        if row.printed
    }
    values |= {
        f"dues.{kind}.total": formats.kronor(sources.dues.total(kind), language) for kind in KINDS
    }
    total = sources.at_disposal()
    values["disposition.total"] = formats.kronor(total, language)
    if total < 0:
        values["disposition.accumulated_loss"] = formats.kronor(-total, language)
    return values
