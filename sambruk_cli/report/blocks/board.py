"""Tables of the people whom the meeting has elected, on the day that the report is signed."""

from __future__ import annotations

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.document.words import mandate_role
from sambruk_cli.language import pick
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
    board, language = year.register.board, year.language
    mandates = year.mandates(*roles)
    name = Column(say_in(language, "person", "Name"))
    names = [year.person_name(mandate.person) for mandate in mandates]
    if not mandates:
        return nothing(year)
    if any(mandate.represents for mandate in mandates):
        column = Column(say(language, "Represents"))
        cells = [_represented(year, mandate) for mandate in mandates]
    elif any(mandate.title or _is_named(year, mandate) for mandate in mandates):
        column = Column(say(language, "Role"))
        cells = [mandate.title or mandate_role(board, mandate, language) for mandate in mandates]
    else:
        return [Table(table, (name,), tuple(Row((text,)) for text in names))]
    rows = tuple(Row(pair) for pair in zip(names, cells, strict=True))
    return [Table(table, (name, column), rows)]


def _represented(year: ReportYear, mandate: Mandate) -> str:
    chair = say_in(year.language, "role", "chair") if mandate.role == "chair" else ""
    parts = (year.party_name(mandate.represents), own_title(year, mandate) or chair)
    return ", ".join(part for part in parts if part)


def own_title(year: ReportYear, mandate: Mandate) -> str:
    """What the register calls a mandate, to follow a name: its title, or a role of its own."""
    own = year.register.board.own_role(mandate)
    label = pick(year.language, own.label, own.label_en) if own is not None else ""
    return mandate.title or label


def _is_named(year: ReportYear, mandate: Mandate) -> bool:
    """Whether a mandate is pointed out among those of the board: the chair's, and own roles."""
    return mandate.role == "chair" or year.register.board.own_role(mandate) is not None


def nominating_committee(year: ReportYear) -> Blocks:
    """The committee that proposes the next board; its convener is pointed out."""
    rows = []
    for mandate in year.mandates("nominating"):
        name = year.party_name(mandate.represents)
        if mandate.person:
            name = f"{year.person_name(mandate.person)}, {name}".rstrip(", ")
        own = year.register.board.own_role(mandate)
        named = mandate_role(year.register.board, mandate, year.language) if own else ""
        rows.append(Row((name, ", ".join(filter(None, (named, _convener(year, mandate)))))))
    columns = (
        Column(say_in(year.language, "role", "Nominating committee")),
        Column(say(year.language, "Role")),
    )
    table = without_empty(Table("nominating_committee", columns, tuple(rows)))
    return [table] if rows else nothing(year)


def _convener(year: ReportYear, mandate: Mandate) -> str:
    return say_in(year.language, "role", "convener") if mandate.convener else ""


def auditors(year: ReportYear) -> Blocks:
    """Auditors and their deputies, with their firms."""
    board = year.register.board
    rows = tuple(
        Row((mandate_role(board, m, year.language), year.person_name(m.person), m.firm or ""))
        for m in year.mandates("auditor", "deputy_auditor")
    )
    columns = (
        Column(say(year.language, "Role")),
        Column(say_in(year.language, "person", "Name")),
        Column(say_in(year.language, "auditor", "Firm")),
    )
    return [without_empty(Table("auditors", columns, rows))] if rows else nothing(year)
