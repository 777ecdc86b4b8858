"""The changes in equity (förändring av eget kapital) from the opening to the closing balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.language import pick
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.layout import LayoutRow, is_within, spans
from sambruk_cli.report.blocks.builder import Blocks
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.amounts import leaves_below, signed, year_amounts
from sambruk_cli.statements.funds import funds_of
from sambruk_cli.statements.rounding import Node, round_tree

EquityRows = dict[str, Decimal]  # by key of the row of equity


@frozen
class EquityMoves:
    """The lines of the table between `first` and `last`, in whole kronor."""

    first: EquityRows
    carried: EquityRows
    reserved: EquityRows
    used: EquityRows
    other: EquityRows
    earned: EquityRows
    rounding: EquityRows
    last: EquityRows


def equity_changes(year: ReportYear) -> Blocks:
    """From opening to closing equity, a column per row of equity: what the year did to each.

    The result of the year before leaves its row for the first other row that the meeting
    disposes of; what else happened to that row, and to the others, is paid in or withdrawn. All
    of it is computed exactly and rounded once, between the balances that the balance sheets
    print. A krona that rounding then needs is no payment and stands in a row of its own.

    Where the balance sheet shows what equity opened with and what the year did, so does this.
    """
    layout, language = year.layout, year.language
    if layout.equity is None:
        return []
    leaves = _leaves(year)
    moves = equity_moves(year)
    if moves is None:
        return [_as_stated(year, leaves)]
    steps = (
        (say(language, "Opening balance"), moves.first),
        (say(language, "Result of the year before"), moves.carried),
        (say(language, "Reserved in funds"), moves.reserved),
        (say(language, "Used of funds"), moves.used),
        (say(language, "Paid in and other"), moves.other),
        (say(language, "Result for the year"), moves.earned),
        (say(language, "Rounding"), moves.rounding),
    )
    table = [Row(_cells(label, amounts)) for label, amounts in steps if any(amounts.values())]
    closing_cells = _cells(say(language, "Closing balance"), moves.last)
    total = Row(closing_cells, "total", sums=tuple(range(len(table))))
    labels = [pick(language, leaf.label, leaf.label_en) for leaf in leaves]
    columns = (
        Column(say(language, "Equity, SEK")),
        *(Column(label, "amount") for label in labels),
        Column(say(language, "Total"), "amount"),
    )
    title = say(language, "Changes in equity")
    return [Table("equity_changes", columns, (*table, total), title)]


def equity_moves(year: ReportYear) -> EquityMoves | None:
    """What the year did to each row of equity, as the table prints it.

    Returns:
      None where no row sums equity, or where the balance sheet shows itself what moved it.
    """
    leaves = _leaves(year)
    if year.layout.equity is None or any(leaf.movement != "closing" for leaf in leaves):
        return None
    opening, closing = _openings(year, leaves), _exact(year, leaves, year.label)
    carried, other, earned = _steps(year, leaves, opening, closing)
    reserved, used = _of_funds(year, leaves, opening)
    other = {key: other[key] - reserved[key] - used[key] for key in opening}
    first, last = _shown_openings(year, leaves, opening), _shown(year, leaves, year.label)
    shown_carried, shown_earned = _whole(carried), _whole(earned)
    result = next((leaf.key for leaf in leaves if leaf.result), "")
    for key, amount in carried.items():
        # What leaves a row whole prints as that row did, on both sides.
        shown_carried[key] = first[result].copy_sign(amount) if amount else ZERO
    if result in opening and earned[result] == closing[result]:
        shown_earned[result] = last[result]
    left = {k: last[k] - first[k] - shown_carried[k] - shown_earned[k] for k in opening}
    shown_reserved, shown_used = _fitted(left, other, (reserved, used), carried_to(year))
    rest = {k: left[k] - shown_reserved[k] - shown_used[k] for k in opening}
    shown_other = {k: _near(rest[k], amount) for k, amount in other.items()}
    return EquityMoves(
        first=first,
        carried=shown_carried,
        reserved=shown_reserved,
        used=shown_used,
        other=shown_other,
        earned=shown_earned,
        rounding={k: rest[k] - shown_other[k] for k in opening},
        last=last,
    )


def _leaves(year: ReportYear) -> list[LayoutRow]:
    """The rows of equity that the balance sheet prints."""
    rows = {row.key: row for row in year.layout.balance_sheet}
    leaves = leaves_below(rows, year.layout.equity or "")
    return [leaf for leaf in leaves if year.statements.row(leaf.key)]


def _as_stated(year: ReportYear, leaves: Sequence[LayoutRow]) -> Table:
    """The rows of a balance sheet that shows equity from opening to closing balance itself."""
    language = year.language
    keys = [*(leaf.key for leaf in leaves), year.layout.equity or ""]
    found = [year.statements.row(key) for key in keys]
    rows = [(row.label, row.printed.get(year.label, ZERO)) for row in found if row is not None]
    total = Row(rows[-1], "total", sums=tuple(range(len(rows) - 1)))
    columns = (
        Column(say(language, "Equity, SEK")),
        Column(say(language, "Total"), "amount"),
    )
    title = say(language, "Changes in equity")
    return Table("equity_changes", columns, (*map(Row, rows[:-1]), total), title)


def _steps(
    year: ReportYear, leaves: Sequence[LayoutRow], opening: EquityRows, closing: EquityRows
) -> tuple[EquityRows, EquityRows, EquityRows]:
    """What is carried, paid in and earned in each row, exactly; they sum to its change."""
    result = next((leaf.key for leaf in leaves if leaf.result), "")
    retained = carried_to(year)
    carried, earned = dict.fromkeys(opening, ZERO), dict.fromkeys(opening, ZERO)
    if result in opening:
        amounts = year_amounts(year.books, year.layout, year.fiscal)
        sign = next(leaf.sign for leaf in leaves if leaf.key == result)
        earned[result] = signed(amounts.result, sign)
        left = opening[result] + earned[result] - closing[result]
        # Before the meeting nothing has left the row; without another row nothing can.
        if left and retained in opening:
            carried |= {result: -opening[result], retained: opening[result]}
    other = {key: closing[key] - opening[key] - carried[key] - earned[key] for key in opening}
    return carried, other, earned


def _of_funds(
    year: ReportYear, leaves: Sequence[LayoutRow], opening: EquityRows
) -> tuple[EquityRows, EquityRows]:
    """What funds have got from other equity in the year and given to it, apart (K3 p. 6.3)."""
    reserved, used = dict.fromkeys(opening, ZERO), dict.fromkeys(opening, ZERO)
    retained = carried_to(year)
    for fund in funds_of(year.books, year.register, year.fiscal):
        number = year.books.number(fund.account)
        key = next((x.key for x in leaves if is_within(number, spans(x.accounts))), "")
        if key not in {"", retained} and retained in opening:
            for step, amount in ((reserved, fund.reserved), (used, fund.released)):
                step[key] += amount
                step[retained] -= amount
    return reserved, used


def carried_to(year: ReportYear) -> str:
    """The row that the result of the year before is carried to, "" where there is none."""
    result = next((leaf.key for leaf in _leaves(year) if leaf.result), "")
    return next((key for key in year.layout.disposition if key != result), "")


def _fitted(
    left: EquityRows, other: EquityRows, moved: tuple[EquityRows, EquityRows], retained: str
) -> tuple[EquityRows, EquityRows]:
    """Whole kronor of what funds get and give, each of which together is nought.

    Where the balances that are printed leave a krona more or less than half up gives, what has
    öre goes to its other neighbour.

    Args:
      left: what the printed balances leave for these and `other`, which is exact.
      retained: the row on the other side of what is moved.
    """
    shown = tuple({k: round_half_up(v) for k, v in each.items()} for each in moved)
    for key in left:
        rest = left[key] - sum((each[key] for each in shown), ZERO)
        missing = rest - _near(rest, other[key])
        for exact, each in zip(moved, shown, strict=True):
            fitted = _near(each[key] + missing, exact[key])
            missing -= fitted - each[key]
            each[key] = fitted
    for each in shown:
        if retained in each:
            each[retained] = -sum((v for k, v in each.items() if k != retained), ZERO)
    return shown[0], shown[1]


def _openings(year: ReportYear, leaves: Sequence[LayoutRow]) -> EquityRows:
    """What each row began with: the closing balance of the year before, or what the books open
    with."""
    before = year.statements.comparative
    if before is not None:
        return _exact(year, leaves, before.label)
    amounts = year_amounts(year.books, year.layout, year.fiscal)
    return {
        leaf.key: sum(
            (signed(b.opening, leaf.sign) for b in amounts.accounts(spans(leaf.accounts))), ZERO
        )
        for leaf in leaves
    }


def _shown_openings(
    year: ReportYear, leaves: Sequence[LayoutRow], opening: EquityRows
) -> EquityRows:
    before = year.statements.comparative
    if before is not None:
        return _shown(year, leaves, before.label)
    total = sum(opening.values(), ZERO)
    printed = round_tree(Node("", total, tuple(Node(k, a) for k, a in opening.items())))
    return {key: printed[key] for key in opening}


def _exact(year: ReportYear, leaves: Sequence[LayoutRow], label: str) -> EquityRows:
    found = {leaf.key: year.statements.row(leaf.key) for leaf in leaves}
    return {key: row.exact[label] if row else ZERO for key, row in found.items()}


def _shown(year: ReportYear, leaves: Sequence[LayoutRow], label: str) -> EquityRows:
    return {leaf.key: year.printed(leaf.key, label) for leaf in leaves}


def _whole(amounts: EquityRows) -> EquityRows:
    return {key: round_half_up(amount) for key, amount in amounts.items()}


def _near(wanted: Decimal, exact: Decimal) -> Decimal:
    """What is wanted, but no further from the exact amount than to a whole krona beside it."""
    floor = exact.to_integral_value(ROUND_FLOOR)
    return max(floor, min(wanted, exact.to_integral_value(ROUND_CEILING)))


def _cells(label: str, amounts: Mapping[str, Decimal]) -> tuple[str | Decimal, ...]:
    """A row: its label, an amount per column, and their sum."""
    return (label, *amounts.values(), sum(amounts.values(), ZERO))
