"""Tables of the people whom the meeting has elected, on the day that the report is signed."""

from __future__ import annotations

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.document.words import role_name
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.board import Mandate, Role
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def board_members(year: ReportYear) -> Blocks:
    """Chair and members of the board."""
    return _board(year, "board_members", "chair", "member")


def board_deputies(year: ReportYear) -> Blocks:
    """Deputies of the board."""
    return _board(year, "board_deputies", "deputy")


def _board(year: ReportYear, table: str, *roles: Role) -> Blocks:
    """Names with whom they represent, the chair and titles pointed out; without anybody to
    represent, names with titles and roles; names alone where all are the same."""
    language = year.language
    mandates = year.mandates(*roles)
    name = Column(say_in(language, "person", "Name"))
    names = [year.person_name(mandate.person) for mandate in mandates]
    if not mandates:
        return nothing(year)
    if any(mandate.represents for mandate in mandates):
        column = Column(say(language, "Represents"))
        cells = [_represented(year, mandate) for mandate in mandates]
    elif any(mandate.title or mandate.role == "chair" for mandate in mandates):
        column = Column(say(language, "Role"))
        cells = [mandate.title or role_name(mandate.role, language) for mandate in mandates]
    else:
        return [Table(table, (name,), tuple(Row((text,)) for text in names))]
    rows = tuple(Row(pair) for pair in zip(names, cells, strict=True))
    return [Table(table, (name, column), rows)]


def _represented(year: ReportYear, mandate: Mandate) -> str:
    chair = say_in(year.language, "role", "chair") if mandate.role == "chair" else ""
    parts = (year.party_name(mandate.represents), mandate.title or chair)
    return ", ".join(part for part in parts if part)


def nominating_committee(year: ReportYear) -> Blocks:
    """The committee that proposes the next board; its convener is pointed out."""
    convener = say_in(year.language, "role", "convener")
    rows = []
    for mandate in year.mandates("nominating"):
        name = year.party_name(mandate.represents)
        if mandate.person:
            name = f"{year.person_name(mandate.person)}, {name}".rstrip(", ")
        rows.append(Row((name, convener if mandate.convener else "")))
    columns = (
        Column(say_in(year.language, "role", "Nominating committee")),
        Column(say(year.language, "Role")),
    )
    table = without_empty(Table("nominating_committee", columns, tuple(rows)))
    return [table] if rows else nothing(year)


def auditors(year: ReportYear) -> Blocks:
    """Auditors and their deputies, with their firms."""
    rows = tuple(
        Row((role_name(m.role, year.language), year.person_name(m.person), m.firm or ""))
        for m in year.mandates("auditor", "deputy_auditor")
    )
    columns = (
        Column(say(year.language, "Role")),
        Column(say_in(year.language, "person", "Name")),
        Column(say_in(year.language, "auditor", "Firm")),
    )
    return [without_empty(Table("auditors", columns, rows))] if rows else nothing(year)
