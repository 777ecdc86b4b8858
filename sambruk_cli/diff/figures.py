"""What two versions of a workspace print of a fiscal year: statements, notes, budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sambruk_cli.books.budgets import planned
from sambruk_cli.diff.fields import amounts_changed
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.session import Session
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import Statements

Figures = Mapping[tuple[str, str], Decimal]  # by statement or note, and key of the row


@frozen
class FigureChange:
    """A figure of a year in kronor as it was and is printed; None where it was or is not there.

    `part` is a statement, note_3, budget or key_figures; `key` that of the row within it.
    """

    part: str
    key: str
    label: str
    year: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal:
        """Kronor that it has changed by; what is not there counts as nought."""
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


@frozen
class PrintedFigures:
    """Figures by part and key, with what each is called."""

    figures: Mapping[tuple[str, str], Decimal]
    labels: Mapping[tuple[str, str], str]


NOTHING = PrintedFigures({}, {})


def figure_changes(
    year: str, before: PrintedFigures, after: PrintedFigures
) -> Iterator[FigureChange]:
    """The figures of a year that differ. What is nought on one side and not there differs not."""
    for key, old, new in amounts_changed(before.figures, after.figures):
        if old or new:
            label = after.labels.get(key) or before.labels.get(key, "")
            yield FigureChange(key[0], key[1], label, year, old, new)


def printed_figures(session: Session, year: FiscalYear | None) -> PrintedFigures:
    """What the statements and notes of a year print, in kronor, and what is planned for it."""
    if year is None:
        return NOTHING
    figures: dict[tuple[str, str], Decimal] = {}
    labels: dict[tuple[str, str], str] = {}
    language = session.language
    statements = None
    if session.books.is_kept(year):
        statements = build_statements(session.books, session.register, year, Options(language))
    if statements is not None:
        for part, key, label, amount in _rows(statements, language):
            figures[part, key], labels[part, key] = amount, label
    for (account, project), amount in planned(session.books.budgets, year.start, year.end).items():
        of_plan = ("budget", account if project is None else f"{account} {project}")
        figures[of_plan] = amount
        known = session.books.accounts.get(account)
        name = f"{known.number or ''} {known.label}".strip() if known else account
        labels[of_plan] = name if project is None else f"{name}, {project}"
    return PrintedFigures(figures, labels)


def _rows(statements: Statements, language: Language) -> Iterator[tuple[str, str, str, Decimal]]:
    label = statements.year.label
    for part, rows in statements.parts:
        for row in rows:
            if label in row.printed:
                yield part, row.key, row.label, row.printed[label]
    for note in statements.notes:
        part = f"note_{note.number}"
        for each in note.rows:
            yield part, each.key, each.label, each.printed[label]
        if label in note.total:
            total = note.total_label or say_in(language, "row of a note", "Total")
            yield part, "total", total, note.total[label]


def part_name(part: str, language: Language) -> str:
    """What people call a part of a year's figures."""
    match part:
        case "income_statement":
            return say(language, "Income statement")
        case "balance_sheet":
            return say(language, "Balance sheet")
        case "cash_flow":
            return say(language, "Cash flow statement")
        case "budget":
            return say(language, "Budget")
        case "key_figures":
            return say(language, "Key figures")
    return say(language, "Note {number}", number=part.removeprefix("note_"))
