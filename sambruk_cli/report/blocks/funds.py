"""Ändamålsbestämda medel in the report: each fund's movements, and the result left beside them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.amounts import year_amounts
from sambruk_cli.statements.funds import Fund, funds_of
from sambruk_cli.statements.rounding import Node, round_tree

_COLUMNS = ("opening", "added", "used", "closing")


def funds(year: ReportYear) -> Blocks:
    """A row for each fund: opening balance, what was added and used, closing balance."""
    found = funds_of(year.books, year.register, year.fiscal)
    if not found:
        return nothing(year)
    language = year.language
    printed = _printed(found)
    rows = [Row((_name(year, fund), *_cells(printed, fund.account))) for fund in found]
    total = Row(
        (say(language, "Total"), *_cells(printed, "")), "total", sums=tuple(range(len(rows)))
    )
    columns = (
        Column(say(language, "Funds for stated purposes, SEK")),
        Column(say(language, "Opening balance"), "amount"),
        Column(say(language, "Added"), "amount"),
        Column(say(language, "Used"), "amount"),
        Column(say(language, "Closing balance"), "amount"),
    )
    return [Table("funds", columns, (*rows, total), say(language, "Changes in funds"))]


def result_allocation(year: ReportYear) -> Blocks:
    """The result of the year, what funds gave and got of it, and what is left of it.

    So associations under K3 show it below the income statement (Fördelning av årets resultat).
    What the meeting brought to funds of the result of the year before is no part of this one's.
    """
    found = funds_of(year.books, year.register, year.fiscal)
    language = year.language
    result = -year_amounts(year.books, year.layout, year.fiscal).result
    used = -sum((fund.released + fund.disposed.debit for fund in found), ZERO)
    added = -sum((fund.reserved + fund.disposed.credit for fund in found), ZERO)
    parts = {"result": result, "used": used, "added": added}
    total = sum(parts.values(), ZERO)
    printed = round_tree(Node("", total, tuple(Node(key, a) for key, a in parts.items())))
    labels = {
        "result": say(language, "Result for the year by the income statement"),
        "used": say(language, "Use of funds for stated purposes from earlier years"),
        "added": say(language, "Reserved for stated purposes, not used in the year"),
    }
    rows = [Row((labels[key], printed[key])) for key in parts if key == "result" or parts[key]]
    left = say(language, "Remaining, change in retained capital")
    columns = (
        Column(say(language, "Allocation of the result for the year")),
        Column(year.label, "amount"),
    )
    total_row = Row((left, printed[""]), "total", sums=tuple(range(len(rows))))
    title = say(language, "Allocation of the result for the year")
    return [Table("result_allocation", columns, (*rows, total_row), title)]


def _name(year: ReportYear, fund: Fund) -> str:
    account = year.books.accounts.get(fund.account)
    return account.label if account else fund.account


def _printed(found: tuple[Fund, ...]) -> dict[str, dict[str, Decimal]]:
    """Whole kronor of each column, by account, and their sum under "".

    A fund foots; what rounding leaves is taken by the greatest of its amounts, so that none is
    printed that is nought.
    """
    columns: dict[str, dict[str, Decimal]] = {column: {} for column in _COLUMNS}
    for fund in found:
        exact = {column: getattr(fund, column) for column in _COLUMNS}
        shown = {column: round_half_up(amount) for column, amount in exact.items()}
        greatest = max(("opening", "added", "used"), key=lambda column: abs(exact[column]))
        shown[greatest] += shown["closing"] - shown["opening"] - shown["added"] - shown["used"]
        for column, amount in shown.items():
            columns[column][fund.account] = amount
    for amounts in columns.values():
        amounts[""] = sum(amounts.values(), ZERO)
    return columns


def _cells(printed: Mapping[str, Mapping[str, Decimal]], key: str) -> tuple[Decimal, ...]:
    return tuple(printed[column][key] for column in _COLUMNS)
