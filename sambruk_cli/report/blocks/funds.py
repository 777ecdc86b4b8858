"""Ändamålsbestämda medel in the report: each fund's movements, and the result left beside them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.layout import is_within, spans
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.blocks.equity import carried_to, equity_moves
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.amounts import year_amounts
from sambruk_cli.statements.funds import Fund, funds_of
from sambruk_cli.statements.rounding import Node, may_print, round_tree

_COLUMNS = ("opening", "added", "used", "closing")


def funds(year: ReportYear) -> Blocks:
    """A row for each fund: opening balance, what was added and used, closing balance."""
    found = funds_of(year.books, year.register, year.fiscal)
    if not found:
        return nothing(year)
    language = year.language
    printed = _printed(year, found)
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
    printed = _as_in_equity(year, parts)
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
    total_row = Row((left, sum(printed.values(), ZERO)), "total", sums=tuple(range(len(rows))))
    title = say(language, "Allocation of the result for the year")
    return [Table("result_allocation", columns, (*rows, total_row), title)]


def _name(year: ReportYear, fund: Fund) -> str:
    account = year.books.accounts.get(fund.account)
    return account.label if account else fund.account


def _as_in_equity(year: ReportYear, parts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Whole kronor of the result and what funds gave and got, as the changes in equity print."""
    printed = {key: round_half_up(amount) for key, amount in parts.items()}
    moves = equity_moves(year)
    if moves is not None:
        shown = {"result": moves.earned, "used": moves.used, "added": moves.reserved}
        retained = carried_to(year)
        for key, rows in shown.items():
            there = sum(rows.values(), ZERO) if key == "result" else rows.get(retained, ZERO)
            # What the meeting did with last year's result stands there too, and not here.
            if there and abs(there - parts[key]) < 1:
                printed[key] = there
    return printed


def _printed(year: ReportYear, found: tuple[Fund, ...]) -> dict[str, dict[str, Decimal]]:
    """Whole kronor of each column, by account, and their sum under "".

    A fund foots; what rounding leaves is taken by the greater of what was added and used, so that
    none is printed that is nought.
    """
    columns: dict[str, dict[str, Decimal]] = {column: {} for column in _COLUMNS}
    comparative = year.statements.comparative
    before = comparative.label if comparative else None
    tied = {
        "opening": _tied(year, {f.account: f.opening for f in found}, before),
        "closing": _tied(year, {f.account: f.closing for f in found}, year.label),
    }
    for fund in found:
        exact = {column: getattr(fund, column) for column in _COLUMNS}
        shown = {column: round_half_up(amount) for column, amount in exact.items()}
        shown |= {column: amounts[fund.account] for column, amounts in tied.items()}
        moved = ("added", "used") if fund.added or fund.used else ("opening",)
        greatest = max(moved, key=lambda column: abs(exact[column]))
        shown[greatest] += shown["closing"] - shown["opening"] - shown["added"] - shown["used"]
        for column, amount in shown.items():
            columns[column][fund.account] = amount
    for amounts in columns.values():
        amounts[""] = sum(amounts.values(), ZERO)
    return columns


def _tied(year: ReportYear, exact: Mapping[str, Decimal], label: str | None) -> dict[str, Decimal]:
    """Whole kronor of what funds hold: together what the balance sheet of a year prints.

    So far as they are alone in a row of it; elsewhere each is rounded half up.
    """
    printed = {account: round_half_up(amount) for account, amount in exact.items()}
    for row in year.layout.balance_sheet:
        stated = year.statements.row(row.key)
        ranges = spans(row.accounts)
        held = {a: x for a, x in exact.items() if is_within(year.books.number(a), ranges)}
        total = sum(held.values(), ZERO)
        if not held or stated is None or label is None or stated.exact.get(label) != total:
            continue
        tree = Node("", total, tuple(Node(account, amount) for account, amount in held.items()))
        if may_print(tree, stated.printed[label]):
            shown = round_tree(tree, stated.printed[label])
            printed |= {account: shown[account] for account in held}
    return printed


def _cells(printed: Mapping[str, Mapping[str, Decimal]], key: str) -> tuple[Decimal, ...]:
    return tuple(printed[column][key] for column in _COLUMNS)
