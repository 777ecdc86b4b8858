"""The files of config/ that a SIE file becomes, as values of TOML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sambruk_cli.edits.toml import new_toml, with_tables
from sambruk_cli.exchange.sie.into.number import StatedNumber
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.layout import LayoutRow
from sambruk_cli.register.layout_changes import with_account
from sambruk_cli.register.layouts import packaged_layout
from sambruk_cli.register.sie import SieDetails

# Rows of the balance sheet in the layout of an import, by root.
_ROWS = {"Assets": "current_assets", "Equity": "equity", "Liabilities": "current_liabilities"}
INTERNAL = "09"  # classes of accounts that BAS leaves to whoever keeps the books


def association(name: str, number: StatedNumber, seat: str, years: Sequence[FiscalYear]) -> str:
    """config/association.toml."""
    return new_toml(
        {
            "association": {
                "name": name,
                "short_name": name,
                "organisation_number": number.number,
                "organisation_number_checked": number.checked or None,
                "seat": seat,
            },
            "fiscal_years": [
                {"label": year.label, "start": year.start, "end": year.end} for year in years
            ],
        }
    )


def entries(head: str, items: Iterable[tuple[str, str]], kind: str | None = None) -> str:
    """Tables of (id, name): members, counterparties or projects."""
    return new_toml({head: [{"id": of, "name": name, "kind": kind} for of, name in items]})


def details(found: SieDetails) -> str:
    """config/sie.toml."""
    return new_toml(found.stated())


def with_details(text: str, found: SieDetails) -> str:
    """config/sie.toml with further tables, what stands there kept as it is."""
    for name, tables in found.stated().items():
        text = with_tables(text, name, tables)
    return text


def statements(*, internal: Collection[str]) -> str:
    """config/statements.toml: a layout with a row for every account of BAS.

    Args:
      internal: accounts of the classes that BAS leaves to the company, by their names in the books,
        as Equity:9030-Obokat-resultat: in the income statement they have a row of their own, in the
        balance sheet they stand in the row of their kind.
    """
    layout, of_result = packaged_layout("bas"), 0
    for name in sorted(internal):
        root, _, leaf = name.partition(":")
        if root in _ROWS:
            number = leaf.partition("-")[0]
            layout = with_account(layout, _ROWS[root], number)
        else:
            of_result += 1
    left_out = {
        row.key
        for row in layout.income_statement
        if not of_result and row.accounts and all(span[0] in INTERNAL for span in row.accounts)
    }
    parts = {
        part: [_row(row, left_out) for row in rows if row.key not in left_out]
        for part, rows in (
            ("income_statement", layout.income_statement),
            ("balance_sheet", layout.balance_sheet),
        )
    }
    head = {"id": "sie-import", "framework": layout.framework, "from": date(1900, 1, 1)}
    return new_toml({"layouts": [{**head, **parts}]})


def with_internal(text: str, there: Collection[str], new: Collection[str]) -> str:
    """config/statements.toml with places for further accounts of classes 0 and 9.

    It is left as it stands where it is not what an import has written.

    Args:
      there: those that the books have, by their names; `new` are those that come to them.
    """
    if not new or text != statements(internal=there):
        return text
    return statements(internal=(*there, *new))


def is_internal(number: str) -> bool:
    """Whether an account is of a class that BAS leaves to whoever keeps the books."""
    return number[:1] in tuple(INTERNAL)


def _row(row: LayoutRow, left_out: set[str]) -> dict[str, Any]:
    values = row.stated()
    if row.sum:
        values["sum"] = tuple(key for key in row.sum if key not in left_out)
    return values
