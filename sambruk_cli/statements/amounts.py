"""Exact amounts of the rows of a layout in one fiscal year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.books.balances import AccountBalance, trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import AccountSpan, Layout, LayoutRow, Sign, is_within, spans

# Stands among the accounts of the balance sheet's result row until the result is booked.
UNBOOKED = "result:unbooked"
# Accounts of BAS that the closing voucher books the result on.
RESULT_ACCOUNTS = frozenset({"2019", "2069", "2099"})
# Stands for what has moved equity beside the result, whatever its accounts.
MOVED = "equity:moved"


@frozen
class YearAmounts:
    """What one fiscal year's column is made of; kronor, debit positive.

    `result` is what the accounts of the income statement sum to without the closing voucher,
    `unbooked` what that voucher has left of it at the end of the year: nought once it is closed.
    `carried` is what earlier years have earned that no voucher has booked yet, as between the end
    of a year and its closing. `moved` is how equity has changed in the year beside its result,
    where the layout shows it from opening to closing.
    """

    year: FiscalYear
    balances: tuple[AccountBalance, ...]
    numbers: Mapping[str, str]
    result: Decimal
    unbooked: Decimal
    carried: Decimal
    moved: Decimal = ZERO

    def accounts(self, ranges: Sequence[AccountSpan]) -> list[AccountBalance]:
        """The balances of accounts whose number lies in a range."""
        return [b for b in self.balances if any(self.numbers[b.account] in r for r in ranges)]


def year_amounts(books: Books, layout: Layout, year: FiscalYear) -> YearAmounts:
    """Balances of a year, and its result: what the income statement's accounts sum to."""
    balances = trial_balance(books, year)
    of_result = [b for b in balances if not books.keeps_balance(b.account)]
    numbers = {b.account: books.number(b.account) for b in balances}
    closing = sum((b.closing for b in of_result if layout.is_closing(numbers[b.account])), ZERO)
    unbooked = sum((b.closing for b in of_result), ZERO)
    carried = unbooked_before(books, year)
    found = YearAmounts(year, balances, numbers, unbooked - closing, unbooked, carried)
    opened = [row.accounts for row in layout.balance_sheet if row.movement == "opening"]
    if not opened:
        return found
    # The closing voucher books the result among these accounts.
    changed = sum((b.change for each in opened for b in found.accounts(spans(each))), ZERO)
    return replace(found, moved=changed + closing)


def unbooked_before(books: Books, year: FiscalYear) -> Decimal:
    """What the years before one have earned and no voucher has booked; kronor, debit positive."""
    totals = books.opening(year.start).totals.items()
    return sum((t.amount for account, t in totals if not books.keeps_balance(account)), ZERO)


def kept_before(books: Books, years: Iterable[FiscalYear], year: FiscalYear) -> FiscalYear | None:
    """The year before one, where the books hold it; a year that they do not has no figures."""
    before = year_before(years, year)
    return before if before is not None and books.is_kept(before) else None


def misplaced(books: Books, layout: Layout, year: FiscalYear) -> Iterator[tuple[str, int]]:
    """The accounts that a layout cannot show a year's amounts of, with how many rows hold each.

    A right number of rows is one. Accounts without a number, and those that the books do not
    know, are faults of the books.
    """
    for balance in trial_balance(books, year):
        number = books.number(balance.account)
        if not balance.closing or not number or layout.is_closing(number):
            continue
        keeps = books.keeps_balance(balance.account)
        rows = layout.balance_sheet if keeps else layout.income_statement
        held = sum(is_within(number, spans(row.accounts)) for row in rows)
        if held != 1 and balance.account in books.accounts:
            yield balance.account, held


def signed(amount: Decimal, sign: Sign) -> Decimal:
    """Kronor as a row prints them: debit positive or credit positive."""
    return amount if sign == "debit" or amount == 0 else -amount


def leaf_parts(amounts: YearAmounts, row: LayoutRow) -> dict[str, Decimal]:
    """Exact amount per account of a leaf row, with the sign of the row."""
    match row.movement:
        case "opening":
            opening = {b.account: b.opening for b in amounts.accounts(spans(row.accounts))}
            if amounts.carried:
                opening[UNBOOKED] = amounts.carried
            return {account: signed(amount, row.sign) for account, amount in opening.items()}
        case "change":
            return {MOVED: signed(amounts.moved, row.sign)}
        case "result":
            return {UNBOOKED: signed(amounts.result, row.sign)}
    parts = {b.account: signed(b.closing, row.sign) for b in amounts.accounts(spans(row.accounts))}
    unbooked = amounts.unbooked + amounts.carried
    if row.result and unbooked:
        parts[UNBOOKED] = signed(unbooked, row.sign)
    return parts


def spans_below(rows: Sequence[LayoutRow], key: str) -> tuple[AccountSpan, ...]:
    """The accounts of the leaf rows that sum to a row."""
    leaves = leaves_below({row.key: row for row in rows}, key)
    return tuple(span for leaf in leaves for span in spans(leaf.accounts))


def leaves_below(rows: Mapping[str, LayoutRow], key: str) -> list[LayoutRow]:
    """The leaf rows that sum, directly or through other sums, to a row."""
    row = rows.get(key)
    if row is None:
        return []
    if row.is_leaf:
        return [row]
    return [leaf for part in row.sum for leaf in leaves_below(rows, part)]
