"""Ändamålsbestämda medel: what each fund of an ideell förening opened with, got, gave and holds.

A fund is an account of equity: those on 2070-2079, as in BAS, and those tagged `restricted_funds`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sambruk_cli.account_numbers import DIGITS
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import AccountSpan, Layout, is_within, spans
from sambruk_cli.register.register import Register
from sambruk_cli.statements.amounts import (
    RESULT_ACCOUNTS,
    leaf_parts,
    leaves_below,
    spans_below,
    year_amounts,
)
from sambruk_cli.statements.sides import Sides, corrected_by, sides_of

_OF_BAS = ("2070-2079",)
_CLOSING = "8999"  # of BAS, where no layout says otherwise


@frozen
class Fund:
    """What a year did to a fund, in kronor: what it holds is above nought, what it gave below.

    Of what was added and used, `reserved` and `released` is what other equity gave and got. The
    part of these that the meeting did with the result of the year before is `disposed`: what it
    gave a fund in `disposed.credit`, below nought as there.
    """

    account: str
    opening: Decimal
    added: Decimal
    used: Decimal
    reserved: Decimal
    released: Decimal
    disposed: Sides = Sides()

    @property
    def closing(self) -> Decimal:
        return self.opening + self.added + self.used


def fund_spans(register: Register) -> tuple[AccountSpan, ...]:
    """The numbers of accounts that are funds; an ekonomisk förening has none."""
    association = register.association
    if association is None or association.association.form != "nonprofit":
        return ()
    return spans((*_OF_BAS, *register.tags.get("restricted_funds", ())))


def held_apart(books: Books, register: Register, layout: Layout, year: FiscalYear) -> Decimal:
    """What the rows that the meeting disposes of hold of funds, in kronor; nought where no fund
    lies in them.

    K1, K2 and an årsbokslut have no row for funds, which stand among other equity; what was given
    for a purpose is not for the meeting to dispose of there either.
    """
    ranges = [s for key in layout.disposition for s in spans_below(layout.balance_sheet, key)]
    funds, found = fund_spans(register), ZERO
    for balance in trial_balance(books, year):
        number = books.number(balance.account)
        held = books.keeps_balance(balance.account) and is_within(number, ranges)
        if held and is_within(number, funds):
            found -= balance.closing
    return found


def at_disposal(books: Books, register: Register, layout: Layout, year: FiscalYear) -> Decimal:
    """What the meeting disposes of, exactly, in kronor: the layout's rows without funds."""
    rows = {row.key: row for row in layout.balance_sheet}
    amounts = year_amounts(books, layout, year)
    leaves = [leaf for key in layout.disposition for leaf in leaves_below(rows, key)]
    held = sum((sum(leaf_parts(amounts, leaf).values(), ZERO) for leaf in leaves), ZERO)
    return held - held_apart(books, register, layout, year)


def funds_of(books: Books, register: Register, year: FiscalYear) -> tuple[Fund, ...]:
    """The funds that hold anything in a year, in order of account number.

    What the books open with in the year itself is opening balance.
    """
    ranges = fund_spans(register)
    held = [
        balance
        for balance in trial_balance(books, year)
        if books.keeps_balance(balance.account) and is_within(books.number(balance.account), ranges)
    ]
    if not any(balance.opening or balance.change for balance in held):
        return ()
    vouchers = books.in_year(year)
    opened = sides_of([v for v in vouchers if v.is_opening])
    of_year = sides_of([v for v in vouchers if not v.is_opening])
    within, of_last_year = _moves(books, register, year, vouchers)
    inside, disposed = sides_of(within), sides_of(of_last_year)
    found = []
    for balance in held:
        at_start, moved, inner = (
            sides.get(balance.account, Sides()) for sides in (opened, of_year, inside)
        )
        fund = Fund(
            balance.account,
            opening=-balance.opening - at_start.debit - at_start.credit,
            added=-moved.credit,
            used=-moved.debit,
            reserved=-inner.credit,
            released=-inner.debit,
            disposed=disposed.get(balance.account, Sides()),
        )
        if fund.opening or fund.added or fund.used:
            found.append(fund)
    return tuple(found)


def _moves(
    books: Books, register: Register, year: FiscalYear, vouchers: Sequence[Voucher]
) -> tuple[list[Voucher], list[Voucher]]:
    """What vouchers move between funds and other equity, each with those postings alone.

    Returns:
      All of them, and those with which the meeting disposed of the result of the year before:
      they post to the account of the result without closing a year, or bring to funds what the
      board proposed in that year's report.
    """
    layout = register.layout_for(year)
    closing = layout.closing_account if layout else _CLOSING
    proposed, ranges = _proposed_before(register, year), fund_spans(register)
    moves: list[Voucher] = []
    of_last_year: dict[str | None, Voucher] = {}
    for voucher in vouchers:
        if voucher.is_opening:
            continue
        funds, result, other = _of_equity(books, voucher, ranges)
        if not any(funds.values()):
            continue
        closes = books.is_on(voucher, closing)
        moved = _moved(voucher, funds, other if closes else other + result)
        if not moved.postings:
            continue
        moves.append(moved)
        of_funds = {(books.number(account), -amount) for account, amount in funds.items()}
        if (
            (result and not closes)
            or (of_funds <= proposed and voucher.date < year.end)
            or corrected_by(voucher, of_last_year)
        ):
            of_last_year[voucher.ver] = moved
    return moves, list(of_last_year.values())


def _of_equity(
    books: Books, voucher: Voucher, ranges: Sequence[AccountSpan]
) -> tuple[dict[str, Decimal], Decimal, Decimal]:
    """What a voucher posts to each fund, to accounts of the result and to other equity.

    Args:
      ranges: the numbers of accounts that are funds.
    """
    funds: dict[str, Decimal] = {}
    result = other = ZERO
    for posting in voucher.postings:
        if not posting.account.startswith("Equity:"):
            continue
        number = books.number(posting.account)
        if is_within(number, ranges):
            funds[posting.account] = funds.get(posting.account, ZERO) + posting.amount
        elif number[:DIGITS] in RESULT_ACCOUNTS:
            result += posting.amount
        else:
            other += posting.amount
    return funds, result, other


def _moved(voucher: Voucher, funds: Mapping[str, Decimal], other: Decimal) -> Voucher:
    """A voucher with what its funds give to other equity, or get from it, and nothing else.

    What one fund gives another moves nothing; nor does what money or costs are posted against.

    Args:
      funds: what the voucher posts to each fund, kronor, debit positive.
      other: what it posts to other equity.
    """
    net = sum(funds.values(), ZERO)
    left = ZERO if net * other >= 0 else min(abs(net), abs(other))
    postings = []
    for account, amount in funds.items():
        part = min(left, abs(amount)) if amount * net > 0 else ZERO
        if part:
            postings.append(Posting(account, part.copy_sign(net), "SEK", voucher.line, {}))
            left -= part
    return voucher._replace(postings=tuple(postings))


def _proposed_before(register: Register, year: FiscalYear) -> set[tuple[str, Decimal]]:
    """The funds and amounts that the board proposed in the report of the year before."""
    before, association = year_before(register.years, year), register.association
    return {
        (transfer.account, transfer.amount)
        for report in (association.reports if association and before else ())
        if before and report.year == before.label
        for transfer in report.transfers
    }
