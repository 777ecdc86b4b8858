"""Statements and notes as values: rows with an amount per fiscal year, exact and as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal, NamedTuple

from sambruk_cli.document.cell import Shown
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen

NoteCell = int | Shown | None  # a number, or several as "3, 4"
Amounts = Mapping[str, Decimal]  # by label of the fiscal year
Unit = Literal["kr", "tkr"]


def note_cell(numbers: tuple[int, ...]) -> NoteCell:
    """What a row says of the notes that explain it."""
    if len(numbers) > 1:
        return Shown(", ".join(map(str, numbers)), numbers)
    return numbers[0] if numbers else None


@frozen
class BudgetAmount:
    """What is planned for a row in the year: exact in kronor, and as it prints in the unit."""

    exact: Decimal
    printed: Decimal


@frozen
class AccountRow:
    """One account under a row of a statement."""

    account: str
    number: str
    label: str
    exact: Amounts
    printed: Amounts
    budget: BudgetAmount | None = None

    @property
    def title(self) -> str:
        """ "1510 Kundfordringar"."""
        return f"{self.number} {self.label}".strip()


@frozen
class StatementRow:
    """A row of the income statement or balance sheet; a heading has no amounts.

    `note` is the number of the note that explains it, or "3, 4" where there are several.
    `exact` is in kronor with the sign it prints with; `printed` is the same in the unit and
    rounding asked for. `sum` names the rows it is the sum of.
    """

    key: str
    label: str
    note: NoteCell
    indent: int
    style: Literal["plain", "subtotal", "total", "heading"]
    exact: Amounts
    printed: Amounts
    accounts: tuple[AccountRow, ...] = ()
    sum: tuple[str, ...] = ()
    budget: BudgetAmount | None = None

    @property
    def title(self) -> str:
        """The row's label."""
        return self.label


@frozen
class NoteRow:
    """A row of a note. Its key is the metadata value where it was built from one.

    `sum` names the rows of the note that a subtotal is the sum of.
    """

    key: str
    label: str
    exact: Amounts
    printed: Amounts
    sum: tuple[str, ...] = ()
    budget: BudgetAmount | None = None


@frozen
class Note:
    """A note: the name of its text file, or rows and their total."""

    number: int
    title: str
    text: str | None
    row: str | None
    rows: tuple[NoteRow, ...]
    total_label: str
    exact_total: Amounts
    total: Amounts
    budget: BudgetAmount | None = None

    @property
    def parts_of_total(self) -> tuple[NoteRow, ...]:
        """The rows that the total is the sum of: those that no subtotal sums."""
        summed = {key for row in self.rows for key in row.sum}
        return tuple(row for row in self.rows if row.key not in summed)


@frozen
class Adjustment:
    """A printed amount that is not its exact amount rounded half up."""

    statement: str
    label: str
    year: str
    exact: Decimal
    printed: Decimal


class Counted(NamedTuple):
    """What the rows of the cash flow count of an account, and what it brought; kronor, money in."""

    counted: Decimal
    brought: Decimal


@frozen
class Statements:
    """The income statement, balance sheet and notes of a year with its comparative."""

    year: FiscalYear
    comparative: FiscalYear | None
    unit: Unit
    exact: bool
    header_note: int | None
    income_statement: tuple[StatementRow, ...]
    balance_sheet: tuple[StatementRow, ...]
    notes: tuple[Note, ...]
    adjustments: tuple[Adjustment, ...]
    has_budget: bool = False
    cash_flow: tuple[StatementRow, ...] = ()
    cash_left_over: Mapping[str, Counted] = field(default_factory=dict)  # see CashColumn

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The columns: the year, then its comparative where there is one."""
        return (self.year,) if self.comparative is None else (self.year, self.comparative)

    def rows_of(self, statement: str) -> tuple[StatementRow, ...]:
        """The rows of the statement with a name: one of those in `parts`."""
        return dict(self.parts)[statement]

    @property
    def parts(self) -> tuple[tuple[str, tuple[StatementRow, ...]], ...]:
        """Every statement by its name, in the order in which they are printed."""
        parts = (
            ("income_statement", self.income_statement),
            ("balance_sheet", self.balance_sheet),
        )
        return (*parts, ("cash_flow", self.cash_flow)) if self.cash_flow else parts

    def row(self, key: str) -> StatementRow | None:
        """A row of any statement."""
        rows = (*self.income_statement, *self.balance_sheet, *self.cash_flow)
        return next((row for row in rows if row.key == key), None)

    def note(self, number: int) -> Note | None:
        """A note by its number."""
        return next((note for note in self.notes if note.number == number), None)
