"""Headings of rows that are left out are left out too, and others stay."""

from __future__ import annotations

import pytest

from sambruk_cli.register.layout import LayoutRow
from sambruk_cli.statements.headings import without_empty_headings
from sambruk_cli.statements.model import StatementRow

# Each row: how far in it is set, what it is, its key. A heading has H, an amount A, a sum S.
DEEP = ("0H assets", "1H claims", "2A owed", "2A taxes", "2S all_claims", "1A cash", "0S total")
FLAT = ("0H assets", "0A owed", "0A cash", "0S total", "0H debts", "0A unpaid")


def layout_of(rows: tuple[str, ...]) -> list[LayoutRow]:
    found = []
    for row in rows:
        kind, key = row.split()
        accounts = ("1510",) if kind[1] == "A" else ()
        summed = ("owed",) if kind[1] == "S" else ()
        found.append(
            LayoutRow(
                key=key,
                label=key,
                accounts=accounts,
                sum=summed,
                indent=int(kind[0]),
                hide_zero=True,
            )
        )
    return found


def shown(rows: tuple[str, ...], nought: set[str]) -> list[str]:
    """The keys that are printed where some rows are nought."""
    layout = layout_of(rows)
    built = [
        StatementRow(
            row.key,
            row.label,
            None,
            row.indent,
            "heading" if row.is_heading else "plain",
            {},
            {},
            sum=row.sum,
        )
        for row in layout
        if row.key not in nought
    ]
    return [row.key for row in without_empty_headings(built, layout)]


@pytest.mark.parametrize(
    ("rows", "nought", "left"),
    [
        (DEEP, {"owed", "taxes", "all_claims"}, ["assets", "cash", "total"]),
        (DEEP, {"owed", "cash"}, ["assets", "claims", "taxes", "all_claims", "total"]),
        (DEEP, {"owed", "taxes", "all_claims", "cash"}, ["total"]),
        (FLAT, {"owed"}, ["assets", "cash", "total", "debts", "unpaid"]),
        (FLAT, {"unpaid"}, ["assets", "owed", "cash", "total"]),
    ],
)
def test_a_heading_is_left_out_with_what_it_heads(
    rows: tuple[str, ...], nought: set[str], left: list[str]
) -> None:
    assert shown(rows, nought) == left
