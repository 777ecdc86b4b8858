"""Notes: by account, by metadata, or as a movement from opening to closing balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sambruk_cli.frozen import frozen
from sambruk_cli.language import pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import NoteLayout
from sambruk_cli.statements.amounts import YearAmounts
from sambruk_cli.statements.drafts import (
    Closing,
    Columns,
    Draft,
    Drafter,
    tell_apart,
    tops_of,
    total_of,
)
from sambruk_cli.statements.model import BudgetAmount, Note, NoteRow, StatementRow
from sambruk_cli.statements.rounding import Node, nearest_total, round_tree

_PLAN = "budget"  # names the column of the budget among those of the years
# The key of a row with the krona that opening balance, result and total leave between them, where
# they print as elsewhere and no movement has öre to make up for it.
ROUNDING = "note_rounding"


def _may_have_budget(note: NoteLayout, tied: StatementRow | None) -> bool:
    by_account = all(not row.each and not row.movement for row in note.rows)
    return by_account and bool(note.rows) and tied is not None and tied.budget is not None


@frozen
class NoteBuilder:
    """Rounds the rows of a note, so that it foots and ties to its row of a statement."""

    drafter: Drafter

    def build(
        self,
        note: NoteLayout,
        columns: Columns,
        statement_rows: Mapping[str, StatementRow],
        exact: bool,
        planned: YearAmounts | None = None,
    ) -> Note:
        """One note with an amount per column, rounded so that it ties to its row.

        What is planned stands in a note by account whose row has a budget.
        """
        tied = statement_rows.get(note.row or "")
        years = dict(columns)
        if planned is not None and _may_have_budget(note, tied):
            columns = {**columns, _PLAN: planned}
        drafts = self.drafter.rows(note, columns)
        tell_apart(drafts)
        tops = tops_of(drafts)
        totals = {y: total_of(tops, y) for y in columns}
        printed: dict[str, dict[str, Decimal]] = {}
        for year in columns:
            if exact:
                printed[year] = {d.key: d.exact[year] / self.drafter.unit for d in drafts}
                printed[year][""] = totals[year] / self.drafter.unit
            else:
                printed[year] = self._round(tops, year, note, tied)
        return Note(
            number=note.number,
            title=pick(self.drafter.language, note.title, note.title_en),
            text=note.text,
            row=note.row,
            rows=self._rows(drafts, years, printed, has_plan=_PLAN in columns),
            total_label=self._total_label(note),
            exact_total={y: totals[y] for y in years} if note.rows else {},
            total={y: printed[y][""] for y in years} if note.rows else {},
            budget=BudgetAmount(totals[_PLAN], printed[_PLAN][""]) if _PLAN in columns else None,
        )

    def _rows(
        self,
        drafts: Sequence[Draft],
        years: Columns,
        printed: Mapping[str, Mapping[str, Decimal]],
        *,
        has_plan: bool,
    ) -> tuple[NoteRow, ...]:
        rows = [
            NoteRow(
                d.key,
                d.label,
                {y: d.exact[y] for y in years},
                {y: printed[y][d.key] for y in years},
                tuple(part.key for part in d.parts),
                BudgetAmount(d.exact[_PLAN], printed[_PLAN][d.key]) if has_plan else None,
            )
            for d in drafts
        ]
        rounded = {column: amounts.get(ROUNDING, ZERO) for column, amounts in printed.items()}
        if any(rounded.values()):
            rows.append(
                NoteRow(
                    ROUNDING,
                    say(self.drafter.language, "Rounding"),
                    dict.fromkeys(years, ZERO),
                    {y: rounded[y] for y in years},
                    (),
                    BudgetAmount(ZERO, rounded[_PLAN]) if has_plan else None,
                )
            )
        return tuple(rows)

    def _total_label(self, note: NoteLayout) -> str:
        written = note.total_label if self.drafter.language == "sv" else note.total_label_en
        return written or say_in(self.drafter.language, "row of a note", "Total")

    def _round(
        self, tops: list[Draft], year: str, note: NoteLayout, tied: StatementRow | None
    ) -> dict[str, Decimal]:
        total, target = total_of(tops, year), None
        if tied is not None and tied.exact:
            turn = self.drafter.turn(note)
            of_row = (
                tied.budget if year == _PLAN else BudgetAmount(tied.exact[year], tied.printed[year])
            )
            if of_row is not None and total == turn * of_row.exact:
                target = turn * of_row.printed
        if any(top.parts for top in tops):
            self._fix_subtotals(tops, year, note, target)

        def node(draft: Draft) -> Node:
            parts = tuple(node(part) for part in draft.parts)
            return Node(
                draft.key, draft.exact[year] / self.drafter.unit, parts, draft.fixed.get(year)
            )

        root = Node("", total / self.drafter.unit, tuple(map(node, tops)))
        if target is None:
            return {**round_tree(root), ROUNDING: ZERO}
        # What nothing has happened to cannot make up for a krona of rounding.
        reached = nearest_total(root, target)
        return {**round_tree(root, reached), "": target, ROUNDING: target - reached}

    def _fix_subtotals(
        self, tops: list[Draft], year: str, note: NoteLayout, target: Decimal | None
    ) -> None:
        """Let a subtotal of movements open with what the report of the year before closes with.

        What a subtotal closes with follows from the closing balances alone, so that it is the
        same in both reports.
        """
        closing = self._shallow(tops, year, target)
        before = self._closed_before(note, year)
        for top in tops:
            opening = [d for d in top.walk() if d.row is not None and d.row.movement == "opening"]
            if not top.parts or not opening:
                continue
            top.fixed[year] = closing[top.key]
            closed = before.get(top.row.key if top.row else "")
            if len(opening) == 1:
                opening[0].fixed.pop(year, None)
                if closed is not None and closed.exact == opening[0].exact[year]:
                    opening[0].fixed[year] = closed.printed
                    # What nothing has happened to cannot make up for a krona of rounding.
                    if not self._may_foot(top, year):
                        del opening[0].fixed[year]

    def _may_foot(self, top: Draft, year: str) -> bool:
        leaves = [d for d in top.walk() if not d.parts]
        low = high = ZERO
        for leaf in leaves:
            amount, fixed = leaf.exact[year] / self.drafter.unit, leaf.fixed.get(year)
            low += amount.to_integral_value(ROUND_FLOOR) if fixed is None else fixed
            high += amount.to_integral_value(ROUND_CEILING) if fixed is None else fixed
        return low <= top.fixed[year] <= high

    def _closed_before(self, note: NoteLayout, year: str) -> dict[str, Closing]:
        """What the subtotals of the year before print as, by key of the layout's row."""
        before = self.drafter.before.get(year)
        if before is None:
            return {}
        tops = tops_of(self.drafter.rows(note, {year: before.amounts}))
        row, turn, target = before.closings.get(note.row or ""), self.drafter.turn(note), None
        if row is not None and total_of(tops, year) == turn * row.exact:
            target = turn * row.printed
        tell_apart(tops)
        printed = self._shallow(tops, year, target)
        return {
            top.row.key: Closing(top.exact[year], printed[top.key])
            for top in tops
            if top.parts and top.row is not None
        }

    def _shallow(self, tops: list[Draft], year: str, target: Decimal | None) -> dict[str, Decimal]:
        """What the rows that the total sums print as, whatever they are made of."""
        nodes = tuple(Node(d.key, d.exact[year] / self.drafter.unit) for d in tops)
        return round_tree(Node("", total_of(tops, year) / self.drafter.unit, nodes), target)
