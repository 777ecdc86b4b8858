"""Values that a chapter's sentences ask for by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.report.year import ReportYear


def inline_values(year: ReportYear, facts: FactsFile | None) -> dict[str, str]:
    """Every value by its placeholder's name, written in the report's language."""
    return {
        **_association(year),
        **_members(year),
        **_people(year),
        **_projects(year),
        **_amounts(year),
        **{f"facts.{fact.id}": _written(fact.value, year) for fact in (facts or FactsFile()).facts},
    }


def _written(value: int | Decimal | date | str, year: ReportYear) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return formats.long_date(value, year.language)
    if isinstance(value, int):
        return formats.in_words(value, year.language)
    return formats.number(value, year.language)


def _association(year: ReportYear) -> dict[str, str]:
    association, language = year.association, year.language
    values = {
        "association.name": association.name,
        "association.firm": association.firm or association.name,
        "association.short_name": association.short_name,
        "association.seat": association.seat,
        "year.label": year.label,
        "year.start": formats.long_date(year.fiscal.start, language),
        "year.end": formats.long_date(year.fiscal.end, language),
    }
    if association.bankgiro is not None:
        values["association.bankgiro"] = association.bankgiro
    if association.organisation_number is not None:
        values["association.organisation_number"] = association.organisation_number
    if association.reference is not None:
        total = association.reference.municipalities_total
        values["reference.municipalities_total"] = formats.count(total, language)
    return values


def _members(year: ReportYear) -> dict[str, str]:
    language, register = year.language, year.register
    figures = year.member_figures()
    values = {name: formats.in_words(n, language) for name, n in figures.items()}
    organisations = [m.name for m in year.members_at_end() if m.kind == "organisation"]
    values["members.organisation_names"] = formats.listing(organisations, language)
    reference = year.association.reference
    if reference is not None and reference.municipalities_total > 0:
        values["members.share_of_municipalities"] = formats.share(
            figures["members.municipalities"], reference.municipalities_total, language
        )
    values |= {f"member.{member.id}": member.name for member in register.members}
    parties = register.counterparties.counterparties
    return values | {f"counterparty.{party.id}": party.name for party in parties}


def _people(year: ReportYear) -> dict[str, str]:
    board = year.register.board
    values = {f"person.{person.id}": person.name for person in board.people}
    for mandate in board.mandates_on(year.board_day):
        if mandate.person and mandate.represents:
            represents = year.party_name(mandate.represents)
            values[f"person.{mandate.person}.represents"] = represents
    for meeting in board.meetings:
        values[f"meeting.{meeting.id}.date"] = formats.long_date(meeting.date, year.language)
        values[f"meeting.{meeting.id}.title"] = meeting.title
    for auditor in year.mandates("auditor")[:1]:
        values["auditor.name"] = year.person_name(auditor.person)
        values["auditor.firm"] = auditor.firm or ""
    for deputy in year.mandates("deputy_auditor")[:1]:
        values["auditor.deputy"] = year.person_name(deputy.person)
    return values


def _projects(year: ReportYear) -> dict[str, str]:
    values = {}
    for project in year.register.projects:
        key = f"project.{project.id}"
        values[f"{key}.name"] = project.name
        in_year = project.in_year(year.label)
        if in_year is None:
            continue
        if in_year.count is not None:
            values[f"{key}.participants"] = formats.in_words(in_year.count, year.language)
        if in_year.participants:
            parties = [year.party_name(party) for party in in_year.participants]
            values[f"{key}.names"] = formats.listing(parties, year.language)
    return values


def _amounts(year: ReportYear) -> dict[str, str]:
    language, label = year.language, year.label
    statements = year.statements
    values = {
        f"statement.{row.key}": formats.kronor(row.printed[label], language)
        for _, rows in statements.parts
        for row in rows
        if row.printed
    }
    before = statements.comparative
    if before is not None:
        values |= {
            f"statement.{row.key}.before": formats.kronor(row.printed[before.label], language)
            for _, rows in statements.parts
            for row in rows
            if row.printed
        }
    values |= {
        f"dues.{kind.id}.total": formats.kronor(year.dues.total(kind.id), language)
        for kind in year.register.fees.kinds
    }
    total = year.at_disposal()
    values["disposition.total"] = formats.kronor(total, language)
    if total < 0:
        values["disposition.accumulated_loss"] = formats.kronor(-total, language)
    else:
        values["disposition.accumulated_profit"] = formats.kronor(total, language)
    return values
