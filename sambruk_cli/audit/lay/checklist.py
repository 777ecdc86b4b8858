"""The checklist: each point with what the program knows of it, and room for what it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sambruk_cli.audit.lay.board_points import board_points, money_points
from sambruk_cli.audit.lay.books_points import books_points, closing_points
from sambruk_cli.audit.lay.known import Known, known_of
from sambruk_cli.audit.lay.points import CheckPoint, Verdict
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in


def checklist_section(year: AuditYear) -> Section:
    """What a lay auditor goes through, with the figures of the year."""
    language = year.language
    title = say(language, "Checklist for the auditor")
    about = say(
        language,
        "What an auditor elected by the members goes through: what the books prove, what to look "
        "at, and what only a person can judge.",
    )
    known = known_of(year)
    if not known.vouchers:
        nothing = say(language, "nothing has been booked in the year")
        return Section("checklist", title, about, nothing=nothing)
    blocks: list[Block] = [Paragraph.of(text) for text in _how_to_read(known)]
    tables: list[Table] = []
    for name, heading, points in _groups(known):
        table = _table(name, list(points(known)), language)
        blocks += [Heading(2, heading), table]
        tables.append(table)
    caption = say(language, "Checklist")
    rows = tuple(row for table in tables for row in table.rows)
    record = Table("checklist", tables[0].columns, rows, caption)
    return Section("checklist", title, about, tuple(blocks), (record,))


def _how_to_read(known: Known) -> Iterator[str]:
    language = known.language
    yield say(
        language,
        "Proved: the books and the register show it, as far as they go. Look at: there is a reason "
        "in the books. Yours: no program can tell. The last column is for your own note. A list "
        "does not audit: it helps to forget nothing.",
    )
    if not known.is_over:
        yield say(
            language,
            "The year is not over: what is said holds for what has been booked so far.",
        )
    if known.has_errors:
        yield say(
            language,
            "The books have errors, so nothing is said to be proved. See the findings of validate.",
        )


_Points = Callable[[Known], Iterator[CheckPoint]]


def _groups(known: Known) -> Iterator[tuple[str, str, _Points]]:
    language = known.language
    yield "books", say(language, "The books"), books_points
    yield "closing", say(language, "The closing"), closing_points
    yield "money", say(language, "Money, claims and debts"), money_points
    yield "board", say(language, "The board and its decisions"), board_points


def _table(name: str, points: list[CheckPoint], language: Language) -> Table:
    words: dict[Verdict, str] = {
        "proved": say_in(language, "checklist", "Proved"),
        "look": say_in(language, "checklist", "Look at"),
        "yours": say_in(language, "checklist", "Yours"),
    }
    columns = (
        Column(say_in(language, "checklist", "Point"), key="point"),
        Column(say_in(language, "checklist", "Who can tell"), key="verdict"),
        Column(say_in(language, "checklist", "What the books say"), key="known"),
        Column(say_in(language, "checklist", "Your note"), key="note"),
    )
    rows = (Row((point.asked, words[point.verdict], point.known, "")) for point in points)
    return Table(name, columns, tuple(rows))
