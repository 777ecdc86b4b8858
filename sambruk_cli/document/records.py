"""A table as data: rows of values by the keys of its columns, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli.document.cell import Cell, Data, Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.money import exact, plain

_OF_OTHERS = frozenset({"heading", "subtotal", "total"})  # roles of rows that hold no data of own


def data_rows(table: Table) -> Iterator[Row]:
    """The rows that are data; headings, and sums of other rows, are left out."""
    return (row for row in table.rows if row.role not in _OF_OTHERS)


def records(table: Table) -> list[dict[str, Any]]:
    """The rows as JSON values by key: kronor as strings, days as ISO dates.

    Columns without a key are left out.
    """
    return [
        {c.key: _json(value_of(cell), c) for cell, c in _keyed(row, table)}
        for row in data_rows(table)
    ]


def value_of(cell: Cell) -> Data:
    """What a cell says to programs."""
    return cell.value if isinstance(cell, Shown) else cell


def with_columns(table: Table, *keys: str) -> Table:
    """The table with only some of its columns, in the order of the keys."""
    places = {column.key: index for index, column in enumerate(table.columns)}
    return _with(table, [places[key] for key in keys])


def without_empty(table: Table) -> Table:
    """The table without the columns that print nothing in any row; the first is always kept."""
    kept = [
        index
        for index in range(len(table.columns))
        if index == 0 or any(row.cells[index] not in (None, "") for row in table.rows)
    ]
    return _with(table, kept)


def _with(table: Table, kept: Sequence[int]) -> Table:
    rows = tuple(
        Row(tuple(row.cells[i] for i in kept), row.role, row.indent, row.sums, row.detail)
        for row in table.rows
    )
    return Table(table.id, tuple(table.columns[i] for i in kept), rows, table.caption)


def amount_text(amount: Decimal, column: Column) -> str:
    """Kronor with a decimal point: with öre where the column shows öre."""
    return exact(amount) if column.decimals == 2 else plain(amount)


def _keyed(row: Row, table: Table) -> Iterator[tuple[Cell, Column]]:
    pairs = zip(row.cells, table.columns, strict=True)
    return ((cell, column) for cell, column in pairs if column.key)


def _json(value: Data, column: Column) -> Any:
    match value:
        case Decimal():
            return amount_text(value, column)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value
