"""The rows of a note with their exact amounts, before anything is rounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say_in
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.layout import (
    AccountSpan,
    Layout,
    NoteLayout,
    NoteRowLayout,
    spans,
)
from sambruk_cli.register.register import Register
from sambruk_cli.statements.amounts import YearAmounts, leaves_below, signed
from sambruk_cli.statements.sides import Sides

Columns = Mapping[str, YearAmounts]


@frozen
class Closing:
    """A row's closing balance: exact in kronor, and as it prints in the unit."""

    exact: Decimal
    printed: Decimal


@frozen
class YearBefore:
    """The year before that of a column: its amounts, and what its rows closed with, by key."""

    amounts: YearAmounts
    closings: Mapping[str, Closing]


@dataclass(slots=True)
class Draft:
    """A row on its way: exact amounts and, per year, what is printed elsewhere already.

    `row` is the row of the layout that it was made from, `parts` what a subtotal sums.
    """

    key: str
    label: str
    exact: dict[str, Decimal]
    fixed: dict[str, Decimal] = field(default_factory=dict)
    hide_zero: bool = False
    row: NoteRowLayout | None = None
    parts: list[Draft] = field(default_factory=list)

    def walk(self) -> Iterator[Draft]:
        """This row and all that it sums."""
        yield self
        for part in self.parts:
            yield from part.walk()


def tell_apart(drafts: list[Draft]) -> None:
    """Give rows that share a key, as a party in two rows of a layout does, keys of their own."""
    seen: dict[str, int] = {}
    for draft in drafts:
        seen[draft.key] = seen.get(draft.key, 0) + 1
        if seen[draft.key] > 1:
            draft.key = f"{draft.key}.{seen[draft.key]}"


def tops_of(drafts: Sequence[Draft]) -> list[Draft]:
    """The rows that the total sums: those that no subtotal does."""
    summed = [id(part) for draft in drafts for part in draft.parts]
    return [draft for draft in drafts if id(draft) not in summed]


def total_of(drafts: Sequence[Draft], year: str) -> Decimal:
    return sum((draft.exact[year] for draft in drafts), ZERO)


@frozen
class Drafter:
    """Makes the rows of the notes of one layout; `unit` divides kronor into what is printed.

    `before` is the year before each column, by label of the column; `sides` are those of every
    year shown or before one, where a note asks for them.
    """

    books: Books
    register: Register
    layout: Layout
    language: Language
    unit: Decimal
    before: Mapping[str, YearBefore]
    sides: Mapping[str, Mapping[str, Sides]]

    def rows(self, note: NoteLayout, columns: Columns) -> list[Draft]:
        """Every row of a note in order; a subtotal takes up what no other has summed."""
        found: list[Draft] = []
        for row in note.rows:
            if not row.sum:
                drafts = self._drafts(row, note, columns)
                found += [d for d in drafts if any(d.exact.values()) or not d.hide_zero]
                continue
            parts = [d for d in tops_of(found) if d.row is not None and d.row.key in row.sum]
            if parts or not row.hide_zero:
                label = pick(self.language, row.label or row.key, row.label_en)
                exact = {y: total_of(parts, y) for y in columns}
                found.append(Draft(row.key, label, exact, row=row, parts=parts))
        return found

    def turn(self, note: NoteLayout) -> int:
        """1 where a note prints with the sign of its row, -1 where it turns it."""
        rows = {r.key: r for r in (*self.layout.income_statement, *self.layout.balance_sheet)}
        leaves = leaves_below(rows, note.row or "")
        return 1 if all(leaf.sign == note.sign for leaf in leaves) else -1

    def _drafts(self, row: NoteRowLayout, note: NoteLayout, columns: Columns) -> list[Draft]:
        drafts = self._drafted(row, note, columns)
        for draft in drafts:
            draft.row = row
        return drafts

    def _drafted(self, row: NoteRowLayout, note: NoteLayout, columns: Columns) -> list[Draft]:
        if row.each is not None:
            return self._by_metadata(row, note, columns)
        label = pick(self.language, row.label or row.key, row.label_en)
        if row.movement is not None:
            draft = self._movement(row, note, columns, label)
            draft.hide_zero = row.hide_zero
            return [draft]
        ranges = spans(row.accounts)
        exact = {
            y: signed(sum((b.closing for b in c.accounts(ranges)), ZERO), note.sign)
            for y, c in columns.items()
        }
        return [Draft(row.key, label, exact, hide_zero=row.hide_zero)]

    def _movement(
        self,
        row: NoteRowLayout,
        note: NoteLayout,
        columns: Columns,
        label: str,
    ) -> Draft:
        if row.movement == "result":
            exact = {y: signed(c.result, note.sign) for y, c in columns.items()}
            return Draft(row.key, label, exact, self._printed_result(exact))
        rows = {r.key: r for r in (*self.layout.income_statement, *self.layout.balance_sheet)}
        leaves = leaves_below(rows, note.row or "")
        ranges = spans(row.accounts or tuple(r for leaf in leaves for r in leaf.accounts))
        if row.movement == "change":
            exact = {
                y: signed(sum((b.change for b in c.accounts(ranges)), ZERO), note.sign)
                for y, c in columns.items()
            }
            return Draft(row.key, label, exact)
        if row.movement in ("debit", "credit"):
            exact = {
                y: signed(self._side(c, row.movement, ranges), note.sign)
                for y, c in columns.items()
            }
            return Draft(row.key, label, exact)
        holds_result = not row.accounts and any(leaf.result for leaf in leaves)
        exact = {
            y: signed(
                sum((b.opening for b in c.accounts(ranges)), c.carried if holds_result else ZERO),
                note.sign,
            )
            for y, c in columns.items()
        }
        return Draft(row.key, label, exact, self._printed_before(note, exact))

    def _side(self, column: YearAmounts, side: str, ranges: Sequence[AccountSpan]) -> Decimal:
        """What the year brought to some accounts in debit or in credit; kronor, debit positive."""
        sides = self.sides[column.year.label]
        accounts = [b.account for b in column.accounts(ranges) if b.account in sides]
        return sum((getattr(sides[name], side) for name in accounts), ZERO)

    def _printed_result(self, exact: dict[str, Decimal]) -> dict[str, Decimal]:
        return {y: round_half_up(amount / self.unit) for y, amount in exact.items()}

    def _printed_before(self, note: NoteLayout, opening: dict[str, Decimal]) -> dict[str, Decimal]:
        """The opening balance as the report of the year before prints it as closing balance."""
        fixed = {}
        for label, before in self.before.items():
            closing, turn = before.closings.get(note.row or ""), self.turn(note)
            if closing is not None and turn * closing.exact == opening.get(label):
                fixed[label] = turn * closing.printed
        return fixed

    def _by_metadata(self, row: NoteRowLayout, note: NoteLayout, columns: Columns) -> list[Draft]:
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
            Draft(
                value or "other",
                notes.get(value)
                or names.get(value)
                or say_in(self.language, "row of a note", "Other"),
                {y: signed(sums[y].get(value, ZERO), note.sign) for y in columns},
                hide_zero=True,
            )
            for value in sums[last.year.label]
        ]
