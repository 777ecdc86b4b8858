"""The cash flow statement of a layout: rows that there are, and every account once in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.layout import Layout
from sambruk_cli.register.locate import Located
from sambruk_cli.session import Session
from sambruk_cli.statements.cash_flow import rows_of
from sambruk_cli.statements.model import Statements


def check_cash_flow_rows(layout: Layout, index: int, place: Located) -> Iterator[Finding]:
    """What the rows name: other rows, one row with cash and bank, and each sum rows above it."""
    balance = [row.key for row in layout.balance_sheet if not row.is_heading]
    income = [row.key for row in layout.income_statement if not row.is_heading]
    others = {row.key for row in (*layout.income_statement, *layout.balance_sheet)}
    said = partial(finding, file=place.file)
    if layout.cash not in balance:
        at = place.line("layouts", index, "cash")
        near = nearest(layout.cash or "", balance)
        yield said("STM308.cash", key=layout.cash or "", line=at, hint=near)
    above: set[str] = set()
    summed: dict[str, str] = {}
    for i, row in enumerate(rows_of(layout)):
        line = partial(place.line, "layouts", index, "cash_flow", i)
        if row.key in above or row.key in others:
            yield said("STM308.twice", key=row.key, line=line("key"))
        if row.row is not None and row.row not in income:
            near = nearest(row.row, income)
            yield said("STM308.cash_row", row=row.key, key=row.row, line=line("row"), hint=near)
        for key in row.sum:
            if key not in above:
                near = nearest(key, above)
                yield said("STM308.sum", row=row.key, key=key, line=line("sum"), hint=near)
            elif key in summed:
                first = summed[key]
                yield said("STM308.summed", key=key, first=first, row=row.key, line=line("sum"))
            summed.setdefault(key, row.key)
        if not row.is_heading and row.cash is None:
            above.add(row.key)


def check_cash_flow(session: Session, statements: Statements) -> Iterator[Finding]:
    """Accounts that the rows count otherwise than once: the flow is not the change in cash."""
    year, books = statements.year, session.books
    for account, left in statements.cash_left_over.items():
        known = books.accounts.get(account)
        if known is None:
            continue  # BOK206
        yield finding(
            "STM320",
            year=year.label,
            account=account,
            counted=left.counted,
            brought=left.brought,
            file=known.file,
            line=known.line,
        )
