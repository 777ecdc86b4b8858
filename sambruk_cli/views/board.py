"""What `sambruk board` shows: the board, deputies, auditors and nominating committee of a day."""

from __future__ import annotations

from datetime import date

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Heading, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.document.words import mandate_role
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.board import ORDINARY, BoardFile, Mandate
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session
from sambruk_cli.views.view import View


def board_view(session: Session, day: date) -> View:
    """Everybody with a mandate on the day, in the order of the register."""
    register, language = session.register, session.language
    names = register.party_names()
    columns = (
        Column("", key="person"),
        Column(say_in(language, "person", "Name"), key="name"),
        Column(say(language, "Role"), key="role"),
        Column("", key="as"),
        Column(say(language, "Represents"), key="represents"),
        Column("", key="firm"),
        Column(say(language, "From"), "date", key="from"),
        Column("", "date", key="until"),
    )
    rows = tuple(
        _row(mandate, register, names, language) for mandate in register.board.mandates_on(day)
    )
    table = Table("board", columns, rows)
    if not register.board.roles:  # then each role is what it is called
        keys = [column.key for column in columns if column.key and column.key != "as"]
        table = with_columns(table, *keys)
    title = say(language, "Board and auditors on {day}", day=day)
    return View(
        (
            Heading(2, title),
            without_empty(with_columns(table, "name", "role", "represents", "from")),
        ),
        table,
        lambda: {"on": day.isoformat(), "mandates": records(table)},
    )


def _row(mandate: Mandate, register: Register, names: dict[str, str], language: Language) -> Row:
    person = register.person(mandate.person or "")
    start, end = register.board.term(mandate)
    represents = names.get(mandate.represents or "", mandate.represents or mandate.firm or "")
    return Row(
        (
            mandate.person,
            person.name if person and person.name else None,
            Shown(_role(register.board, mandate, language), mandate.role),
            register.board.role(mandate),
            Shown(represents, mandate.represents),
            mandate.firm,
            start,
            end,
        )
    )


def _role(board: BoardFile, mandate: Mandate, language: Language) -> str:
    """The role; of the board its title, where the mandate has one, as the report has it."""
    role = mandate_role(board, mandate, language)
    if mandate.title and board.role(mandate) in ORDINARY:
        role = mandate.title
    elif mandate.title and board.role(mandate) == "deputy":
        role = f"{role}, {mandate.title}"
    return say(language, "{role}, convener", role=role) if mandate.convener else role
