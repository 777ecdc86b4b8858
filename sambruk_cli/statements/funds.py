"""Ändamålsbestämda medel: what each fund of an ideell förening opened with, got, gave and holds.

A fund is an account of equity: those on 2070-2079, as in BAS, and those tagged `restricted_funds`.
"""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import AccountSpan, Layout, spans
from sambruk_cli.register.register import Register
from sambruk_cli.register.tags import tags_of
from sambruk_cli.statements.amounts import leaf_parts, leaves_below, year_amounts
from sambruk_cli.statements.sides import Sides, sides_of

_OF_BAS = ("2070-2079",)


@frozen
class Fund:
    """What a year did to a fund, in kronor: what it holds is above nought, what it gave below.

    Of what was added and used, `reserved` and `released` is what other equity gave and got.
    """

    account: str
    opening: Decimal
    added: Decimal
    used: Decimal
    reserved: Decimal
    released: Decimal

    @property
    def closing(self) -> Decimal:
        return self.opening + self.added + self.used


def fund_spans(register: Register) -> tuple[AccountSpan, ...]:
    """The numbers of accounts that are funds; an ekonomisk förening has none."""
    association = register.association
    if association is None or association.association.form != "nonprofit":
        return ()
    tagged = tags_of(register.statements, register.fees).get("restricted_funds", ())
    return spans((*_OF_BAS, *tagged))


def is_fund(register: Register, number: str) -> bool:
    """Whether an account is a fund, by its number."""
    return any(number in span for span in fund_spans(register))


def held_apart(books: Books, register: Register, layout: Layout, year: FiscalYear) -> Decimal:
    """What the rows that the meeting disposes of hold of funds, in kronor; nought where no fund
    lies in them.

    K1, K2 and an årsbokslut have no row for funds, which stand among other equity; what was given
    for a purpose is not for the meeting to dispose of there either.
    """
    rows = {row.key: row for row in layout.balance_sheet}
    leaves = [leaf for key in layout.disposition for leaf in leaves_below(rows, key)]
    ranges = [span for leaf in leaves for span in spans(leaf.accounts)]
    found = ZERO
    for balance in trial_balance(books, year):
        number = books.number(balance.account)
        held = books.keeps_balance(balance.account) and any(number in span for span in ranges)
        if held and is_fund(register, number):
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
        if books.keeps_balance(balance.account)
        and any(books.number(balance.account) in span for span in ranges)
    ]
    if not any(balance.opening or balance.change for balance in held):
        return ()
    vouchers = books.in_year(year)
    opened = sides_of([v for v in vouchers if v.is_opening])
    of_year = sides_of([v for v in vouchers if not v.is_opening])
    within = sides_of([v for v in vouchers if not v.is_opening and _is_of_equity(v)])
    found = []
    for balance in held:
        at_start, moved, inner = (
            sides.get(balance.account, Sides()) for sides in (opened, of_year, within)
        )
        fund = Fund(
            balance.account,
            opening=-balance.opening - at_start.debit - at_start.credit,
            added=-moved.credit,
            used=-moved.debit,
            reserved=-inner.credit,
            released=-inner.debit,
        )
        if fund.opening or fund.added or fund.used:
            found.append(fund)
    return tuple(found)


def _is_of_equity(voucher: Voucher) -> bool:
    """Whether a voucher moves equity from one account to another and nothing else."""
    return all(posting.account.startswith("Equity:") for posting in voucher.postings)
