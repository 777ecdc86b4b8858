"""Tables of the people whom the meeting has elected, on the day that the report is signed."""

from __future__ import annotations

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.words import role_name
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.board import Role
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def board_members(year: ReportYear) -> Blocks:
    """Chair and members of the board."""
    return _board(year, "board_members", "chair", "member")


def board_deputies(year: ReportYear) -> Blocks:
    """Deputies of the board."""
    return _board(year, "board_deputies", "deputy")


def _board(year: ReportYear, table: str, *roles: Role) -> Blocks:
    """Names with whom they represent; the chair is pointed out."""
    chair = say_in(year.language, "role", "chair")
    rows = []
    for mandate in year.mandates(*roles):
        represents = year.party_name(mandate.represents)
        if mandate.role == "chair":
            represents = f"{represents}, {chair}" if represents else chair
        rows.append(Row((year.person_name(mandate.person), represents)))
    columns = (
        Column(say_in(year.language, "person", "Name")),
        Column(say(year.language, "Represents")),
    )
    return [Table(table, columns, tuple(rows))] if rows else nothing(year)


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
    return [Table("nominating_committee", columns, tuple(rows))] if rows else nothing(year)


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
    return [Table("auditors", columns, rows)] if rows else nothing(year)
