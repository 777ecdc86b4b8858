"""Notes: by account, by metadata, or as a movement from opening to closing balance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say_in
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.layout import Layout, NoteLayout, NoteRowLayout, spans
from sambruk_cli.register.register import Register
from sambruk_cli.statements.amounts import YearAmounts, leaves_below, signed
from sambruk_cli.statements.model import Note, NoteRow, StatementRow
from sambruk_cli.statements.rounding import Node, round_tree

Columns = Mapping[str, YearAmounts]


@frozen
class Closing:
    """A row's closing balance: exact in kronor, and as it prints in the unit."""

    exact: Decimal
    printed: Decimal


@dataclass(slots=True)
class _Draft:
    """A row on its way: exact amounts and, per year, what is printed elsewhere already."""

    key: str
    label: str
    exact: dict[str, Decimal]
    fixed: dict[str, Decimal] = field(default_factory=dict)
    hide_zero: bool = False


def _tell_apart(drafts: list[_Draft]) -> None:
    """Give rows that share a key, as a party in two rows of a layout does, keys of their own."""
    seen: dict[str, int] = {}
    for draft in drafts:
        seen[draft.key] = seen.get(draft.key, 0) + 1
        if seen[draft.key] > 1:
            draft.key = f"{draft.key}.{seen[draft.key]}"


@frozen
class NoteBuilder:
    """Builds the notes of one layout; `unit` divides kronor into what is printed.

    `closings` are those of the year before each column, by label of the column and key of the row.
    """

    books: Books
    register: Register
    layout: Layout
    language: Language
    unit: Decimal
    closings: Mapping[str, Mapping[str, Closing]]

    def build(
        self,
        note: NoteLayout,
        columns: Columns,
        statement_rows: Mapping[str, StatementRow],
        exact: bool,
    ) -> Note:
        """One note with an amount per column, rounded so that it ties to its row."""
        tied = statement_rows.get(note.row or "")
        drafts = [draft for row in note.rows for draft in self._drafts(row, note, columns)]
        drafts = [d for d in drafts if any(d.exact.values()) or not d.hide_zero]
        _tell_apart(drafts)
        totals = {y: sum((d.exact[y] for d in drafts), ZERO) for y in columns}
        printed: dict[str, dict[str, Decimal]] = {}
        for year in columns:
            if exact:
                printed[year] = {d.key: d.exact[year] / self.unit for d in drafts}
                printed[year][""] = totals[year] / self.unit
            else:
                printed[year] = self._round(drafts, year, totals[year], note, tied)
        return Note(
            number=note.number,
            title=pick(self.language, note.title, note.title_en),
            text=note.text,
            row=note.row,
            rows=tuple(
                NoteRow(d.key, d.label, d.exact, {y: printed[y][d.key] for y in columns})
                for d in drafts
            ),
            total_label=self._total_label(note),
            exact_total=totals if note.rows else {},
            total={y: printed[y][""] for y in columns} if note.rows else {},
        )

    def _total_label(self, note: NoteLayout) -> str:
        written = note.total_label if self.language == "sv" else note.total_label_en
        return written or say_in(self.language, "row of a note", "Total")

    def _round(
        self,
        drafts: list[_Draft],
        year: str,
        total: Decimal,
        note: NoteLayout,
        tied: StatementRow | None,
    ) -> dict[str, Decimal]:
        children = tuple(
            Node(d.key, d.exact[year] / self.unit, fixed=d.fixed.get(year)) for d in drafts
        )
        target = None
        if tied is not None and tied.exact:
            turn = self.turn(note)
            if total == turn * tied.exact[year]:
                target = turn * tied.printed[year]
        return round_tree(Node("", total / self.unit, children), target)

    def turn(self, note: NoteLayout) -> int:
        """1 where a note prints with the sign of its row, -1 where it turns it."""
        rows = {r.key: r for r in (*self.layout.income_statement, *self.layout.balance_sheet)}
        leaves = leaves_below(rows, note.row or "")
        return 1 if all(leaf.sign == note.sign for leaf in leaves) else -1

    def _drafts(self, row: NoteRowLayout, note: NoteLayout, columns: Columns) -> list[_Draft]:
        if row.each is not None:
            return self._by_metadata(row, note, columns)
        label = pick(self.language, row.label or row.key, row.label_en)
        if row.movement is not None:
            return [self._movement(row, note, columns, label)]
        ranges = spans(row.accounts)
        exact = {
            y: signed(sum((b.closing for b in c.accounts(ranges)), ZERO), note.sign)
            for y, c in columns.items()
        }
        return [_Draft(row.key, label, exact, hide_zero=row.hide_zero)]

    def _movement(
        self,
        row: NoteRowLayout,
        note: NoteLayout,
        columns: Columns,
        label: str,
    ) -> _Draft:
        if row.movement == "result":
            exact = {y: signed(c.result, note.sign) for y, c in columns.items()}
            return _Draft(row.key, label, exact, self._printed_result(exact))
        rows = {r.key: r for r in (*self.layout.income_statement, *self.layout.balance_sheet)}
        leaves = leaves_below(rows, note.row or "")
        ranges = spans(row.accounts or tuple(r for leaf in leaves for r in leaf.accounts))
        if row.movement == "change":
            exact = {
                y: signed(sum((b.change for b in c.accounts(ranges)), ZERO), note.sign)
                for y, c in columns.items()
            }
            return _Draft(row.key, label, exact)
        holds_result = not row.accounts and any(leaf.result for leaf in leaves)
        exact = {
            y: signed(
                sum((b.opening for b in c.accounts(ranges)), c.carried if holds_result else ZERO),
                note.sign,
            )
            for y, c in columns.items()
        }
        return _Draft(row.key, label, exact, self._printed_before(note, exact))

    def _printed_result(self, exact: dict[str, Decimal]) -> dict[str, Decimal]:
        return {y: round_half_up(amount / self.unit) for y, amount in exact.items()}

    def _printed_before(self, note: NoteLayout, opening: dict[str, Decimal]) -> dict[str, Decimal]:
        """The opening balance as the report of the year before prints it as closing balance."""
        fixed = {}
        for label, rows in self.closings.items():
            closing, turn = rows.get(note.row or ""), self.turn(note)
            if closing is not None and turn * closing.exact == opening[label]:
                fixed[label] = turn * closing.printed
        return fixed

    def _by_metadata(self, row: NoteRowLayout, note: NoteLayout, columns: Columns) -> list[_Draft]:
        """One row per value of a metadata key, as closing balances in each column.

        Rows stand in the order of their first postings; the last note on one is its label.
        """
        assert row.each is not None
        books, ranges = self.books, spans(row.accounts)
        last = max(columns.values(), key=lambda column: column.year.end)
        sums = {
            label: books.totals_by(row.each, accounts=ranges, year=column.year, carried=True)
            for label, column in columns.items()
        }
        notes = books.notes_by(row.each, accounts=ranges, last=last.year.end)
        names = {**self.register.party_names(), **{p.id: p.name for p in self.register.projects}}
        return [
            _Draft(
                value or "other",
                notes.get(value)
                or names.get(value)
                or say_in(self.language, "row of a note", "Other"),
                {y: signed(sums[y].get(value, ZERO), note.sign) for y in columns},
                hide_zero=True,
            )
            for value in sums[last.year.label]
        ]
