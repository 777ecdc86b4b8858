"""Facts that the narrative of one year's report cites and that have no other home."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import PrintableLine, Slug, Unfit, printable_line
from sambruk_cli.register.model import Check, Model

MOST = 10**15  # what no number of a table of facts reaches


def _value(value: Any) -> int | Decimal | date | str:
    if isinstance(value, str):
        return printable_line(value)
    if isinstance(value, bool | datetime) or not isinstance(value, int | Decimal | date):
        raise Unfit(Message.of("must be a number, a date or a text"))
    if isinstance(value, Decimal) and not value.is_finite():
        raise Unfit(Message.of("must be a number, a date or a text"))
    return value


class Fact(Model):
    """A number, name or date of the narrative, and where it comes from."""

    id: Slug
    value: Annotated[int | Decimal | date | str, Check(_value, "instead")]
    source: PrintableLine


def _cell(value: Any) -> int | Decimal | date | str:
    if value == "":
        return ""
    fact = _value(value)
    number = Decimal(fact) if isinstance(fact, int) else fact
    if isinstance(number, Decimal) and not (-MOST < number < MOST and _places(number) <= 6):
        raise Unfit(Message.of("must be a number of at most 15 digits and 6 decimals"))
    return fact


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


FactCell = Annotated[int | Decimal | date | str, Check(_cell, "instead")]


class FactRow(Model):
    """A row of a table of facts; "" where nothing is known.

    With `sum` it sums the rows above it since the last sum, with `total` all rows that are no
    sums: what it says is held against them, and without `values` it says what they give. "" leaves
    a sum out.
    """

    label: PrintableLine
    label_en: PrintableLine | None = None
    values: tuple[FactCell, ...] = ()
    sum: bool = False
    total: bool = False

    @property
    def is_sum(self) -> bool:
        return self.sum or self.total


class FactTable(Model):
    """A table of facts and where they come from: written as rows, or in a CSV file beside it.

    `total` is the label of the row of the CSV file that sums the others. With `across` the last
    column sums those before it.
    """

    id: Slug
    title: PrintableLine
    title_en: PrintableLine | None = None
    source: PrintableLine
    show_source: bool = False
    columns: tuple[PrintableLine, ...] = ()
    columns_en: tuple[PrintableLine, ...] = ()
    rows: tuple[FactRow, ...] = ()
    csv: PrintableLine | None = None
    total: PrintableLine | None = None
    across: bool = False

    def whole(self) -> None:
        if (self.csv is None) == (not self.rows):
            raise Unfit(Message.of("a table has either rows or csv"))
        if self.csv is not None and self.columns:
            raise Unfit(Message.of("the columns of a CSV file are those of its first line"))
        if self.csv is None and not self.columns:
            raise Unfit(Message.of("a table with rows has columns"))
        if self.csv is None and self.total is not None:
            raise Unfit(Message.of("a row of the table itself says total = true"))
        if self.columns_en and self.csv is None and len(self.columns_en) != len(self.columns):
            raise Unfit(Message.of("columns_en has a text for each of the columns"))
        for row in self.rows:
            if len(row.values) != len(self.columns) and (row.values or not row.is_sum):
                raise Unfit(
                    Message.of(
                        "the row {label} has {number} values, and the table {columns} columns",
                        label=row.label,
                        number=len(row.values),
                        columns=len(self.columns),
                    )
                )


class FactsFile(Model):
    """config/report/YEAR/facts.toml."""

    facts: tuple[Fact, ...] = ()
    tables: tuple[FactTable, ...] = ()
